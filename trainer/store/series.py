"""The mystery shopper's series: begun, carried on part by part, ended. What is in them is the caller's affair."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from trainer.store import series_tables, tables
from trainer.store.attempts import CLOSE, insert_attempt
from trainer.store.errors import NotFound
from trainer.store.history import SUMMARY, to_summary
from trainer.store.people import find_person
from trainer.store.records import Attempt, Series, SeriesPart, SeriesRecord
from trainer.store.rows import row_of
from trainer.store.transactions import Store, reading, reading_snapshot, writing

_series = series_tables.series.c
_part = series_tables.series_attempt.c
_end = series_tables.series_end.c
_attempt = tables.attempt.c

_ROWS = select(*_series, _end.at).select_from(series_tables.series).outerjoin(series_tables.series_end)
_FIND = _ROWS.where(_series.id == bindparam("id"))
_OF_PERSON = _ROWS.where(_series.person_id == bindparam("person_id")).order_by(
    _series.started_at.desc(), _series.id.desc()
)
_OF_ATTEMPT = _ROWS.join(series_tables.series_attempt, _part.series_id == _series.id).where(
    _part.attempt_id == bindparam("attempt_id")
)
_PARTS = (
    SUMMARY.add_columns(_part.place)
    .join(series_tables.series_attempt, _part.attempt_id == _attempt.id)
    .where(_part.series_id == bindparam("id"))
    .order_by(None)
    .order_by(_part.place)
)


def begin_series(store: Store, series: Series) -> SeriesRecord:
    """
    Keep a new series, or return the one of the person that is not over: two tabs that both begin get the same.

    Raises:
        NotFound: There is no such person.
        StoreError: The id is taken.
    """
    with writing(store) as connection:
        if find_person(connection, series.person_id) is None:
            raise NotFound("person", series.person_id)
        for record in read_series(connection, series.person_id):
            if not record.over:
                return record
        row = {**row_of(series), "plan": json.dumps(series.plan, ensure_ascii=False)}
        connection.execute(insert(series_tables.series), row)
    return SeriesRecord(series, (), None)


def begin_part(store: Store, *, series_id: str, place: int, attempt: Attempt) -> Attempt | None:
    """
    Begin a part of a series: the attempt and its place, together or not at all.

    Args:
        store: Where.
        series_id: Which series.
        place: The part's place in the plan, from 1.
        attempt: The attempt that is to be kept; its version was kept before.

    Returns:
        The attempt that is to be played: the one begun before, when the part was begun already. None when it is not
        this part's turn: the part before is open, or the series is over.

    Raises:
        NotFound: There is no such series of the attempt's person, or the attempt points to something that is missing.
    """
    with writing(store) as connection:
        record = _find(connection, series_id)
        if record is None or record.series.person_id != attempt.person_id:
            raise NotFound("series", series_id)
        begun = {part.place: part.summary.attempt for part in record.parts}
        if place in begun:
            return begun[place]
        waiting = all(part.summary.closed is not None for part in record.parts)
        if record.over or not waiting or place != len(begun) + 1:
            return None
        insert_attempt(connection, attempt)
        connection.execute(
            insert(series_tables.series_attempt), {"series_id": series_id, "place": place, "attempt_id": attempt.id}
        )
    return attempt


def end_series(store: Store, *, series_id: str, at: datetime) -> bool:
    """
    End a series before its last part; a part that is open is closed as abandoned.

    Returns:
        False when it was over before; then nothing changes.

    Raises:
        NotFound: There is no such series.
    """
    with writing(store) as connection:
        record = _find(connection, series_id)
        if record is None:
            raise NotFound("series", series_id)
        if record.over:
            return False
        for part in record.parts:
            if part.summary.closed is None:
                values = {"id": part.summary.attempt.id, "event_kind": "abandoned", "event_at": at}
                connection.execute(CLOSE, values)
        connection.execute(insert(series_tables.series_end), {"series_id": series_id, "at": at})
    return True


def series_of(store: Store, *, person_id: str) -> tuple[SeriesRecord, ...]:
    """List a person's series with the parts begun, the last begun first."""
    with reading_snapshot(store) as connection:
        return read_series(connection, person_id)


def read_series(connection: Connection, person_id: str) -> tuple[SeriesRecord, ...]:
    """List a person's series within the caller's reading, the last begun first."""
    rows = connection.execute(_OF_PERSON, {"person_id": person_id}).all()
    return tuple(_record(connection, row) for row in rows)


def series_of_attempt(store: Store, *, attempt_id: str) -> SeriesRecord | None:
    """Find the series that an attempt is a part of; None for an attempt on its own."""
    with reading(store) as connection:
        row = connection.execute(_OF_ATTEMPT, {"attempt_id": attempt_id}).first()
        return None if row is None else _record(connection, row)


def _find(connection: Connection, series_id: str) -> SeriesRecord | None:
    row = connection.execute(_FIND, {"id": series_id}).first()
    return None if row is None else _record(connection, row)


def _record(connection: Connection, row: Sequence[Any]) -> SeriesRecord:
    series_id, person_id, seed, plan, started_at, ended_at = row
    parts = tuple(
        SeriesPart(found.place, to_summary(found[:-1])) for found in connection.execute(_PARTS, {"id": series_id})
    )
    return SeriesRecord(Series(series_id, person_id, seed, tuple(json.loads(plan)), started_at), parts, ended_at)
