"""A store opens where it is told to, set up so that a commit is on disk, or says clearly why not."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from trainer import store as log
from trainer.store import Store, StoreError, StoreUnavailable, open_store
from trainer.store.transactions import reading, writing

from .postgres import Server


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no URL"),
        ("data/trainer.db", "no URL"),
        ("mysql://root:hunter2@host/trainer", "not in 'mysql'"),
        ("sqlite://", "is a file"),
        ("sqlite:///:memory:", "is a file"),
        ("sqlite:///file:trainer.db?mode=ro", "no options"),
        ("sqlite:///data/trainer.db?timeout=0", "no options"),
    ],
)
def test_addresses_that_are_no_good_are_refused(url: str, words: str) -> None:
    """An address of no database of ours is refused with a sentence that never repeats a password."""
    with pytest.raises(StoreError, match=words) as refusal:
        open_store(url)
    assert "hunter2" not in str(refusal.value)


def test_a_server_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    """Where no PostgreSQL listens, the store is unavailable, and the message keeps the password to itself."""
    with pytest.raises(StoreUnavailable) as refusal:
        open_store(f"postgresql://trainer:hunter2@/trainer?host={tmp_path}")
    assert "hunter2" not in str(refusal.value)


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    """A file in the place of the folder is named in the error."""
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreUnavailable, match="data"):
        open_store(f"sqlite:///{tmp_path}/data/trainer.db")


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    """Something else under the store's name is not overwritten."""
    other = tmp_path / "trainer.db"
    other.write_text("somebody's letters " * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{other}")
    assert other.read_text() == "somebody's letters " * 100


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    """The store's folder is made with all its parents, and only its owner can enter it."""
    open_store(f"sqlite:///{tmp_path}/a/b/trainer.db").close()
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_relative_address_stays_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of the working directory does not move an open store."""
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///data/trainer.db") as store:
        store.close()
        monkeypatch.chdir("/")
        log.ping(store)
        assert store.file == tmp_path / "data" / "trainer.db"


def test_every_sqlite_connection_syncs_and_checks(tmp_path: Path) -> None:
    """Each connection of the pool syncs fully, checks foreign keys and waits for locks; the journal is a WAL."""
    with open_store(f"sqlite:///{tmp_path}/trainer.db", wait_s=1.5) as store:
        first, second = store.engine.connect(), store.writer.connect()
        for connection in (first, second):
            found = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("synchronous", "foreign_keys", "busy_timeout", "journal_mode")
            ]
            assert found == [2, 1, 1500, "wal"]
        first.close()
        second.close()


def test_postgresql_syncs_even_where_the_database_says_not_to(postgres: Server) -> None:
    """A database set to acknowledge commits before they are on disk is overruled for our connections."""
    with postgres.database() as name:
        with postgres.connect(name) as connection:
            connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        with open_store(postgres.url(name), wait_s=1.5) as store, writing(store) as connection:
            names = ("synchronous_commit", "lock_timeout", "TimeZone")
            assert [connection.scalar(text(f"SHOW {each}")) for each in names] == ["on", "1500ms", "UTC"]


def test_a_database_of_another_encoding_is_refused(postgres: Server) -> None:
    """PostgreSQL must keep UTF-8, or what trainees write would come back changed."""
    with (
        postgres.database("ENCODING 'SQL_ASCII' TEMPLATE template0") as name,
        pytest.raises(StoreError, match="UTF8, not SQL_ASCII"),
    ):
        open_store(postgres.url(name))


def test_ping_writes(store: Store, url: str) -> None:
    """Each ping is a committed write, seen by whoever opens the store next."""
    assert [log.ping(store), log.ping(store)] == [1, 2]
    with open_store(url) as other:
        assert log.ping(other) == 3


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    """An error in the caller's own code takes back all that was written before it, and the store goes on."""

    def write_then_stumble() -> None:
        with writing(store) as connection:
            connection.execute(text("INSERT INTO secret (name, value) VALUES ('half', '')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_then_stumble()
    with reading(store) as connection:
        assert connection.execute(text("SELECT name FROM secret")).all() == []
    assert log.ping(store) == 1
