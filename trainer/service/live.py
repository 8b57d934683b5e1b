"""Attempts in play: the log read and replayed once, then carried along turn by turn. The store decides who is right."""

from __future__ import annotations

from trainer import store
from trainer.assess.scoring import score_decision
from trainer.play.replay import replay
from trainer.service.errors import NoSuchAttempt
from trainer.service.house import House, guarded
from trainer.service.kept import Live


def read_live(house: House, person_id: str, attempt_id: str) -> Live:
    """
    Read an attempt from the log and replay it.

    Raises:
        NoSuchAttempt: There is none, or it is somebody else's.
        TryAgain: The store cannot be read at the moment.
    """
    with guarded("read"):
        try:
            attempt = store.attempt(house.store, attempt_id=attempt_id)
        except store.NotFound:
            attempt = None
        if attempt is None or attempt.person_id != person_id:
            raise NoSuchAttempt("There is no attempt of yours at this address.")
        log = store.decisions_of(house.store, attempt_id=attempt_id)
        events = store.events_of(house.store, attempt_id=attempt_id)
    playable = house.version(attempt.version)
    played = replay(playable.program, [decision.response for decision in log])
    scored = tuple(score_decision(playable.solution, decision) for decision in played.decisions)
    closing = [event for event in events if event.kind in ("finished", "abandoned")]
    live = Live(attempt, playable, played, scored, log, closing[-1].kind if closing else None)
    house.live.put(live)
    return live


def current_live(house: House, person_id: str, attempt_id: str) -> Live:
    """The attempt as this process last saw it, else out of the log; raises like `read_live`."""
    known = house.live.get(attempt_id)
    if known is not None and known.attempt.person_id == person_id:
        return known
    return read_live(house, person_id, attempt_id)
