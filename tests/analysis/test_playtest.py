"""A million random plays at once have the distribution of that many separate plays."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from math import sqrt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.made import Raw, choice, ending, exercise, model, scene, silence, solution
from tests.oracle import Oracle
from tests.strategies import role_plays, thorough
from trainer.analysis.playtest import QUANTILES, _quantiles, play_test
from trainer.play import engine

PLAYS = 20_000
MANY = 4_000_000  # costs no more than a few, and shows an error of a thousandth
FAR = 5.5  # standard errors: once in 26 million


def sample() -> Raw:
    """Three decisions with a silence, a critical choice, a redirect and ways of different length."""
    return exercise({
        "a": {**scene(choice("greet", "b", 2, effects={"v": 1}), choice("nod", "b", 1), choice("wait", "c")),
              **silence("c")},
        "b": {"redirect": [{"if": "v == 1", "next": "c"}],
              **scene(choice("ask", "c", 2), choice("shout", "gone", 0, critical="Never shout."))},
        "c": scene(choice("offer", "met", {"welcome": 2, "reading": 2}), choice("sell", "met", 1),
                   choice("go", "gone")),
        "met": ending(), "gone": ending()}, variables={"v": {"start": 0, "max": 1}})


def test_the_same_seed_gives_the_same_figures() -> None:
    """Same scenario, plays and seed: equal to the last place; another seed gives others."""
    one, again, other = (play_test(solution(sample()), PLAYS, seed) for seed in (7, 7, 8))
    assert one == again
    assert one.as_dict() == again.as_dict()
    assert other.choices != one.choices


def test_figures_are_pinned() -> None:
    """The figures of a seed do not change by themselves: numpy's default generator is part of what a seed means."""
    found = play_test(solution(sample()), 1_000, 1)
    assert np.random.default_rng(1).multinomial(1_000, [1 / 3] * 3).tolist() == [
        found.choices["a", name] for name in ("greet", "nod", "wait")]


@thorough(50)
@given(raw=role_plays(repeats=True), seed=st.integers(0, 2**32))
def test_visits_are_conserved(raw: Raw, seed: int) -> None:
    """All plays begin once, end once, and leave each scene as often as they enter it; no silence is ever taken."""
    solved = solution(raw)
    found = play_test(solved, 500, seed)
    oracle = Oracle(model(raw))
    assert sum(found.endings.values()) == 500
    entered = Counter({oracle.start[0]: 500})
    taken: Counter[str] = Counter()
    for (place, name), visits in found.choices.items():
        taken[place] += visits
        assert visits == 0 or name != "silence"
    for name, visits in found.scenes.items():
        assert visits == (found.endings[name] if name in found.endings else taken[name])
    if not any("redirect" in one for one in raw["scenes"].values()):
        for (place, name), visits in found.choices.items():
            responses = oracle.exercise.scenes[place].responses
            entered[next(r.next for r in responses if r.id == name)] += visits
        assert +entered == +Counter(found.scenes)


@thorough(50)
@given(raw=role_plays(), seed=st.integers(0, 2**32))
def test_the_mean_agrees_with_the_exact_expectation(raw: Raw, seed: int) -> None:
    """The mean of the points lies within five and a half standard errors of `expected_random`."""
    solved = solution(raw)
    found = play_test(solved, MANY, seed)
    assert abs(found.mean_points - solved.expected[0]) <= FAR * found.standard_error + 1e-9


@thorough(50)
@given(raw=role_plays(), seed=st.integers(0, 2**32))
def test_the_whole_distribution_agrees_with_enumeration(raw: Raw, seed: int) -> None:
    """Endings, choices, critical share, mean score and quantiles are those of the exact distribution of the plays."""
    oracle, solved = Oracle(model(raw)), solution(raw)
    found = play_test(solved, MANY, seed)
    chances = [(play, oracle.chance(play)) for play in oracle.plays]

    def near(share: float, exact: Fraction) -> bool:
        return abs(share - float(exact)) <= FAR * sqrt(float(exact * (1 - exact)) / MANY) + 1e-9

    for name, exact in oracle.endings().items():
        assert near(found.endings[name] / MANY, exact)
    for (place, name), visits in found.choices.items():
        taking = [p for play, p in chances if any(s[0] == place and r.id == name for s, r in play.steps)]
        assert near(visits / MANY, sum(taking, Fraction(0)))
    scores = [(oracle.scored(play), p) for play, p in chances if p]
    assert near(found.critical, sum((p for s, p in scores if s["critical"]), Fraction(0)))
    mean = sum(s["score"] * p for s, p in scores)
    spread = sqrt(sum((float(s["score"] - mean)) ** 2 * float(p) for s, p in scores) / MANY)
    assert abs(found.mean_score - float(mean)) <= FAR * spread + 1e-9
    for key, figures in (("earned", found.points), ("score", found.score)):
        for quantile in QUANTILES:
            below = sum((p for s, p in scores if float(s[key]) < figures[quantile] - 1e-9), Fraction(0))
            up_to = sum((p for s, p in scores if float(s[key]) <= figures[quantile] + 1e-9), Fraction(0))
            slack = FAR * sqrt(quantile * (1 - quantile) / MANY)
            assert float(below) - slack <= quantile <= float(up_to) + slack


def naive(raw: Raw, plays: int, seed: int) -> Counter[tuple[str, ...]]:
    """Plays one by one with the engine and Python's own generator."""
    solved = solution(raw)
    generator = random.Random(seed)  # noqa: S311 - a simulation
    tally: Counter[tuple[str, ...]] = Counter()
    for _ in range(plays):
        state = engine.start(solved.program)
        points = 0
        while not engine.finished(solved.program, state):
            option = generator.choice([o for o in engine.offered(solved.program, state) if not o.silence])
            state, _ = engine.answer(solved.program, state, option.id)
            points += option.points
            tally["choice", option.id] += 1
        tally["ending", solved.program.stages[state.scene].id] += 1
        tally["points", str(points)] += 1
    return tally


def test_counts_agree_with_plays_one_by_one() -> None:
    """Against 20,000 separate plays a chi-square of choices and endings finds no odds; the quantiles are the same."""
    tally = naive(sample(), PLAYS, 3)
    found = play_test(solution(sample()), PLAYS, 3)
    drawn = {**{("choice", name): n for (_, name), n in found.choices.items() if n},
             **{("ending", name): n for name, n in found.endings.items()}}
    apart = sum((tally[key] - n) ** 2 / (tally[key] + n) for key, n in drawn.items())
    assert apart < 45  # ten counts: a chi-square beyond 45 comes once in a million
    assert drawn.keys() == {key for key in tally if key[0] != "points"}
    rising = sorted(int(key[1]) for key in tally.elements() if key[0] == "points")
    assert found.points == {q: float(rising[int(q * PLAYS)]) for q in QUANTILES}


def test_a_quantile_that_falls_between_two_values_is_the_lower() -> None:
    """With as many plays below as above, the median is a value that was reached, the lower one."""
    assert _quantiles(np.array([0.0, 2.0]), np.array([1, 1]))[0.5] == 0.0
    assert _quantiles(np.array([2.0, 0.0, 5.0]), np.array([1, 1, 2])) == {
        0.05: 0.0, 0.25: 0.0, 0.5: 2.0, 0.75: 5.0, 0.95: 5.0}


def test_one_play_is_a_play() -> None:
    """A single play visits one ending, and its quantiles are its points."""
    found = play_test(solution(sample()), 1, 5)
    assert sum(found.endings.values()) == 1
    assert set(found.points.values()) == {found.mean_points}
    assert found.standard_error == 0.0


def test_a_billion_plays_take_no_longer() -> None:
    """The work grows with the scenario, not with the plays; counts stay exact."""
    found = play_test(solution(sample()), 1_000_000_000, 1)
    assert sum(found.endings.values()) == 1_000_000_000
    assert found.scenes["a"] == sum(found.choices["a", name] for name in ("greet", "nod", "wait")) == 1_000_000_000
    assert found.choices["a", "silence"] == 0
