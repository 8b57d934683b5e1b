"""How sure one is: asked where it may be, kept with the choice, told on Progress, and never in a choice's way."""

from __future__ import annotations

import json

import pytest

from tests.service.conftest import CALLBACK, Clock
from trainer import store
from trainer.assess import calibration
from trainer.service import overview, own_data, practice
from trainer.service.house import House
from trainer.service.views import PlayView

TIMED = "six-metres-and-hello"


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every turn that may ask does."""
    monkeypatch.setattr(calibration, "asks", lambda seed, turn: True)


def walk_through(house: House, person: str, clock: Clock, walk: str, *said: int | None) -> PlayView:
    """Play a walk of the callback, saying something of the first turns."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    for place, step in enumerate(house.playable(CALLBACK).exercise.walks[walk]):
        sure = said[place] if place < len(said) else None
        view = practice.decide(house, person, view.attempt, view.turn, step, now=clock(), sure=sure)
    return view


def answers(house: House, person: str, clock: Clock) -> list[tuple[int, int]]:
    """Right and all answers, least sure first."""
    levels = overview.progress(house, person, now=clock.now).calibration
    return [(level.best, level.count) for level in levels]


def test_a_turn_asks_by_the_attempts_seed(house: House, person: str, clock: Clock) -> None:
    """The view says what the seed says, and a reload says it again."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    seed = store.attempt(house.store, attempt_id=view.attempt).seed
    for step in house.playable(CALLBACK).exercise.walks["model"]:
        assert view.asks_sure == calibration.asks(seed, view.turn)
        assert practice.play(house, person, view.attempt, now=clock()).asks_sure == view.asks_sure
        view = practice.decide(house, person, view.attempt, view.turn, step, now=clock())
    assert not view.asks_sure


@pytest.mark.usefixtures("always")
def test_timed_turns_and_what_ifs_never_ask(house: House, person: str, clock: Clock) -> None:
    """No question where time runs, not even for somebody who plays without a limit; none in a what-if."""
    scenes = house.playable(TIMED).exercise.scenes
    view = practice.start(house, person, TIMED, mode="practice", now=clock())
    seen = []
    while view.finish is None:
        timed = view.timer is not None
        seen.append(timed)
        assert view.asks_sure == (not timed and len(view.responses) > 1)
        view = practice.decide(house, person, view.attempt, view.turn, view.responses[0].id, now=clock())
    assert any(seen)
    assert any(scene.respond_within_s for scene in scenes.values())
    assert not practice.what_if(house, person, view.attempt, 1, now=clock()).asks_sure


@pytest.mark.usefixtures("always")
def test_answers_are_counted_with_what_came_of_them(house: House, person: str, clock: Clock) -> None:
    """Sure and right, sure and wrong, a guess that was right: each in its place once the attempt is finished."""
    walk_through(house, person, clock, "model", 90, 90, 40)
    assert answers(house, person, clock) == [(1, 1), (0, 0), (2, 2)]
    walk_through(house, person, clock, "poor", 90, None, 70)
    assert answers(house, person, clock) == [(1, 1), (0, 1), (2, 3)]


@pytest.mark.usefixtures("always")
def test_open_attempts_and_what_ifs_do_not_count(house: House, person: str, clock: Clock) -> None:
    """An answer waits for the end of its attempt; one that is sent with a what-if's choice is not even kept."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    walk = house.playable(CALLBACK).exercise.walks["model"]
    view = practice.decide(house, person, view.attempt, 1, walk[0], now=clock(), sure=90)
    assert answers(house, person, clock) == [(0, 0)] * 3
    for step in walk[1:]:
        view = practice.decide(house, person, view.attempt, view.turn, step, now=clock())
    assert answers(house, person, clock)[2] == (1, 1)
    branch = practice.what_if(house, person, view.attempt, 1, now=clock())
    for step in walk:
        branch = practice.decide(house, person, branch.attempt, branch.turn, step, now=clock(), sure=90)
    assert answers(house, person, clock)[2] == (1, 1)
    whole = json.loads(own_data.export(house, person, now=clock()))
    assert [len(own["confidences"]) for own in whole["attempts"]] == [1, 0]


def test_what_was_not_asked_is_not_kept(
    house: House, person: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer to no question, or one beyond 100, is let go; the choice counts all the same."""
    monkeypatch.setattr(calibration, "asks", lambda seed, turn: turn == 2)
    view = walk_through(house, person, clock, "model", 90, 101, 70)
    assert view.finish is not None
    assert answers(house, person, clock) == [(0, 0)] * 3


@pytest.mark.usefixtures("always")
def test_an_answer_that_cannot_be_kept_costs_no_choice(
    house: House, person: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the store is busy with the answer, the choice that came with it is on disk and the play goes on."""

    def busy(*_given: object) -> bool:
        raise store.StoreBusy("another writer")

    monkeypatch.setattr(store, "add_confidence", busy)
    assert walk_through(house, person, clock, "model", 90, 90).score == 1.0


@pytest.mark.usefixtures("always")
def test_answers_are_taken_away_and_deleted_with_the_rest(house: House, person: str, clock: Clock) -> None:
    """The file holds each answer with its turn and time; after the deletion none is left."""
    walk_through(house, person, clock, "model", 90, None, 40)
    whole = json.loads(own_data.export(house, person, now=clock()))
    said = whole["attempts"][0]["confidences"]
    assert [(each["turn"], each["sure"]) for each in said] == [(1, 90), (3, 40)]
    assert all(each["given_at"] for each in said)
    own_data.forget(house, person, "device-1", time_zone="UTC", now=clock())
    assert answers(house, person, clock) == [(0, 0)] * 3
