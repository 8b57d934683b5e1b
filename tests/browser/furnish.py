"""A past for somebody who came with a browser: played through the services, on days that lie back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from tests.browser.app import App
from trainer import store
from trainer.analysis.report import walk
from trainer.assess import calibration
from trainer.service import practice
from trainer.service.house import House, build_house
from trainer.settings import read_settings

EXERCISE = "satisfaction-callback"
OTHER = "office-visitor"


@contextmanager
def house_of(app: App) -> Iterator[House]:
    """Open the app's own data beside it, as a second process would."""
    opened = build_house(read_settings({"TRAINER_DATA_DIR": str(app.folder / "data")}))
    try:
        yield opened
    finally:
        opened.store.close()


def practise(app: App, attempt: str, days: tuple[int, ...]) -> str:
    """
    Let the person of an attempt practise on days so many before today, better and better, saying how sure they are.

    An attempt is left early and a what-if stays open; the id of the last one that was finished comes back.
    """
    with house_of(app) as house:
        person = store.attempt(house.store, attempt_id=attempt).person_id
        now, done = datetime.now(UTC), attempt
        for place, back in enumerate(days):
            for exercise in (EXERCISE, OTHER):
                at = now - timedelta(days=back, minutes=30)
                done = play(house, person, exercise, at, worst=place < len(days) // 3)
        practice.what_if(house, person, done, 2, now=now)
        left = practice.start(house, person, EXERCISE, mode="practice", now=now)
        left = practice.decide(house, person, left.attempt, left.turn, left.responses[0].id, now=now)
        practice.start_over(house, person, left.attempt, mode="practice", now=now)
        return done


def play(house: House, person: str, exercise: str, at: datetime, *, worst: bool) -> str:
    """Play the worst or the best way, saying how sure one is where it is asked; returns the attempt."""
    view = practice.start(house, person, exercise, mode="practice", now=at)
    version = store.attempt(house.store, attempt_id=view.attempt).version
    for step in walk(house.version(version).solution, worst=worst):
        at += timedelta(seconds=25)
        sure = calibration.LEVELS[(view.turn + worst) % 3][0]
        view = practice.decide(house, person, view.attempt, view.turn, step, now=at, sure=sure)
    return view.attempt


def asking(app: App, attempt: str) -> str:
    """Begin anew, as often as it takes, an attempt whose first turn asks how sure one is; returns its id."""
    with house_of(app) as house:
        found = store.attempt(house.store, attempt_id=attempt)
        for _ in range(200):
            if calibration.asks(found.seed, 1):
                return found.id
            view = practice.start_over(house, found.person_id, found.id, mode="practice", now=datetime.now(UTC))
            found = store.attempt(house.store, attempt_id=view.attempt)
    raise AssertionError("no seed of two hundred asks at its first turn")


def answers(app: App, attempt: str) -> list[tuple[int, int]]:
    """Turn and sureness of an attempt's answers, read from the database itself."""
    database = sqlite3.connect(f"file:{app.folder / 'data' / 'trainer.db'}?mode=ro", uri=True)
    try:
        rows = database.execute("SELECT turn, sure FROM confidence WHERE attempt_id = ? ORDER BY turn", (attempt,))
        return [(int(turn), int(sure)) for turn, sure in rows]
    finally:
        database.close()
