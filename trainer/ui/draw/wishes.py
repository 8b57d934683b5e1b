"""How a trainee likes to practise: when to be told what a choice did, and how long an answer may take."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from trainer.ui.draw import html

MODES: dict[str, str] = {"practice": "After each choice", "assessment": "Only in the debrief"}
"""The two modes, practice first, by when the trainee is told what a choice did."""
TIME_LIMITS: dict[str, str] = {
    "1": "As planned",
    "1.5": "Half as long again",
    "2": "Twice as long",
    "none": "No limit",
}
"""The wishes for timed turns, in words. They hold from the next start on."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a trainee wishes: a key of TIME_LIMITS and a key of MODES."""

    time_limit: str = "1"
    mode: str = "practice"


def draw_wishes(wishes: Wishes) -> Wishes:
    """Draw both wishes with a heading and return them as they are now."""
    html.show("section", title="How you like to practise", text="This holds from your next start on.")
    with st.container(key="rt-wishes"):
        return Wishes(time_limit=ask_time_limit(wishes, "Time to answer, where turns are timed"), mode=ask_mode(wishes))


def ask_mode(wishes: Wishes, key: str = "wishes.mode") -> str:
    """Draw the modes and return the one that is chosen."""
    return st.radio(
        "Feedback",
        tuple(MODES),
        index=_place(MODES, wishes.mode),
        format_func=lambda mode: MODES[mode],
        horizontal=True,
        key=key,
    )


def ask_time_limit(wishes: Wishes, label: str, key: str = "wishes.time-limit") -> str:
    """Draw the time limits and return the one that is chosen."""
    return st.radio(
        label,
        tuple(TIME_LIMITS),
        index=_place(TIME_LIMITS, wishes.time_limit),
        format_func=lambda factor: TIME_LIMITS[factor],
        key=key,
    )


def _place(words: dict[str, str], chosen: str) -> int:
    """Find the place of what is chosen; the first for something unknown."""
    return list(words).index(chosen) if chosen in words else 0
