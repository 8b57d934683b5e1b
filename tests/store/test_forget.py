"""A person's own records can be taken away whole, and forgotten whole; nobody else's are touched."""

import pytest
from sqlalchemy import func, select

from trainer import store as log
from trainer.store import Confidence, NotFound, Store
from trainer.store.tables import metadata
from trainer.store.transactions import reading

from .samples import (
    NOW,
    append,
    begin_place,
    keep_attempt,
    keep_person,
    keep_series,
    later,
    make_certificate,
    make_decision,
    make_scores,
)


def played(store: Store) -> str:
    """
    Keep a person with two devices, a finished attempt, a what-if from it, an abandoned attempt, and a series.

    The series was ended in its first part, and has a certificate all the same.
    """
    person = keep_person(store).id
    for number in (1, 2):
        log.bind_device(store, device_id=f"{person}-{number}", person_id=person)
    first = keep_attempt(store, person)
    log.mark_shown(store, attempt_id=first.id, turn=1, at=NOW)
    append(store, first.id, 1)
    log.append_decision(store, make_decision(first.id, 2), finished=True, scores=make_scores(first.id))
    append(store, keep_attempt(store, person, started_at=later(60), parent=(first.id, 2)).id, 2)
    left = keep_attempt(store, person, started_at=later(120))
    log.close_attempt(store, attempt_id=left.id, reason="abandoned", at=later(130))
    log.add_confidence(store, Confidence(first.id, 2, 80, later(1)))
    series = keep_series(store, person, started_at=later(200))
    begin_place(store, series, 1)
    log.end_series(store, series_id=series.series.id, at=later(300))
    log.add_certificate(store, make_certificate(series, f"CODE-{person}"))
    return person


def counts(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    with reading(store) as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def test_the_export_holds_all_of_a_person_and_nothing_of_others(store: Store) -> None:
    """Attempts come in order with their decisions, events, times, scores and evidence; all are the person's."""
    played(store)
    person = played(store)
    found = log.export_of(store, person)
    assert found.person == log.person(store, person_id=person)
    assert found.devices == 2
    part = next(own for own in found.attempts if own.attempt.id == found.series[0].attempts[0])
    first, what_if, left = (own for own in found.attempts if own is not part)
    assert {own.attempt.person_id for own in found.attempts} == {person}
    assert [each.turn for each in first.decisions] == [1, 2]
    assert [each.turn for each in first.shown] == [1]
    assert [each.kind for each in first.events] == ["finished"]
    scores = log.scores_of(store, attempt_id=first.attempt.id)
    assert scores is not None
    assert (first.score, first.decision_scores, first.evidence) == (scores.attempt, scores.decisions, scores.evidence)
    assert what_if.attempt.parent_attempt_id == first.attempt.id
    assert [each.turn for each in what_if.decisions] == [2]
    assert [each.kind for each in left.events] == ["abandoned"]
    assert left.score is None
    assert [each.sure for each in first.confidences] == [80]
    assert [each.kind for each in part.events] == ["abandoned"]
    assert [(own.series.plan, own.ended_at) for own in found.series] == [(("callback", "greeting"), later(300))]
    assert [each.code for each in found.certificates] == [f"CODE-{person}"]


def test_nobody_has_no_export(store: Store) -> None:
    """An id that nobody has is not found."""
    with pytest.raises(NotFound):
        log.export_of(store, "nobody")


def test_forgetting_leaves_the_store_as_if_there_had_been_nobody(store: Store) -> None:
    """Every row of the person goes, every other row stays, and the exercise's versions stay."""
    other = played(store)
    before, kept = counts(store), log.export_of(store, other)
    person = played(store)
    log.forget(store, person)
    assert counts(store) == before
    assert log.export_of(store, other) == kept
    assert log.person_of_device(store, device_id=f"{person}-1") is None
    with pytest.raises(NotFound):
        log.export_of(store, person)
    log.forget(store, person)
    assert counts(store) == before


def test_forgetting_is_all_or_nothing(store: Store) -> None:
    """When one row cannot go, all stay."""
    person = played(store)
    first = log.export_of(store, person).attempts[0].attempt
    keep_attempt(store, started_at=later(5), parent=(first.id, 2))  # somebody else's what-if holds on to it
    before = counts(store)
    with pytest.raises(log.StoreError):
        log.forget(store, person)
    assert counts(store) == before
