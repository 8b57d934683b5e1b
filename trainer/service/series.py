"""
The mystery shopper: offered, begun, carried on part by part, ended.

What a series holds is in series_plan.py, what came of it in series_result.py.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from trainer import store
from trainer.assess.series import USUAL
from trainer.service import metrics
from trainer.service.house import House, guarded
from trainer.service.live import read_live
from trainer.service.locking import require_open_series
from trainer.service.mastery import standings
from trainer.service.refusals import Locked
from trainer.service.series_plan import new_attempt, next_plan, role_plays, series_seed
from trainer.service.series_views import CertificateLine, DonePart, SeriesLine, SeriesOffer, SeriesRun
from trainer.service.showing import card_of
from trainer.service.views import ExerciseCard, Place

CARD = "mystery-shopper"
TITLE = "The mystery shopper"
READY = ("All twelve skills are steady now. Somebody from the company will visit you unannounced: "
         "show what you can do, and get your certificate.")


def records_of(house: House, person_id: str) -> tuple[store.SeriesRecord, ...]:
    """A person's series, the last begun first; raises TryAgain."""
    with guarded("series"):
        return store.series_of(house.store, person_id=person_id)


def open_record(house: House, person_id: str) -> store.SeriesRecord | None:
    """The series that a person is in the middle of; raises TryAgain."""
    return next((record for record in records_of(house, person_id) if not record.over), None)


def offer(house: House, person_id: str, *, past: tuple[SeriesLine, ...] = (), now: datetime) -> SeriesOffer:
    """
    The next series as it would be put together now, and whether it is time for it.

    Args:
        house: The open house.
        person_id: To whom.
        past: The person's series that are over, to be shown beside it.
        now: The present, aware.

    Raises:
        TryAgain: The store cannot be read at the moment.
    """
    plan = next_plan(house, person_id, len(records_of(house, person_id)))
    titles, minutes = house.library.sheets.skills, sum(house.entry(one).exercise.minutes for one in plan)
    open_skills = tuple(titles[s.skill].title for s in standings(house, person_id, now) if not s.gate)
    locked = _locked(house, person_id)
    return SeriesOffer(len(plan), minutes, ready=not open_skills and not locked,
                       why=locked or _why(len(titles), len(open_skills)), open_skills=open_skills, past=past,
                       locked=bool(locked))


def begin(house: House, person_id: str, *, now: datetime) -> None:
    """Begin a series, unless one is open (a double click begins nothing twice). Raises TryAgain, Locked."""
    past = records_of(house, person_id)
    require_open_series(house, person_id)
    plan = next_plan(house, person_id, len(past))
    if not plan or any(not record.over for record in past):
        return
    series = store.Series(uuid.uuid4().hex, person_id, series_seed(person_id, len(past)), plan, now)
    with guarded("series"):
        store.begin_series(house.store, series)


def current(house: House, person_id: str) -> SeriesRun | None:
    """
    Where a person stands in the open series; None without one. What comes next is not said.

    Raises:
        TryAgain: The store cannot be read at the moment.
    """
    record = open_record(house, person_id)
    if record is None:
        return None
    closed = [part for part in record.parts if part.summary.closed is not None]
    opened = next((part for part in record.parts if part.summary.closed is None), None)
    card = None
    if opened is not None:
        live = read_live(house, person_id, opened.summary.attempt.id)
        card = card_of(house, live.playable.exercise, live.playable.setting, live.case, "open")
    done = tuple(DonePart(p.place, house.version(p.summary.attempt.version).exercise.title,
                          p.summary.closed == "abandoned") for p in closed)
    return SeriesRun(record.series.id, len(record.series.plan), len(closed) + 1, card,
                     opened.summary.attempt.id if opened else None, done)


def go_on(house: House, person_id: str, *, now: datetime) -> tuple[str, str] | None:
    """
    Go on with the open series: with its open part, else with the next one, which begins now.

    Returns:
        Exercise and attempt; None when no series is open.

    Raises:
        NoSuchExercise: There is nothing left that could be played.
        TryAgain: The store could not keep it; nothing was changed.
    """
    record = open_record(house, person_id)
    if record is None:
        return None
    for part in record.parts:
        if part.summary.closed is None:
            return part.summary.attempt.exercise_id, part.summary.attempt.id
    place = len(record.parts) + 1
    attempt = new_attempt(house, record, place, now)
    with guarded("series"):
        kept = store.begin_part(house.store, series_id=record.series.id, place=place, attempt=attempt)
    if kept is None:
        return None
    if kept.id == attempt.id:
        metrics.count_start("assessment")
    return kept.exercise_id, kept.id


def leave_part(house: House, person_id: str, *, now: datetime) -> None:
    """Leave the open part where it stands: it counts as not passed, and the next one can begin. Raises TryAgain."""
    record = open_record(house, person_id)
    for part in record.parts if record else ():
        if part.summary.closed is None:
            with guarded("series"):
                store.close_attempt(house.store, attempt_id=part.summary.attempt.id, reason="abandoned", at=now)


def end(house: House, person_id: str, *, now: datetime) -> str | None:
    """End the open series before its last part and name it; None without one. Raises TryAgain."""
    record = open_record(house, person_id)
    if record is None:
        return None
    with guarded("series"):
        store.end_series(house.store, series_id=record.series.id, at=now)
    return record.series.id


def certificates_of(house: House, person_id: str) -> tuple[CertificateLine, ...]:
    """The certificates that a person was given, the newest first. Raises TryAgain."""
    with guarded("series"):
        given = store.certificates_of(house.store, person_id=person_id)
    return tuple(CertificateLine(one.code, one.name, one.issued_at) for one in given)


def card(house: House, person_id: str) -> ExerciseCard:
    """The series as a lesson among others: open, done (a certificate was given), or new. Raises TryAgain."""
    given = certificates_of(house, person_id)
    opened = open_record(house, person_id) is not None
    state = "open" if opened else "done" if given else "new"
    plays = [exercise.minutes for exercise in role_plays(house).values()]
    minutes = round(USUAL * sum(plays) / len(plays)) if plays else USUAL
    unit, lesson = next(((unit, lesson) for unit in house.library.sheets.units for lesson in unit.lessons
                         if lesson.form == "series"), (None, None))
    where = Place("One reception after the other", "in-person", "Whoever is at the reception",
                  "/pictures/mystery-shopper.svg", "A hat, dark glasses and a notebook lie on a counter beside a bell.")
    return ExerciseCard(
        id=CARD, title=TITLE, minutes=minutes, place=where, brief="", lesson=lesson.title if lesson else "",
        unit=unit.title if unit else "", state=state, best=None, series=True,
    )


def _locked(house: House, person_id: str) -> str:
    """The sentence of a class that locks the series; empty when it is open."""
    try:
        require_open_series(house, person_id)
    except Locked as refusal:
        return str(refusal)
    return ""


def _why(skills: int, still_open: int) -> str:
    """Why it is time for a series, or not yet."""
    if not still_open:
        return READY
    steady = f"{skills - still_open} of {skills} skills are" if still_open < skills else "no skill is"
    return (f"Not yet, we think: {steady} steady so far, and the certificate asks for all of them. "
            "All the same you can try it now, to see where you stand, and come back later.")
