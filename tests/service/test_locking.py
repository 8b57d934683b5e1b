"""Locking: a class may open its lessons one unit after another; without one nothing is ever locked."""

from __future__ import annotations

import pytest

from tests.service.classroom import Room, at, content, here, room, server, trainee, visit
from trainer import store
from trainer.service import classes, joining, locking, overview, practice, series, today
from trainer.service.house import House
from trainer.service.refusals import Locked

__all__ = ["content", "here", "room", "server"]

FIRST, SECOND = "u1-mindset", "u2-greeting"


def exercises(here: House, unit: str) -> list[str]:
    """What can be played of a unit."""
    found = next(each for each in here.library.sheets.units if each.id == unit)
    return [e for lesson in found.lessons for e in lesson.exercises if here.entries[e].ready]


def finish(here: House, person: str, exercise: str, score: float, *, seconds: float) -> None:
    """Keep a finished attempt with a score, past the rule that is tested."""
    version = here.playable(exercise)
    store.save_version(here.store, version=version.version, exercise_id=exercise, content=version.content, at=at(0))
    attempt = store.Attempt(f"{person}-{exercise}-{seconds}", person, exercise, version.version, 1, 1, None, "practice",
                            1.0, None, None, at(seconds))
    store.add_attempt(here.store, attempt)
    decision = store.Decision(attempt.id, 1, "s", "c", at(seconds), at(seconds + 1))
    kept = store.AttemptScore(attempt.id, score, score, False, 1, "end", "won", 1, 1.0, at(seconds + 1))
    store.append_decision(here.store, decision, finished=True, scores=store.AttemptScores(kept))


def title(here: House, exercise: str) -> str:
    """An exercise's title as it is quoted."""
    return here.entry(exercise).exercise.title.strip('"')


def lock(here: House, room: Room, on: bool = True) -> None:
    classes.set_locking(here, room.teacher, room.class_id, on, now=at(1))


def test_the_service_refuses_to_start_a_locked_lesson(here: House, room: Room) -> None:
    """It says which unit opens it and what is next there; the first unit is open."""
    lock(here, room)
    locked = exercises(here, SECOND)[0]
    with pytest.raises(Locked) as caught:
        practice.start(here, room.member.person_id, locked, mode="practice", now=at(2))
    first = next(unit for unit in here.library.sheets.units if unit.id == FIRST)
    said = str(caught.value)
    assert said.startswith(f"Your class “Monday group” opens this when you have passed unit 1, “{first.title}”.")
    assert title(here, exercises(here, FIRST)[0]) in said
    assert store.attempts_of(here.store, person_id=room.member.person_id) == ()
    assert practice.start(here, room.member.person_id, exercises(here, FIRST)[0], mode="practice", now=at(3))


def test_passing_a_unit_opens_the_next(here: House, room: Room) -> None:
    """One exercise short, or at 0.59, it stays locked; with the last one at 0.60 it opens."""
    lock(here, room)
    person, locked = room.member.person_id, exercises(here, SECOND)[0]
    *most, last = exercises(here, FIRST)
    for seconds, exercise in enumerate(most):
        finish(here, person, exercise, 0.6, seconds=10 + seconds)
    finish(here, person, last, 0.59, seconds=100)
    assert title(here, last) in locking.locks(here, person)[locked]
    finish(here, person, last, 0.6, seconds=110)
    assert locked not in locking.locks(here, person)
    assert practice.start(here, person, locked, mode="practice", now=at(200))


def test_nothing_is_locked_without_a_class_that_locks(here: House, room: Room) -> None:
    """Not for strangers, not before the switch, not after leaving."""
    last = exercises(here, "u11-outreach")[0]
    stranger = trainee(here, "bo")
    assert locking.locks(here, room.member.person_id) == {}
    lock(here, room)
    assert locking.locks(here, stranger.person_id) == {}
    assert practice.start(here, stranger.person_id, last, mode="practice", now=at(2))
    assert last in locking.locks(here, room.member.person_id)
    joining.leave(here, room.member, room.class_id, now=at(3))
    assert locking.locks(here, room.member.person_id) == {}


def test_one_class_that_locks_is_enough(here: House, room: Room) -> None:
    """Being in another class that does not lock opens nothing."""
    code = classes.view(here, room.other_teacher, room.other_class).code
    joining.join(here, room.member, code, "Ana", visit=visit("ana"), now=at(1))
    lock(here, room)
    assert locking.locks(here, room.member.person_id)


def test_an_attempt_that_was_open_may_be_played_on(here: House, room: Room) -> None:
    """Nobody loses a play by the switch; beginning anew is refused and leaves the play as it is."""
    person, exercise = room.member.person_id, exercises(here, SECOND)[0]
    view = practice.start(here, person, exercise, mode="practice", now=at(1))
    lock(here, room)
    assert practice.start(here, person, exercise, mode="practice", now=at(2)).attempt == view.attempt
    with pytest.raises(Locked):
        practice.start_over(here, person, view.attempt, mode="practice", now=at(3))
    assert practice.open_play(here, person, exercise, now=at(4)) is not None


def test_the_curriculum_says_what_is_recommended_or_locked(here: House, room: Room) -> None:
    """Without locking each unit names what should come first; with it each says what opens it."""
    person = room.member.person_id
    free = {unit.id: unit for unit in overview.curriculum(here, person)}
    assert (free[FIRST].advice, free[FIRST].locked) == ((), "")
    assert (free[SECOND].advice, free[SECOND].locked) == ((free[FIRST].title,), "")
    lock(here, room)
    shut = {unit.id: unit for unit in overview.curriculum(here, person)}
    assert shut[FIRST].locked == ""
    assert shut[SECOND].locked.startswith("Your class “Monday group” opens this when")


def test_locked_lessons_are_not_offered(here: House, room: Room) -> None:
    """Neither Home nor Today leads to a lesson that cannot be begun."""
    person = room.member.person_id
    lock(here, room)
    shut = set(locking.locks(here, person))
    finish(here, person, exercises(here, FIRST)[0], 0.7, seconds=10)
    view = today.home(here, person, now=at(100))
    offered = {card.id for card in view.next} | {offer.card.id for offer in view.today}
    assert offered
    assert not offered & shut


def test_the_mystery_shopper_is_a_lesson_too(here: House, room: Room) -> None:
    """Its series is not begun before its unit is open."""
    lock(here, room)
    with pytest.raises(Locked):
        series.begin(here, room.member.person_id, now=at(2))
    assert series.current(here, room.member.person_id) is None
