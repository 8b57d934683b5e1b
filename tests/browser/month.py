"""A month for somebody with a phone: the app's clock, and the practice of the days on which nobody looks on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.browser.app import App
from tests.browser.clocked_app import FILE, set_clock
from trainer import store
from trainer.analysis.report import walk
from trainer.scenario.model import Lesson, RolePlay
from trainer.service import practice
from trainer.service.house import House, build_house
from trainer.service.mastery import Standing, standings
from trainer.service.overview import exercise_order
from trainer.settings import read_settings

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Taipei"))
"""Monday morning, where the phone is."""
THINKS, IN_A_HURRY = timedelta(seconds=25), timedelta(seconds=2)
"""Between two answers of a play, and where the turn is timed: no time runs out."""


class Month:
    """The app on a clock that only the test moves, and a house beside it on the same database."""

    def __init__(self, folder: Path) -> None:
        """Prepare the app in `folder`; it is 9:00 on the first day."""
        self.now = FIRST
        self.person = ""
        self._file = folder / "clock"
        set_clock(self._file, FIRST)
        self.app = App(folder, {FILE: str(self._file)}, module="tests.browser.clocked_app")
        self._house: House | None = None

    @property
    def house(self) -> House:
        """The house beside the app, opened when it is first asked for."""
        if self._house is None:
            opened = build_house(read_settings({"TRAINER_DATA_DIR": str(self.app.folder / "data")}))
            self._house = replace(opened, started_at=FIRST.astimezone(UTC))
        return self._house

    def close(self) -> None:
        """Stop the app and close the house."""
        self.app.stop()
        if self._house is not None:
            self._house.store.close()

    def day(self, number: int, hour: int = 9) -> None:
        """Let it be a day of the month, counted from 1, at an hour."""
        self.later(FIRST + timedelta(days=number - 1, hours=hour - FIRST.hour) - self.now)

    def later(self, time: timedelta) -> None:
        """Let some time pass; it never goes back."""
        assert time >= timedelta(0)
        self.now += time
        set_clock(self._file, self.now)

    def best(self, attempt: str, *, worst: bool = False) -> tuple[str, ...]:
        """A best (or worst) way through the form of an exercise that an attempt plays, from its beginning."""
        version = store.attempt(self.house.store, attempt_id=attempt).version
        return walk(self.house.version(version).solution, worst=worst)

    def is_person_of(self, attempt: str) -> None:
        """Remember whose attempt it is: the days to come are hers."""
        self.person = store.attempt(self.house.store, attempt_id=attempt).person_id

    def practise(self, exercise: str, *, worst: bool = False) -> None:
        """Play an exercise through the service as well (or as badly) as can be."""
        view = practice.start(self.house, self.person, exercise, mode="practice", now=self._utc)
        for response in self.best(view.attempt, worst=worst):
            self.later(IN_A_HURRY if view.timer else THINKS)
            view = practice.decide(self.house, self.person, view.attempt, view.turn, response, now=self._utc)
        assert view.finish is not None
        self.later(timedelta(minutes=1))

    def standings(self) -> tuple[Standing, ...]:
        """How she stands on every skill now."""
        return standings(self.house, self.person, self._utc)

    def due(self) -> list[str]:
        """The titles of the skills that are due now, the longest overdue first."""
        found = [(one.card.due, one.skill) for one in self.standings() if one.card and one.card.due <= self._utc]
        return [self.title(skill) for _, skill in sorted(found)]

    def title(self, skill: str) -> str:
        """What a skill is called."""
        return self.house.library.sheets.skills[skill].title

    def next_lesson(self) -> Lesson:
        """The first lesson of the curriculum with an exercise that she has not played."""
        played = self._played()
        fresh = next(exercise for exercise in exercise_order(self.house) if exercise not in played)
        return self.house.lessons[fresh][1]

    def most_useful(self) -> str | None:
        """The role-play not played yet that practises most of the skills still open; None when none is open."""
        still_open = {one.skill for one in self.standings() if not one.gate}
        played, entries = self._played(), self.house.entries
        gains = {name: len(still_open & set(entries[name].exercise.assesses)) for name in exercise_order(self.house)
                 if name not in played and isinstance(entries[name].exercise, RolePlay)}
        return max(gains, key=lambda name: gains[name]) if still_open else None

    def _played(self) -> set[str]:
        past = store.attempts_of(self.house.store, person_id=self.person)
        return {summary.attempt.exercise_id for summary in past}

    @property
    def _utc(self) -> datetime:
        return self.now.astimezone(UTC)
