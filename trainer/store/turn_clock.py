"""When a turn was first shown, so that a reload does not give more time; an outage of ours may restart it once."""

from datetime import datetime

from sqlalchemy import Connection, Integer, and_, bindparam, exists, func, insert, literal, select

from trainer.store import tables
from trainer.store.attempts import CLOSED, require_attempt
from trainer.store.transactions import Store, reading, writing

_attempt = tables.attempt.c
_decision = tables.decision.c
_event = tables.attempt_event.c
_shown = tables.turn_shown.c

_RESTART_OF_TURN = and_(
    _event.attempt_id == _shown.attempt_id, _event.turn == _shown.turn, _event.kind == literal("turn-restarted")
)
_SHOWN_AT = (
    select(func.coalesce(_event.at, _shown.shown_at))
    .select_from(tables.turn_shown)
    .outerjoin(tables.attempt_event, _RESTART_OF_TURN)
    .where(_shown.attempt_id == bindparam("id"), _shown.turn == bindparam("turn"))
)
_SHOW = insert(tables.turn_shown)
_RESTART = (
    insert(tables.attempt_event)
    .from_select(
        ["attempt_id", "kind", "turn", "at", "detail"],
        select(
            _shown.attempt_id,
            literal("turn-restarted"),
            _shown.turn,
            bindparam("event_at", type_=_event.at.type),
            bindparam("event_detail", type_=_event.detail.type),
        )
        .join(tables.attempt, _attempt.id == _shown.attempt_id)
        .where(
            _shown.attempt_id == bindparam("id"),
            _shown.turn == bindparam("old_turn", type_=Integer),
            ~CLOSED,
            ~exists().where(_RESTART_OF_TURN).correlate(tables.turn_shown),
            ~exists()
            .where(_decision.attempt_id == _shown.attempt_id, _decision.turn == _shown.turn)
            .correlate(tables.turn_shown),
        ),
    )
    .returning(_event.id)
)


def mark_shown(store: Store, *, attempt_id: str, turn: int, at: datetime) -> datetime:
    """
    Say that a turn is being shown.

    Returns:
        When its time began: at its first showing, or at its restart.

    Raises:
        NotFound: There is no such attempt.
    """
    known = shown_at(store, attempt_id=attempt_id, turn=turn)
    if known is not None:
        return known
    with writing(store) as connection:
        known = _read(connection, attempt_id, turn)
        if known is not None:
            return known
        require_attempt(connection, attempt_id)
        connection.execute(_SHOW, {"attempt_id": attempt_id, "turn": turn, "shown_at": at})
    return at


def shown_at(store: Store, *, attempt_id: str, turn: int) -> datetime | None:
    """Find when a turn's time began; None when it was never shown."""
    with reading(store) as connection:
        return _read(connection, attempt_id, turn)


def restart_turn(store: Store, *, attempt_id: str, turn: int, at: datetime, detail: str) -> bool:
    """
    Let a turn's time begin anew, once, and say so in the log.

    Args:
        store: Where.
        attempt_id: Whose turn.
        turn: A turn that was shown and is not decided, of an attempt that is open.
        at: When its time begins.
        detail: Why, for people who read the log.

    Returns:
        False when it was restarted before or there is nothing to restart; then nothing changes.

    Raises:
        NotFound: There is no such attempt.
    """
    values = {"id": attempt_id, "old_turn": turn, "event_at": at, "event_detail": detail}
    with writing(store) as connection:
        if connection.scalar(_RESTART, values) is not None:
            return True
        require_attempt(connection, attempt_id)
    return False


def _read(connection: Connection, attempt_id: str, turn: int) -> datetime | None:
    moment: datetime | None = connection.scalar(_SHOWN_AT, {"id": attempt_id, "turn": turn})
    return moment
