"""A unit is passed when every exercise of its lessons reached 0.60 once; what cannot be played asks for nothing."""

from __future__ import annotations

import pytest

from trainer.assess.passing import PASS, blocking, missing
from trainer.scenario.model import Lesson, Unit


def unit(name: str, *lessons: tuple[str, ...], requires: tuple[str, ...] = ()) -> Unit:
    """A unit whose lessons have these exercises."""
    made = tuple(Lesson(id=f"{name}-{n}", number=f"{n}", title="T", exercises=each) for n, each in enumerate(lessons))
    return Unit(id=name, number=1, title=name, requires=requires, lessons=made)


ONE = unit("one", ("a", "b"), ("c",))
ALL = frozenset("abcd")


@pytest.mark.parametrize("best", [PASS, 0.61, 1.0])
def test_a_unit_is_passed_when_each_exercise_reached_the_bar(best: float) -> None:
    """0.60 itself is enough."""
    assert missing(ONE, playable=ALL, best=dict.fromkeys("abc", best)) is None


def test_what_is_missing_is_named_in_order() -> None:
    """Exercises below 0.60 or never finished, with how many lessons they belong to."""
    found = missing(ONE, playable=ALL, best={"a": 0.599, "b": 0.9})
    assert found is not None
    assert (found.lessons, found.exercises) == (2, ("a", "c"))
    nothing = missing(ONE, playable=ALL, best={})
    assert nothing is not None
    assert nothing.exercises == ("a", "b", "c")
    assert missing(ONE, playable=ALL, best=dict.fromkeys("abc", 0.0)) == nothing


def test_what_cannot_be_played_asks_for_nothing() -> None:
    """A broken exercise does not close the way, and a unit that is still being written is passed."""
    assert missing(ONE, playable={"a", "c"}, best={"a": 1.0, "c": 1.0}) is None
    assert missing(unit("new", ()), playable=ALL, best={}) is None


def test_an_exercise_of_two_lessons_is_named_once() -> None:
    """And counts for both."""
    found = missing(unit("two", ("a",), ("a",)), playable=ALL, best={})
    assert found is not None
    assert (found.lessons, found.exercises) == (2, ("a",))


def test_only_the_units_own_prerequisites_block_it() -> None:
    """Not passed ones in the unit's order; passed, unknown and indirect ones do not."""
    two = unit("two", ("d",), requires=("one",))
    three = unit("three", ("e",), requires=("two", "one", "gone"))
    units = {each.id: each for each in (ONE, two, three)}
    assert blocking(ONE, units, playable=ALL, best={}) == ()
    assert [each.unit.id for each in blocking(three, units, playable=ALL, best={})] == ["two", "one"]
    assert [each.unit.id for each in blocking(three, units, playable=ALL, best={"d": 1.0})] == ["one"]
    assert blocking(two, units, playable=ALL, best=dict.fromkeys("abc", 1.0)) == ()
