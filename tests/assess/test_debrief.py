"""Looking back: the better line of each turn, and the turn that decided the outcome."""

from __future__ import annotations

import pytest

from tests.made import Raw, choice, ending, exercise, scene, silence, solution
from trainer.assess.debrief import CLOSED, COSTLIEST, CRITICAL, Review, Turning, best_ending, review
from trainer.play.replay import replay


def look_back(raw: Raw, *walk: str) -> Review:
    solved = solution(raw)
    return review(solved, replay(solved.program, walk))


def visit() -> Raw:
    """Three turns: a greeting, a need, an offer; a poor greeting still reaches the best ending, a guess does not."""
    return exercise({
        "door": scene(choice("greet", "need", 2), choice("nod", "need", 1), choice("shout", "need", critical="Never.")),
        "need": scene(choice("ask", "offer", 2), choice("guess", "late", 0)),
        "offer": scene(choice("fit", "happy", 2), choice("push", "happy", 0)),
        "late": scene(choice("mend", "content", 1), choice("leave", "lost", 0)),
        "happy": ending(), "content": ending(), "lost": ending()})


@pytest.mark.parametrize(("walk", "turning"), [
    (("greet", "ask", "fit"), None),
    (("nod", "ask", "fit"), Turning(1, COSTLIEST, None)),
    (("nod", "ask", "push"), Turning(3, COSTLIEST, None)),
    (("greet", "ask", "push"), Turning(3, COSTLIEST, None)),
    (("nod", "guess", "mend"), Turning(2, CLOSED, "happy")),
    (("greet", "guess", "leave"), Turning(2, CLOSED, "happy")),
    (("shout", "guess", "leave"), Turning(1, CRITICAL, None)),
])
def test_the_turn_that_decided(walk: tuple[str, ...], turning: Turning | None) -> None:
    """A critical choice first; else the turn that closed off the best ending; else the costliest; else none."""
    assert look_back(visit(), *walk).turning == turning


def test_a_play_that_lost_nothing_has_no_turning_point() -> None:
    """Where two endings are equally good, reaching either decided nothing."""
    raw = exercise({"a": scene(choice("left", "l", 2), choice("right", "r", 2), choice("out", "r")),
                    "l": ending(), "r": ending()})
    assert look_back(raw, "left").turning is None
    assert look_back(raw, "right").turning is None
    assert look_back(raw, "out").turning is not None


def test_the_best_ending_is_where_the_best_play_ends() -> None:
    """It is told by its scene."""
    assert best_ending(solution(visit())) == "happy"


def test_every_costly_turn_has_a_better_line_and_the_others_have_none() -> None:
    """The better line is the best of what else was offered, valued as if it had been taken."""
    turns = look_back(visit(), "nod", "ask", "push").turns
    assert [t.better.option.id if t.better else None for t in turns] == ["greet", None, "fit"]
    assert [t.better.worth.regret for t in turns if t.better] == [0, 0]
    assert [[o.option.id for o in t.others] for t in turns] == [["greet", "shout"], ["guess"], ["fit"]]
    assert [o.worth.regret for o in turns[0].others] == [0, 2]


def test_a_critical_choice_always_has_a_better_line() -> None:
    """Also when it cost no points."""
    raw = exercise({"a": scene(choice("shout", "b", 2, critical="Never."), choice("ask", "b", 1)), "b": ending()})
    better = look_back(raw, "shout").turns[0].better
    assert better is not None and better.option.id == "ask"


def test_what_is_no_better_is_not_called_better() -> None:
    """Where only silence would have been better, a worse choice is not held up as the better line."""
    raw = exercise({"a": {**scene(choice("fair", "b", 1), choice("poor", "b", 0)), **silence("b", 2)}, "b": ending()})
    assert look_back(raw, "fair").turns[0].better is None
    worse = look_back(raw, "poor").turns[0].better
    assert worse is not None and worse.option.id == "fair"


def test_silence_is_not_among_the_other_lines() -> None:
    """What else could have been said leaves the silence out; a silence taken is looked back on like a choice."""
    raw = exercise({"a": {**scene(choice("good", "b", 2), choice("poor", "b", 0)), **silence("b", 0)}, "b": ending()})
    assert [o.option.id for o in look_back(raw, "poor").turns[0].others] == ["good"]
    quiet = look_back(raw, "silence").turns[0]
    assert quiet.better is not None and quiet.better.option.id == "good"
    assert quiet.scored.choice == "silence"
