"""Chance that falls the same on every machine: each throw is a hash of the stream's name and of its number in it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of throws that follows from its parts alone."""

    def __init__(self, *parts: str | int) -> None:
        """Begin a stream; the same parts give the same stream."""
        self._name = "\x00".join(map(str, parts))
        self._thrown = 0

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, and without, `limit`; 256 bits, so that the remainder favours none."""
        self._thrown += 1
        return int.from_bytes(sha256(f"{self._name}\x00{self._thrown}".encode()).digest()) % limit

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def pick(self, among: Sequence[T]) -> T:
        """One of several, which must not be none."""
        return among[self.below(len(among))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of them in another order."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in things]
