"""A real house on a temporary SQLite file with the shipped content, and ways to play in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.service import people, practice
from trainer.service.house import House, build_house
from trainer.service.views import PlayView
from trainer.settings import Settings, read_settings

CALLBACK = "satisfaction-callback"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that moves when told to; the first moment lies after every house's start."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC) + timedelta(minutes=1)

    def __call__(self, seconds: float = 1.0) -> datetime:
        """Move on by some seconds and tell the time."""
        self.now += timedelta(seconds=seconds)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock under the test's hand."""
    return Clock()


def settings_for(folder: Path, content: Path | None = None) -> Settings:
    """Settings with everything in one folder."""
    environ = {"TRAINER_DATA_DIR": str(folder)}
    if content is not None:
        environ["TRAINER_CONTENT"] = str(content)
    return read_settings(environ)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Open houses on the same database, as several processes would; all are closed in the end."""
    houses: list[House] = []

    def open_one(content: Path | None = None) -> House:
        houses.append(build_house(settings_for(tmp_path, content)))
        return houses[-1]

    yield open_one
    for one in houses:
        one.store.close()


@pytest.fixture
def house(opened: Callable[..., House]) -> House:
    """One open house."""
    return opened()


@pytest.fixture
def person(house: House, clock: Clock) -> str:
    """The id of a trainee."""
    return people.meet(house, "device-1", time_zone="Europe/Vienna", now=clock())


def play_walk(house: House, person_id: str, view: PlayView, walk: tuple[str, ...], clock: Clock) -> PlayView:
    """Play choices by id from where a view stands."""
    for step in walk:
        view = practice.decide(house, person_id, view.attempt, view.turn, step, now=clock())
    return view
