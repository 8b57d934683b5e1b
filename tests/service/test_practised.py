"""What Progress tells of practice: time, days, units, skills over time, and the history with what is still open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.service.conftest import CALLBACK, Clock, play_walk
from trainer.service import debriefing, overview, practice, practised
from trainer.service.errors import NotFinished
from trainer.service.house import House
from trainer.service.progress_views import EarlyView, ProgressView

DAY = 86_400


def begin(house: House, person: str, clock: Clock, exercise: str = CALLBACK) -> str:
    """Start an exercise and name the attempt."""
    return practice.start(house, person, exercise, mode="practice", now=clock()).attempt


def play(house: House, person: str, clock: Clock, exercise: str = CALLBACK, walk: str = "model") -> str:
    """Play a walk of an exercise to its end and name the attempt."""
    view = practice.start(house, person, exercise, mode="practice", now=clock())
    return play_walk(house, person, view, house.playable(exercise).exercise.walks[walk], clock).attempt


def progress(house: House, person: str, clock: Clock) -> ProgressView:
    """What Progress shows now."""
    return overview.progress(house, person, now=clock.now)


def test_nothing_was_practised_yet(house: House, person: str, clock: Clock) -> None:
    """A newcomer has zeros, no line and no answers; units and lessons that can be played are counted."""
    found = progress(house, person, clock)
    done = found.practised
    assert (done.finished, done.minutes, done.days, done.run, done.run_since) == (0, 0.0, 0, 0, None)
    assert (done.units, done.lessons) == (0, 0)
    assert 0 < done.units_all <= len(house.library.sheets.units)
    assert done.lessons_all >= done.units_all
    assert found.courses == ()
    assert not any(level.count for level in found.calibration)


def test_every_answered_turn_is_practice(house: House, person: str, clock: Clock) -> None:
    """Turns of attempts that were left early, are open, or are what-ifs count; a pause counts for three minutes."""
    first = play(house, person, clock)
    turns = len(house.playable(CALLBACK).exercise.walks["model"])
    assert progress(house, person, clock).practised.minutes * 60 == pytest.approx(turns)
    view = practice.what_if(house, person, first, 2, now=clock())
    practice.decide(house, person, view.attempt, 2, view.responses[0].id, now=clock(7.0))
    left = practice.play(house, person, begin(house, person, clock), now=clock())
    practice.decide(house, person, left.attempt, 1, left.responses[0].id, now=clock(5000.0))
    practice.start_over(house, person, left.attempt, mode="practice", now=clock())
    done = progress(house, person, clock).practised
    assert done.minutes * 60 == pytest.approx(turns + 7 + 180)
    assert done.finished == 1


def test_days_are_the_persons_own(house: House, person: str, clock: Clock) -> None:
    """Two plays on both sides of midnight in the person's zone are two days and a run of two."""
    local = clock.now.astimezone(ZoneInfo("Europe/Vienna"))
    midnight = (local + timedelta(days=2)).replace(hour=0, minute=0, second=0, microsecond=0)
    clock.now = (midnight - timedelta(minutes=10)).astimezone(clock.now.tzinfo)
    play(house, person, clock)
    clock.now = (midnight + timedelta(minutes=1)).astimezone(clock.now.tzinfo)
    play(house, person, clock)
    done = progress(house, person, clock).practised
    assert (done.days, done.run) == (2, 2)
    assert done.run_since == (midnight - timedelta(days=1)).date()
    clock(9 * DAY)
    assert progress(house, person, clock).practised.run == 0


def test_units_and_lessons_are_those_of_the_curriculum(house: House, person: str, clock: Clock) -> None:
    """What Progress counts as done, and of how many, is what the curriculum shows; a unit is done with its last."""
    play(house, person, clock)
    done = progress(house, person, clock).practised
    units = overview.curriculum(house, person)
    assert (done.lessons, done.lessons_all) == (sum(u.done for u in units), sum(u.playable for u in units))
    assert done.units == 0
    full = tuple(replace(unit, done=unit.playable) for unit in units)
    done = practised.practised_of(house, person, (), full, now=clock())
    assert done.units == done.units_all == sum(unit.playable > 0 for unit in units)


def test_a_skill_has_a_line_from_the_second_day_on(house: House, person: str, clock: Clock) -> None:
    """One day makes none; then each day of practice is a point, and today is how the skill stands now."""
    play(house, person, clock)
    assert progress(house, person, clock).courses == ()
    for _ in range(4):
        clock(2 * DAY)
        play(house, person, clock)
    clock(30 * DAY)
    found = progress(house, person, clock)
    stands = {skill.id: skill for skill in found.skills}
    assert found.courses
    for course in found.courses:
        assert len(course.days) == 5
        assert course.today.mastery == stands[course.id].mastery
        assert course.today.day > course.days[-1].day
        last = course.days[-1]
        assert course.today.upper - course.today.lower > last.upper - last.lower
        assert course.days[-1].mastery > course.days[0].mastery
        assert stands[course.id].idle_days == 30


def test_every_process_draws_the_same_lines(
    opened: Callable[..., House], house: House, person: str, clock: Clock
) -> None:
    """A process that followed along and one that folds the log later agree on every day."""
    for walk in ("poor", "model", "poor", "model"):
        play(house, person, clock, walk=walk)
        progress(house, person, clock)
        clock(DAY)
    assert progress(house, person, clock).courses
    assert progress(opened(), person, clock) == progress(house, person, clock)


def test_what_an_attempt_said_stands_beside_what_was_expected(house: House, person: str, clock: Clock) -> None:
    """Each attempt behind a skill has its score there and the expectation before it; a good one raises the next."""
    attempts = [play(house, person, clock), play(house, person, clock)]
    skills = [skill for skill in progress(house, person, clock).skills if skill.plays]
    assert skills
    for skill in skills:
        newer, older = skill.plays
        assert [older.row.attempt, newer.row.attempt] == attempts
        assert newer.score == older.score == 1.0
        assert 0 < older.expected < newer.expected < 1
        assert newer.decisions + older.decisions == skill.decisions


def test_open_what_ifs_stand_with_their_attempt(house: House, person: str, clock: Clock) -> None:
    """A what-if waits under the attempt that it goes back to, also one from another what-if, until it is over."""
    first = play(house, person, clock)
    view = practice.what_if(house, person, first, 3, now=clock())
    (row,) = progress(house, person, clock).history
    assert [(one.attempt, one.turn) for one in row.what_ifs] == [(view.attempt, 3)]
    walk = house.playable(CALLBACK).exercise.walks["model"]
    play_walk(house, person, view, walk[2:], clock)
    nested = practice.what_if(house, person, view.attempt, 4, now=clock())
    (row,) = progress(house, person, clock).history
    assert [(one.attempt, one.turn) for one in row.what_ifs] == [(nested.attempt, 4)]


def test_an_attempt_that_was_ended_early_can_be_looked_at(house: House, person: str, clock: Clock) -> None:
    """Its turns are there with their marks, without a score; one that is open says that it is."""
    attempt = begin(house, person, clock)
    walk = house.playable(CALLBACK).exercise.walks["poor"][:2]
    play_walk(house, person, practice.play(house, person, attempt, now=clock()), walk, clock)
    with pytest.raises(NotFinished):
        debriefing.look_back(house, person, attempt)
    practice.start_over(house, person, attempt, mode="practice", now=clock())
    found = debriefing.look_back(house, person, attempt)
    assert isinstance(found, EarlyView)
    assert [turn.turn for turn in found.turns] == [1, 2]
    assert all(turn.note.feedback for turn in found.turns)
    row = next(row for row in progress(house, person, clock).history if row.attempt == attempt)
    assert (row.state, row.turns, row.score) == ("abandoned", 2, None)
    finished = play(house, person, clock)
    assert debriefing.look_back(house, person, finished) == debriefing.debrief(house, person, finished)
