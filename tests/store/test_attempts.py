"""Attempts are found again as long as they are open, and closed once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from trainer import store as log
from trainer.store import Attempt, NotFound, Store, StoreError, open_store

from .samples import NOW, append, keep_attempt, keep_person, later, make_attempt


def test_attempts_come_back_as_they_were(store: Store) -> None:
    """Every field of an attempt is kept, with and without its optional ones."""
    full = keep_attempt(store)
    bare = replace(full, id="bare", persona=None, time_factor=None, mode="practice", seed=0)
    log.add_attempt(store, bare)
    assert [log.attempt(store, attempt_id=each.id) for each in (full, bare)] == [full, bare]


def test_what_an_attempt_points_to_must_be_there(store: Store) -> None:
    """A missing person, version, parent or turn of the parent is named."""
    parent = keep_attempt(store)
    append(store, parent.id, 1)
    fresh = make_attempt(parent.person_id)
    for wrong, words in (
        (replace(fresh, person_id="nobody"), "person 'nobody'"),
        (replace(fresh, version="v0"), "exercise version 'v0'"),
        (replace(fresh, parent_attempt_id="none", parent_turn=1), "attempt 'none'"),
        (replace(fresh, parent_attempt_id=parent.id, parent_turn=2), f"decided turn '{parent.id}/2'"),
    ):
        with pytest.raises(NotFound, match=words):
            log.add_attempt(store, wrong)
    with pytest.raises(NotFound):
        log.attempt(store, attempt_id=fresh.id)


@pytest.mark.parametrize(
    "change",
    [{"case_number": 0}, {"mode": "exam"}, {"parent_turn": 1}, {"parent_turn": 0, "parent_attempt_id": "itself"}],
)
def test_the_database_refuses_attempts_that_cannot_be(store: Store, change: dict[str, int | str]) -> None:
    """Cases count from 1, modes are two, and a parent comes with a turn from 1."""
    kept = keep_attempt(store)
    if "parent_attempt_id" in change:
        change = {**change, "parent_attempt_id": kept.id}
    with pytest.raises(StoreError):
        log.add_attempt(store, replace(kept, id="wrong", **change))  # type: ignore[arg-type]


def test_an_attempt_id_is_given_once(store: Store) -> None:
    """A second attempt of the same id is refused, and the first stays."""
    kept = keep_attempt(store)
    with pytest.raises(StoreError):
        log.add_attempt(store, replace(kept, seed=7))
    assert log.attempt(store, attempt_id=kept.id) == kept


def test_the_latest_open_attempt_is_continued(store: Store) -> None:
    """Of a person's attempts at an exercise the latest that is open is found; closed ones and what-ifs are not."""
    person = keep_person(store)
    early = keep_attempt(store, person.id)
    late = keep_attempt(store, person.id, started_at=later(60))
    append(store, late.id, 1)
    keep_attempt(store, person.id, started_at=later(90), parent=(late.id, 1))
    keep_attempt(store, person.id, exercise_id="greeting", started_at=later(99))
    keep_attempt(store, started_at=later(99))

    def found() -> Attempt | None:
        return log.open_attempt(store, person_id=person.id, exercise_id="callback")

    assert found() == late
    log.close_attempt(store, attempt_id=late.id, reason="abandoned", at=later(100))
    assert found() == early
    log.close_attempt(store, attempt_id=early.id, reason="finished", at=later(100))
    assert found() is None


def test_two_starts_share_one_attempt(store: Store, url: str) -> None:
    """Tabs that start the same exercise at once all play one attempt, when asked to; after its end a new one begins."""
    person_id = keep_attempt(store, exercise_id="other").person_id
    fresh = [make_attempt(person_id) for _ in range(8)]
    with open_store(url) as other, ThreadPoolExecutor(8) as threads:
        starts = [
            threads.submit(log.add_attempt, on, each, reuse_open=True)
            for each, on in zip(fresh, [store, other] * 4, strict=True)
        ]
        started = {each.result() for each in starts}
    assert len(started) == 1
    assert started <= set(fresh)
    log.close_attempt(store, attempt_id=started.pop().id, reason="abandoned", at=NOW)
    again = make_attempt(person_id)
    assert log.add_attempt(store, again, reuse_open=True) == again


def test_an_attempt_is_closed_once(store: Store) -> None:
    """The first closing stays, with its reason and time; the second says that it came too late."""
    attempt = keep_attempt(store)
    assert log.close_attempt(store, attempt_id=attempt.id, reason="abandoned", at=later(1))
    assert not log.close_attempt(store, attempt_id=attempt.id, reason="finished", at=later(2))
    (event,) = log.events_of(store, attempt_id=attempt.id)
    assert (event.kind, event.at) == ("abandoned", later(1))
    with pytest.raises(NotFound):
        log.close_attempt(store, attempt_id="nobody", reason="abandoned", at=NOW)


def test_closings_that_do_not_exist_are_refused(store: Store) -> None:
    """An attempt is finished or abandoned and nothing else, and stays open after a wrong word."""
    attempt = keep_attempt(store)
    with pytest.raises(StoreError):
        log.close_attempt(store, attempt_id=attempt.id, reason="lost", at=NOW)  # type: ignore[arg-type]
    append(store, attempt.id, 1)
