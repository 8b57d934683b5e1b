"""The mystery shopper: the offer, the series under way, and the result with its certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from trainer.service.names import LONGEST_PRINTED_NAME
from trainer.service.series_views import CertificateLine, SeriesLine, SeriesOffer, SeriesResult, SeriesRun
from trainer.ui.draw import html, text
from trainer.ui.draw.trouble import Trouble, draw_trouble

PAGE = "mystery.py"


@dataclass(frozen=True, slots=True)
class Begin:
    """The trainee wants a series to begin."""


@dataclass(frozen=True, slots=True)
class Next:
    """The trainee wants to go on: with the part at hand, or with the next one."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The trainee wants to leave the part at hand."""


@dataclass(frozen=True, slots=True)
class End:
    """The trainee wants the series to end here."""


@dataclass(frozen=True, slots=True)
class Certify:
    """The trainee wants the certificate of a series, with this name on it."""

    series: str
    name: str


Move = Begin | Next | Leave | End | Certify
View = SeriesOffer | SeriesRun | SeriesResult | Trouble
When = Callable[[datetime], str]
Do = Callable[[Move], str]


def page(view: View, *, do: Do, when: When) -> None:
    """
    Draw the mystery shopper's page.

    Args:
        view: What there is to draw.
        do: Carries out what the trainee wants; returns only when it could not, with the reason in a sentence.
        when: Says a time in the reader's words.
    """
    if isinstance(view, Trouble):
        draw_trouble(view)
    elif isinstance(view, SeriesOffer):
        _offer(view, do, when)
    elif isinstance(view, SeriesRun):
        _run(view, do)
    else:
        _result(view, do, when)


def certificates(given: tuple[CertificateLine, ...], when: When) -> None:
    """Draw the links to the certificates that somebody has; nothing for none."""
    if given:
        html.show("section", title="Your certificate" if len(given) == 1 else "Your certificates", text="")
        html.show("certificates", given=given, when=when)


def _offer(view: SeriesOffer, do: Do, when: When) -> None:
    """Draw what a series is, whether it is time for it, and the series played before."""
    html.show("mystery_offer", view=view)
    with st.container(key="rt-go"):
        if view.locked:
            st.page_link("curriculum.py", label="See the curriculum", width="stretch")
        elif view.parts and st.button("Begin the series", key="series-begin", type="primary", width="stretch"):
            html.show("hitch", text=do(Begin()))
    if view.past:
        html.show("section", title="Your series so far", text="")
        for line in view.past:
            _past(line, when(line.started_at))


def _past(line: SeriesLine, when: str) -> None:
    """Draw an earlier series as a card that leads to its result."""
    with st.container(key=f"rt-card-series-{line.id}"):
        html.show("mystery_past", line=line, when=when)
        st.page_link(PAGE, label=f"Result of the series of {when}", query_params={"series": line.id})


def _run(view: SeriesRun, do: Do) -> None:
    """Draw where the series stands, and the button that goes on. The next part is not announced."""
    html.show("mystery_run", view=view)
    with st.container(key="rt-go"):
        label = f"Go on with part {view.place}" if view.current else f"Begin part {view.place}"
        if st.button(label, key="series-next", type="primary", width="stretch"):
            html.show("hitch", text=do(Next()))
    options = st.container(key="rt-options")
    if view.current:
        options.empty()  # moves the popover; else it stays open when a part is left, another button under the finger
    with options, st.popover("Options", type="tertiary"):
        if view.current:
            html.show("mystery_leave", place=view.place)
            if st.button(f"Leave part {view.place}", key="series-leave"):
                html.show("hitch", text=do(Leave()))
        html.show("mystery_end", left=view.parts - view.place + 1)
        if st.button("End the series", key="series-end"):
            html.show("hitch", text=do(End()))


def _result(view: SeriesResult, do: Do, when: When) -> None:
    """Draw the result: the mean, the certificate or what is missing for it, the skills, and the parts."""
    html.show("mystery_result", view=view, when=when(view.at))
    _certificate(view, do, when)
    html.show("section", title="The twelve skills", text="Over all conversations of the series together.")
    html.show("skills", skills=view.skills)
    if view.parts:
        html.show("section", title="Part by part", text="Now each debrief is open.")
    for part in view.parts:
        with st.container(key=f"rt-card-part-{part.attempt}"):
            html.show("mystery_part", part=part)
            label = text.plain_label(f"Look back on part {part.place}: {part.title}")
            st.page_link("debrief.py", label=label, query_params={"attempt": part.attempt})
    html.show("section", title="And now", text="")
    with st.container(key="rt-way-on"):
        st.page_link("progress.py", label="See your progress", width="stretch")
        st.page_link(PAGE, label="Back to the mystery shopper", width="stretch")


def _certificate(view: SeriesResult, do: Do, when: When) -> None:
    """Draw the certificate that was given, the form that asks for the name, or what is missing."""
    if view.certificate:
        certificates((view.certificate,), when)
        return
    if not view.passed:
        html.show("mystery_missing", view=view)
        return
    html.show("section", title="Your certificate", text="Everything is there. Which name shall stand on it?")
    with st.form("series-name", border=False):
        name = st.text_input("Name as it is to be printed", max_chars=LONGEST_PRINTED_NAME, key="series-name-text")
        html.show("mystery_name")
        slot = st.container()
        label = "Give me the certificate"
        if st.form_submit_button(label, key="series-certificate", type="primary", width="stretch"):
            with slot:
                html.show("hitch", text=do(Certify(view.id, name)))
