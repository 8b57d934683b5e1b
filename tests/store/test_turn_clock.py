"""A turn's time begins when it is first shown, and anew once if we were away."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from trainer import store as log
from trainer.store import NotFound, Store, StoreError, open_store

from .samples import NOW, append, keep_attempt, later


def test_the_first_showing_counts(store: Store) -> None:
    """Showing a turn again, as a reload does, returns the first time; turns and attempts do not mix."""
    attempt, other = keep_attempt(store), keep_attempt(store)
    assert log.shown_at(store, attempt_id=attempt.id, turn=1) is None
    times = [log.mark_shown(store, attempt_id=attempt.id, turn=1, at=later(each)) for each in (5, 9)]
    assert times == [later(5), later(5)]
    assert log.shown_at(store, attempt_id=attempt.id, turn=1) == later(5)
    assert log.mark_shown(store, attempt_id=attempt.id, turn=2, at=later(9)) == later(9)
    assert log.mark_shown(store, attempt_id=other.id, turn=1, at=later(9)) == later(9)


def test_tabs_that_show_a_turn_at_once_agree(store: Store, url: str) -> None:
    """Of many showings at the same moment one counts, and all learn which."""
    attempt = keep_attempt(store)
    with open_store(url) as other, ThreadPoolExecutor(8) as threads:
        showings = [
            threads.submit(log.mark_shown, (store, other)[each % 2], attempt_id=attempt.id, turn=1, at=later(each))
            for each in range(8)
        ]
        times = {each.result() for each in showings}
    assert times == {log.shown_at(store, attempt_id=attempt.id, turn=1)}


def test_a_turn_is_restarted_once(store: Store) -> None:
    """The first restart begins the time anew and is in the log with its reason; the second does nothing."""
    attempt = keep_attempt(store)
    log.mark_shown(store, attempt_id=attempt.id, turn=1, at=NOW)
    assert log.restart_turn(store, attempt_id=attempt.id, turn=1, at=later(60), detail="the server was away")
    assert not log.restart_turn(store, attempt_id=attempt.id, turn=1, at=later(120), detail="again")
    assert log.shown_at(store, attempt_id=attempt.id, turn=1) == later(60)
    assert log.mark_shown(store, attempt_id=attempt.id, turn=1, at=later(99)) == later(60)
    (event,) = log.events_of(store, attempt_id=attempt.id)
    assert (event.kind, event.turn, event.at, event.detail) == ("turn-restarted", 1, later(60), "the server was away")
    log.mark_shown(store, attempt_id=attempt.id, turn=2, at=later(130))
    assert log.restart_turn(store, attempt_id=attempt.id, turn=2, at=later(140), detail="another turn")


def test_restarts_at_once_are_one(store: Store, url: str) -> None:
    """Of many restarts at the same moment exactly one takes place."""
    attempt = keep_attempt(store)
    log.mark_shown(store, attempt_id=attempt.id, turn=1, at=NOW)
    with open_store(url) as other, ThreadPoolExecutor(6) as threads:
        restarts = [
            threads.submit(
                log.restart_turn,
                (store, other)[each % 2],
                attempt_id=attempt.id,
                turn=1,
                at=later(each),
                detail="away",
            )
            for each in range(6)
        ]
        assert sorted(each.result() for each in restarts) == [False] * 5 + [True]


def test_there_must_be_something_to_restart(store: Store) -> None:
    """A turn that was not shown, is decided, or belongs to a closed attempt is not restarted."""
    attempt = keep_attempt(store)
    for turn in (1, 2):
        log.mark_shown(store, attempt_id=attempt.id, turn=turn, at=NOW)
    append(store, attempt.id, 1)

    def restarted(turn: int) -> bool:
        return log.restart_turn(store, attempt_id=attempt.id, turn=turn, at=NOW, detail="")

    assert not restarted(1)
    assert not restarted(3)
    log.close_attempt(store, attempt_id=attempt.id, reason="abandoned", at=NOW)
    assert not restarted(2)
    assert [each.kind for each in log.events_of(store, attempt_id=attempt.id)] == ["abandoned"]


def test_unknown_attempts_have_no_clock(store: Store) -> None:
    """A turn of an attempt that is not there can be neither shown nor restarted."""
    with pytest.raises(NotFound):
        log.mark_shown(store, attempt_id="nobody", turn=1, at=NOW)
    with pytest.raises(NotFound):
        log.restart_turn(store, attempt_id="nobody", turn=1, at=NOW, detail="")
    with pytest.raises(StoreError):
        log.mark_shown(store, attempt_id=keep_attempt(store).id, turn=0, at=NOW)
