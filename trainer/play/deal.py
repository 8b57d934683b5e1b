"""Which case an attempt gets: the least seen ones first, among them by the attempt's seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

MAX_SEED = 2**63 - 1


def deal_case(seed: int, cases: int, seen: Iterable[int] = ()) -> int:
    """
    Choose a case.

    Args:
        seed: The attempt's seed.
        cases: How many cases there are, at least 1.
        seen: Case numbers (from 1) of the person's earlier attempts.

    Returns:
        A case number from 1.
    """
    times = Counter(seen)
    fewest = min(times[number] for number in range(1, cases + 1))
    fresh = [number for number in range(1, cases + 1) if times[number] == fewest]
    return fresh[int.from_bytes(sha256(f"{seed}:case".encode()).digest()[:8]) % len(fresh)]


def seed_of(*parts: str | int) -> int:
    """A seed from 0 to 2**63 - 1 that follows from its parts, the same on every machine."""
    return int.from_bytes(sha256("\x00".join(map(str, parts)).encode()).digest()[:8]) & MAX_SEED
