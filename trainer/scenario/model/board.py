"""What stands beside a scene of a desk: the salespeople in their order. Written by the program, never by authors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.scenario.model.fields import Model, Whole, Words


class Seat(Model):
    """
    A salesperson on the board.

    `note` says why somebody is not free; `owed` counts make-ups still to come; `customers` are theirs by the register.
    """

    name: Words
    state: Literal["free", "busy", "away"]
    note: Words | None = None
    owed: Whole = 0
    customers: tuple[Words, ...] = ()


class Board(Model):
    """The desk at a moment: the question, the visitor, the time, and the salespeople, the next in the order first."""

    question: Words | None = None
    visitor: Words | None = None
    clock: Words
    seats: Annotated[tuple[Seat, ...], Field(min_length=1)]
