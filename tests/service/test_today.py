"""Today: what is offered first, why, and never more than three."""

from __future__ import annotations

from datetime import timedelta

from tests.service.conftest import CALLBACK, Clock, play_walk
from trainer.analysis.report import walk
from trainer.service import practice
from trainer.service.house import House
from trainer.service.mastery import standings, zone_of
from trainer.service.today import today

DAY = 86_400


def test_a_newcomer_has_no_today_yet(house: House, person: str, clock: Clock) -> None:
    """Before the first attempt Home's own start says what to do."""
    assert today(house, person, now=clock()) == ()


def test_an_open_attempt_comes_first_then_the_next_lesson(house: House, person: str, clock: Clock) -> None:
    """The open attempt is named with its turn; the next lesson is another exercise."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    offers = today(house, person, now=clock())
    assert [offer.kind for offer in offers] == ["resume", "lesson"]
    assert offers[0].attempt == view.attempt
    assert "turn 1" in offers[0].why
    assert offers[1].card.id != CALLBACK


def test_a_review_falls_due_and_is_offered_in_a_case_not_seen(house: House, person: str, clock: Clock) -> None:
    """After the interval the skill is offered again, in an exercise that assesses it; before, it is not."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    brief = view.brief
    play_walk(house, person, view, house.playable(CALLBACK).exercise.walks["model"], clock)
    assert "review" not in {offer.kind for offer in today(house, person, now=clock())}
    due = max(s.card.due for s in standings(house, person, clock.now) if s.card)
    clock((due - clock.now).total_seconds() + DAY)
    offers = today(house, person, now=clock.now)
    assert offers[0].kind == "review"
    assert len(offers) <= 3
    assert len({offer.card.id for offer in offers}) == len(offers)
    again = next(offer for offer in offers if offer.card.id == CALLBACK)
    assert again.card.brief != brief
    assert all(offer.card.minutes > 0 for offer in offers)


def test_a_review_is_due_on_its_day_and_not_at_its_minute(house: House, person: str, clock: Clock) -> None:
    """Who practises a little earlier than last time finds the review; the day before there is none."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    play_walk(house, person, view, house.playable(CALLBACK).exercise.walks["model"], clock)
    due = min(s.card.due for s in standings(house, person, clock.now) if s.card)
    morning = due.astimezone(zone_of(house, person)).replace(hour=0, minute=1)
    assert morning < due
    assert "review" in {offer.kind for offer in today(house, person, now=morning)}
    assert "review" not in {offer.kind for offer in today(house, person, now=morning - timedelta(minutes=2))}


def test_a_skill_that_goes_well_is_not_called_weak(house: House, person: str, clock: Clock) -> None:
    """All answers the best: the next day says what the skill still asks for, and offers another exercise for it."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    play_walk(house, person, view, house.playable(CALLBACK).exercise.walks["model"], clock)
    assert {offer.kind for offer in today(house, person, now=clock())} == {"lesson"}
    (nearly,) = (offer for offer in today(house, person, now=clock(DAY)) if offer.kind in ("skill", "nearly"))
    title = house.library.sheets.skills["channel"].title
    asked = "practice in another exercise and practice on another day"
    assert (nearly.kind, nearly.why) == ("nearly", f"“{title}” is nearly mastered: what it asks for is {asked}.")
    assert nearly.card.id != CALLBACK
    assert "channel" in house.entry(nearly.card.id).exercise.assesses


def test_a_weak_skill_is_called_so(house: House, person: str, clock: Clock) -> None:
    """After bad plays the skill is named as the weakest at once, with an exercise that may carry it."""
    for _ in range(3):
        view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
        play_walk(house, person, view, walk(house.playable(CALLBACK).solution, worst=True), clock)
    (weak,) = (offer for offer in today(house, person, now=clock()) if offer.kind in ("skill", "nearly"))
    assert weak.kind == "skill"
    assert "is your weakest skill at the moment" in weak.why
    assert weak.card.id != CALLBACK
