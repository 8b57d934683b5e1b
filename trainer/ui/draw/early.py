"""What was played of an attempt that was ended early: its turns as the debrief shows them, and no score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from trainer.service.progress_views import EarlyView
from trainer.ui.draw import html
from trainer.ui.draw.conversation import lines


def draw_early(view: EarlyView, when: Callable[[datetime], str]) -> None:
    """Draw the turns that were taken before the attempt was ended, and the ways on."""
    html.show("early", view=view, when=when(view.at))
    if view.turns:
        html.show("section", title="Turn by turn", text="What you chose before you ended it.")
    for turn in view.turns:
        with st.container(key=f"rt-turn-{turn.turn}"):
            html.show("debrief_turn", turn=turn, lines=lines((*turn.before, turn.taken), {}))
    html.show("section", title="And now", text="")
    with st.container(key="rt-way-on"):
        st.page_link("play.py", label="Play it again", query_params={"scenario": view.card.id}, width="stretch")
        st.page_link("progress.py", label="Back to your progress", width="stretch")
