"""What a mystery shopper's series holds: its plan, and the attempt that each part begins."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from trainer import store
from trainer.assess.series import Candidate, least_met, plan_series
from trainer.play.deal import deal_case, seed_of
from trainer.play.variants import draw
from trainer.scenario.model import RolePlay
from trainer.service.errors import NoSuchExercise
from trainer.service.house import House, guarded
from trainer.service.practice import time_factor


def role_plays(house: House) -> dict[str, RolePlay]:
    """All role-plays that can be played, by their ids."""
    ready = {name: entry.exercise for name, entry in house.entries.items() if entry.ready}
    return {name: exercise for name, exercise in ready.items() if isinstance(exercise, RolePlay)}


def next_plan(house: House, person_id: str, begun: int) -> tuple[str, ...]:
    """What a person's next series holds, after so many begun: the same until something is played. Raises TryAgain."""
    with guarded("series"):
        past = store.attempts_of(house.store, person_id=person_id)
    seen: dict[str, set[int]] = {}
    for summary in past:
        seen.setdefault(summary.attempt.exercise_id, set()).add(summary.attempt.case_number)
    return draft(house, series_seed(person_id, begun), seen)


def draft(house: House, seed: int, seen: Mapping[str, Collection[int]] = MappingProxyType({})) -> tuple[str, ...]:
    """What a series of this seed holds, for somebody who has seen these cases of these exercises."""
    return plan_series(seed, catalogue(house), seen, tuple(house.library.sheets.skills))


def catalogue(house: House) -> tuple[Candidate, ...]:
    """All role-plays that can be played, as the plan sees them."""
    settings = house.library.sheets.settings
    return tuple(Candidate(name, exercise.setting, settings[exercise.setting].channel, frozenset(exercise.assesses),
                           least_met(exercise), len(exercise.cases))
                 for name, exercise in role_plays(house).items())


def series_seed(person_id: str, begun: int) -> int:
    """The seed of the next series of a person who has begun so many."""
    return seed_of("series", person_id, begun)


def new_attempt(house: House, record: store.SeriesRecord, place: int, now: datetime) -> store.Attempt:
    """
    Make the attempt of a part: a case not seen where there is one, its version kept.

    Raises:
        NoSuchExercise: There is nothing left that could be played.
        TryAgain: The store cannot be used at the moment.
    """
    exercise_id = _exercise_at(house, record, place)
    person_id = record.series.person_id
    with guarded("series"):
        past = store.attempts_of(house.store, person_id=person_id)
    seen = (s.attempt.case_number for s in past if s.attempt.exercise_id == exercise_id)
    seed = seed_of(record.series.seed, place)
    number = deal_case(seed, len(role_plays(house)[exercise_id].cases), seen)
    playable = house.playable(exercise_id, draw(seed, house.forms(exercise_id)).name)
    with guarded("series"):
        store.save_version(house.store, version=playable.version, exercise_id=exercise_id, content=playable.content,
                           at=now)
    return store.Attempt(
        id=uuid.uuid4().hex, person_id=person_id, exercise_id=exercise_id, version=playable.version, seed=seed,
        case_number=number, persona=playable.program.persona, mode="assessment",
        time_factor=time_factor(house, person_id), parent_attempt_id=None, parent_turn=None, started_at=now,
    )


def _exercise_at(house: House, record: store.SeriesRecord, place: int) -> str:
    """The exercise of a part; another one when the planned one can no longer be played."""
    known, plan = role_plays(house), record.series.plan
    if plan[place - 1] in known:
        return plan[place - 1]
    played = {part.summary.attempt.exercise_id for part in record.parts}
    others = sorted(set(known) - set(plan) - played, key=lambda name: seed_of(record.series.seed, place, name))
    if not others:
        raise NoSuchExercise("There is nothing left to play in this series. You can end it and see its result.")
    return others[0]
