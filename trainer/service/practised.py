"""How much somebody practised, how their skills went over time, and how sure answers compare with results."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from trainer import store
from trainer.assess.calibration import Level, Stated, curve
from trainer.assess.course import DayPoint, thinned
from trainer.assess.habit import run_of, seconds_practised
from trainer.service.house import House, guarded
from trainer.service.mastery import GATE_DECISIONS, day_of, refresh, zone_of
from trainer.service.progress_views import Practised, SkillCourse

# One day makes no line.
FEWEST_DAYS = 2


def practised_of(house: House, person_id: str, past: Iterable[store.AttemptSummary], *, now: datetime) -> Practised:
    """
    Count what somebody practised; every answered turn is practice, also of a what-if or of an attempt left early.

    Args:
        house: The open house.
        person_id: Whose.
        past: The person's attempts, for the exercises that were finished.
        now: The present, aware.

    Raises:
        TryAgain: The store cannot be read at the moment.
    """
    with guarded("practised"):
        times = store.turn_times_of(house.store, person_id=person_id)
    zone = zone_of(house, person_id)
    days = {taken.astimezone(zone).date() for _, taken in times}
    run = run_of(days, now.astimezone(zone).date())
    finished = [summary.attempt.exercise_id for summary in past if summary.score]
    units, units_all, lessons, lessons_all = _done(house, frozenset(finished))
    return Practised(
        finished=len(finished), minutes=seconds_practised(times) / 60, days=len(days), run=run.days,
        run_since=run.since, units=units, units_all=units_all, lessons=lessons, lessons_all=lessons_all,
    )


def courses_of(house: House, person_id: str, *, now: datetime) -> tuple[SkillCourse, ...]:
    """
    How the skills stood after each day of practice, in the curriculum's order.

    Skills without figure (under six decisions) or with a single day of practice are left out.

    Raises:
        TryAgain: The store cannot be read at the moment.
    """
    folded = refresh(house)
    today = now.astimezone(zone_of(house, person_id)).date()
    found = []
    for skill in house.library.sheets.skills.values():
        days = folded.courses.of(folded.model, person_id, skill.id)
        stands = folded.model.mastery(person_id, skill.id, day_of(now))
        if len(days) >= FEWEST_DAYS and stands and stands.decisions >= GATE_DECISIONS:
            point = DayPoint(today, stands.mastery, stands.lower, stands.upper, stands.decisions)
            found.append(SkillCourse(skill.id, skill.title, thinned(days), point))
    return tuple(found)


def calibration_of(house: House, person_id: str) -> tuple[Level, ...]:
    """How often a choice was the best one, for each level of sureness; raises like `courses_of`."""
    with guarded("calibration"):
        outcomes = store.sure_outcomes_of(house.store, person_id=person_id)
    return curve(Stated(outcome.sure, outcome.mark == "best") for outcome in outcomes)


def _done(house: House, finished: frozenset[str]) -> tuple[int, int, int, int]:
    """Units done, units that can be played, and the same of lessons; done is when every exercise was finished."""
    units = units_all = lessons = lessons_all = 0
    for unit in house.library.sheets.units:
        ready = [[e for e in lesson.exercises if e in house.entries and house.entries[e].ready]
                 for lesson in unit.lessons]
        playable = [set(exercises) for exercises in ready if exercises]
        done = sum(exercises <= finished for exercises in playable)
        lessons, lessons_all = lessons + done, lessons_all + len(playable)
        units, units_all = units + (0 < len(playable) == done), units_all + bool(playable)
    return units, units_all, lessons, lessons_all
