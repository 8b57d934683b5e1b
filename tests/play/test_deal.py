"""Which case an attempt gets: the least seen first, and among those no favourite."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import thorough
from trainer.play.deal import MAX_SEED, deal_case, seed_of


@thorough(100)
@given(seed=st.integers(0, MAX_SEED), cases=st.integers(1, 8), seen=st.lists(st.integers(1, 8), max_size=20))
def test_a_case_that_was_seen_least_is_dealt(seed: int, cases: int, seen: list[int]) -> None:
    """The case exists, and nobody meets one again before all others came as often; the same seed deals the same."""
    dealt = deal_case(seed, cases, seen)
    times = Counter(seen)
    assert 1 <= dealt <= cases
    assert times[dealt] == min(times[number] for number in range(1, cases + 1))
    assert deal_case(seed, cases, seen) == dealt


def test_all_cases_come_before_one_comes_again() -> None:
    """Over nine attempts at three cases each comes three times, and never twice within a round."""
    seen: list[int] = []
    for attempt in range(9):
        seen.append(deal_case(seed_of("person", attempt), 3, seen))
    assert all(sorted(seen[n:n + 3]) == [1, 2, 3] for n in (0, 3, 6))


@pytest.mark.parametrize("cases", [2, 3, 5])
def test_first_cases_are_dealt_evenly(cases: int) -> None:
    """Over 3,000 newcomers each case comes first equally often (chi-square, one in a million)."""
    tally = Counter(deal_case(seed_of("newcomer", n), cases) for n in range(3_000))
    expected = 3_000 / cases
    assert sum((tally[number] - expected) ** 2 / expected for number in range(1, cases + 1)) < 35


def test_seeds_follow_from_their_parts() -> None:
    """The same parts give the same seed on every machine, other parts or another cut another; all fit into 63 bits."""
    # printf 'a\0001' | sha256sum, the first eight bytes without the sign bit
    assert seed_of("a", 1) == 408_074_298_725_870_688
    assert len({seed_of("a", 1), seed_of("a1"), seed_of("", "a1"), seed_of("a", "1", ""), seed_of(1, "a")}) == 5
    assert all(0 <= seed_of(n) <= MAX_SEED for n in range(500))
    assert max(seed_of(n) for n in range(500)) > MAX_SEED // 2
