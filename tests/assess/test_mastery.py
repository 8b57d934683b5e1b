"""Mastery against the published check values, and what repeats, pauses and several skills do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.assess.mastery import Model, Result, fold


def result(day: float, quality: float, item: str = "decision-1", person: str = "trainee") -> Result:
    return Result(person, item, "medium", day, (("empathy", quality, 1.0),))


# day, q, then p before, h, v, g, d, vd, m after: assessment.md section 2.
PUBLISHED = (
    (0, 1.0, 0.500000, 0.404624, 0.538997, 0.200000, -0.477172, 0.685272, 0.200000),
    (0, 0.5, 0.741419, 0.265075, 0.475312, 0.092284, -0.223468, 0.580715, 0.092284),
    (3, 0.0, 0.635930, -0.087737, 0.420772, -0.147808, 0.258838, 0.485558, -0.147808),
    (3, 1.0, 0.365516, 0.334899, 0.369167, 0.080104, -0.159634, 0.415507, 0.080104),
    (10, 1.0, 0.633493, 0.561550, 0.359390, 0.195965, -0.354099, 0.362791, 0.195965),
)


def test_five_results_give_the_published_values():
    """One trainee, one skill, one decision point, five results without the repeat weight: all digits agree."""
    model = Model(repeats=False)
    for day, quality, *expected in PUBLISHED:
        (prediction,) = model.update(result(day, quality))
        skill, item = model.skills["trainee", "empathy"], model.items["decision-1"]
        found = (prediction.p, skill.h, skill.v, model.trainees["trainee"].value, item.d, item.v,
                 model.means["empathy"].value)
        assert found == pytest.approx(expected, abs=6e-7)


def test_a_repeat_never_moves_the_item_and_moves_the_trainee_less():
    """The second meeting of a decision point leaves its difficulty alone and counts 0.4."""
    model, fresh = Model(), Model(repeats=False)
    for one in (model, fresh):
        one.update(result(0, 1.0))
    before = model.items["decision-1"].d
    h, h_fresh = model.skills["trainee", "empathy"].h, fresh.skills["trainee", "empathy"].h
    model.update(result(0, 0.0))
    fresh.update(result(0, 0.0))
    assert model.items["decision-1"].d == before
    assert fresh.items["decision-1"].d != before
    assert abs(model.skills["trainee", "empathy"].h - h) < abs(fresh.skills["trainee", "empathy"].h - h_fresh)


def test_without_practice_the_bar_widens_and_the_skill_drifts_to_the_norm():
    """A hundred idle days lower a good skill and widen its interval; reading mastery changes nothing."""
    model, _ = fold(result(0, 1.0, item=f"decision-{n}") for n in range(12))
    now, later = model.mastery("trainee", "empathy", 0), model.mastery("trainee", "empathy", 100)
    assert now is not None
    assert later is not None
    assert later.mastery < now.mastery
    assert later.upper - later.lower > now.upper - now.lower
    assert model.mastery("trainee", "empathy", 0) == now


def test_several_skills_move_item_and_trainee_once_with_their_mean():
    """A decision with two equal skills moves d and g exactly as the same decision with one of them."""
    one, two = Model(), Model()
    one.update(Result("t", "i", "hard", 0, (("a", 1.0, 1.0),)))
    two.update(Result("t", "i", "hard", 0, (("a", 1.0, 1.0), ("b", 1.0, 1.0))))
    assert two.items["i"] == one.items["i"]
    assert two.trainees["t"] == one.trainees["t"]
    assert two.skills["t", "a"] == one.skills["t", "a"]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5), st.integers(0, 40)), max_size=60))
def test_the_fold_is_the_updates_one_by_one_and_stays_in_bounds(log):
    """Folding equals feeding one by one, and every figure stays a probability whatever happens."""
    day, results = 0, []
    for quality, item, pause in log:
        day += pause
        results.append(result(day, quality, item=f"decision-{item}"))
    folded, predictions = fold(results)
    again = Model()
    assert predictions == tuple(p for one in results for p in again.update(one))
    found = folded.mastery("trainee", "empathy", day + 1)
    assert (found is None) == (not results)
    if found is not None:
        assert 0 <= found.lower <= found.mastery <= 1
        assert found.lower <= found.upper <= 1
        assert found.decisions == len(results)


def test_nothing_seen_is_no_mastery_rather_than_zero():
    """A skill that was never met has no figure."""
    assert Model().mastery("trainee", "empathy", 0) is None
