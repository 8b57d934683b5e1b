"""Scores as assessment.md section 1 settles them: what an error costs, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import Raw, choice, ending, exercise, program, scene, silence, solution
from tests.strategies import role_plays, thorough
from trainer.assess.scoring import CRITICAL_CAP, Score, mark, score_attempt
from trainer.play import engine
from trainer.play.replay import replay


def score(raw: Raw, *walk: str) -> Score:
    solved = solution(raw)
    return score_attempt(solved, replay(solved.program, walk))


def callback() -> Raw:
    """
    A call with a warm or a curt opening; after the curt one an apology mends the rest, at no gain.

    Best 11 points, worst 0; the short bad way ends after one more turn, the long good one takes five.
    """
    return exercise({
        "open": scene(choice("warm", "need", {"welcome": 2}), choice("curt", "cool", {"welcome": 0})),
        "cool": scene(choice("sorry", "need", {"clarity": 0}), choice("argue", "gone", {"clarity": 0})),
        "need": scene(choice("ask", "offer", {"reading": 2, "clarity": 2}), choice("guess", "offer", {"reading": 0}),
                      choice("hint", "offer", {"reading": 1, "clarity": 1})),
        "offer": scene(choice("plain", "close", {"clarity": 2, "reading": 1}),
                       choice("vague", "close", {"clarity": 0})),
        "close": scene(choice("thank", "kept", {"welcome": 2}), choice("hang-up", "gone", {"welcome": 0})),
        "kept": ending(), "gone": ending()})


def test_the_best_walk_scores_one_and_the_worst_nought() -> None:
    """The two ends of the scale are reached."""
    assert score(callback(), "warm", "ask", "plain", "thank").score == 1.0
    assert score(callback(), "curt", "argue").score == 0.0


def test_an_early_error_is_charged_once() -> None:
    """After a curt opening a faultless rest loses just the opening's 2 of 11 points, and every later turn is best."""
    found = score(callback(), "curt", "sorry", "ask", "plain", "thank")
    assert found.score == pytest.approx(9 / 11)  # the .818 of assessment.md
    assert [d.regret for d in found.decisions] == [2, 0, 0, 0, 0]
    assert [d.mark for d in found.decisions] == ["costly", "best", "best", "best", "best"]
    assert found.skills == {"clarity": 1.0, "reading": None, "welcome": 0.5}


def test_a_short_bad_path_is_not_flattered() -> None:
    """Ending early by a blunder scores by what was given up, not by the share of the points on the way walked."""
    short = score(callback(), "warm", "ask", "plain", "hang-up")
    assert short.score == pytest.approx(9 / 11)
    shorter = score(callback(), "curt", "argue")
    assert shorter.score < short.score < 1
    assert [d.regret for d in shorter.decisions] == [2, 9]


def test_a_long_path_is_not_rewarded() -> None:
    """The way round by the apology is a turn longer and scores no more than its points."""
    long = score(callback(), "curt", "sorry", "hint", "plain", "thank")
    direct = score(callback(), "warm", "hint", "plain", "thank")
    assert len(long.decisions) == len(direct.decisions) + 1
    assert direct.score - long.score == pytest.approx(2 / 11)


def test_a_turn_is_judged_by_what_was_still_to_be_had() -> None:
    """Quality is 1 - regret / span of that turn alone."""
    found = score(callback(), "warm", "hint", "vague", "thank")
    assert [(d.regret, d.span) for d in found.decisions] == [(0, 11 - 9), (2, 4), (3, 3), (0, 2)]
    assert [d.quality for d in found.decisions] == [1.0, 0.5, 0.0, 1.0]
    assert [d.mark for d in found.decisions] == ["best", "weak", "costly", "best"]


@pytest.mark.parametrize(("regret", "span", "word"), [
    (0, 8, "best"), (1, 8, "good"), (2, 8, "good"), (3, 8, "weak"), (4, 8, "weak"), (5, 8, "costly"), (8, 8, "costly"),
    (3, 5, "weak"), (1, 4, "good"), (0, 0, None)])
def test_marks(regret: int, span: int, word: str | None) -> None:
    """Best without regret, good from .75, weak from .4, else costly; where nothing was at stake there is no mark."""
    quality = None if span == 0 else 1 - regret / span
    assert mark(regret, quality, critical=False) == word
    assert mark(regret, quality, critical=True) == "critical"


def critical(points: int = 0) -> Raw:
    return exercise({
        "a": scene(choice("good", "b", 2), choice("shout", "b", points, critical="Never shout at a customer.")),
        "b": scene(choice("fine", "end", 2), choice("poor", "end", 0)), "end": ending()})


def test_a_critical_choice_caps_the_score_and_nothing_else() -> None:
    """However good the rest is the score is at most .49; raw, points and regrets stay what they are."""
    found = score(critical(1), "shout", "fine")
    assert (found.score, found.raw, found.critical, found.earned) == (CRITICAL_CAP, pytest.approx(2 / 3), True, 3)
    first, second = found.decisions
    assert (first.quality, first.mark, first.regret, first.span) == (0.0, "critical", 1, 1)
    assert (second.quality, second.mark) == (1.0, "best")


def test_a_score_below_the_cap_is_not_raised() -> None:
    """The cap is a ceiling, never a floor."""
    found = score(critical(0), "shout", "poor")
    assert (found.score, found.raw, found.critical) == (0.0, 0.0, True)


def test_a_critical_choice_that_is_not_taken_caps_nothing() -> None:
    """The gate is for what was done."""
    found = score(critical(), "good", "fine")
    assert (found.score, found.critical) == (1.0, False)


def test_a_critical_choice_without_regret_is_still_critical() -> None:
    """Where it is (wrongly) as good as the best, quality is 0 and the mark is critical all the same."""
    found = score(critical(2), "shout", "fine")
    assert (found.decisions[0].regret, found.decisions[0].quality, found.decisions[0].mark) == (0, 0.0, "critical")


def test_nothing_at_stake_is_no_evidence() -> None:
    """A turn with one way, or with equal ways, has span 0, no quality, no mark, and speaks for no skill."""
    raw = exercise({"a": scene(choice("only", "b", 1)), "b": scene(choice("x", "end", 1), choice("y", "end", 1)),
                    "end": ending()})
    found = score(raw, "only", "x")
    assert [(d.span, d.quality, d.mark, d.skills) for d in found.decisions] == [(0, None, None, ())] * 2
    assert found.skills == {"welcome": None}
    assert found.score == 1.0


def test_an_open_attempt_counts_the_best_that_can_still_be_reached() -> None:
    """Before the end `raw` is what a faultless rest would give, and there is no ending."""
    found = score(callback(), "curt")
    assert (found.raw, found.ending, found.earned) == (pytest.approx(9 / 11), None, 0)
    assert score(callback()).score == 1.0


def test_skills_are_weighed_by_what_was_at_stake() -> None:
    """A skill's score is the mean of its qualities, weighted by the spread of points on offer; unlike points apart."""
    raw = exercise({
        "a": scene(choice("a2", "b", 2), choice("a0", "b", 0)), "b": scene(choice("b2", "c", 2), choice("b1", "c", 1)),
        "c": scene(choice("c1", "end", 1), choice("c0", "end", {"reading": 0})), "end": ending()})
    found = score(raw, "a2", "b1", "c1")
    assert found.skills == {"welcome": pytest.approx(2 / 3), "reading": None}
    assert [d.skills[0].weight if d.skills else 0 for d in found.decisions] == [2, 1, 0]
    assert score(raw, "a0", "b2", "c1").skills["welcome"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(("turns", "shown"), [(1, None), (2, 1.0), (3, 1.0)])
def test_a_skill_needs_two_decisions(turns: int, shown: float | None) -> None:
    """Under two decisions a skill is not assessed, which is not the same as 0."""
    scenes = {f"s{n}": scene(choice(f"good-{n}", f"s{n + 1}", 2), choice(f"poor-{n}", f"s{n + 1}", 0))
              for n in range(turns)}
    found = score(exercise({**scenes, f"s{turns}": ending()}), *(f"good-{n}" for n in range(turns)))
    assert found.skills == {"welcome": shown}


def test_a_skill_is_compared_with_what_was_on_offer_there() -> None:
    """Choices that do not tag a skill are left out of its least and most."""
    raw = exercise({"a": scene(choice("x", "b", {"welcome": 1}), choice("y", "b", {"welcome": 2}),
                               choice("z", "b", {"reading": 0})), "b": ending()})
    found = score(raw, "x").decisions[0].skills
    assert [(s.skill, s.quality, s.weight) for s in found] == [("welcome", 0.0, 1)]
    assert score(raw, "z").decisions[0].skills == ()


def test_choices_that_are_hidden_are_no_measure() -> None:
    """Only what was offered in that state counts for span, quality and skills."""
    raw = exercise({"a": scene(choice("x", "b", 1), choice("y", "b", 0), choice("z", "b", 2, **{"if": "v == 1"})),
                    "b": ending()}, variables={"v": {"start": 0, "max": 1}})
    taken = score(raw, "x").decisions[0]
    assert (taken.regret, taken.span, taken.mark) == (0, 1, "best")
    raw["variables"]["v"]["start"] = 1
    taken = score(raw, "x").decisions[0]
    assert (taken.regret, taken.span, taken.quality, taken.mark) == (1, 2, 0.5, "weak")


def test_silence_is_scored_like_a_choice() -> None:
    """Keeping silent on a timed turn has points, regret and a mark, and widens the span."""
    raw = exercise({"a": {**scene(choice("x", "b", 2), choice("y", "b", 1)), **silence("b", 0)}, "b": ending()})
    quiet = score(raw, "silence").decisions[0]
    assert (quiet.choice, quiet.points, quiet.regret, quiet.span, quiet.mark) == ("silence", 0, 2, 2, "costly")
    assert score(raw, "y").decisions[0].quality == 0.5


def test_the_score_as_json_has_the_keys_of_the_command() -> None:
    """`score --json` prints just these, and for each decision just those."""
    found: dict[str, Any] = score(callback(), "curt", "argue").as_dict()
    assert list(found) == ["score", "raw", "critical", "earned", "decisions", "skills", "ending"]
    assert [list(d) for d in found["decisions"]] == [
        ["scene", "choice", "points", "regret", "span", "quality", "mark"]] * 2


PICKS = st.lists(st.integers(0, 11), min_size=1, max_size=8)


@thorough(60)
@given(raw=role_plays(repeats=True), picks=PICKS)
def test_regrets_telescope(raw: Raw, picks: list[int]) -> None:
    """On every path, finished or not, regrets are at least 0 and add up to best minus the best still reachable."""
    solved = solution(raw)
    made = program(raw)
    walk: list[str] = []
    state = engine.start(made)
    while True:
        found = score_attempt(solved, replay(solved.program, walk))
        lost = sum(d.regret for d in found.decisions)
        still = int(solved.best[solved.space.state_number(state.scene, state.values)])
        assert solved.top - lost == found.earned + still
        assert all(0 <= d.regret <= d.span for d in found.decisions)
        assert all(d.quality is None or 0 <= d.quality <= 1 for d in found.decisions)
        assert 0 <= found.score <= found.raw <= 1
        if engine.finished(made, state):
            if solved.top > solved.bottom:
                assert found.raw == pytest.approx((found.earned - solved.bottom) / (solved.top - solved.bottom))
            return
        offered = engine.offered(made, state)
        walk.append(offered[picks[len(walk) % len(picks)] % len(offered)].id)
        state, _ = engine.answer(made, state, walk[-1])
