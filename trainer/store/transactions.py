"""The open store, and the two ways to work with it: reading, and writing all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from trainer.store.errors import StoreBusy
from trainer.store.faults import translated


@dataclass(frozen=True, slots=True)
class Store:
    """
    An open store; threads may share it, and `with` closes it.

    `address` carries no password. `file` is the SQLite file, None on PostgreSQL. `turnstile` lets this process's own
    writers wait in line: cheaper and fairer than SQLite's polling, and it keeps connections free.
    """

    address: str
    file: Path | None
    engine: Engine
    snapshots: Engine
    writer: Engine
    wait_s: float
    turnstile: Lock = field(default_factory=Lock, repr=False)

    def close(self) -> None:
        """Give all connections back; a store that is used again opens new ones."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def reading(store: Store) -> Iterator[Connection]:
    """Lend a connection that reads committed rows, statement by statement."""
    with translated(store.file), store.engine.connect() as connection:
        yield connection


@contextmanager
def reading_snapshot(store: Store) -> Iterator[Connection]:
    """Lend a connection that sees the store as it was at its first statement, whatever is written meanwhile."""
    with translated(store.file), store.snapshots.connect() as connection:
        yield connection


@contextmanager
def writing(store: Store) -> Iterator[Connection]:
    """
    Lend a connection in a write transaction: committed and synced at the end, or rolled back whole on any error.

    Only one writer works at a time over all threads and processes, so what it reads is still true when it commits.

    Raises:
        StoreBusy: Another writer did not finish within `wait_s`.
        StoreFull, StoreUnavailable: See there.
    """
    if not store.turnstile.acquire(timeout=store.wait_s):
        raise StoreBusy("another writer of this process holds the store")
    try:
        with translated(store.file), store.writer.begin() as connection:
            yield connection
    finally:
        store.turnstile.release()
