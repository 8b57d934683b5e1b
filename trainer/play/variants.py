"""The forms in which an exercise can be played, and which of them an attempt gets. Draws by the seed alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from trainer.play.drills import expand
from trainer.play.drills.desk import days_of
from trainer.scenario.model import Desk, Exercise, Persona, RolePlay


@dataclass(frozen=True, slots=True)
class Variant:
    """
    One form of an exercise: a name that is its own within the exercise ("" for the only one), and its weight.

    Forms that come `in_turn` are all seen before one comes again; the others are drawn anew each time.
    """

    name: str
    share: int
    in_turn: bool = False


def variants(exercise: Exercise, personas: Mapping[str, Persona]) -> tuple[Variant, ...]:
    """
    All forms of a checked exercise, in the author's order; never none.

    Args:
        exercise: A checked exercise.
        personas: The sheets by id; every persona of the exercise is among them.

    Returns:
        One form for each persona, weighed by its sheet's share (all alike when no share is given); of a desk one for
        each day.
    """
    match exercise:
        case Desk():
            return tuple(Variant(day, 1, in_turn=True) for day in days_of(exercise))
        case _:  # a kind that has forms of its own stands before this one
            named = exercise.personas
            alike = not any(personas[name].share for name in named)
            return tuple(Variant(name, 1 if alike else personas[name].share) for name in named) or (Variant("", 1),)


def draw(seed: int, among: tuple[Variant, ...]) -> Variant:
    """
    Choose a form, each in proportion to its share; one without a share never comes.

    The hash has a salt of its own, so that the form says nothing of the case, and 256 bits, so that the remainder
    favours none.

    Args:
        seed: The attempt's seed.
        among: What `variants` gave: at least one of them has a share.
    """
    left = int.from_bytes(sha256(f"{seed}:variant".encode()).digest()) % sum(variant.share for variant in among)
    for variant in among:
        if left < variant.share:
            return variant
        left -= variant.share
    raise AssertionError("the remainder is smaller than the sum of the shares")


def next_form(seed: int, among: tuple[Variant, ...], seen: Iterable[str] = ()) -> Variant:
    """
    Choose the form of a person's next attempt.

    Args:
        seed: The attempt's seed.
        among: What `variants` gave.
        seen: The names of the forms of the person's earlier attempts, the last begun first.

    Returns:
        Of forms that come in turn one that was never seen, by the seed, else the one that was seen longest ago; of
        others what `draw` gives.
    """
    if not all(variant.in_turn for variant in among):
        return draw(seed, among)
    latest = list(dict.fromkeys(seen))
    fresh = tuple(variant for variant in among if variant.name not in latest)
    return draw(seed, fresh) if fresh else max(among, key=lambda variant: latest.index(variant.name))


def form_of(exercise: Exercise, played: RolePlay) -> str:
    """The name of the form that was written out: of a desk its day, also when the day's words have changed since."""
    if isinstance(exercise, Desk):
        return next((name for name, seed in days_of(exercise).items() if played.start.startswith(f"day-{seed}-")), "")
    return played.personas[0] if played.personas else ""


def as_played(exercise: Exercise, titles: Mapping[str, str], personas: Mapping[str, Persona], variant: str
              ) -> tuple[RolePlay, Persona | None]:
    """
    One form of an exercise, written out as the role-play that the engine plays, with its persona.

    Of several personas the role-play names only its own, so that what is kept of an attempt says who was met. A walk
    `poor-<persona>` takes the place of `poor` in that persona's form and is no walk of the others.

    Args:
        exercise: A checked exercise.
        titles: Titles of curriculum rows by id.
        personas: The sheets by id.
        variant: The name of one of its `variants`.
    """
    written = expand(exercise, titles, variant)
    if variant not in exercise.personas:
        return written, None
    changes: dict[str, Any] = {}
    if exercise.personas != (variant,):
        changes["personas"] = (variant,)
    walks = _own_walks(written.walks, exercise.personas, variant)
    if walks != written.walks:
        changes["walks"] = walks
    return written.model_copy(update=changes) if changes else written, personas[variant]


def walk_as_written(walks: Mapping[str, tuple[str, ...]], walk: str, persona: str | None) -> str:
    """The name under which the author wrote a walk of a form: `poor-<persona>` where there is one."""
    own = f"{walk}-{persona}"
    return own if persona is not None and own in walks else walk


def _own_walks(walks: dict[str, tuple[str, ...]], personas: tuple[str, ...], own: str) -> dict[str, tuple[str, ...]]:
    ends = sorted(personas, key=len, reverse=True)  # 'poor-your-boss' is no walk of 'boss'
    owner = {name: next((p for p in ends if name.endswith(f"-{p}")), None) for name in walks}
    shared = {name: steps for name, steps in walks.items() if owner[name] is None}
    return shared | {name.removesuffix(f"-{own}"): steps for name, steps in walks.items() if owner[name] == own}
