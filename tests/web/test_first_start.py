"""The first start's link is shown to whoever sits at the terminal, else left for the owner alone, and never logged."""

from __future__ import annotations

import io
import logging
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trainer.service import accounts
from trainer.service.house import House, build_house
from trainer.settings import read_settings
from trainer.store import open_store
from trainer.web import first_start
from trainer.web.first_start import FILE, forget_first_link, show_first_link


class Terminal(io.StringIO):
    """Where somebody sits, or does not."""

    def __init__(self, somebody: bool) -> None:
        super().__init__()
        self.somebody = somebody

    def isatty(self) -> bool:
        return self.somebody


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The shipped content."""
    built = build_house(read_settings({"TRAINER_DATA_DIR": str(tmp_path_factory.mktemp("content"))}))
    yield built
    built.store.close()


@pytest.fixture
def fresh(content: House, tmp_path: Path) -> Iterator[House]:
    """A house that was never started."""
    with open_store(f"sqlite:///{tmp_path}/data/trainer.db") as opened:
        yield replace(content, store=opened, settings=replace(content.settings, data_dir=tmp_path / "data"))


def token_in(text: str) -> str:
    """The token of the link in a text."""
    (found,) = re.findall(r"/signin\?invite=([\w-]+)", text)
    return str(found)


def test_on_a_terminal_it_is_shown_there_only(fresh: House, caplog: pytest.LogCaptureFixture) -> None:
    """No file, no log; the link works."""
    terminal = Terminal(True)
    with caplog.at_level(logging.DEBUG):
        show_first_link(fresh, port=8501, terminal=terminal)
    token = token_in(terminal.getvalue())
    assert "http://localhost:8501/signin?invite=" in terminal.getvalue()
    assert accounts.invitation(fresh, token, now=datetime.now(UTC)).first
    assert not (fresh.settings.data_dir / FILE).exists()
    assert token not in caplog.text


def test_without_a_terminal_it_is_left_for_the_owner(fresh: House, caplog: pytest.LogCaptureFixture) -> None:
    """In a file that nobody else can read; the log says where, and not what."""
    terminal = Terminal(False)
    with caplog.at_level(logging.DEBUG):
        show_first_link(fresh, port=8501, terminal=terminal)
    file = fresh.settings.data_dir / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    token = token_in(file.read_text("utf-8"))
    assert accounts.invitation(fresh, token, now=datetime.now(UTC)).first
    assert (terminal.getvalue(), token in caplog.text) == ("", False)
    assert str(file) in caplog.text
    forget_first_link(fresh)
    assert not file.exists()


def test_with_an_account_nothing_is_shown(fresh: House) -> None:
    """The file of an earlier start is removed, and no link is made."""
    show_first_link(fresh, port=8501, terminal=Terminal(False))
    file = fresh.settings.data_dir / FILE
    token = token_in(file.read_text("utf-8"))
    accounts.open_account(fresh, token, name="Lee", login="lee", password="three quiet umbrellas",
                          visit=accounts.Visit("d", ""), now=datetime.now(UTC))
    terminal = Terminal(True)
    show_first_link(fresh, port=8501, terminal=terminal)
    assert (terminal.getvalue(), file.exists()) == ("", False)


def test_the_public_address_is_in_the_link(fresh: House) -> None:
    """Where there is one, it is what the owner opens."""
    terminal = Terminal(True)
    settings = replace(fresh.settings, public_url="https://trainer.example.com")
    show_first_link(replace(fresh, settings=settings), port=8501, terminal=terminal)
    assert "https://trainer.example.com/signin?invite=" in terminal.getvalue()


def test_a_folder_that_cannot_be_written_stops_no_start(
    fresh: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app starts, and the log says what is wrong without the link."""

    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(first_start, "_write", refuse)
    show_first_link(fresh, port=8501, terminal=Terminal(False))
    assert "No space left on device" in caplog.text
    assert "invite=" not in caplog.text
