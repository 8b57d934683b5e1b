"""When a lesson or a unit is passed, and which units open which. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from trainer.scenario.model import Lesson, Unit

PASS = 0.60
"""
The score that an exercise must reach once, 0.0 to 1.0 after the critical cap: three fifths of what is at stake in it.

Source: the house's decision. It is above what the shipped exercises grant to a player who always takes the longest,
the shortest, the most or the least polite choice (0.55 at most), above what a critical choice leaves (0.49), and within
the reach of a newcomer who pays attention.
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a unit still asks for: lessons that are not passed, and their exercises that have not reached `PASS`."""

    unit: Unit
    lessons: int
    exercises: tuple[str, ...]


def missing(unit: Unit, *, playable: Collection[str], best: Mapping[str, float]) -> Missing | None:
    """
    Say what is missing until a unit is passed.

    A lesson is passed when each of its exercises was finished once with a score of at least `PASS`, a unit when all of
    its lessons are. Exercises that cannot be played ask for nothing, so a unit that is still being written is passed.

    Args:
        unit: The unit.
        playable: Ids of the exercises that can be played.
        best: The best score of each finished exercise, 0.0 to 1.0, after the critical cap.

    Returns:
        What is missing; None when the unit is passed.
    """
    short = [_short(lesson, playable, best) for lesson in unit.lessons]
    exercises = tuple(dict.fromkeys(exercise for found in short for exercise in found))
    return Missing(unit, sum(bool(found) for found in short), exercises) if exercises else None


def blocking(
    unit: Unit, units: Mapping[str, Unit], *, playable: Collection[str], best: Mapping[str, float]
) -> tuple[Missing, ...]:
    """
    List what stands between a person and a unit: its prerequisites that are not passed, in the unit's order.

    Args:
        unit: The unit that is asked for.
        units: All units by id.
        playable: As for `missing`.
        best: As for `missing`.
    """
    asked = (missing(units[name], playable=playable, best=best) for name in unit.requires if name in units)
    return tuple(found for found in asked if found is not None)


def _short(lesson: Lesson, playable: Collection[str], best: Mapping[str, float]) -> tuple[str, ...]:
    """List the exercises of a lesson that have not reached `PASS`."""
    return tuple(e for e in lesson.exercises if e in playable and best.get(e, -1.0) < PASS)
