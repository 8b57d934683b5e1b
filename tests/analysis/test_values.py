"""Exact values: big numbers stay exact, and what is worth nothing to decide is said so."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from tests.made import Raw, analysis, choice, ending, exercise, scene, silence, solution
from trainer.analysis.report import EXACT_JSON


def binary(length: int, *, quiet: int = 0) -> Raw:
    """A row of scenes with two choices each; the first `quiet` of them are timed, so that silence is a third way."""
    scenes: Raw = {}
    for n in range(length):
        after = f"s{n + 1}"
        scenes[f"s{n}"] = {**scene(choice(f"good-{n}", after, 2), choice(f"poor-{n}", after, 0)),
                           **(silence(after, 1) if n < quiet else {})}
    return exercise({**scenes, f"s{length}": ending()})


@pytest.mark.parametrize(
    ("length", "quiet"), [(1, 0), (10, 3), (52, 0), (53, 0), (33, 34), (54, 0), (60, 7), (1_100, 400)])
def test_the_number_of_plays_is_exact(length: int, quiet: int) -> None:
    """Plays are counted exactly, far beyond what a float holds; in JSON they are a string above 2**53."""
    found = analysis(binary(length, quiet=min(quiet, length)))
    exact = 3 ** min(quiet, length) * 2 ** (length - min(quiet, length))
    assert found.plays == exact
    printed = json.loads(json.dumps(found.as_dict()))["plays"]
    assert printed == (exact if exact <= EXACT_JSON else str(exact))
    assert isinstance(printed, int) == (exact <= 2**53)


@pytest.mark.parametrize("more", [0, 1])
def test_just_above_the_largest_exact_float(more: int) -> None:
    """2**53 plays are a number, 2**53 + 1 are a string, and neither is rounded."""
    raw = binary(53)
    raw["scenes"]["s0"]["choices"] += [choice("leave", "gone")] * more
    raw["scenes"] |= {"gone": ending()} if more else {}
    found = analysis(raw)
    assert found.plays == 2**53 + more
    assert found.as_dict()["plays"] == (2**53 if not more else "9007199254740993")


def test_values_of_a_long_scenario() -> None:
    """A thousand turns are valued like three: best 2 each, worst 0 each, 1 each at random; silence counts, unheard."""
    found = analysis(binary(1_000, quiet=500))
    assert (found.best, found.worst, found.expected_random) == (2_000, 0, 1_000.0)
    assert found.states == 1_001
    assert found.best_walk == tuple(f"good-{n}" for n in range(1_000))
    assert found.worst_walk == tuple(f"poor-{n}" for n in range(1_000))


def test_silence_may_be_best_or_worst() -> None:
    """Silence is a way to the best and to the worst play, and never a random player's."""
    raw = exercise({"a": {**scene(choice("say", "b", 1)), **silence("b", 2)},
                    "b": {**scene(choice("tell", "c", 1)), **silence("c", 0)}, "c": ending()})
    found = analysis(raw)
    assert (found.best, found.worst, found.expected_random, found.plays) == (3, 1, 2.0, 4)
    assert (found.best_walk, found.worst_walk) == (("silence", "tell"), ("say", "silence"))


def test_an_exercise_in_which_all_plays_earn_the_same() -> None:
    """Where nothing is at stake every share is 1."""
    solved = solution(exercise({"a": scene(choice("x", "b", 1), choice("y", "b", 1)), "b": ending()}))
    assert (solved.top, solved.bottom, solved.share(1)) == (1, 1, 1.0)


def test_an_exercise_that_ends_at_once() -> None:
    """A start that redirects to an ending is one state, one play, no points."""
    found = analysis(exercise({"a": {"redirect": [{"if": "1", "next": "b"}], **ending()}, "b": ending()}))
    assert (found.states, found.plays, found.best, found.worst, found.expected_random) == (1, 1, 0, 0, 0.0)
    assert found.as_dict()["endings"] == {"b": {"probability_random": 1.0, "witness": []}}
    assert found.best_walk == ()


def test_a_state_counts_once_however_many_ways_lead_to_it() -> None:
    """Ways that meet with the same values are one state; with other values they are two."""
    raw = exercise({"a": scene(choice("x", "b", effects={"v": 1}), choice("y", "b", effects={"v": 9})), "b": ending()},
                   variables={"v": {"start": 0, "max": 1}})
    assert analysis(raw).states == 2
    raw["scenes"]["a"]["choices"][0]["effects"] = {}
    assert analysis(raw).states == 3


def test_a_decision_costs_what_it_closes_off() -> None:
    """A choice's value is its points and the best still to come; its regret is what the best choice has more."""
    found = analysis(exercise({
        "a": scene(choice("help", "b", 1), choice("wait", "c", 2)), "b": scene(choice("x", "end", 2)),
        "c": scene(choice("y", "end", 0)), "end": ending()}))
    assert {c.choice: (c.value, c.regret_min, c.regret_max) for c in found.choices} == {
        "help": (3, 0, 0), "wait": (2, 1, 1), "x": (2, 0, 0), "y": (0, 0, 0)}


def test_probabilities_of_endings_are_exact_to_the_last_places() -> None:
    """Thirds of thirds add up to one, and each is what a fraction gives."""
    raw = exercise({
        "a": scene(*(choice(f"a{n}", "b" if n else "x") for n in range(3))),
        "b": scene(*(choice(f"b{n}", "y" if n else "x") for n in range(3))), "x": ending(), "y": ending()})
    found = {name: entry.probability_random for name, entry in analysis(raw).endings.items()}
    exact = {"x": Fraction(1, 3) + Fraction(2, 9), "y": Fraction(4, 9)}
    assert found == pytest.approx({name: float(p) for name, p in exact.items()}, abs=1e-15)
