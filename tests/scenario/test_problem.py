"""Problems as values: how they print, how they sort, what they suggest."""

from __future__ import annotations

import pytest

from trainer.scenario.problem import MAX_COMPARED, MAX_SHOWN, Problem, nearest


def test_a_problem_prints_as_an_editor_reads_it() -> None:
    """File, line, column, code and message in one line, the mend in the next."""
    problem = Problem("scenarios/late.yaml", 6, 15, "TR012", "choice 'offer' goes nowhere", "did you mean 'rebook'?")
    assert str(problem) == ("scenarios/late.yaml:6:15: TR012 choice 'offer' goes nowhere\n"
                            "    mend: did you mean 'rebook'?")


def test_problems_sort_by_place() -> None:
    """By file, line and column as numbers, then by code."""
    rising = [("a", 9, 1, "TR003"), ("a", 9, 1, "TR020"), ("a", 9, 2, "TR001"), ("a", 10, 1, "TR001"),
              ("b", 1, 1, "TR001")]
    given = [Problem(*place, "", "") for place in reversed(rising)]
    assert [(p.file, p.line, p.column, p.code) for p in sorted(given)] == rising


def test_a_problem_is_the_same_however_it_was_found() -> None:
    """Equal problems are one in a set, so that none is printed twice."""
    assert len({Problem("a", 1, 1, "TR001", "m", "n"), Problem("a", 1, 1, "TR001", "m", "n")}) == 1


def test_what_authors_wrote_cannot_run_through_a_message() -> None:
    """Line ends and signs that command a terminal are spelt out, long texts cut."""
    problem = Problem("f", 1, 1, "TR007", "key 'a\nb\x1b[31m\u202e' – é", "x" * 10_000)
    assert problem.message == "key 'a\\nb\\x1b[31m\\u202e' – é"
    assert len(problem.mend) == MAX_SHOWN and problem.mend.endswith("…")


@pytest.mark.parametrize(("name", "known", "mend"), [
    ("rebok", ["rebook", "refund"], "did you mean 'rebook'?"),
    ("zzz", ["b", "a"], "use one of: a, b"),
    ("zzz", [], "there is none to choose from; add it first"),
    ("zzz", [f"a{n:02}" for n in range(14)],
     "use one of: a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, ..."),
    ("scene-1234x", [f"scene-{n}" for n in range(1230, 1240)] * 30, "did you mean 'scene-1234'?"),
])
def test_the_nearest_name_or_all_that_are_allowed(name: str, known: list[str], mend: str) -> None:
    """A near name is suggested, of few or of many; else the allowed ones are listed, at most twelve."""
    assert len(known) < MAX_COMPARED or len(known) == 300
    assert nearest(name, known) == mend
