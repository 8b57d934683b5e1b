"""Home: go on where you were, start here, what is next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from trainer.service.views import ExerciseCard, HomeView, ResumeCard
from trainer.ui.draw import html
from trainer.ui.draw.card import draw_card
from trainer.ui.draw.trouble import Trouble, draw_trouble

_ALL_PLAYED = "You have played everything there is. The best ones are worth a second try."


def page(view: HomeView | Trouble, *, when: Callable[[datetime], str]) -> None:
    """
    Draw Home.

    Args:
        view: What to offer.
        when: Says a time in the reader's words.
    """
    if isinstance(view, Trouble):
        draw_trouble(view)
        return
    start, following = _offer(view)
    if view.resume:
        _resume(view.resume, when(view.resume.last_at))
        if start:
            following = (start, *following)
    elif start:
        _start(start, first=view.first)
    else:
        html.show("title", title="Welcome back", text=_ALL_PLAYED)
    if following:
        html.show("section", title="What is next", text="")
        for card in following:
            draw_card(card)


def _offer(view: HomeView) -> tuple[ExerciseCard | None, tuple[ExerciseCard, ...]]:
    """Find the exercise to begin with, and those after it."""
    if view.start or not view.next:
        return view.start, view.next
    return view.next[0], view.next[1:]


def _resume(resume: ResumeCard, when: str) -> None:
    """Draw the open attempt with the button that goes on with it."""
    with st.container(key="rt-go"):
        html.show("home_resume", resume=resume, when=when)
        if st.button("Go on", key="continue", type="primary", width="stretch"):
            st.switch_page("play.py", query_params={"scenario": resume.card.id, "attempt": resume.attempt})


def _start(card: ExerciseCard, *, first: bool) -> None:
    """Draw the one exercise to begin with."""
    with st.container(key="rt-go"):
        html.show("home_first" if first else "home_start", card=card)
        st.page_link(
            "play.py",
            label="Start" if card.state == "new" else "Play",
            query_params={"scenario": card.id},
            width="stretch",
        )
