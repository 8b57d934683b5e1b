"""Opens a store and says whether it is well; knows nothing of what is kept in it."""

import time
from pathlib import Path

from sqlalchemy import Connection, text, update

from trainer.store.engines import TO_READ, TO_WRITE, make_engine, options_for, parse_url, use_wal
from trainer.store.errors import StoreBusy, StoreError, StoreUnavailable
from trainer.store.faults import translated
from trainer.store.migrations import HEAD, migrate, revision_of
from trainer.store.tables import pulse
from trainer.store.transactions import Store, reading, writing

LOCK_WAIT_S = 5.0
_MIGRATION_WAIT_MS = 60_000
_RETRY_S = 0.05

# A step that rebuilds a table in SQLite drops the old one, which foreign keys would not let go.
_BEFORE_MIGRATING = {
    "sqlite": ("PRAGMA foreign_keys = OFF", f"PRAGMA busy_timeout = {_MIGRATION_WAIT_MS}"),
    "postgresql": (f"SET lock_timeout = {_MIGRATION_WAIT_MS}",),
}
_BEAT = update(pulse).where(pulse.c.id == 1).values(beats=pulse.c.beats + 1).returning(pulse.c.beats)


def open_store(url: str, *, wait_s: float = LOCK_WAIT_S) -> Store:
    """
    Open the store at an address, made and migrated as needed; several processes may do so at once.

    Args:
        url: `sqlite:///data/trainer.db` (its folder is made) or `postgresql://user@host/name`.
        wait_s: How long a call waits for a lock before it gives up with `StoreBusy`.

    Raises:
        StoreError: The address is no good, or something else than our store is there.
        StoreUnavailable: Nothing answers there, or the folder cannot be written.
    """
    parsed = parse_url(url)
    file = Path(parsed.database) if parsed.drivername == "sqlite" and parsed.database else None
    engine = make_engine(parsed, wait_s)
    store = Store(
        address=parsed.render_as_string(hide_password=True),
        file=file,
        engine=engine.execution_options(**options_for(None, engine.dialect.name)),
        snapshots=engine.execution_options(**options_for(TO_READ, engine.dialect.name)),
        writer=engine.execution_options(**options_for(TO_WRITE, engine.dialect.name)),
        wait_s=wait_s,
    )
    try:
        _prepare(store)
    except BaseException:
        store.close()
        raise
    return store


def ping(store: Store) -> int:
    """
    Prove that the store can be read and written, by a small committed change.

    Returns:
        How often the store has been pinged.

    Raises:
        StoreError: It cannot; the kind says why.
    """
    with writing(store) as connection:
        beats = connection.scalar(_BEAT)
    if beats is None:
        raise StoreError("the store has lost its pulse row")
    return int(beats)


def _prepare(store: Store) -> None:
    """Make the folder, choose the journal, and migrate unless that is done."""
    if store.file is not None:
        try:
            # The store holds the key that signs cookies: the folder is nobody else's.
            store.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"the folder {store.file.parent} cannot be made: {error.strerror}") from error
        _retry_wal(store)
    with reading(store) as connection:
        _check_server(connection)
        found = revision_of(connection)
    if found != HEAD:
        _migrate(store)


def _retry_wal(store: Store) -> None:
    """Switch the journal; SQLite does not wait by itself while another process is switching it too."""
    give_up = time.monotonic() + store.wait_s
    while True:
        try:
            with translated(store.file):
                return use_wal(store.engine)
        except StoreBusy:
            if time.monotonic() > give_up:
                raise
            time.sleep(_RETRY_S)


def _check_server(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise StoreError(f"the database must be encoded in UTF8, not {encoding}")


def _migrate(store: Store) -> None:
    with translated(store.file), store.writer.connect() as connection:
        dialect = connection.dialect.name
        connection.detach()  # its settings below are for this errand only
        cursor = connection.connection.cursor()
        for statement in _BEFORE_MIGRATING[dialect]:
            cursor.execute(statement)
        cursor.close()
        with connection.begin():
            migrate(connection)
            if dialect == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreError("the store holds rows that point to nothing")
