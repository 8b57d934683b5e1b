"""Connections to SQLite and PostgreSQL, set up so that a committed decision is on disk and writers queue."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from trainer.store.errors import StoreError

# The execution option that says what begins a transaction, and its values (absent: each statement stands alone).
BEGIN = "trainer_begin"
TO_WRITE = "write"
TO_READ = "read"
# Any number serves, as long as every process that writes to this database uses the same.
WRITER_LOCK = 7_305_814_120_946_632_211

_SCHEMES = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_OLDEST_SQLITE = (3, 35, 0)  # RETURNING
_CONNECTIONS = 8
_MORE_CONNECTIONS = 24
_IDLE_IN_TRANSACTION_MS = 60_000


def options_for(purpose: str | None, dialect: str) -> dict[str, Any]:
    """Return the execution options of an engine for one purpose: `TO_WRITE`, `TO_READ` or None."""
    options: dict[str, Any] = {} if purpose is None else {BEGIN: purpose}
    if dialect == "postgresql" and purpose is None:
        options["isolation_level"] = "AUTOCOMMIT"
    if dialect == "postgresql" and purpose == TO_READ:
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return options


def parse_url(text: str) -> URL:
    """
    Read a store's address: `sqlite:///relative`, `sqlite:////absolute` or `postgresql://...`.

    Raises:
        StoreError: It is neither; the message never repeats a password.
    """
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise StoreError("the store's address is no URL such as sqlite:///data/trainer.db") from error
    scheme = _SCHEMES.get(url.drivername)
    if scheme is None:
        raise StoreError(f"a store is kept in sqlite or postgresql, not in '{url.drivername}'")
    url = url.set(drivername=scheme)
    if scheme != "sqlite":
        return url
    if url.query or not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise StoreError("an SQLite store is a file: sqlite:///data/trainer.db, with no options and not in memory")
    return url.set(database=str(Path(url.database).expanduser().absolute()))


def make_engine(url: URL, wait_s: float) -> Engine:
    """
    Make the pool of connections; nothing is opened yet.

    Args:
        url: As `parse_url` returned it.
        wait_s: How long to wait for a lock or for a free connection before giving up.
    """
    if url.drivername == "sqlite":
        return _sqlite_engine(url, wait_s)
    return _postgresql_engine(url, wait_s)


def _sqlite_engine(url: URL, wait_s: float) -> Engine:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(f"SQLite 3.35 or newer is needed; this Python brings {sqlite3.sqlite_version}")
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=_CONNECTIONS,
        max_overflow=_MORE_CONNECTIONS,
        pool_timeout=wait_s,
        # No isolation level: the driver begins nothing by itself, so that the listener below decides.
        connect_args={"check_same_thread": False, "timeout": wait_s, "isolation_level": None},
    )

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    event.listen(engine, "connect", prepare)
    # A transaction that reads first and writes later cannot wait for another writer (SQLITE_BUSY at once); one that
    # begins as a writer can. Most readers need no transaction: one statement, or rows that never change.
    statements = {TO_WRITE: "BEGIN IMMEDIATE", TO_READ: "BEGIN"}

    def begin(connection: Connection) -> None:
        statement = statements.get(connection.get_execution_options().get(BEGIN, ""))
        if statement is not None:
            # Straight to the driver: this is on the path of every decision.
            driver: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
            driver.execute(statement)

    event.listen(engine, "begin", begin)
    return engine


def _postgresql_engine(url: URL, wait_s: float) -> Engine:
    arguments: dict[str, Any] = {
        "application_name": "reception-trainer",
        "client_encoding": "utf8",
        "connect_timeout": 5,
    }
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=_CONNECTIONS,
        max_overflow=_MORE_CONNECTIONS,
        pool_timeout=wait_s,
        connect_args={name: value for name, value in arguments.items() if name not in url.query},
    )

    def prepare(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'UTC'")
            cursor.execute(f"SET lock_timeout = {round(wait_s * 1000)}")
            cursor.execute(f"SET idle_in_transaction_session_timeout = {_IDLE_IN_TRANSACTION_MS}")
            # A server that is set to acknowledge before its disk has the commit is overruled.
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') = 'off'"
            )
        connection.commit()

    event.listen(engine, "connect", prepare)

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(BEGIN) == TO_WRITE:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")

    # One writer at a time, as in SQLite: numbers given out in one order are committed in the same order.
    event.listen(engine, "begin", begin)
    return engine


def use_wal(engine: Engine) -> None:
    """
    Switch an SQLite file to write-ahead logging, so that readers and the writer do not wait for each other.

    Raises:
        StoreError: The disk cannot do it (network file systems cannot).
    """
    with engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode = WAL").scalar()
    if mode != "wal":
        raise StoreError(f"the store's folder does not support SQLite's write-ahead log (journal mode is '{mode}')")
