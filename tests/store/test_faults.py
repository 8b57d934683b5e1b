"""A store that cannot write says why, changes nothing, and goes on when the cause is gone."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text

from trainer import store as log
from trainer.store import (
    NotFound,
    Store,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreUnavailable,
    TurnTaken,
    open_store,
)
from trainer.store.transactions import writing

from .conftest import WAIT_S
from .intrusion import cut_connections, locked, without_room
from .postgres import Server
from .processes import begin, worker
from .samples import append, keep_attempt, make_decision, make_scores

MIB = 1024 * 1024


def test_a_locked_database_is_busy_and_unchanged(store: Store, url: str) -> None:
    """While another writer holds the database a decision is refused as busy; afterwards the same call succeeds."""
    attempt = keep_attempt(store)
    with locked(url):
        began = monotonic()
        with pytest.raises(StoreBusy):
            append(store, attempt.id, 1)
        assert WAIT_S * 0.9 < monotonic() - began < WAIT_S * 10
        assert log.decisions_of(store, attempt_id=attempt.id) == ()
        with pytest.raises(StoreBusy):
            log.ping(store)
    append(store, attempt.id, 1)
    assert len(log.decisions_of(store, attempt_id=attempt.id)) == 1


def test_a_writer_of_the_same_process_is_waited_for(store: Store) -> None:
    """A thread that holds the pen too long makes the others busy, not stuck."""
    attempt = keep_attempt(store)
    with writing(store), pytest.raises(StoreBusy):
        append(store, attempt.id, 1)
    append(store, attempt.id, 1)


def test_a_full_database_is_full_and_unchanged(store: Store, url: str) -> None:
    """Without room the whole of a finishing decision is refused; with room again the same call succeeds."""
    attempt = keep_attempt(store)
    append(store, attempt.id, 1)
    last = make_decision(attempt.id, 2, note="n" * 100_000)
    with without_room(store, url):
        with pytest.raises(StoreFull):
            log.append_decision(store, last, finished=True, scores=make_scores(attempt.id))
        assert [each.turn for each in log.decisions_of(store, attempt_id=attempt.id)] == [1]
        assert log.events_of(store, attempt_id=attempt.id) == ()
    log.append_decision(store, last, finished=True, scores=make_scores(attempt.id))
    assert log.scores_of(store, attempt_id=attempt.id) == make_scores(attempt.id)


@contextmanager
def tiny_disk(folder: Path) -> Iterator[bool]:
    """Mount a disk of 1 MiB that becomes 8 MiB when it is given back; False where mounting is not permitted."""
    folder.mkdir()
    mounted = _run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder))
    try:
        yield mounted
    finally:
        if mounted:
            assert _run("umount", "--lazy", str(folder))


def _run(*command: str) -> bool:
    program = shutil.which(command[0])
    return program is not None and subprocess.run([program, *command[1:]], check=False).returncode == 0


@pytest.mark.parametrize("cause", ["disk", "file size"])
def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path, cause: str) -> None:
    """On a disk that is really full every acknowledged decision stays, the next is refused, and reading goes on."""
    with tiny_disk(tmp_path / "disk") as mounted:
        url = f"sqlite:///{tmp_path}/disk/trainer.db"
        with open_store(url) as store:
            attempt = keep_attempt(store)
        # Where no disk may be mounted, a limit on the size of files stands in for it.
        limit = 0 if cause == "disk" and mounted else MIB // 2
        with worker("fill", url, attempt.id, str(limit)) as process:
            begin(process)
            assert process.stdout is not None
            *acknowledged, last = process.stdout.read().splitlines()
        assert len(acknowledged) > 5
        assert last == f"full, still reads {len(acknowledged)}"
        if mounted:
            assert _run("mount", "-o", "remount,size=8m", str(tmp_path / "disk"))
        with open_store(url) as store:
            turns = [each.turn for each in log.decisions_of(store, attempt_id=attempt.id)]
            assert turns == [int(each) for each in acknowledged]
            append(store, attempt.id, len(turns) + 1)


def test_a_lost_server_is_unavailable(postgres: Server) -> None:
    """A connection that is cut in mid-transaction keeps nothing, and the next call finds the server again."""
    with postgres.database() as name, open_store(postgres.url(name), wait_s=WAIT_S) as store:
        attempt = keep_attempt(store)

        def write_while_the_server_goes() -> None:
            with writing(store) as connection:
                connection.execute(text("INSERT INTO secret (name, value) VALUES ('half', '')"))
                cut_connections(postgres.url(name))
                connection.execute(text("INSERT INTO secret (name, value) VALUES ('whole', '')"))

        with pytest.raises(StoreUnavailable):
            write_while_the_server_goes()
        append(store, attempt.id, 1)
        with store.engine.connect() as connection:
            assert connection.execute(text("SELECT name FROM secret")).all() == []


def test_a_lost_folder_is_unavailable(tmp_path: Path) -> None:
    """A store whose folder has gone away says that it cannot be reached."""
    with open_store(f"sqlite:///{tmp_path}/gone/trainer.db") as store:
        store.close()
        shutil.rmtree(tmp_path / "gone")
        with pytest.raises(StoreUnavailable):
            log.ping(store)


@pytest.mark.parametrize("seed", [2**63, -(2**63) - 1])
def test_numbers_beyond_64_bits_are_the_callers_mistake(store: Store, seed: int) -> None:
    """A whole number that no column can hold is refused as a wrong value on both databases."""
    attempt = keep_attempt(store)
    with pytest.raises(ValueError):  # noqa: PT011 - the words are the driver's
        log.add_attempt(store, replace(attempt, id="beyond", seed=seed))
    with pytest.raises(NotFound):
        log.attempt(store, attempt_id="beyond")


def test_every_fault_is_a_store_error_that_says_when() -> None:
    """The tree has one root, and each fault carries a docstring."""
    for fault in (StoreBusy, StoreFull, StoreUnavailable, TurnTaken, NotFound):
        assert issubclass(fault, StoreError)
        assert fault.__doc__


def test_a_store_in_sqlite_starts_without_postgresqls_driver() -> None:
    """Opening a store in SQLite imports no psycopg, which takes as long as the rest of it."""
    program = "import sys, trainer.store.opening; sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
