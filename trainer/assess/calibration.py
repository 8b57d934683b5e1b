"""
"How sure are you?": on which turns it is asked, and how what was said compares with what came. Pure.

Knowing what one does not know is a skill of its own at a desk: whoever is sure and wrong does not ask. The question is
never required and never says anything of mastery.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

LEVELS: tuple[tuple[int, str], ...] = ((40, "A guess"), (70, "Fairly sure"), (90, "Sure"))
"""What can be said, least sure first: the stated chance in percent of taking the best choice, and its words."""
ASKED_ONE_IN = 4
ENOUGH = 10
"""Under so many answers a share says too little: it is shown, but greyed."""
Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Stated:
    """One answer: the chance stated in percent, and whether the choice then was the best one."""

    sure: int
    best: bool


@dataclass(frozen=True, slots=True)
class Level:
    """
    What came of one stated chance, all shares 0.0 to 1.0.

    `best` of `count` choices were the best one; `lower` and `upper` bound the share behind them (Wilson, 95 %), None
    without answers.
    """

    stated: float
    words: str
    count: int
    best: int
    lower: float | None
    upper: float | None

    @property
    def share(self) -> float | None:
        """How often the choice was the best one; None without answers."""
        return self.best / self.count if self.count else None

    @property
    def enough(self) -> bool:
        """Whether there are answers enough to speak of a share."""
        return self.count >= ENOUGH


def asks(seed: int, turn: int) -> bool:
    """
    Whether a turn of an attempt asks how sure one is: about one in four, the same after a reload and on every machine.

    Args:
        seed: The attempt's.
        turn: From 1.
    """
    return sha256(f"{seed}:sure:{turn}".encode()).digest()[0] % ASKED_ONE_IN == 0


def curve(answers: Iterable[Stated]) -> tuple[Level, ...]:
    """Count what came of each level, least sure first; a chance between two levels counts for the nearer one."""
    kept: dict[int, list[bool]] = {sure: [] for sure, _ in LEVELS}
    for answer in answers:
        kept[min(kept, key=lambda sure: (abs(sure - answer.sure), sure))].append(answer.best)
    return tuple(_level(sure, words, kept[sure]) for sure, words in LEVELS)


def wilson(best: int, count: int, z: float = Z_95) -> tuple[float, float]:
    """
    Bound a share.

    Args:
        best: Successes, 0 to `count`.
        count: Trials, at least 1.
        z: Standard normal quantile of the two-sided interval.

    Source: Wilson 1927; it stays within 0 to 1 and is right for small counts too.
    """
    share, z2 = best / count, z * z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = z / (1 + z2 / count) * math.sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def _level(sure: int, words: str, outcomes: list[bool]) -> Level:
    count, best = len(outcomes), sum(outcomes)
    lower, upper = wilson(best, count) if count else (None, None)
    return Level(sure / 100, words, count, best, lower, upper)
