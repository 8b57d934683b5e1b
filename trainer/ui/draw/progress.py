"""Progress: how the skills stand and why, the history, and how the trainee likes to practise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from trainer.service.views import HistoryRow, ProgressView
from trainer.ui.draw import html, text
from trainer.ui.draw.charts import radar
from trainer.ui.draw.own_data import draw_own_data
from trainer.ui.draw.trouble import Trouble, draw_trouble
from trainer.ui.draw.wishes import Wishes, draw_wishes


@dataclass(frozen=True, slots=True)
class Doing:
    """What the trainee does on the page. `wishes` is None when they were not shown; `forget`: delete everything."""

    wishes: Wishes | None = None
    forget: bool = False


_WAYS = {"open": ("play.py", "Go on"), "finished": ("debrief.py", "Debrief")}


def page(
    view: ProgressView | Trouble, wishes: Wishes, *, when: Callable[[datetime], str], on: Callable[[datetime], str]
) -> Doing:
    """
    Draw the progress page.

    Args:
        view: What to show.
        wishes: How the trainee likes to practise.
        when: Says a time in the reader's words.
        on: Says a date, which may lie ahead, in the reader's words.

    Returns:
        The wishes as they are now, and whether everything is to be deleted.
    """
    if isinstance(view, Trouble):
        draw_trouble(view)
        return Doing()
    html.show("title", title="Progress", text="")
    if view.history:
        _numbers(view)
        _skills(view, when, on)
        html.show("section", title="History", text="")
        for row in view.history:
            _row(row, when(row.started_at))
    else:
        _nothing_yet()
    return Doing(draw_wishes(wishes), bool(view.history) and draw_own_data())


def _numbers(view: ProgressView) -> None:
    """Draw how much was practised."""
    practised = round(view.minutes_practised)
    html.show(
        "numbers",
        numbers=(
            (view.finished, "exercise finished" if view.finished == 1 else "exercises finished"),
            (max(1, practised), "minute of practice" if practised <= 1 else "minutes of practice"),
        ),
    )


def _skills(view: ProgressView, when: Callable[[datetime], str], on: Callable[[datetime], str]) -> None:
    """Draw how the skills stand: the radar, and the list that says the same and why."""
    html.show("section", title="Skills", text="How often you would choose well, as far as your decisions tell.")
    radar(view.skills)
    html.show("evidence", skills=view.skills, when=when, on=on)


def _nothing_yet() -> None:
    """Draw the page of somebody who has not played."""
    html.show(
        "section",
        title="Nothing here yet",
        text="After your first exercise you find here how it went, and which skills it says something about.",
    )
    with st.container(key="rt-way-on"):
        st.page_link("home.py", label="Start with the first exercise", width="stretch")


def _row(row: HistoryRow, when: str) -> None:
    """Draw an attempt as a card that is a link as a whole; one that was ended early leads nowhere."""
    with st.container(key=f"rt-card-history-{row.attempt}"):
        html.show("history_row", row=row, when=when)
        if row.state in _WAYS:
            page_, label = _WAYS[row.state]
            st.page_link(page_, label=text.plain_label(f"{label}: {row.title}"), query_params={"attempt": row.attempt})
