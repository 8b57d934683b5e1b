"""Today: what is offered first, why, and never more than three."""

from __future__ import annotations

from tests.service.conftest import CALLBACK, Clock, play_walk
from trainer.service import practice
from trainer.service.house import House
from trainer.service.mastery import standings
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
