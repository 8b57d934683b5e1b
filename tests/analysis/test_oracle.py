"""Exact analysis of small random role-plays, compared with the enumeration of every play (tests/oracle.py)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import SHEETS, Raw, document, ending, exercise, model
from tests.oracle import Oracle, points
from tests.strategies import role_plays, thorough
from trainer.analysis.playtest import play_test
from trainer.analysis.report import report
from trainer.analysis.strategies import give_aways
from trainer.analysis.values import solve
from trainer.assess.scoring import score_attempt
from trainer.play.drills import expand
from trainer.play.program import compile_program
from trainer.play.replay import replay
from trainer.scenario.model import Order
from trainer.scenario.shape import shape

PERSONAS = (None, "hasty")


def analysed(raw: Raw, persona: str | None) -> tuple[Oracle, dict[str, Any]]:
    exercise, manner = model(raw), SHEETS.personas.get(persona or "")
    solved = solve(compile_program(exercise, manner))
    return Oracle(exercise, manner), report(solved, give_aways(solved, SHEETS.polite)).as_dict()


def near(found: float | None, exact: Any) -> bool:
    return found is None if exact is None else found is not None and abs(found - float(exact)) < 1e-9


@thorough(90)
@given(raw=role_plays(repeats=True), persona=st.sampled_from(PERSONAS))
def test_analyse_says_what_enumeration_says(raw: Raw, persona: str | None) -> None:
    """
    States, plays, best, worst, expectation, endings, skills, choices and give-aways equal those of all plays.

    The best, the worst and each ending's witness are complete plays that earn and reach just what they are said to.
    """
    oracle, found = analysed(raw, persona)
    assert found["states"] == len(oracle.states)
    assert found["plays"] == len(oracle.plays)
    assert (found["best"], found["worst"]) == (oracle.best, oracle.worst)
    assert near(found["expected_random"], oracle.expected_random())
    endings = oracle.endings()
    assert found["endings"].keys() == endings.keys()
    assert all(near(entry["probability_random"], endings[name]) for name, entry in found["endings"].items())
    assert {skill: (entry["min"], entry["max"]) for skill, entry in found["skills"].items()} == oracle.skills()
    choices = {(c["scene"], c["choice"]): (c["value"], c["regret_min"], c["regret_max"]) for c in found["choices"]}
    assert choices == oracle.choices()
    assert len(choices) == len(found["choices"])
    for name in ("longest", "shortest", "most_polite", "least_polite"):
        assert near(found["strategies"][name], oracle.strategy(name, SHEETS.polite)), name
    assert near(found["strategies"]["random"], oracle.share(oracle.expected_random()))
    by_walk = {play.walk: play for play in oracle.plays}
    assert by_walk[tuple(found["witness"]["best"])].earned() == oracle.best
    assert by_walk[tuple(found["witness"]["worst"])].earned() == oracle.worst
    for name, entry in found["endings"].items():
        assert by_walk[tuple(entry["witness"])].end[0] == name


def order(steps: int, strangers: int, together: tuple[tuple[str, ...], ...]) -> Order:
    """An order whose steps are s0, s1, ... and whose strangers are x0, ..."""
    def step(name: str) -> dict[str, str]:
        return {"id": name, "text": f"Do {name}.", "why": "It is so.", "felt": "Fine.", "principle": "greeting"}
    head = {key: value for key, value in exercise({"end": ending()}).items() if key not in ("scenes", "start", "cases")}
    raw = {**head, "kind": "order", "skill": "welcome", "question": "What is next?",
           "steps": [step(f"s{n}") for n in range(steps)], "strangers": [step(f"x{n}") for n in range(strangers)],
           "together": [list(group) for group in together]}
    found, problems = shape(document(raw), Order)
    assert found is not None, problems
    return found


@pytest.mark.parametrize(("steps", "strangers", "together"), [
    (3, 0, ()), (3, 1, ()), (4, 1, (("s1", "s2"),)), (3, 2, (("s0", "s1", "s2"),))])
def test_orders_are_valued_like_role_plays(steps: int, strangers: int, together: tuple[tuple[str, ...], ...]) -> None:
    """Of an order with strangers, who cost points, analysis, scores and random play are those of all plays."""
    drill = expand(order(steps, strangers, together), {})
    oracle, solved = Oracle(drill), solve(compile_program(drill))
    found = report(solved, give_aways(solved, ())).as_dict()
    assert (found["plays"], found["best"], found["worst"]) == (len(oracle.plays), oracle.best, oracle.worst)
    assert found["states"] == len(oracle.states)
    assert near(found["expected_random"], oracle.expected_random())
    assert any(points(play.steps[0][1]) < 0 for play in oracle.plays) == bool(strangers)
    for play in oracle.plays:
        assert near(score_attempt(solved, replay(solved.program, play.walk)).score, oracle.scored(play)["score"])
    drawn = play_test(solved, 20_000, 5)
    assert abs(drawn.mean_points - float(oracle.expected_random())) < 5.5 * drawn.standard_error
    seen = {float(play.earned()) for play in oracle.plays if oracle.chance(play)}
    assert set(drawn.points.values()) <= seen
    assert drawn.points[0.05] < drawn.points[0.95]


@thorough(70)
@given(raw=role_plays(repeats=True), persona=st.sampled_from(PERSONAS))
def test_score_of_every_play(raw: Raw, persona: str | None) -> None:
    """Every complete play gets the score, regrets, spans, qualities, marks and skills of the naive reading."""
    exercise, manner = model(raw), SHEETS.personas.get(persona or "")
    solved = solve(compile_program(exercise, manner))
    oracle = Oracle(exercise, manner)
    for play in oracle.plays[:150]:
        found = score_attempt(solved, replay(solved.program, play.walk)).as_dict()
        exact = oracle.scored(play)
        assert near(found["score"], exact["score"])
        assert near(found["raw"], exact["raw"])
        assert [found[key] for key in ("critical", "earned", "ending")] == [
            exact[key] for key in ("critical", "earned", "ending")]
        for mine, true in zip(found["decisions"], exact["decisions"], strict=True):
            assert near(mine.pop("quality"), true.pop("quality"))
            assert mine == true
        assert found["skills"].keys() == exact["skills"].keys()
        assert all(near(value, exact["skills"][skill]) for skill, value in found["skills"].items())
