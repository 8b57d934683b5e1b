"""The log of decisions: appended one by one, each on disk before the call returns, and never changed."""

from dataclasses import replace

from sqlalchemy import Connection, Integer, bindparam, case, insert, literal, select
from sqlalchemy.exc import IntegrityError

from trainer.store import tables
from trainer.store.attempts import CLOSED, LAST_TURN, require_attempt
from trainer.store.derived import insert_scores
from trainer.store.errors import TurnTaken
from trainer.store.records import AttemptScores, Decision
from trainer.store.transactions import Store, reading, writing

_attempt = tables.attempt.c
_decision = tables.decision.c
_NO_END = 2**31 - 1

# One statement decides and inserts: it finds no row to insert unless the attempt is open and the turn is the next.
_APPEND = (
    insert(tables.decision)
    .from_select(
        ["attempt_id", "turn", "scene", "response", "shown_at", "taken_at", "note"],
        select(
            _attempt.id,
            bindparam("new_turn", type_=Integer),
            bindparam("new_scene", type_=_decision.scene.type),
            bindparam("new_response", type_=_decision.response.type),
            bindparam("new_shown_at", type_=_decision.shown_at.type),
            bindparam("new_taken_at", type_=_decision.taken_at.type),
            bindparam("new_note", type_=_decision.note.type),
        ).where(
            _attempt.id == bindparam("id"),
            bindparam("new_turn", type_=Integer) == LAST_TURN + 1,
            ~CLOSED,
        ),
    )
    .returning(_decision.seq)
)
_FINISH = insert(tables.attempt_event)

# The attempt and the attempts that it plays on from, each with the turn before which its decisions count.
_own = select(_attempt.id, literal(_NO_END, Integer).label("until")).where(_attempt.id == bindparam("id"))
_line = _own.cte("line", recursive=True)
_line = _line.union_all(
    select(
        _attempt.parent_attempt_id,
        case((_attempt.parent_turn < _line.c.until, _attempt.parent_turn), else_=_line.c.until),
    )
    .join(_line, _attempt.id == _line.c.id)
    .where(_attempt.parent_attempt_id.is_not(None))
)
_LINE = (
    select(*_decision)
    .join(_line, (_decision.attempt_id == _line.c.id) & (_decision.turn < _line.c.until))
    .order_by(_decision.turn)
)


def append_decision(
    store: Store, decision: Decision, *, finished: bool = False, scores: AttemptScores | None = None
) -> Decision:
    """
    Add the decision of an attempt's next turn; when this returns, it is on disk.

    All in one transaction: the decision, and with it the end of the attempt and its scores, or nothing at all.

    Args:
        store: Where.
        decision: The decision; its `seq` is not read.
        finished: The decision ends the attempt, at `taken_at`.
        scores: What was derived from the attempt, decision included.

    Returns:
        The decision with its `seq`.

    Raises:
        TurnTaken: The turn is not the attempt's next one, or the attempt is closed.
        NotFound: There is no such attempt.
        StoreBusy, StoreFull, StoreUnavailable: See there.
        ValueError: The scores are of another attempt, or a time has no zone.
    """
    if scores is not None and scores.attempt.attempt_id != decision.attempt_id:
        raise ValueError(f"scores of attempt '{scores.attempt.attempt_id}' came with a decision of another attempt")
    row = {
        "id": decision.attempt_id,
        "new_turn": decision.turn,
        "new_scene": decision.scene,
        "new_response": decision.response,
        "new_shown_at": decision.shown_at,
        "new_taken_at": decision.taken_at,
        "new_note": decision.note,
    }
    with writing(store) as connection:
        try:
            seq = connection.scalar(_APPEND, row)
        except IntegrityError as error:
            raise TurnTaken(decision.attempt_id, decision.turn) from error
        if seq is None:
            require_attempt(connection, decision.attempt_id)
            raise TurnTaken(decision.attempt_id, decision.turn)
        if finished:
            event = {"attempt_id": decision.attempt_id, "kind": "finished", "at": decision.taken_at}
            connection.execute(_FINISH, event)
        if scores is not None:
            insert_scores(connection, scores)
    return replace(decision, seq=seq)


def decisions_of(store: Store, *, attempt_id: str) -> tuple[Decision, ...]:
    """
    List an attempt's decisions from turn 1 on; a what-if's begin with those that it took over from its parent.

    Decisions that were taken over carry the id of the attempt in which they were taken.

    Raises:
        NotFound: There is no such attempt.
    """
    with reading(store) as connection:
        line = read_line(connection, attempt_id)
        if not line:
            require_attempt(connection, attempt_id)
        return line


def read_line(connection: Connection, attempt_id: str) -> tuple[Decision, ...]:
    """Read an attempt's decisions within the caller's reading; empty for an unknown attempt."""
    return tuple(Decision(*row) for row in connection.execute(_LINE, {"id": attempt_id}))
