"""The board of the turn-order desk: what a scene keeps of it, and how it reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from trainer.play.drills.desk_lines import clock
from trainer.play.turn_order.state import Desk
from trainer.scenario.model import Board

STATES = MappingProxyType({"free": "free", "busy": "busy", "busy-delegated": "busy", "away-own": "away",
                           "away-company": "away"})


def board(desk: Desk, notes: Mapping[str, str], minutes: int, question: str | None) -> dict[str, Any]:
    """The desk as it stands, for the board of a scene."""
    return {
        "clock": clock(minutes), **({"question": question} if question else {}),
        "seats": tuple({
            "name": name, "state": STATES[desk.status[name]], "owed": desk.make_ups.get(name, 0),
            "customers": tuple(customer for customer, owner in desk.register.items() if owner == name),
            **({"note": notes[name]} if notes.get(name) else {}),
        } for name in desk.order),
    }


def state_words(state: str, note: str | None) -> str:
    """Say where somebody is: "free", "busy with Dr Fallon", "away, at the dentist's"."""
    if not note:
        return state
    return f"{state} {note}" if note.startswith("with ") else f"{state}, {note}"


def owed_words(owed: int) -> str:
    """Say how many turns somebody is owed: "owed 1", or nothing."""
    return f"owed {owed}" if owed else ""


def told(board: Board) -> Iterator[str]:
    """The board in plain text: the time, then a line for each salesperson."""
    yield f"It is {board.clock}. The turn order:"
    for place, seat in enumerate(board.seats, start=1):
        parts = [state_words(seat.state, seat.note), owed_words(seat.owed),
                 f"register: {', '.join(seat.customers)}" if seat.customers else ""]
        yield f"{place}. {seat.name}: {'; '.join(filter(None, parts))}"
