"""A series is begun once, its parts come one after the other, and when it is over it stays so."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from trainer import store as log
from trainer.store import NotFound, SeriesRecord, Store

from .samples import begin_place, finish_place, keep_attempt, keep_person, keep_series, later, make_attempt


def found(store: Store, record: SeriesRecord) -> SeriesRecord:
    """Read a series anew."""
    (same,) = (each for each in log.series_of(store, person_id=record.series.person_id) if each.series == record.series)
    return same


def test_a_series_is_kept_as_it_was_planned(store: Store) -> None:
    """Plan and seed come back as they were; nothing is begun yet."""
    person = keep_person(store).id
    record = keep_series(store, person, "callback", "greeting", "누수")
    assert log.series_of(store, person_id=person) == (record,)
    assert (record.parts, record.ended_at, record.over) == ((), None, False)
    assert log.series_of(store, person_id="nobody") == ()


def test_a_person_has_one_open_series(store: Store) -> None:
    """Beginning again returns the open one; after its end a new one begins, and the list has the newest first."""
    person = keep_person(store).id
    first = keep_series(store, person)
    assert keep_series(store, person, "other", started_at=later(5)) == first
    log.end_series(store, series_id=first.series.id, at=later(9))
    second = keep_series(store, person, "other", started_at=later(10))
    assert [each.series for each in log.series_of(store, person_id=person)] == [second.series, first.series]
    other = keep_series(store, keep_person(store).id)
    assert other.series not in (first.series, second.series)


def test_a_series_needs_a_person(store: Store) -> None:
    """For nobody no series begins."""
    with pytest.raises(NotFound, match="person 'nobody'"):
        keep_series(store, "nobody")


def test_parts_come_in_order(store: Store) -> None:
    """The next part begins when the one before is closed, not earlier, and no part after the last."""
    record = keep_series(store, keep_person(store).id)
    assert begin_place(store, record, 2) is None
    first = begin_place(store, record, 1)
    assert first is not None
    assert begin_place(store, record, 2) is None
    finish_place(store, record, 1)
    second = begin_place(store, record, 2)
    assert second is not None
    assert [part.summary.attempt for part in found(store, record).parts] == [first, second]
    assert not found(store, record).over
    log.close_attempt(store, attempt_id=second.id, reason="abandoned", at=later(9))
    over = found(store, record)
    assert over.over
    assert [part.summary.closed for part in over.parts] == ["finished", "abandoned"]
    assert over.parts[0].summary.score is not None
    third = make_attempt(record.series.person_id)
    assert log.begin_part(store, series_id=record.series.id, place=3, attempt=third) is None


def test_a_part_is_begun_once(store: Store) -> None:
    """A second tab that begins the same part plays the attempt of the first; so it is under many at once."""
    record = keep_series(store, keep_person(store).id)
    with ThreadPoolExecutor(4) as threads:
        begun = set(threads.map(lambda _: begin_place(store, record, 1), range(8)))
    assert len(begun) == 1
    (attempt,) = begun
    assert attempt is not None
    assert [part.summary.attempt for part in found(store, record).parts] == [attempt]
    assert len(log.attempts_of(store, person_id=record.series.person_id)) == 1


def test_a_series_is_begun_once_by_many(store: Store) -> None:
    """Tabs that begin at the same moment all get one series."""
    person = keep_person(store).id
    with ThreadPoolExecutor(4) as threads:
        begun = {record.series.id for record in threads.map(lambda _: keep_series(store, person), range(8))}
    assert len(begun) == 1
    assert len(log.series_of(store, person_id=person)) == 1


def test_ending_a_series_closes_its_open_part(store: Store) -> None:
    """A series that is ended early is over, its open part abandoned, and ends once; other attempts go on."""
    record = keep_series(store, keep_person(store).id)
    other = keep_attempt(store, record.series.person_id)
    part = begin_place(store, record, 1)
    assert part is not None
    assert log.end_series(store, series_id=record.series.id, at=later(30))
    assert not log.end_series(store, series_id=record.series.id, at=later(40))
    over = found(store, record)
    assert (over.over, over.ended_at, over.parts[0].summary.closed) == (True, later(30), "abandoned")
    assert begin_place(store, record, 2) is None
    assert [each.attempt for each in log.open_attempts(store, person_id=record.series.person_id)] == [other]


def test_a_series_played_to_its_end_is_not_ended_again(store: Store) -> None:
    """After the last part there is nothing to end, and nothing is written."""
    record = keep_series(store, keep_person(store).id, begun=2)
    assert found(store, record).over
    assert not log.end_series(store, series_id=record.series.id, at=later(30))
    assert found(store, record).ended_at is None


def test_the_series_of_an_attempt(store: Store) -> None:
    """A part leads to its series, an attempt on its own to none."""
    record = keep_series(store, keep_person(store).id)
    part = begin_place(store, record, 1)
    assert part is not None
    assert log.series_of_attempt(store, attempt_id=part.id) == found(store, record)
    assert log.series_of_attempt(store, attempt_id=keep_attempt(store).id) is None


def test_nobody_begins_a_part_of_somebody_elses(store: Store) -> None:
    """A part is its person's; an unknown series has none, and can not be ended."""
    record = keep_series(store, keep_person(store).id)
    begin_place(store, record, 1)
    stranger = make_attempt(keep_person(store).id)
    for series_id in (record.series.id, "unknown"):
        with pytest.raises(NotFound, match="series"):
            log.begin_part(store, series_id=series_id, place=1, attempt=stranger)
    with pytest.raises(NotFound, match="series 'unknown'"):
        log.end_series(store, series_id="unknown", at=later(1))


def test_a_part_that_cannot_be_kept_leaves_nothing(store: Store) -> None:
    """When the attempt's version is missing, neither attempt nor place is there."""
    record = keep_series(store, keep_person(store).id)
    attempt = make_attempt(record.series.person_id)
    with pytest.raises(NotFound, match="exercise version 'v1'"):
        log.begin_part(store, series_id=record.series.id, place=1, attempt=attempt)
    assert found(store, record).parts == ()
    assert log.attempts_of(store, person_id=record.series.person_id) == ()
