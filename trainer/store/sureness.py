"""What came of the choices for which a trainee said how sure they were: what calibration is drawn from."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from trainer.store import tables
from trainer.store.transactions import Store, reading

_attempt = tables.attempt.c
_confidence = tables.confidence.c
_score = tables.decision_score.c

_OUTCOMES = (
    select(_confidence.sure, _score.mark)
    .select_from(tables.confidence)
    .join(tables.attempt, _attempt.id == _confidence.attempt_id)
    .join(
        tables.decision_score,
        (_score.attempt_id == _confidence.attempt_id) & (_score.turn == _confidence.turn),
    )
    .where(
        _attempt.person_id == bindparam("person_id"), _attempt.parent_attempt_id.is_(None), _score.mark.is_not(None)
    )
    .order_by(_confidence.given_at, _confidence.attempt_id, _confidence.turn)
)


@dataclass(frozen=True, slots=True)
class SureOutcome:
    """How sure a trainee was of a choice (0 to 100), and the mark that the choice got."""

    sure: int
    mark: str


def sure_outcomes_of(store: Store, *, person_id: str) -> tuple[SureOutcome, ...]:
    """
    List a person's answers with what came of them, the oldest first.

    Only finished attempts say what a choice was worth; what-ifs and turns where nothing was at stake are left out.
    """
    with reading(store) as connection:
        return tuple(SureOutcome(*row) for row in connection.execute(_OUTCOMES, {"person_id": person_id}))
