"""Every day of every desk that ships: clean, won by the rules, lost without them, and fit for the small screen."""

from __future__ import annotations

import pytest

from tests.content.conftest import FILES, Shipped
from trainer.analysis.checks import Judged
from trainer.assess.scoring import score_attempt
from trainer.play.replay import replay
from trainer.scenario.model import Desk

DESKS = tuple(path.stem for path in FILES if "\nkind: desk\n" in path.read_text(encoding="utf-8"))
LONGEST_LINE = 330
"""Characters of one line that a phone shows under the board without scrolling."""


def days(one: Shipped) -> tuple[Judged, ...]:
    """The days of a desk, solved; none when the file has problems."""
    assert [str(problem) for problem in one.verdict.problems] == []
    return one.verdict.forms


def test_there_is_a_desk_for_each_lesson_of_the_unit(shipped: dict[str, Shipped]) -> None:
    """Four desks, one of each level."""
    desks = [shipped[name].loaded.exercise for name in DESKS]
    assert sorted(desk.level for desk in desks if isinstance(desk, Desk)) == [1, 2, 3, 4]


@pytest.mark.parametrize("name", DESKS)
def test_every_day_is_won_by_the_rules_and_lost_without(name: str, shipped: dict[str, Shipped]) -> None:
    """Each day's model walk scores 1.0, its poor walk under 0.4, and a player at random in between."""
    exercise = shipped[name].loaded.exercise
    assert isinstance(exercise, Desk)
    assert [form.variant for form in days(shipped[name])] == [f"day-{n}" for n in range(1, len(exercise.days) + 1)]
    for form in days(shipped[name]):
        program = form.solution.program
        scores = {walk: score_attempt(form.solution, replay(program, steps)).score
                  for walk, steps in program.exercise.walks.items()}
        assert scores["model"] == 1.0
        assert scores["poor"] < 0.4
        assert 0.2 < form.solution.share(float(form.solution.expected[0])) < 0.5


@pytest.mark.parametrize("name", DESKS)
def test_days_differ(name: str, shipped: dict[str, Shipped]) -> None:
    """No two days have the same right answers: knowing one does not win another."""
    walks = [form.solution.program.exercise.walks["model"] for form in days(shipped[name])]
    assert len(set(walks)) == len(walks)


@pytest.mark.parametrize("name", DESKS)
def test_a_day_can_be_read_on_a_phone(name: str, shipped: dict[str, Shipped]) -> None:
    """Every scene has its board and its question, lines stay short, and nothing speaks of he or she."""
    for form in days(shipped[name]):
        for scene in form.solution.program.exercise.scenes.values():
            assert scene.board is not None
            assert scene.ending or scene.board.question
            lines = [text for line in scene.lines for text in line.values()]
            assert max(map(len, lines), default=0) <= LONGEST_LINE
            words = {word.strip(".,:;?!'").lower() for text in [*lines, *(c.text for c in scene.choices)]
                     for word in text.split()}
            assert not words & {"he", "she", "him", "his", "her", "hers"}
