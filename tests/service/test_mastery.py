"""Mastery and reviews through the service: folded from the log, the same in every process, with reasons in words."""

from __future__ import annotations

from collections.abc import Callable

from tests.service.conftest import CALLBACK, Clock, play_walk
from trainer import store
from trainer.service import people, practice
from trainer.service.house import House
from trainer.service.mastery import standing, standings
from trainer.service.scores import rebuild

DAY = 86_400


def play_model(house: House, person: str, exercise: str, clock: Clock) -> None:
    """Play an exercise's model walk."""
    view = practice.start(house, person, exercise, mode="practice", now=clock())
    play_walk(house, person, view, house.playable(exercise).exercise.walks["model"], clock)


def test_a_skill_never_met_asks_for_everything(house: House, person: str, clock: Clock) -> None:
    """Without evidence there is no figure, and the gate says what it takes."""
    found = standing(house, person, "empathy", clock())
    assert (found.mastery, found.card, found.gate) == (None, None, False)
    assert found.missing == ("6 more decisions", "practice in two exercises", "practice on two days")


def test_practice_raises_the_standing_and_schedules_a_review(house: House, person: str, clock: Clock) -> None:
    """Model plays in two exercises on two days leave only the steadiness of results to be asked for, if anything."""
    play_model(house, person, CALLBACK, clock)
    first = standing(house, person, "channel", clock())
    clock(DAY)
    play_model(house, person, "satisfaction-callback", clock)
    second = standing(house, person, "channel", clock())
    assert first.seen.decisions < second.seen.decisions
    assert len(second.seen.days) == 2
    assert second.mastery is not None
    assert second.mastery.mastery > 0.5
    assert second.card is not None
    assert second.card.due > clock.now
    assert "practice in another exercise" in second.missing


def test_every_process_and_every_rebuild_folds_the_same(
    opened: Callable[..., House], house: House, person: str, clock: Clock
) -> None:
    """A process that followed along, one that starts later, and one after `rebuild` agree on every skill."""
    other = people.meet(house, "device-9", time_zone="Asia/Seoul", now=clock())
    for number in range(3):
        play_model(house, (person, other)[number % 2], ("satisfaction-callback", "just-looking")[number % 2], clock)
        standings(house, person, clock.now)
        clock(DAY)
    along = [standings(house, one, clock.now) for one in (person, other)]
    later = [standings(opened(), one, clock.now) for one in (person, other)]
    rebuild(house)
    anew = [standings(opened(), one, clock.now) for one in (person, other)]
    assert [[s.mastery for s in one] for one in along] == [[s.mastery for s in one] for one in later]
    assert [[s.mastery for s in one] for one in anew] == [[s.mastery for s in one] for one in later]
    assert [[s.seen for s in one] for one in along] == [[s.seen for s in one] for one in anew]


def test_what_ifs_say_nothing_of_a_person(house: House, person: str, clock: Clock) -> None:
    """Playing on from a turn changes neither mastery nor cards."""
    play_model(house, person, CALLBACK, clock)
    before = standings(house, person, clock.now)
    attempt = store.attempts_of(house.store, person_id=person)[0].attempt.id
    view = practice.what_if(house, person, attempt, 1, now=clock())
    while view.finish is None:
        view = practice.decide(house, person, view.attempt, view.turn, view.responses[0].id, now=clock(0.001))
    assert standings(house, person, before[0].card.due if before[0].card else clock.now)[0].seen == before[0].seen
    assert [s.seen for s in standings(house, person, clock.now)] == [s.seen for s in before]
