"""A store for each test, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.store import Store, open_store

from .postgres import Server, running_server

WAIT_S = 0.5


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real server; when none can be had, every test that needs it fails and says what to install."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated(postgres: Server) -> Iterator[str]:
    """A database with all tables, to be copied: quicker than migrating a new one for each test."""
    with postgres.database() as name:
        open_store(postgres.url(name)).close()
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a store that does not exist yet, or of the open one when the test asks for `store` too."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store/trainer.db"
        return
    server: Server = request.getfixturevalue("postgres")
    options = f"TEMPLATE {request.getfixturevalue('migrated')}" if "store" in request.fixturenames else ""
    with server.database(options) as name:
        yield server.url(name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A fresh open store that does not wait long."""
    with open_store(url, wait_s=WAIT_S) as opened:
        yield opened
