"""The shape of a role-play as authors write it (design: content format). Meaning is checked elsewhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from trainer.scenario.model.board import Board
from trainer.scenario.model.exercise import Exercise
from trainer.scenario.model.fields import Id, Model, Name, Positive, Source, Whole, Words

Grade = Literal["poor", "fair", "good"]
POINTS: dict[str, int] = {"poor": 0, "fair": 1, "good": 2}
SILENCE = "silence"
SPEAKERS: tuple[str, ...] = ("narrator", "customer", "you", "colleague")


class Variable(Model):
    """A whole number that the play carries, always kept between `min` and `max`."""

    start: Whole
    min: Whole = 0
    max: Whole


class Redirect(Model):
    """On entering a scene: go to `next` instead when the condition holds."""

    if_: Annotated[Source, Field(alias="if")]
    next: Id


class Ending(Model):
    """How a play ends: an outcome word and a headline that says what happened."""

    outcome: Id
    title: Words
    text: Words | None = None


class Response(Model):
    """What taking a choice, or staying silent, does and teaches."""

    skills: Annotated[dict[Id, Grade], Field(min_length=1)]
    effects: dict[Name, Whole] = {}
    felt: Words
    feedback: Words
    principle: Id
    next: Id
    critical: Words | None = None

    @property
    def points(self) -> int:
        """Points of all tagged skills, added up (poor 0, fair 1, good 2)."""
        return sum(POINTS[grade] for grade in self.skills.values())


class Choice(Response):
    """
    A reply that the author wrote: said (`say`) or done (`do`).

    `worth` replaces the points of the skills in drills that are written out as role-plays; authors do not use it.
    """

    id: Id
    worth: SkipJsonSchema[int | None] = None
    say: Words | None = None
    do: Words | None = None
    if_: Annotated[Source | None, Field(alias="if")] = None

    @model_validator(mode="after")
    def _said_or_done(self) -> Choice:
        if (self.say is None) == (self.do is None):
            raise ValueError("a choice needs either 'say' or 'do', and not both")
        if self.id == SILENCE or self.id.endswith(f"-{SILENCE}"):
            raise ValueError("ids that are or end in 'silence' are kept for the silence of a timed scene")
        return self

    @property
    def points(self) -> int:
        """What the choice earns: its worth when it has one, else the points of its skills."""
        return super().points if self.worth is None else self.worth

    @property
    def text(self) -> str:
        """The words said, or the act."""
        return self.say if self.say is not None else self.do or ""


class Silence(Response):
    """What happens when a timed scene gets no answer; counts as the choice `silence`."""

    do: Words = "You say nothing."

    @property
    def id(self) -> str:
        """The id under which the log keeps a silence."""
        return SILENCE

    @property
    def text(self) -> str:
        """The act, as the transcript shows it."""
        return self.do


class Scene(Model):
    """
    One moment: lines, then choices or an ending.

    `board` stands beside the scenes of a desk that is written out as a role-play; authors do not use it.
    """

    lines: tuple[Annotated[dict[Id, Words], Field(min_length=1, max_length=1)], ...] = ()
    choices: tuple[Choice, ...] = ()
    redirect: tuple[Redirect, ...] = ()
    ending: Ending | None = None
    difficulty: Literal["easy", "medium", "hard"] = "medium"
    respond_within_s: Positive | None = None
    silence: Silence | None = None
    board: SkipJsonSchema[Board | None] = None

    @model_validator(mode="after")
    def _one_shape(self) -> Scene:
        if self.ending is not None and (self.choices or self.silence):
            raise ValueError("a scene with an ending offers no choices")
        if (self.respond_within_s is None) != (self.silence is None):
            raise ValueError("a timed scene needs both 'respond_within_s' and 'silence'")
        return self

    @property
    def responses(self) -> tuple[Choice | Silence, ...]:
        """All that can be taken here: the choices in the author's order, then the silence."""
        return (*self.choices, self.silence) if self.silence else self.choices


class RolePlay(Exercise):
    """A branching conversation."""

    kind: Literal["role-play"]
    cases: Annotated[tuple[dict[Name, Words], ...], Field(min_length=1, max_length=60)]
    variables: dict[Name, Variable] = {}
    start: Id
    scenes: Annotated[dict[Id, Scene], Field(min_length=1)]
