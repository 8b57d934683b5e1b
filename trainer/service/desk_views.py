"""What a page is given to draw of the turn-order desk: frozen values, texts still plain. No logic lives here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeatView:
    """
    A salesperson on the board. `state` is free, busy or away; `note` says why somebody is not free ("" when free).

    `owed` counts make-ups still to come; `customers` are theirs by the register.
    """

    name: str
    state: str
    note: str
    owed: int
    customers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskView:
    """The desk at a moment: the time of day, the salespeople in their order, the next one first, and the rules."""

    clock: str
    seats: tuple[SeatView, ...]
    rules: tuple[str, ...] = ()
