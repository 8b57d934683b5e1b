"""How sure one is: on which turns it is asked, and how answers are counted and bounded."""

from __future__ import annotations

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.assess.calibration import ENOUGH, LEVELS, Stated, asks, curve, wilson
from trainer.play.deal import MAX_SEED


@given(st.integers(0, MAX_SEED), st.integers(1, 60))
def test_the_same_turn_asks_again_after_a_reload(seed, turn):
    """Whether a turn asks follows from the attempt's seed and the turn alone."""
    assert asks(seed, turn) is asks(seed, turn)


def test_about_one_turn_in_four_asks():
    """Over many attempts a quarter of the turns ask, early turns as often as late ones."""
    for turns in (range(1, 5), range(5, 20)):
        asked = [asks(seed * 7919, turn) for seed in range(1000) for turn in turns]
        assert sum(asked) / len(asked) == pytest.approx(0.25, abs=0.02)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_bounds_are_wilsons(counts):
    """A bound is the true share at which what was seen would be just 1.96 standard errors away (Wilson 1927)."""
    best, count = counts
    lower, upper = wilson(best, count)
    z = NormalDist().inv_cdf(0.975)
    for bound in (lower, upper):
        assert (best / count - bound) ** 2 == pytest.approx(z**2 * bound * (1 - bound) / count, abs=1e-9)
    assert 0 <= lower <= best / count + 1e-9
    assert best / count - 1e-9 <= upper <= 1


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans())))
def test_every_answer_counts_once(answers):
    """The levels hold all answers and all that were right, each with the level that is nearest to it."""
    levels = curve(Stated(*answer) for answer in answers)
    assert [round(level.stated * 100) for level in levels] == [sure for sure, _ in LEVELS]
    assert sum(level.count for level in levels) == len(answers)
    assert sum(level.best for level in levels) == sum(best for _, best in answers)
    for level in levels:
        assert (level.share is None) == (level.count == 0) == (level.lower is None)
        assert level.enough == (level.count >= ENOUGH)


def test_what_the_page_offers_is_counted_where_it_belongs():
    """Each of the three answers fills its own level."""
    for place, (sure, words) in enumerate(LEVELS):
        levels = curve([Stated(sure, best=True), Stated(sure, best=False)])
        assert [level.count for level in levels] == [2 if number == place else 0 for number in range(3)]
        assert levels[place].words == words
        assert levels[place].share == 0.5
