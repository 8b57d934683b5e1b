"""What exercises of every kind have in common: their head."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from trainer.scenario.model.fields import Id, Model, Name, Positive, Words

MOST_PERSONAS = 20


def _listed(value: Any) -> Any:
    """Take one persona for a list of one, and nothing for none; what JSON gives is a list."""
    if isinstance(value, list | tuple):
        if not value:
            raise ValueError("name at least one persona, or leave the key out")
        return tuple(value)
    return () if value is None else (value,) if isinstance(value, str) else value


def _each_once(value: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a persona that is named twice: it would be drawn twice as often."""
    for name in value:
        if value.count(name) > 1:
            raise ValueError(f"'{name}' is named twice")
    return value


def _as_written(value: tuple[str, ...]) -> Any:
    """Write one persona as its id alone: what the store keeps of an attempt has always looked so."""
    return value[0] if len(value) == 1 else list(value)


_PersonaIds = Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_PERSONAS,
                                              json_schema_extra={"uniqueItems": True})]
Personas = Annotated[tuple[Id, ...], Field(max_length=MOST_PERSONAS),
                     BeforeValidator(_listed, json_schema_input_type=Id | _PersonaIds | None),
                     AfterValidator(_each_once), PlainSerializer(_as_written)]


class Exercise(Model):
    """
    The head of an exercise.

    `covers` are rows of the curriculum, `assesses` skills that every complete play must meet. Cases change texts from
    attempt to attempt; a drill may have none. `personas` are sheets of personas.yaml, of which an attempt draws one by
    its share; none means that the customer is as the exercise tells. `question` stands above the choices.
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
    personas: Annotated[Personas, Field(alias="persona")] = ()
    cases: Annotated[tuple[dict[Name, Words], ...], Field(min_length=1, max_length=60)] = ({},)
    walks: dict[Id, tuple[Id, ...]] = {}
