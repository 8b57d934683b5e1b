"""The shapes of the shared sheets: skills, settings, personas, curriculum and words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from trainer.scenario.model.fields import Id, Model, Name, Positive, Whole, Words

Channel = Literal["in-person", "phone", "chat"]


class Skill(Model):
    """One of the trained skills, with what poor, fair and good look like."""

    id: Id
    title: Words
    description: Words
    poor: Words
    fair: Words
    good: Words


class Setting(Model):
    """Where exercises happen, over which channel, and who the trainee is there."""

    id: Id
    place: Words
    channel: Channel
    you: Words
    picture: Annotated[str, Field(pattern=r"^pictures/[a-z0-9-]+\.svg$")]
    alt: Words


class Persona(Model):
    """
    A customer's manner: texts it overrides by path, starts of variables, a multiplier for falling effects.

    `share` weighs it among the personas of an exercise: a percentage that the training material reports.
    """

    id: Id
    name: Words
    share: Annotated[Whole, Field(ge=0)] = 0
    description: Words
    falling: Positive = 1
    starts: dict[Name, Whole] = {}
    voice: dict[Id, dict[str, Words]] = {}


class Row(Model):
    """One row of the curriculum: what is taught, in a sentence that stands on its own."""

    id: Id
    number: Positive
    title: Words
    teaches: Words


class Lesson(Model):
    """
    A lesson of a unit and the exercises that teach it; none means that it is still being written.

    A lesson of the form `series` has none of its own: the mystery shopper draws on all role-plays.
    """

    id: Id
    number: Words
    title: Words
    skills: tuple[Id, ...] = ()
    rows: tuple[Id, ...] = ()
    exercises: tuple[Id, ...] = ()
    form: Literal["exercises", "series"] = "exercises"


class Unit(Model):
    """A unit of the curriculum with the units that should come before it."""

    id: Id
    number: Positive
    title: Words
    requires: tuple[Id, ...] = ()
    lessons: tuple[Lesson, ...]


class SkillSheet(Model):
    """The file skills.yaml."""

    skills: tuple[Skill, ...]


class SettingSheet(Model):
    """The file settings.yaml."""

    settings: tuple[Setting, ...]


class PersonaSheet(Model):
    """The file personas.yaml."""

    personas: tuple[Persona, ...] = ()


class Curriculum(Model):
    """curriculum.yaml: all rows, the units in order, and where a newcomer starts."""

    rows: tuple[Row, ...]
    units: tuple[Unit, ...] = ()
    start: Id | None = None


class WordSheet(Model):
    """words.yaml: the words and phrases that the politeness give-away counts."""

    polite: Annotated[tuple[Annotated[Words, StringConstraints(max_length=60)], ...], Field(max_length=500)] = ()
