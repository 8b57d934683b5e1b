"""How sure somebody was is kept as it was said first, for attempts that are there and for shares that are shares."""

import pytest
from sqlalchemy import select

from trainer import store as log
from trainer.store import Confidence, NotFound, Store, StoreError
from trainer.store.tables import confidence
from trainer.store.transactions import reading

from .samples import NOW, keep_attempt, later


def kept(store: Store) -> list[Confidence]:
    """Read all that is kept."""
    with reading(store) as connection:
        return [Confidence(*row) for row in connection.execute(select(confidence).order_by(confidence.c.turn))]


def test_the_first_answer_stays(store: Store) -> None:
    """A second answer for the same turn changes nothing; other turns have their own."""
    attempt = keep_attempt(store).id
    first, second = Confidence(attempt, 1, 0, NOW), Confidence(attempt, 2, 100, later(3))
    assert log.add_confidence(store, first)
    assert not log.add_confidence(store, Confidence(attempt, 1, 55, later(1)))
    assert log.add_confidence(store, second)
    assert kept(store) == [first, second]


def test_what_is_no_answer_is_refused(store: Store) -> None:
    """An unknown attempt, a share beyond 100 or below 0, and turn 0 are refused and leave nothing."""
    with pytest.raises(NotFound):
        log.add_confidence(store, Confidence("nobody", 1, 50, NOW))
    attempt = keep_attempt(store).id
    for turn, sure in ((1, 101), (1, -1), (0, 50)):
        with pytest.raises(StoreError):
            log.add_confidence(store, Confidence(attempt, turn, sure, NOW))
    assert kept(store) == []
