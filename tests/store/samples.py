"""Small records to begin a test with."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from trainer import store as log
from trainer.store import (
    Attempt,
    AttemptScore,
    AttemptScores,
    Certificate,
    Decision,
    DecisionScore,
    Person,
    Series,
    SeriesRecord,
    SkillEvidence,
    Store,
)

NOW = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)


def later(seconds: float) -> datetime:
    """Return a moment after `NOW`."""
    return NOW + timedelta(seconds=seconds)


def keep_person(store: Store) -> Person:
    """Keep a person of a new id."""
    return log.add_person(store, Person(uuid4().hex, NOW))


def make_attempt(
    person_id: str,
    *,
    exercise_id: str = "callback",
    started_at: datetime = NOW,
    parent: tuple[str, int] | None = None,
) -> Attempt:
    """Make an attempt at version "v1" that is not kept yet; `parent` is an attempt's id and turn."""
    return Attempt(
        id=uuid4().hex,
        person_id=person_id,
        exercise_id=exercise_id,
        version="v1",
        seed=2**63 - 1,
        case_number=2,
        persona="hasty",
        mode="assessment",
        time_factor=1.5,
        parent_attempt_id=parent[0] if parent else None,
        parent_turn=parent[1] if parent else None,
        started_at=started_at,
    )


def keep_attempt(
    store: Store,
    person_id: str | None = None,
    *,
    exercise_id: str = "callback",
    started_at: datetime = NOW,
    parent: tuple[str, int] | None = None,
) -> Attempt:
    """Keep an attempt, with all that it points to; without a person, a new one is kept."""
    log.save_version(store, version="v1", exercise_id="callback", content=b"{}", at=NOW)
    person_id = person_id or keep_person(store).id
    return log.add_attempt(
        store, make_attempt(person_id, exercise_id=exercise_id, started_at=started_at, parent=parent)
    )


def make_decision(attempt_id: str, turn: int, *, response: str = "listen", note: str | None = None) -> Decision:
    """Make a decision taken `turn` seconds after `NOW`, that is not kept yet."""
    return Decision(attempt_id, turn, f"scene-{turn}", response, NOW, later(turn), note)


def append(store: Store, attempt_id: str, *turns: int) -> None:
    """Append decisions of these turns."""
    for turn in turns:
        log.append_decision(store, make_decision(attempt_id, turn))


def make_scores(attempt_id: str, turns: int = 2, *, score: float = 0.75) -> AttemptScores:
    """Make what could have been derived from an attempt of so many turns."""
    return AttemptScores(
        AttemptScore(attempt_id, score, 0.8, False, 7, "ending-won", "won", turns, 12.5, later(turns)),
        tuple(DecisionScore(attempt_id, turn, 2, 0, 2, 1.0, "best") for turn in range(1, turns)),
        tuple(
            SkillEvidence(attempt_id, turn, skill, 0.5, 2.0)
            for turn in range(1, turns + 1)
            for skill in ("empathy", "reading")
        ),
    )


def keep_series(
    store: Store, person_id: str, *plan: str, started_at: datetime = NOW, begun: int = 0
) -> SeriesRecord:
    """Keep a series of these exercises, of which the first `begun` parts were played to their end."""
    series = Series(uuid4().hex, person_id, 7, plan or ("callback", "greeting"), started_at)
    record = log.begin_series(store, series)
    for place in range(1, begun + 1):
        begin_place(store, record, place)
        finish_place(store, record, place)
    return record


def begin_place(store: Store, record: SeriesRecord, place: int) -> Attempt | None:
    """Begin a part of a series."""
    log.save_version(store, version="v1", exercise_id="callback", content=b"{}", at=NOW)
    exercise_id = record.series.plan[place - 1]
    attempt = make_attempt(record.series.person_id, exercise_id=exercise_id, started_at=later(600 + place))
    return log.begin_part(store, series_id=record.series.id, place=place, attempt=attempt)


def finish_place(store: Store, record: SeriesRecord, place: int) -> None:
    """Play a part that was begun to its end."""
    known = log.series_of(store, person_id=record.series.person_id)
    (found,) = (each for each in known if each.series == record.series)
    attempt = found.parts[place - 1].summary.attempt
    append(store, attempt.id, 1)
    log.append_decision(store, make_decision(attempt.id, 2), finished=True, scores=make_scores(attempt.id))


def make_certificate(record: SeriesRecord, code: str = "AAAA-AAAA", *, name: str = "Mei Lin") -> Certificate:
    """Make a certificate for a series that is not kept yet."""
    return Certificate(code, record.series.person_id, record.series.id, name, later(500), '{"skills": []}')
