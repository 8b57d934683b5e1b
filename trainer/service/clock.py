"""The server's clock of a timed turn: when it was first shown, what is left, and whether an answer came in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from trainer import store
from trainer.play import engine
from trainer.service.house import House, guarded
from trainer.service.kept import Live

# What an answer may take on its way to us, and what a browser's countdown may run ahead.
GRACE_S = 1.5
EARLY_S = 0.75


@dataclass(frozen=True, slots=True)
class TurnClock:
    """A timed turn: when it was first shown (aware UTC), and the seconds allowed."""

    shown_at: datetime
    limit_s: float

    def remaining_s(self, now: datetime) -> float:
        """Seconds left, not below 0."""
        return max(0.0, self.limit_s - (now - self.shown_at).total_seconds())

    def too_late(self, now: datetime) -> bool:
        """True when an answer that arrives now was given after the time."""
        return now > self.shown_at + timedelta(seconds=self.limit_s + GRACE_S)

    def too_early(self, now: datetime) -> bool:
        """True when the time cannot be over yet, whatever the browser says."""
        return now < self.shown_at + timedelta(seconds=self.limit_s - EARLY_S)


def turn_clock(house: House, live: Live, now: datetime) -> TurnClock | None:
    """
    The clock of the turn to come, started now when it was never shown; None when the turn is not timed.

    A reload does not start it anew. A turn that was shown before this process began has been through an outage of
    ours: it starts anew, once, and the log says so.

    Raises:
        TryAgain: The store cannot keep the moment.
    """
    scene = engine.stage_of(live.playable.program, live.played.state).model
    factor = live.attempt.time_factor
    if scene.respond_within_s is None or factor is None or live.closed:
        return None
    limit = scene.respond_within_s * factor
    key = {"attempt_id": live.attempt.id, "turn": live.turn}
    with guarded("clock"):
        shown = store.mark_shown(house.store, **key, at=now)  # type: ignore[arg-type]
        if shown < house.started_at <= now:
            detail = f"the server was away; it was back at {house.started_at.isoformat(timespec='seconds')}"
            if store.restart_turn(house.store, **key, at=now, detail=detail):  # type: ignore[arg-type]
                shown = now
    return TurnClock(shown, limit)


def shown_before(live: Live) -> datetime:
    """When an untimed turn came up: with the decision before it, or with the attempt's start."""
    own = [decision.taken_at for decision in live.log if decision.attempt_id == live.attempt.id]
    return own[-1] if own else live.attempt.started_at
