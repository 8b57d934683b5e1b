"""Turns what the drivers raise into the store's own errors; decides nothing else."""

import errno
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from trainer.store.errors import StoreBusy, StoreError, StoreFull, StoreUnavailable

if TYPE_CHECKING:
    import psycopg

_PROBE_BYTES = 64 * 1024
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# https://www.sqlite.org/rescode.html
_SQLITE_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SQLITE_LOST = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
# https://www.postgresql.org/docs/current/errcodes-appendix.html: lock not available, serialization failure,
# deadlock, too many connections, statement cancelled (by its timeout).
_PG_BUSY = ("55P03", "40001", "40P01", "53300", "57014")
_PG_FULL = ("53100",)
# Data exceptions: a number out of range and the like.
_PG_BAD_VALUE = "22"
# Connection exceptions, operator intervention (shutdown), a server that became read-only.
_PG_LOST = ("08", "57P", "25006")


@contextmanager
def translated(file: Path | None) -> Iterator[None]:
    """
    Let only the store's own errors (and the caller's ValueError) through.

    Args:
        file: The SQLite file, to ask its disk for room; None on PostgreSQL.
    """
    try:
        yield
    except DBAPIError as error:
        raise _store_error(error.orig or error, file) from error
    except StatementError as error:
        # A value that no column can hold, refused before the database saw it.
        raise ValueError(str(error.orig or error)) from error
    except PoolTimeout as error:
        raise StoreBusy("all connections to the store are in use") from error
    except OverflowError as error:
        raise ValueError("a whole number beyond 64 bits cannot be stored") from error
    except Exception as error:
        if isinstance(error, SQLAlchemyError | sqlite3.Error) or _of_psycopg(error):
            raise _store_error(error, file) from error
        raise


def _of_psycopg(error: BaseException) -> "TypeGuard[psycopg.Error]":
    """Tell whether PostgreSQL's driver raised it. The driver is not imported for that: SQLite starts sooner without."""
    driver = sys.modules.get("psycopg")
    return driver is not None and isinstance(error, driver.Error)


def _store_error(error: BaseException, file: Path | None) -> StoreError | ValueError:
    """Choose the error that says what the caller can do about it."""
    words = " ".join(str(error).split())
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, words, file)
    if _of_psycopg(error):
        return _of_postgresql(error, words)
    return StoreError(words)


def _of_sqlite(error: sqlite3.Error, words: str, file: Path | None) -> StoreError:
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if primary in _SQLITE_BUSY:
        return StoreBusy(words)
    if primary == sqlite3.SQLITE_FULL:
        return StoreFull(words)
    if primary == sqlite3.SQLITE_IOERR:
        return StoreFull(words) if file is not None and _no_room(file) else StoreUnavailable(words)
    return StoreUnavailable(words) if primary in _SQLITE_LOST else StoreError(words)


def _of_postgresql(error: "psycopg.Error", words: str) -> StoreError | ValueError:
    state = error.sqlstate
    if state is None:
        import psycopg

        return StoreUnavailable(words) if isinstance(error, psycopg.OperationalError) else StoreError(words)
    if state.startswith(_PG_BAD_VALUE):
        return ValueError(words)
    if state in _PG_BUSY:
        return StoreBusy(words)
    if state in _PG_FULL:
        return StoreFull(words)
    return StoreUnavailable(words) if state.startswith(_PG_LOST) else StoreError(words)


def _no_room(file: Path) -> bool:
    """
    Tell whether the disk, a quota or a file-size limit refuses more bytes.

    SQLite says "disk I/O error" for a quota and a size limit alike, so the disk itself is asked.
    """
    beside = (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm"))
    largest = max((each.stat().st_size for each in beside if each.exists()), default=0)
    try:
        if largest + _PROBE_BYTES > _file_size_limit():
            return True
        if shutil.disk_usage(file.parent).free < _PROBE_BYTES:
            return True
        with tempfile.TemporaryFile(dir=file.parent) as probe:
            probe.write(bytes(_PROBE_BYTES))
    except OSError as error:
        return error.errno in _NO_ROOM
    return False


def _file_size_limit() -> float:
    """Read how large this process may make a file, in bytes; Windows knows no such limit."""
    if sys.platform == "win32":
        return float("inf")
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    return float("inf") if limit == resource.RLIM_INFINITY else float(limit)
