"""Timed turns by the server's clock: silence, lateness, reloads, outages, and the trainee's wish for more time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.service.conftest import Clock
from trainer import store
from trainer.service import people, practice
from trainer.service.house import House
from trainer.service.views import PlayView

TIMED = "just-looking"


def at_the_timed_turn(house: House, person: str, clock: Clock) -> PlayView:
    """Play the model walk up to its timed turn."""
    view = practice.start(house, person, TIMED, mode="practice", now=clock())
    for step in house.playable(TIMED).exercise.walks["model"]:
        if view.timer is not None:
            return view
        view = practice.decide(house, person, view.attempt, view.turn, step, now=clock())
    raise AssertionError("the model walk passes a timed turn")


def test_an_answer_in_time_counts(house: House, person: str, clock: Clock) -> None:
    """An answer one second before the end counts as given, and the log knows when the turn was shown."""
    view = at_the_timed_turn(house, person, clock)
    assert view.timer is not None
    shown = clock.now
    chosen = view.responses[0].id
    after = practice.decide(house, person, view.attempt, view.turn, chosen, now=clock(view.timer.limit_s - 1))
    last = store.decisions_of(house.store, attempt_id=view.attempt)[-1]
    assert (after.turn, last.response, last.shown_at, last.note) == (view.turn + 1, chosen, shown, None)


def test_an_answer_after_the_time_is_silence(house: House, person: str, clock: Clock) -> None:
    """A choice that arrives after the time and its grace is kept as silence, and the trainee is told."""
    view = at_the_timed_turn(house, person, clock)
    assert view.timer is not None
    late = clock(view.timer.limit_s + 2)
    after = practice.decide(house, person, view.attempt, view.turn, view.responses[0].id, now=late)
    last = store.decisions_of(house.store, attempt_id=view.attempt)[-1]
    assert (last.response, last.note, after.notice) == ("silence", "late", practice.TOO_LATE)


def test_a_silence_before_the_time_changes_nothing(house: House, person: str, clock: Clock) -> None:
    """A browser that claims silence too early is not believed; at the end it is."""
    view = at_the_timed_turn(house, person, clock)
    assert view.timer is not None
    early = practice.decide(house, person, view.attempt, view.turn, "silence", now=clock(2))
    assert early.turn == view.turn
    after = practice.decide(house, person, view.attempt, view.turn, "silence", now=clock(view.timer.limit_s - 2))
    assert after.turn == view.turn + 1


def test_a_reload_does_not_reset_the_clock(house: House, person: str, clock: Clock) -> None:
    """Shown again three seconds later, the turn has three seconds less."""
    view = at_the_timed_turn(house, person, clock)
    again = practice.play(house, person, view.attempt, now=clock(3))
    assert view.timer is not None
    assert again.timer is not None
    assert again.timer.remaining_s == pytest.approx(view.timer.remaining_s - 3)


def test_an_outage_of_ours_restarts_the_turn_once(
    opened: Callable[..., House], house: House, person: str, clock: Clock
) -> None:
    """A server that began after the turn was shown gives its time anew, once, and the log says so."""
    view = at_the_timed_turn(house, person, clock)
    assert view.timer is not None
    back = replace(opened(), started_at=clock(60))
    again = practice.play(back, person, view.attempt, now=clock(1))
    assert again.timer is not None
    assert again.timer.remaining_s == again.timer.limit_s
    kinds = [event.kind for event in store.events_of(house.store, attempt_id=view.attempt)]
    assert kinds == ["turn-restarted"]
    later = replace(opened(), started_at=clock(60))
    third = practice.play(later, person, view.attempt, now=clock(1))
    assert third.timer is not None
    assert third.timer.remaining_s == 0.0


def test_the_wish_for_more_time_is_kept_with_the_attempt(house: House, person: str, clock: Clock) -> None:
    """Twice the time doubles the limit; no limit shows no timer and takes no silence."""
    people.set_preferences(house, person, store.Preferences("2", "practice"))
    view = at_the_timed_turn(house, person, clock)
    scene = house.playable(TIMED).exercise.scenes
    limits = [one.respond_within_s for one in scene.values() if one.respond_within_s]
    assert view.timer is not None
    assert view.timer.limit_s == 2 * limits[0]
    people.set_preferences(house, person, store.Preferences("none", "practice"))
    practice.start_over(house, person, view.attempt, mode="practice", now=clock())
    open_one = store.open_attempt(house.store, person_id=person, exercise_id=TIMED)
    assert open_one is not None
    view = practice.play(house, person, open_one.id, now=clock())
    for step in house.playable(TIMED).exercise.walks["model"]:
        assert view.timer is None
        assert practice.decide(house, person, view.attempt, view.turn, "silence", now=clock()).turn == view.turn
        view = practice.decide(house, person, view.attempt, view.turn, step, now=clock(timedelta(hours=1).seconds))
    assert view.score == 1.0
