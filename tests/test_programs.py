"""Chromium and PostgreSQL for the tests: found, else fetched in order, else a failure that says what to install."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import programs


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Pretend a machine: which commands work on it, and after which of them a Chromium starts."""

    def pretend(*, works: tuple[str, ...] = (), gives: str = "") -> list[str]:
        done: list[str] = []

        def run(command: list[str], _timeout_s: float, *, quiet: bool = False) -> bool:
            del quiet
            done.append(" ".join(command[command.index("-m") + 1 :] if "-m" in command else command))
            return any(word in done[-1] for word in works)

        def look() -> tuple[str | None, tuple[str, ...]]:
            return ("/usr/bin/chromium" if gives and any(gives in one for one in done) else None), ()

        monkeypatch.setattr(programs, "_run", run)
        monkeypatch.setattr(programs, "works", look)
        monkeypatch.setattr(programs, "_root", list)
        monkeypatch.setattr(programs.shutil, "which", lambda name: f"/usr/bin/{name}")
        return done

    return pretend


def test_a_driver_that_starts_needs_nothing(machine: Callable[..., list[str]]) -> None:
    """Where Playwright's driver starts, nothing is installed for it."""
    done = machine(works=("playwright --version",))
    assert programs.provide_driver() is None
    assert done == ["playwright --version"]


def test_an_empty_debian_lacks_a_library_of_the_driver(machine: Callable[..., list[str]]) -> None:
    """A driver that does not start gets Debian's libatomic1; one that does not start even then is a clear failure."""
    done = machine(works=("apt-get",))
    told = programs.provide_browser()
    assert told is not None and "Playwright's driver does not start" in told
    assert "install --no-install-recommends libatomic1" in done[1]
    assert not any("playwright install" in one for one in done)


def test_playwright_comes_first(machine: Callable[..., list[str]]) -> None:
    """A missing Chromium is fetched by Playwright, and Debian is not asked."""
    done = machine(works=("playwright install",), gives="playwright install")
    assert programs.provide_chromium() is None
    assert done == ["playwright install chromium"]


def test_debian_comes_second(machine: Callable[..., list[str]]) -> None:
    """Where Playwright's download cannot be had, Debian's package is installed."""
    done = machine(works=("apt-get",), gives="install --no-install-recommends chromium")
    assert programs.provide_chromium() is None
    assert [one.split()[0] for one in done] == ["playwright", "env"]


def test_missing_libraries_are_fetched(machine: Callable[..., list[str]]) -> None:
    """A Chromium that was fetched and does not start gets the system's libraries."""
    done = machine(works=("playwright",), gives="install-deps")
    assert programs.provide_chromium() is None
    assert done == ["playwright install chromium", "playwright install-deps chromium"]


def test_no_browser_is_a_failure(
    machine: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A browser that cannot be had fails the run, with what was tried and what to install: never a silent skip."""
    machine(works=("playwright --version",))
    monkeypatch.setattr(programs, "provide_postgres", lambda: None)
    assert programs.main() == 1
    told = capsys.readouterr().err
    for words in ("Playwright could not fetch its Chromium", "apt-get could not install", "mend: install Chromium"):
        assert words in told


def test_no_postgres_is_a_failure(
    machine: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """PostgreSQL that cannot be had is told in the same way, and what kept Debian from starting one is gone."""
    machine()
    monkeypatch.setattr(programs, "find_postgres", lambda: None)
    monkeypatch.setattr(programs, "CREATE_CLUSTER", tmp_path / "etc" / "createcluster.d" / "tests.conf")
    tried = programs.provide_postgres()
    assert tried
    assert "apt-get could not install postgresql" in tried
    assert not list(tmp_path.iterdir())


def test_a_command_that_hangs_is_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    """A download without a way out ends when its time is over, with all that it started."""
    assert not programs._run(["sh", "-c", "sleep 60 & wait"], 0.2)
    assert "Given up" in capsys.readouterr().out
