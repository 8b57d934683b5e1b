"""
The peer of the Play page: a bare fragment of Streamlit with as many elements a run, and nothing behind it.

The same journey (start, some turns of three choices, start again), the same containers, buttons and one piece of HTML,
drawn by the same single run a turn; no store, no engine, no cookie, no scores.
"""

import streamlit as st

TURNS = 9
CHOICES = 3

here = st.session_state
here.setdefault("play", 0)
here.setdefault("turn", 0)


def offer() -> str | None:
    """Draw the buttons of the moment and return the pressed one."""
    if here.turn in (0, TURNS + 1):
        return "start" if st.button("Start", key="start", width="stretch") else None
    pressed = None
    for choice in range(CHOICES):
        key = f"choice-{here.play}-{here.turn}-{choice}"
        if st.button(f"Choice {choice} of turn {here.turn}", key=key, width="stretch"):
            pressed = key
    return pressed


@st.fragment
def stage() -> None:
    """Draw the moment; after a click also the next one, in the same run."""
    talk = st.container(key="talk")
    slot = st.empty()
    with slot.container(key="dock"):
        pressed = offer()
    if pressed == "start":
        here.play, here.turn = here.play + 1, 1
        st.rerun()
    if pressed:
        here.turn += 1
    with talk:
        st.html(f"<p>Turn {here.turn} of play {here.play}.</p>")
    if pressed:
        with slot.container(key="dock-next"):
            offer()


st.html("<h1>Bare</h1>")
stage()
