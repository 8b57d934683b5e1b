"""Progress: what was practised, how the skills stand, stood and why, sureness, the history, and wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from trainer.assess.calibration import Level
from trainer.service.progress_views import HistoryRow, OpenWhatIf, Practised, ProgressView, SkillCourse
from trainer.ui.draw import html, reasons, text
from trainer.ui.draw.charts import radar
from trainer.ui.draw.course import draw_courses
from trainer.ui.draw.mystery import certificates
from trainer.ui.draw.own_data import draw_own_data
from trainer.ui.draw.sure import chance
from trainer.ui.draw.trouble import Trouble, draw_trouble
from trainer.ui.draw.wishes import Wishes, draw_wishes


@dataclass(frozen=True, slots=True)
class Doing:
    """What the trainee does on the page. `wishes` is None when they were not shown; `forget`: delete everything."""

    wishes: Wishes | None = None
    forget: bool = False


_WAYS = {
    "open": ("play.py", "Go on"),
    "finished": ("debrief.py", "Debrief"),
    "abandoned": ("debrief.py", "What you played"),
    "sealed": ("mystery.py", "Go on with the series"),
}
SHOWN = 20
"""So many attempts of the history are drawn at once."""


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
        certificates(view.certificates, when)
        _practised(view.practised)
        _skills(view, when, on)
        _courses(view.courses)
        _calibration(view.calibration)
        _history(view.history, when)
    else:
        _nothing_yet()
    return Doing(draw_wishes(wishes), bool(view.history) and draw_own_data())


def _practised(done: Practised) -> None:
    """Draw how much was practised. A run of days is told as long as there is one, and never that it ended."""
    numbers = [
        (done.finished, "exercise finished" if done.finished == 1 else "exercises finished"),
        (text.minutes(done.minutes).capitalize(), "of practice"),
        (done.days, "day with practice" if done.days == 1 else "days with practice"),
        (f"{done.units} of {done.units_all}", f"units done, {done.lessons} of {done.lessons_all} lessons"),
    ]
    run = None
    if done.run > 1 and done.run_since:
        since = text.calendar(done.run_since)
        run = f"You are on a run of {done.run} days of practice, since {since}. Up to two days off a week belong to it."
    html.show("practised", numbers=numbers, run=run)


def _skills(view: ProgressView, when: Callable[[datetime], str], on: Callable[[datetime], str]) -> None:
    """Draw how the skills stand: the radar, and the list that says the same and why."""
    html.show("section", title="Skills", text="How often you would choose well, as far as your decisions tell.")
    radar(view.skills)
    html.show("evidence", skills=view.skills, when=when, on=on, why=reasons.why, play_words=reasons.play_words)


def _courses(courses: tuple[SkillCourse, ...]) -> None:
    """Draw the skills over time, as soon as there are two days to join."""
    if courses:
        said = "After each day of practice, all days measured on the same decisions."
        html.show("section", title="Skills over time", text=said)
        draw_courses(courses)


def _calibration(levels: tuple[Level, ...]) -> None:
    """Draw how sure the trainee was beside what came of it, as soon as there is an answer."""
    if any(level.count for level in levels):
        said = "About one turn in four asks how sure you are. This is how it went with what you said."
        html.show("section", title="How sure you were", text=said)
        html.show("calibration", levels=levels, chance=chance, said=reasons.sure_words, verdict=reasons.sure_verdict)


def _history(history: tuple[HistoryRow, ...], when: Callable[[datetime], str]) -> None:
    """Draw the newest attempts, and all of them when they are asked for."""
    html.show("section", title="History", text="")
    rows = st.container()
    earlier = len(history) - SHOWN
    label = f"Show {text.count(earlier, 'earlier attempt')}"
    everything = earlier > 0 and st.button(label, key="progress.earlier", width="stretch")
    with rows:
        for row in history if everything else history[:SHOWN]:
            _row(row, when)


def _nothing_yet() -> None:
    """Draw the page of somebody who has not played."""
    html.show(
        "section",
        title="Nothing here yet",
        text="After your first exercise you find here how it went, and which skills it says something about.",
    )
    with st.container(key="rt-way-on"):
        st.page_link("home.py", label="Start with the first exercise", width="stretch")


def _row(row: HistoryRow, when: Callable[[datetime], str]) -> None:
    """Draw an attempt as a card that is a link as a whole, and under it the what-ifs that wait to be gone on with."""
    with st.container(key=f"rt-card-history-{row.attempt}"):
        html.show("history_row", row=row, when=when(row.started_at))
        page_, label = _WAYS[row.state]
        st.page_link(page_, label=text.plain_label(f"{label}: {row.title}"), query_params={"attempt": row.attempt})
    for what_if in row.what_ifs:
        _what_if(what_if, when)


def _what_if(what_if: OpenWhatIf, when: Callable[[datetime], str]) -> None:
    """Draw the way back into an open what-if."""
    with st.container(key=f"rt-open-what-if-{what_if.attempt}"):
        label = f"Go on: what if, from turn {what_if.turn} (begun {when(what_if.started_at)})"
        st.page_link("play.py", label=text.plain_label(label), query_params={"attempt": what_if.attempt})
