"""Skill evidence of everybody, in the order in which attempts were finished: what mastery is folded from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from trainer.store import tables
from trainer.store.transactions import Store, reading

_attempt = tables.attempt.c
_decision = tables.decision.c
_event = tables.attempt_event.c
_evidence = tables.skill_evidence.c
_score = tables.attempt_score.c

_SINCE = (
    select(
        _event.id,
        _attempt.id,
        _attempt.person_id,
        _attempt.exercise_id,
        _attempt.version,
        _decision.turn,
        _decision.scene,
        _decision.taken_at,
        _score.critical,
        _evidence.skill,
        _evidence.quality,
        _evidence.weight,
    )
    .select_from(tables.attempt_event)
    .join(tables.attempt, _attempt.id == _event.attempt_id)
    .join(tables.attempt_score, _score.attempt_id == _attempt.id)
    .join(tables.decision, _decision.attempt_id == _attempt.id)
    .join(
        tables.skill_evidence,
        (_evidence.attempt_id == _decision.attempt_id) & (_evidence.turn == _decision.turn),
    )
    .where(_event.kind == "finished", _attempt.parent_attempt_id.is_(None), _event.id > bindparam("after"))
    .order_by(_event.id, _decision.turn, _evidence.skill)
)


@dataclass(frozen=True, slots=True)
class FoldedEvidence:
    """
    One skill's evidence of one decision, with all that a fold over everybody needs.

    `finish` is the number of the finishing event: it grows over the whole log. `critical` is the attempt's.
    """

    finish: int
    attempt_id: str
    person_id: str
    exercise_id: str
    version: str
    turn: int
    scene: str
    taken_at: datetime
    critical: bool
    skill: str
    quality: float
    weight: float


def evidence_since(store: Store, *, finish: int = 0) -> tuple[FoldedEvidence, ...]:
    """List the evidence of attempts that were finished after a finishing event; what-ifs say nothing."""
    with reading(store) as connection:
        return tuple(_to_evidence(row) for row in connection.execute(_SINCE, {"after": finish}))


def _to_evidence(row: Sequence[Any]) -> FoldedEvidence:
    return FoldedEvidence(*row)
