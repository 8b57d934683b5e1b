"""
When a skill is due again: one card for each trainee and skill, scheduled by FSRS. Pure: moments are arguments.

Source: assessment.md section 3 (profile, ratings), py-fsrs for the algorithm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fsrs import Card, Rating, ReviewLog, Scheduler

# No learning steps: a skill is practised by whole attempts, days apart. No fuzz: it draws on global random state.
SCHEDULER = Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=60, enable_fuzzing=False, desired_retention=0.9
)
MIN_DECISIONS = 2
AGAIN_BELOW, HARD_BELOW, GOOD_BELOW = 0.60, 0.80, 0.95
EASY_RETRIEVABILITY = 0.9


@dataclass(frozen=True, slots=True)
class Practice:
    """
    What one finished attempt says of one skill.

    `score` is 0.0 to 1.0; `critical` that the attempt held a critical error; `at` aware UTC; `day` the person's own.
    """

    skill: str
    score: float
    decisions: int
    critical: bool
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class SkillCard:
    """A skill's card with its whole log; `due` is aware UTC."""

    skill: str
    card: Card
    log: tuple[ReviewLog, ...]
    last_day: date

    @property
    def due(self) -> datetime:
        """When it should be practised again."""
        return self.card.due

    def recall(self, now: datetime) -> float:
        """The predicted chance, 0.0 to 1.0, that it would go well now."""
        return float(SCHEDULER.get_card_retrievability(self.card, now))


def rating(score: float, retrievability: float, *, critical: bool) -> Rating:
    """
    How an attempt went on a skill, in the scheduler's words.

    Again: a critical error or under .60; Hard: .60 to .79; Good: .80 to .94; Easy: from .95, when recall was below .9.
    """
    if critical or score < AGAIN_BELOW:
        return Rating.Again
    if score < HARD_BELOW:
        return Rating.Hard
    if score < GOOD_BELOW or retrievability >= EASY_RETRIEVABILITY:
        return Rating.Good
    return Rating.Easy


def review(card: SkillCard | None, practice: Practice) -> SkillCard | None:
    """
    Take one attempt into account.

    Under two decisions it says too little; a second attempt on the same day is practice, not a review. Both leave the
    card as it is.
    """
    if practice.decisions < MIN_DECISIONS or (card is not None and card.last_day >= practice.day):
        return card
    at = practice.at.astimezone(UTC)
    before = card.card if card else Card(card_id=1, due=at)
    recall = SCHEDULER.get_card_retrievability(before, at) if card else 0.0
    after, entry = SCHEDULER.review_card(
        before, rating(practice.score, recall, critical=practice.critical), review_datetime=at)
    return SkillCard(practice.skill, after, (*(card.log if card else ()), entry), practice.day)


def fold(practices: Iterable[Practice]) -> dict[str, SkillCard]:
    """The cards of one trainee, from all attempts in the order in which they were finished."""
    cards: dict[str, SkillCard] = {}
    for practice in practices:
        after = review(cards.get(practice.skill), practice)
        if after is not None:
            cards[practice.skill] = after
    return cards
