"""
Desk: a day at the turn-order desk as a role-play. Of each arrival three things are asked, each one a scene.

Who receives, what is written down, and which rule decides; in a dispute also what is said to those who have fallen
out. Whatever is answered, the day goes on from the exact ruling, so that one error is charged once. Each answer earns
2 (good), 1 (defensible) or 0. The board of each scene stands in it, so what is stored of a day shows it for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from trainer.play.drills import desk_answers as answers
from trainer.play.drills.desk_answers import Answer
from trainer.play.drills.desk_board import board
from trainer.play.drills.desk_courtesy import COURTESIES
from trainer.play.drills.desk_lessons import LESSONS
from trainer.play.drills.desk_lines import lines_of, names_in
from trainer.play.drills.sort import head_of
from trainer.play.turn_order.day import Arrival, Day, make_day
from trainer.play.turn_order.dice import Dice
from trainer.scenario.model import Desk, RolePlay

DIFFICULTY = MappingProxyType({1: "easy", 2: "medium", 3: "medium", 4: "hard"})
Scene = dict[str, Any]


def days_of(desk: Desk) -> Mapping[str, int]:
    """The seeds of a desk's days by the names of its forms: day-1, day-2 and so on."""
    return {f"day-{number}": seed for number, seed in enumerate(desk.days, start=1)}


def expand_desk(desk: Desk, variant: str = "") -> RolePlay:
    """
    Write a day of a desk out as a role-play.

    Args:
        desk: A checked desk.
        variant: Which day: a name of `days_of`; none means the first.
    """
    days = days_of(desk)
    day = make_day(days[variant or next(iter(days))], desk.level)
    told = [_Told(desk, day, number, arrival) for number, arrival in enumerate(day.arrivals, start=1)]
    scenes = [scene for one in told for scene in one.scenes()]
    end = f"day-{day.seed}-over"
    nexts = [*(name for name, _ in scenes[1:]), end]
    for (_, scene), following in zip(scenes, nexts, strict=True):
        for choice in scene["choices"]:
            choice["next"] = following
    people = {answers.slug(name): name for name in (*day.staff, *(a.visitor.name for a in day.arrivals))}
    head = head_of(desk)
    return RolePlay.model_validate({
        **head, "cast": {**head["cast"], **people}, "start": scenes[0][0], "scenes": {**dict(scenes), end: _end(day)},
        "walks": {"model": tuple(_taken(scene, "good") for _, scene in scenes),
                  "poor": tuple(_taken(scene, "poor") for _, scene in scenes), **desk.walks},
    })


class _Told:
    """One arrival on its way into scenes. Each question throws its own dice, so that a new line shifts no other."""

    def __init__(self, desk: Desk, day: Day, number: int, arrival: Arrival) -> None:
        self.desk, self.day, self.arrival = desk, day, arrival
        self.name = f"day-{day.seed}-{number}"

    def scenes(self) -> list[tuple[str, Scene]]:
        """The scenes of the arrival by their ids, in order."""
        made: list[Callable[[], Scene]] = [self.who, self.book, self.why]
        if self.desk.courtesy is not None and self.arrival.situation in COURTESIES:
            made.append(self.say)
        return [(f"{self.name}-{one.__name__}", one()) for one in made]

    def who(self) -> Scene:
        """Ask who receives."""
        found = answers.who(self.arrival, self.day.staff, self._dice("who"))
        lines = tuple({who if who == "narrator" else answers.slug(who): what}
                      for who, what in lines_of(self.arrival, self._dice("lines")))
        return self._asked(f"Who receives {self.arrival.visitor.name}?", lines, found, self.arrival.ruling.why)

    def book(self) -> Scene:
        """Ask what is written down."""
        found = answers.book(self.arrival, self.day.level, self._dice("book"))
        line = {"narrator": f"By the rules, {self.arrival.ruling.receiver} receives {self.arrival.visitor.name}."}
        return self._asked("What do you write down?", (line,), found, self.arrival.ruling.book)

    def why(self) -> Scene:
        """Ask which rule decides the case."""
        found = answers.why(self.arrival, self.day.level, self._dice("why"))
        written = answers.label(self.arrival, answers.book_of(self.arrival))
        line = {"narrator": f"In the book it should say: {written[0].lower()}{written[1:]}."}
        return self._asked("Which rule decides this case?", (line,), found, LESSONS[self.arrival.ruling.reason])

    def say(self) -> Scene:
        """Ask for a word to those who have fallen out."""
        dice = self._dice("say")
        names = names_in(self.arrival)
        courtesy = dice.pick(COURTESIES[self.arrival.situation])
        choices = tuple(
            {"id": f"reply-{letter}", "say": reply.say.format(**names), "skills": {self.desk.courtesy: reply.grade},
             "felt": reply.felt.format(**names), "feedback": reply.feedback.format(**names),
             "principle": self.arrival.ruling.rule}
            for letter, reply in zip("abc", dice.shuffled(courtesy.replies), strict=True))
        other = names[courtesy.to]
        line = {"narrator": f"{other} {'waits for a word from you' if courtesy.to == 'v' else 'looks at you'}."}
        return {"lines": (line,), "choices": choices, "difficulty": DIFFICULTY[self.desk.level],
                "board": self._board(f"What do you say to {other}?")}

    def _asked(self, question: str, lines: tuple[dict[str, str], ...], found: tuple[Answer, ...], feedback: str
               ) -> Scene:
        choices = tuple({"id": one.id, "do": one.text, "skills": {self.desk.skill: one.grade}, "felt": one.felt,
                         "feedback": feedback, "principle": self.arrival.ruling.rule} for one in found)
        return {"lines": lines, "choices": choices, "difficulty": DIFFICULTY[self.desk.level],
                "board": self._board(question)}

    def _board(self, question: str) -> dict[str, Any]:
        return {**board(self.arrival.before, self.arrival.notes, self.arrival.clock, question),
                "visitor": self.arrival.visitor.name}

    def _dice(self, question: str) -> Dice:
        return Dice(self.name, self.day.level, question)


def _end(day: Day) -> Scene:
    first = day.after.order[0]
    evening = replace(day.after, status=MappingProxyType(dict.fromkeys(day.staff, "free")))
    return {"board": board(evening, {}, day.clock, None),
            "ending": {"outcome": "done", "title": "The day is over",
                       "text": f"You close the register. Tomorrow morning {first} is first in the order."}}


def _taken(scene: Scene, grade: str) -> str:
    """The first choice of a scene with a grade: every scene has a good and a poor one."""
    return next(str(choice["id"]) for choice in scene["choices"] if grade in choice["skills"].values())
