"""A real PostgreSQL server of the tests' own: made in a temporary folder, reached by a socket in it, and removed."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

INSTALLED = Path("/usr/lib/postgresql")  # a folder for each version, as Debian has it
_START_S = 30.0
_ADVICE = (
    "PostgreSQL's server programs (initdb, postgres) were not found on PATH or under /usr/lib/postgresql: "
    "install them (Debian and Ubuntu: apt-get install postgresql; macOS: brew install postgresql)"
)
_NO_USER = "PostgreSQL refuses to run as root, and neither user 'postgres' nor 'nobody' exists: run the tests as a user"
# A server that is thrown away need not survive a power cut.
_SETTINGS = ("fsync=off", "shared_buffers=16MB", "listen_addresses=", "max_connections=60", "log_min_messages=error")
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; each test takes a database of its own."""

    folder: Path

    def url(self, database: str) -> str:
        """Return the address of a database for `open_store`."""
        return f"postgresql://trainer@/{database}?host={self.folder}"

    def connect(self, database: str) -> "psycopg.Connection[Any]":
        """Open a connection past the store."""
        return psycopg.connect(host=str(self.folder), user="trainer", dbname=database, autocommit=True)

    @contextmanager
    def database(self, options: str = "") -> Iterator[str]:
        """Make an empty database, and remove it whoever is still connected."""
        name = f"test_{next(_numbers)}"
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} {options}")
        try:
            yield name
        finally:
            with self.connect("postgres") as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_server() -> Iterator[Server]:
    """
    Run a server as long as the context lasts.

    Raises:
        RuntimeError: No server programs are installed, or the server did not start; the message says what to do.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="trainer-pg-"))
    identity = _identity(folder)
    try:
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "trainer", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
            **identity,
        )
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *settings],
                stdout=log,
                stderr=log,
                cwd=folder,
                **identity,
            )
        try:
            server = Server(folder)
            _wait_until_ready(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # "fast": connections are cut, the server ends
            process.wait(timeout=_START_S)
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"initdb failed: {error.stderr.decode(errors='replace')}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    installed = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    for initdb in [*installed, *([Path(on_path)] if on_path else [])]:
        if (initdb.parent / "postgres").exists():
            return initdb.parent
    raise RuntimeError(_ADVICE)


def _identity(folder: Path) -> dict[str, Any]:
    """Return as whom to run the server, and give that user the folder; initdb refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, found.pw_uid, found.pw_gid)
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise RuntimeError(_NO_USER)


def _wait_until_ready(server: Server, process: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + _START_S
    while True:
        try:
            server.connect("postgres").close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > give_up:
                log = (server.folder / "log").read_text(errors="replace")
                raise RuntimeError(f"the PostgreSQL server did not start: {log}") from error
            time.sleep(0.05)
        else:
            return
