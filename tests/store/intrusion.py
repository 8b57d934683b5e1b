"""What happens to a store from outside: somebody holds its lock, cuts its connections, takes its room away."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import event

from trainer.store import Store
from trainer.store.engines import WRITER_LOCK

_FULL = """
CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER disk_full BEFORE INSERT ON attempt_score EXECUTE FUNCTION disk_full();
"""
_ROOM = "DROP TRIGGER disk_full ON attempt_score"
_CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'reception-trainer'
"""


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Be a writer that does not come to an end."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.close()
    else:
        with psycopg.connect(url) as other:
            other.execute("SELECT pg_advisory_lock(%s)", (WRITER_LOCK,))
            yield


@contextmanager
def without_room(store: Store, url: str) -> Iterator[None]:
    """
    Let the database refuse to grow: SQLite by its own limit of pages, with the error of a full disk.

    PostgreSQL has no such limit, so the real server raises its disk-full error where scores are inserted.
    """
    if not url.startswith("sqlite"):
        with psycopg.connect(url, autocommit=True) as other:
            other.execute(_FULL)
            yield
            other.execute(_ROOM)
        return

    def limit(connection: sqlite3.Connection, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    event.listen(store.engine.pool, "checkout", limit)
    try:
        yield
    finally:
        pages = 2**30
        with store.engine.connect():
            event.remove(store.engine.pool, "checkout", limit)


def cut_connections(url: str) -> None:
    """End the store's connections from the server's side, as a restart of PostgreSQL does."""
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(_CUT)
