"""Watch: a poor walk and the model walk side by side, turn by turn, with what the customer felt."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from trainer.service.debrief_views import WatchStep, WatchView, WatchWalk
from trainer.service.views import Bubble
from trainer.ui.draw import html
from trainer.ui.draw.conversation import Face, Line, face, lines
from trainer.ui.draw.trouble import Trouble, draw_trouble


@dataclass(frozen=True, slots=True)
class Side:
    """One walk at one turn: its step, or its closing lines at the turn after the last, or nothing when it is over."""

    walk: WatchWalk
    step: WatchStep | None
    lines: tuple[Line, ...]
    face: Face | None
    closing: tuple[Line, ...] | None


@dataclass(frozen=True, slots=True)
class Row:
    """A turn of both walks."""

    turn: int
    cells: tuple[Side, Side]


def page(view: WatchView | Trouble) -> None:
    """Draw both walks."""
    if isinstance(view, Trouble):
        draw_trouble(view)
        return
    html.show("watch_head", view=view)
    html.show("watch", view=view, rows=rows(view))
    with st.container(key="rt-way-on"):
        st.page_link("play.py", label="Play it yourself", query_params={"scenario": view.card.id}, width="stretch")


def rows(view: WatchView) -> tuple[Row, ...]:
    """Put the walks side by side: one row a turn, and each walk's closing in the row after its last turn."""
    length = max(len(view.poor.steps), len(view.model.steps)) + 1
    return tuple(Row(place + 1, (_side(view.poor, place), _side(view.model, place))) for place in range(length))


def _side(walk: WatchWalk, place: int) -> Side:
    """Say what a walk shows at a place, counted from 0."""
    if place < len(walk.steps):
        step = walk.steps[place]
        bubbles: tuple[Bubble, ...] = (*step.before, step.taken)
        return Side(walk, step, lines(bubbles, {}), face(step.mood) if step.mood else None, None)
    closing = lines(walk.closing, {}) if place == len(walk.steps) else None
    return Side(walk, None, (), None, closing)
