"""Drills made playable: each kind becomes the scenes and choices of a role-play, so one engine plays and values all."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.play.drills.desk import expand_desk
from trainer.play.drills.order import expand_order
from trainer.play.drills.sort import expand_sort
from trainer.play.drills.spot import expand_spot
from trainer.play.engine import shown_order
from trainer.play.program import Option
from trainer.scenario.model import Desk, Exercise, Order, RolePlay, Sort, Spot

__all__ = ["arranged", "expand"]


def expand(exercise: Exercise, titles: Mapping[str, str], variant: str = "") -> RolePlay:
    """
    An exercise of any kind as a role-play.

    Args:
        exercise: A checked exercise.
        titles: Titles of curriculum rows by id; a spot offers them as principles.
        variant: Which of its forms (see trainer.play.variants); a kind that is written out in one way does not ask.

    Raises:
        TypeError: The kind is unknown.
    """
    match exercise:
        case RolePlay():
            return exercise
        case Sort():
            return expand_sort(exercise)
        case Spot():
            return expand_spot(exercise, titles)
        case Order():
            return expand_order(exercise)
        case Desk():
            return expand_desk(exercise, variant)
        case _:
            raise TypeError(f"no drill of kind {exercise.kind!r}")


def arranged(kind: str, options: tuple[Option, ...], seed: int, turn: int) -> tuple[Option, ...]:
    """
    The order in which options are shown.

    A role-play shuffles them anew at each turn; the steps of an order are shuffled once, so that they do not jump;
    groups, principles and the answers at a desk keep the author's order.
    """
    if kind == "role-play":
        return shown_order(options, seed, turn)
    return shown_order(options, seed, 0) if kind == "order" else options
