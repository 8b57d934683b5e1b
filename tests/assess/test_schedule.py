"""The review schedule against the intervals that were computed for its profile, and what counts as a review."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Rating

from trainer.assess.schedule import Practice, fold, rating, review

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
AGAIN, GOOD = 0.3, 0.85


def practice(at: datetime, score: float, *, decisions: int = 3, critical: bool = False) -> Practice:
    return Practice("empathy", score, decisions, critical, at, at.date())


@pytest.mark.parametrize(
    ("scores", "days"),
    [
        ([GOOD] * 4, [2, 11, 46, 60]),
        ([AGAIN, GOOD, GOOD, GOOD], [1, 2, 6, 17]),
        ([GOOD, GOOD, AGAIN, GOOD, GOOD], [2, 11, 2, 5, 12]),
    ],
)
def test_intervals_are_those_of_the_profile(scores, days):
    """Practising on the day it falls due gives the intervals of assessment.md section 3."""
    at, card, found = START, None, []
    for score in scores:
        card = review(card, practice(at, score))
        found.append((card.due - at).days)
        at = card.due
    assert found == days


@pytest.mark.parametrize(
    ("score", "recall", "critical", "expected"),
    [
        (1.0, 0.0, True, Rating.Again), (0.59, 0.0, False, Rating.Again), (0.60, 0.0, False, Rating.Hard),
        (0.79, 0.5, False, Rating.Hard), (0.80, 0.5, False, Rating.Good), (0.94, 0.5, False, Rating.Good),
        (0.95, 0.89, False, Rating.Easy), (0.95, 0.90, False, Rating.Good), (1.0, 0.99, False, Rating.Good),
    ],
)
def test_ratings_follow_the_bounds(score, recall, critical, expected):
    """Again, Hard, Good and Easy begin exactly at .60, .80 and .95; a critical error is always Again."""
    assert rating(score, recall, critical=critical) == expected


def test_only_the_first_attempt_of_a_day_is_a_review():
    """A second attempt on the same day, or one with a single decision, leaves the card as it was."""
    first = review(None, practice(START, GOOD))
    assert first is not None
    assert review(first, practice(START + timedelta(hours=3), AGAIN)) is first
    assert review(first, practice(START + timedelta(days=3), AGAIN, decisions=1)) is first
    assert review(first, practice(START + timedelta(days=3), AGAIN)) is not first


def test_the_day_is_the_persons_own():
    """Two attempts an hour apart on two days of the person's calendar are two reviews."""
    late, early = date(2026, 1, 5), date(2026, 1, 6)
    first = review(None, Practice("empathy", GOOD, 3, critical=False, at=START, day=late))
    assert first is not None
    second = review(first, Practice("empathy", GOOD, 3, critical=False, at=START + timedelta(hours=1), day=early))
    assert second is not None
    assert len(second.log) == 2


def test_folding_rebuilds_the_cards():
    """The fold over all attempts equals the cards that grew one by one; a new card's recall then falls with time."""
    log = [practice(START + timedelta(days=5 * n), score) for n, score in enumerate((GOOD, 0.7, 1.0, AGAIN, GOOD))]
    card = None
    for one in log:
        card = review(card, one)
    assert card is not None
    folded = fold(log)["empathy"]
    assert folded.card.to_dict() == card.card.to_dict()
    assert len(folded.log) == len(card.log) == 5
    assert folded.recall(log[-1].at + timedelta(days=1)) > folded.recall(log[-1].at + timedelta(days=30))
