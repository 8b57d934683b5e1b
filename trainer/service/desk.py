"""The board of the turn-order desk, read from the version that an attempt was played on."""

from __future__ import annotations

from trainer.play import engine
from trainer.play.engine import State
from trainer.play.program import Program
from trainer.service.desk_views import DeskView, SeatView


def desk_of(program: Program, state: State) -> DeskView | None:
    """The desk as it stands at a moment; None for exercises without one."""
    board = engine.stage_of(program, state).model.board
    if board is None:
        return None
    return DeskView(board.clock, tuple(
        SeatView(seat.name, seat.state, seat.note or "", seat.owed, seat.customers) for seat in board.seats))


def question_of(program: Program, state: State) -> str | None:
    """What stands above the choices: the desk's question of the moment, else the exercise's."""
    board = engine.stage_of(program, state).model.board
    return board.question if board is not None and board.question else program.exercise.question
