"""The shapes of the drills as authors write them: sort cards, spot faults, put steps in order, keep the turn order."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from trainer.scenario.model.exercise import Exercise
from trainer.scenario.model.fields import Id, Model, Positive, Words, whole_number
from trainer.scenario.model.role_play import SILENCE

FINE = "fine"


def _taken_as_choice(value: str) -> str:
    """Groups and steps become choices, and no choice may be named like a silence."""
    if value == SILENCE or value.endswith(f"-{SILENCE}"):
        raise ValueError("ids that are or end in 'silence' are kept for the silence of a timed scene")
    return value


# Short, because a step also names a variable.
ChoiceId = Annotated[Id, StringConstraints(max_length=33), AfterValidator(_taken_as_choice)]


class Group(Model):
    """A group that cards belong to."""

    id: ChoiceId
    label: Words


class Card(Model):
    """
    A card: its text, the group that it belongs to, and groups that are not wrong either (`also`, half the points).

    `felt` is what the customer feels when it is done so; `feedback` why it belongs there.
    """

    id: Id
    text: Words
    group: Id
    also: tuple[Id, ...] = ()
    felt: Words
    feedback: Words
    principle: Id
    skill: Id | None = None


class Sort(Exercise):
    """Sort cards into groups, one after another. `skill` is what a card trains unless it says otherwise."""

    kind: Literal["sort"]
    skill: Id
    question: Words
    groups: Annotated[tuple[Group, ...], Field(min_length=2, max_length=6)]
    cards: Annotated[tuple[Card, ...], Field(min_length=3, max_length=40)]


class SpotLine(Model):
    """
    A line of the transcript or scene.

    `asked` lines are judged: with a `fault` (the row that it breaks) or without one. Other lines are there to be read.
    """

    id: Id
    speaker: Id
    text: Words
    asked: bool = True
    fault: Id | None = None
    felt: Words | None = None
    feedback: Words | None = None
    skill: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _flag(cls, value: object) -> object:
        if isinstance(value, dict) and value.get("asked") in ("true", "false", "yes", "no"):
            return {**value, "asked": value["asked"] in ("true", "yes")}
        return value

    @model_validator(mode="after")
    def _explained(self) -> SpotLine:
        if self.asked and (self.felt is None or self.feedback is None):
            raise ValueError("a line that is judged needs 'felt' and 'feedback'")
        if not self.asked and self.fault is not None:
            raise ValueError("a line with a fault must be judged: leave 'asked' out")
        return self


class Spot(Exercise):
    """
    Mark the faults in a transcript or a described scene.

    Each judged line is a decision: nothing wrong, or one of `principles` (rows) that it breaks. The right row earns 2,
    a fault seen under another row 1, a fault missed 0; a line without a fault earns 2, a false alarm 0.
    """

    kind: Literal["spot"]
    skill: Id
    question: Words
    principles: Annotated[tuple[Id, ...], Field(min_length=2, max_length=6)]
    lines: Annotated[tuple[SpotLine, ...], Field(min_length=3, max_length=40)]


class Step(Model):
    """A step, or a stranger that does not belong; `why` tells why it comes here, or why it does not belong."""

    id: ChoiceId
    text: Words
    why: Words
    felt: Words
    principle: Id


class Order(Exercise):
    """
    Put steps in order by choosing the next one.

    `steps` stand in the right order; the steps of one entry of `together` may come in any order among themselves.
    A step earns one point for each step that rightly comes after it and is still to come. When the last step is
    placed, each stranger left alone earns 2.
    """

    kind: Literal["order"]
    skill: Id
    question: Words
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=10)]
    strangers: Annotated[tuple[Step, ...], Field(max_length=3)] = ()
    together: tuple[tuple[Id, ...], ...] = ()


DISPUTES = 4
"""The level of a desk at which people fall out, and courtesy is asked for."""


class Desk(Exercise):
    """
    The turn-order desk: who receives each visitor of a day, what is written down, and why.

    A day follows from its seed in `days` and from `level`: 1 rotation, lost and compensated turns; 2 named requests and
    recognised customers; 3 referrals, previous visits, delegates; 4 disputes. An attempt plays one day. `skill` is what
    the rulings train, `courtesy` what is said to people who fall out (level 4 only).
    """

    kind: Literal["desk"]
    skill: Id
    courtesy: Id | None = None
    level: Annotated[Literal[1, 2, 3, 4], BeforeValidator(whole_number)]
    days: Annotated[tuple[Positive, ...], Field(min_length=6, max_length=30)]

    @model_validator(mode="after")
    def _polite_where_needed(self) -> Desk:
        if (self.courtesy is not None) != (self.level == DISPUTES):
            raise ValueError(f"'courtesy' belongs to level {DISPUTES}, and only there")
        return self
