"""Caches folded from the log: scores and skill evidence. Each can be thrown away and made again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from trainer.store import tables
from trainer.store.attempts import require_attempt
from trainer.store.records import AttemptScore, AttemptScores, DatedEvidence, DecisionScore, SkillEvidence
from trainer.store.rows import row_of
from trainer.store.transactions import Store, reading, reading_snapshot, writing

_attempt = tables.attempt.c
_decision = tables.decision.c
_evidence = tables.skill_evidence.c

_CLEAR = tuple(delete(table).where(table.c.attempt_id == bindparam("id")) for table in tables.DERIVED)
_ATTEMPT_SCORE = select(*tables.attempt_score.c).where(tables.attempt_score.c.attempt_id == bindparam("id"))
_DECISION_SCORES = (
    select(*tables.decision_score.c)
    .where(tables.decision_score.c.attempt_id == bindparam("id"))
    .order_by(tables.decision_score.c.turn)
)
_EVIDENCE = select(*_evidence).where(_evidence.attempt_id == bindparam("id")).order_by(_evidence.turn, _evidence.skill)
_EVIDENCE_OF_PERSON = (
    select(_decision.seq, _decision.taken_at, _attempt.exercise_id, _decision.scene, *_evidence)
    .select_from(tables.skill_evidence)
    .join(
        tables.decision,
        (_decision.attempt_id == _evidence.attempt_id) & (_decision.turn == _evidence.turn),
    )
    .join(tables.attempt, _attempt.id == _evidence.attempt_id)
    .where(_attempt.person_id == bindparam("person_id"), _attempt.parent_attempt_id.is_(None))
    .order_by(_decision.seq, _evidence.skill)
)


def save_scores(store: Store, scores: AttemptScores) -> None:
    """
    Keep what was derived from an attempt, in place of what was derived before.

    Raises:
        NotFound: There is no such attempt.
    """
    with writing(store) as connection:
        require_attempt(connection, scores.attempt.attempt_id)
        for statement in _CLEAR:
            connection.execute(statement, {"id": scores.attempt.attempt_id})
        insert_scores(connection, scores)


def scores_of(store: Store, *, attempt_id: str) -> AttemptScores | None:
    """Find what was derived from an attempt, turns in order; None when it was not finished or not folded yet."""
    with reading_snapshot(store) as connection:
        attempt = connection.execute(_ATTEMPT_SCORE, {"id": attempt_id}).first()
        if attempt is None:
            return None
        return AttemptScores(
            attempt=AttemptScore(*attempt),
            decisions=tuple(DecisionScore(*row) for row in connection.execute(_DECISION_SCORES, {"id": attempt_id})),
            evidence=tuple(SkillEvidence(*row) for row in connection.execute(_EVIDENCE, {"id": attempt_id})),
        )


def skill_evidence_of(store: Store, *, person_id: str) -> tuple[DatedEvidence, ...]:
    """List all that a person's attempts say of their skills, in the order of the log; what-ifs say nothing."""
    with reading(store) as connection:
        rows = connection.execute(_EVIDENCE_OF_PERSON, {"person_id": person_id})
        return tuple(_to_dated(row) for row in rows)


def insert_scores(connection: Connection, scores: AttemptScores) -> None:
    """
    Add derived rows inside the caller's transaction.

    Raises:
        ValueError: The parts speak of different attempts.
    """
    parts: tuple[DecisionScore | SkillEvidence, ...] = (*scores.decisions, *scores.evidence)
    if any(part.attempt_id != scores.attempt.attempt_id for part in parts):
        raise ValueError(f"scores of attempt '{scores.attempt.attempt_id}' hold rows of another attempt")
    connection.execute(insert(tables.attempt_score), row_of(scores.attempt))
    if scores.decisions:
        connection.execute(insert(tables.decision_score), [row_of(each) for each in scores.decisions])
    if scores.evidence:
        connection.execute(insert(tables.skill_evidence), [row_of(each) for each in scores.evidence])


def _to_dated(row: Sequence[Any]) -> DatedEvidence:
    seq, taken_at, exercise_id, scene, *evidence = row
    return DatedEvidence(seq, taken_at, exercise_id, scene, SkillEvidence(*evidence))
