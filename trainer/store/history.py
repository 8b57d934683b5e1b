"""A person's attempts in order: what can be continued, what was played, what was tried out from it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select

from trainer.store import tables
from trainer.store.attempts import CLOSED, IS_CLOSING, LAST_TURN
from trainer.store.records import Attempt, AttemptScore, AttemptSummary, OpenAttempt
from trainer.store.transactions import Store, reading

_attempt = tables.attempt.c
_decision = tables.decision.c
_event = tables.attempt_event.c
_score = tables.attempt_score.c
_WIDTH = len(_attempt)

_LAST_ACTIVE = func.coalesce(
    select(func.max(_decision.taken_at))
    .where(_decision.attempt_id == _attempt.id)
    .correlate(tables.attempt)
    .scalar_subquery(),
    _attempt.started_at,
)
_OPEN = (
    select(*_attempt, LAST_TURN, _LAST_ACTIVE)
    .where(_attempt.person_id == bindparam("person_id"), _attempt.parent_attempt_id.is_(None), ~CLOSED)
    .order_by(_LAST_ACTIVE.desc(), _attempt.id.desc())
)
SUMMARY = (
    select(*_attempt, _event.kind, _event.at, LAST_TURN, *_score)
    .select_from(tables.attempt)
    .outerjoin(tables.attempt_event, and_(_event.attempt_id == _attempt.id, IS_CLOSING))
    .outerjoin(tables.attempt_score, _score.attempt_id == _attempt.id)
    .order_by(_attempt.started_at.desc(), _attempt.id.desc())
)
"""Attempts with their closing and their score; `to_summary` reads its rows."""
_OF_PERSON = SUMMARY.where(_attempt.person_id == bindparam("person_id"), _attempt.parent_attempt_id.is_(None))
_WHAT_IFS = SUMMARY.where(_attempt.parent_attempt_id == bindparam("parent_id"))
_WHAT_IFS_OF_PERSON = SUMMARY.where(
    _attempt.person_id == bindparam("person_id"), _attempt.parent_attempt_id.is_not(None)
)
_TIMES = (
    select(_decision.shown_at, _decision.taken_at)
    .join_from(tables.decision, tables.attempt, _attempt.id == _decision.attempt_id)
    .where(_attempt.person_id == bindparam("person_id"))
    .order_by(_decision.seq)
)
_page_end = tables.attempt.alias("page_end")
_EARLIER = and_(
    _page_end.c.id == bindparam("before"),
    or_(
        _attempt.started_at < _page_end.c.started_at,
        and_(_attempt.started_at == _page_end.c.started_at, _attempt.id < _page_end.c.id),
    ),
)


def open_attempts(store: Store, *, person_id: str) -> tuple[OpenAttempt, ...]:
    """List the attempts that a person can continue, the last touched first; what-ifs are not among them."""
    with reading(store) as connection:
        rows = connection.execute(_OPEN, {"person_id": person_id})
        return tuple(OpenAttempt(Attempt(*row[:_WIDTH]), *row[_WIDTH:]) for row in rows)


def attempts_of(
    store: Store, *, person_id: str, limit: int | None = None, before: str | None = None
) -> tuple[AttemptSummary, ...]:
    """
    List a person's attempts, the last begun first; what-ifs are not among them.

    Args:
        store: Where.
        person_id: Whose.
        limit: How many at most; None for all.
        before: The id of the last attempt of the page before; None for the first page.
    """
    statement = _OF_PERSON if before is None else _OF_PERSON.where(_EARLIER)
    return _summaries(store, statement.limit(limit), {"person_id": person_id, "before": before})


def what_ifs_of(store: Store, *, attempt_id: str) -> tuple[AttemptSummary, ...]:
    """List what was played on from an attempt's turns, the last begun first."""
    return _summaries(store, _WHAT_IFS, {"parent_id": attempt_id})


def what_ifs_by(store: Store, *, person_id: str) -> tuple[AttemptSummary, ...]:
    """List everything that a person played on from a turn, the last begun first."""
    return _summaries(store, _WHAT_IFS_OF_PERSON, {"person_id": person_id})


def turn_times_of(store: Store, *, person_id: str) -> tuple[tuple[datetime, datetime], ...]:
    """List when each turn that a person answered came up and was answered, what-ifs included, in the log's order."""
    with reading(store) as connection:
        return tuple((row.shown_at, row.taken_at) for row in connection.execute(_TIMES, {"person_id": person_id}))


def _summaries(store: Store, statement: Select[Any], values: dict[str, str | None]) -> tuple[AttemptSummary, ...]:
    with reading(store) as connection:
        return tuple(to_summary(row) for row in connection.execute(statement, values))


def to_summary(row: Sequence[Any]) -> AttemptSummary:
    """Read a row of `SUMMARY`."""
    closed, closed_at, turns, *score = row[_WIDTH:]
    return AttemptSummary(
        attempt=Attempt(*row[:_WIDTH]),
        closed=closed,
        closed_at=closed_at,
        turns=turns,
        score=None if score[0] is None else AttemptScore(*score),
    )
