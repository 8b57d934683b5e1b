"""The board of the turn-order desk, read from the version that an attempt was played on."""

from __future__ import annotations

from trainer.play import engine
from trainer.play.drills.desk_lessons import LESSONS
from trainer.play.engine import State
from trainer.play.program import Program
from trainer.play.turn_order.words import REASONS
from trainer.scenario.model import RolePlay
from trainer.service.desk_views import DeskView, SeatView


def desk_of(program: Program, state: State) -> DeskView | None:
    """The desk as it stands at a moment; None for exercises without one."""
    board = engine.stage_of(program, state).model.board
    if board is None:
        return None
    return DeskView(board.clock, tuple(
        SeatView(seat.name, seat.state, seat.note or "", seat.owed, seat.customers) for seat in board.seats),
        rules_of(program.exercise))


def rules_of(exercise: RolePlay) -> tuple[str, ...]:
    """The rules among which a day asks, each in a sentence or two, in the order in which they are offered."""
    offered = {choice.id for scene in exercise.scenes.values() for choice in scene.choices}
    return tuple(LESSONS[reason] for reason in REASONS if reason in offered)


def arrival_of(program: Program, state: State) -> str:
    """Which visitor of a desk a turn is about: "9:05, Ms Coll"; "" where there is no board."""
    board = engine.stage_of(program, state).model.board
    return ", ".join(filter(None, (board.clock, board.visitor))) if board else ""


def question_of(program: Program, state: State) -> str | None:
    """What stands above the choices: the desk's question of the moment, else the exercise's."""
    return asked_at(program, state) or program.exercise.question


def asked_at(program: Program, state: State) -> str:
    """The desk's question of the moment; "" where there is no board."""
    board = engine.stage_of(program, state).model.board
    return (board.question or "") if board else ""
