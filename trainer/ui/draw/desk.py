"""The board of the turn-order desk: who is next, who is where, what is owed, and whose customer somebody is."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.play.drills.desk_board import owed_words, state_words
from trainer.service.desk_views import DeskView
from trainer.service.views import Response

SHORT = 12
"""Characters of an answer that fits into half of a phone's width: a name with its title."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A salesperson as drawn: place in the order from 1, the state in words, what is owed and the register in words."""

    place: int
    name: str
    state: str
    words: str
    owed: str
    customers: str


def seats(desk: DeskView) -> tuple[Seat, ...]:
    """Put the board into words, the next in the order first."""
    return tuple(
        Seat(place=place, name=seat.name, state=seat.state, words=state_words(seat.state, seat.note),
             owed=owed_words(seat.owed), customers=", ".join(seat.customers))
        for place, seat in enumerate(desk.seats, start=1)
    )


def in_pairs(responses: tuple[Response, ...]) -> bool:
    """Tell whether the answers are so short that two of them stand side by side on a phone."""
    return bool(responses) and all(len(response.text) <= SHORT for response in responses)
