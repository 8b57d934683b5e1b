"""Home: go on where you were, start here, what is next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from trainer.service.views import ExerciseCard, HomeView, ResumeCard
from trainer.ui.draw import html
from trainer.ui.draw.card import draw_card
from trainer.ui.draw.trouble import Trouble, draw_trouble


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
    if view.resume:
        _resume(view.resume, when(view.resume.last_at))
    elif view.start:
        _start(view.start, first=view.first)
    else:
        html.show(
            "title",
            title="Welcome back",
            text="You have played everything there is. The best ones are worth a second try.",
        )
    if view.resume and view.start:
        _section("Or start here", view.start)
    if view.next:
        html.show("section", title="What is next", text="")
        for card in view.next:
            draw_card(card)


def _resume(resume: ResumeCard, when: str) -> None:
    """Draw the open attempt with the button that goes on with it."""
    with st.container(key="rt-go"):
        html.show("home_resume", resume=resume, when=when)
        if st.button("Go on", key="continue", type="primary", width="stretch"):
            st.switch_page("play.py", query_params={"attempt": resume.attempt})


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


def _section(title: str, card: ExerciseCard) -> None:
    """Draw a heading with one exercise under it."""
    html.show("section", title=title, text="")
    draw_card(card)
