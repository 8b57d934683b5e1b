"""One's own data: the file holds it all, and after the deletion nothing is left, in memory either."""

from __future__ import annotations

import json

from tests.service.conftest import CALLBACK, Clock, play_walk
from trainer import store
from trainer.service import overview, own_data, people, practice
from trainer.service.house import House


def play(house: House, person: str, clock: Clock) -> str:
    """Play the callback's model walk and name the attempt."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    return play_walk(house, person, view, house.playable(CALLBACK).exercise.walks["model"], clock).attempt


def test_the_file_holds_what_was_played(house: House, person: str, clock: Clock) -> None:
    """The file is JSON with the person, every decision with its times, and the score; others are not in it."""
    other = people.meet(house, "device-2", time_zone="UTC", now=clock())
    theirs, mine = play(house, other, clock), play(house, person, clock)
    written = own_data.export(house, person, now=clock()).decode()
    whole = json.loads(written)
    assert whole["person"]["id"] == person
    assert [own["attempt"]["id"] for own in whole["attempts"]] == [mine]
    walk = house.playable(CALLBACK).exercise.walks["model"]
    assert [each["response"] for each in whole["attempts"][0]["decisions"]] == list(walk)
    assert all(each["taken_at"] > each["shown_at"] for each in whole["attempts"][0]["decisions"])
    assert whole["attempts"][0]["score"]["score"] == 1.0
    assert other not in written
    assert theirs not in written


def test_somebody_unknown_gets_an_empty_file(house: House, clock: Clock) -> None:
    """Of whom nothing is kept the file says so."""
    whole = json.loads(own_data.export(house, "nobody", now=clock()))
    assert whole["person"] is None
    assert whole["attempts"] == []


def test_after_the_deletion_the_device_is_a_fresh_person(house: House, person: str, clock: Clock) -> None:
    """Another id, no history, no standing; the others stand as they would without the one who is gone."""
    other = people.meet(house, "device-2", time_zone="UTC", now=clock())
    play(house, other, clock)
    now = clock()
    alone = overview.progress(house, other, now=now)
    play(house, person, clock)
    assert overview.progress(house, person, now=clock()).practised.finished == 1
    fresh = own_data.forget(house, person, "device-1", time_zone="UTC", now=clock())
    assert fresh != person
    assert people.person_id_of(house, "device-1") == fresh
    for someone in (person, fresh):
        seen = overview.progress(house, someone, now=clock())
        assert seen.history == ()
        assert not any(skill.decisions for skill in seen.skills)
    assert not [live for live in house.live.kept.values() if live.attempt.person_id == person]
    assert overview.progress(house, other, now=now) == alone
    assert store.attempts_of(house.store, person_id=person) == ()
