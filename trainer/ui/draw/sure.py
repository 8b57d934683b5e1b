"""The question above some choices: how sure are you? Small, calm, and never in the way of the choice."""

from __future__ import annotations

import streamlit as st

from trainer.assess.calibration import LEVELS
from trainer.service.views import PlayView

_WORDS = dict(LEVELS)


def ask_sure(view: PlayView) -> int | None:
    """
    Draw the question where the turn asks it; what is said goes along with the choice, and may be changed until then.

    Returns:
        The stated chance in percent; None where nothing was asked or said.
    """
    if not view.asks_sure:
        return None
    return st.radio(
        "How sure are you of your next answer? You may skip this.",
        tuple(_WORDS),
        index=None,
        format_func=lambda sure: f"{_WORDS[sure]} :small[{chance(sure / 100)}]",
        horizontal=True,
        width="stretch",
        key=f"sure-{view.attempt}-{view.turn}",
    )


def chance(stated: float) -> str:
    """Say a stated chance as people do: "7 in 10"."""
    return f"{round(stated * 10)} in 10"
