"""How sure a trainee is of a choice: when it is asked, and keeping what was said. It never costs anybody a choice."""

from __future__ import annotations

from datetime import datetime

from trainer import store
from trainer.assess import calibration
from trainer.play import engine
from trainer.service import metrics
from trainer.service.house import House
from trainer.service.kept import Live


def asks_sure(live: Live) -> bool:
    """
    Whether the turn to come asks how sure one is of the choice.

    Never on timed turns, where the question would eat the time (also for those who play without limit), never in a
    what-if, which counts for nothing, and never where there is only one thing to do.
    """
    if live.closed or live.over or live.attempt.parent_attempt_id is not None:
        return False
    program, state = live.playable.program, live.played.state
    if engine.stage_of(program, state).model.respond_within_s is not None:
        return False
    return len(engine.offered(program, state)) > 1 and calibration.asks(live.attempt.seed, live.turn)


def keep_sure(house: House, live: Live, sure: int | None, now: datetime) -> None:
    """
    Keep how sure somebody was of the choice that was just kept; an answer that cannot be kept is let go.

    Args:
        house: The open house.
        live: The attempt as it stood before the choice.
        sure: The stated chance in percent; None when nothing was said.
        now: The present, aware.
    """
    if sure is None or not 0 <= sure <= 100 or not asks_sure(live):
        return
    try:
        store.add_confidence(house.store, store.Confidence(live.attempt.id, live.turn, sure, now))
    except store.StoreError:
        metrics.count_store_error("sure")
