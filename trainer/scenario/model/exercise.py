"""What exercises of every kind have in common: their head."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from trainer.scenario.model.fields import Id, Model, Name, Positive, Words


class Exercise(Model):
    """
    The head of an exercise.

    `covers` are rows of the curriculum, `assesses` skills that every complete play must meet. Cases change texts from
    attempt to attempt; a drill may have none. `question` stands above the choices.
    """

    id: Id
    kind: str
    title: Words
    minutes: Positive
    setting: Id
    covers: Annotated[tuple[Id, ...], Field(min_length=1)]
    assesses: Annotated[tuple[Id, ...], Field(min_length=1)]
    brief: Words
    question: Words | None = None
    cast: dict[Id, Words] = {}
    persona: Id | None = None
    cases: Annotated[tuple[dict[Name, Words], ...], Field(min_length=1, max_length=60)] = ({},)
    walks: dict[Id, tuple[Id, ...]] = {}
