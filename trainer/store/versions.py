"""What an exercise was when an attempt began, kept for ever; knows nothing of what the content means."""

import zlib
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from trainer.store import tables
from trainer.store.errors import NotFound
from trainer.store.records import ExerciseVersion
from trainer.store.transactions import Store, reading, writing

_version = tables.exercise_version.c
_KNOWN = select(1).where(_version.hash == bindparam("hash"))
_LOAD = select(_version.hash, _version.exercise_id, _version.content, _version.saved_at).where(
    _version.hash == bindparam("hash")
)


def save_version(store: Store, *, version: str, exercise_id: str, content: bytes, at: datetime) -> None:
    """
    Keep a version unless it is kept already; the first save is the one that stays.

    Args:
        version: The hash that names the content.
        exercise_id: Whose version it is.
        content: Canonical JSON of everything needed to replay, plain: it is compressed here.
        at: When it was first used.
    """
    with reading(store) as connection:
        if connection.scalar(_KNOWN, {"hash": version}):
            return
    row = {"hash": version, "exercise_id": exercise_id, "content": zlib.compress(content, 9), "saved_at": at}
    with writing(store) as connection:
        if not connection.scalar(_KNOWN, {"hash": version}):
            connection.execute(insert(tables.exercise_version), row)


def load_version(store: Store, *, version: str) -> ExerciseVersion:
    """
    Find a version by its hash, with its content as it was given.

    Raises:
        NotFound: No such version was saved.
    """
    with reading(store) as connection:
        row = connection.execute(_LOAD, {"hash": version}).first()
    if row is None:
        raise NotFound("exercise version", version)
    return ExerciseVersion(row.hash, row.exercise_id, zlib.decompress(row.content), row.saved_at)
