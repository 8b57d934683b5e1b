"""Attempts in play: the log read and replayed once, then carried along turn by turn. The store decides who is right."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace

from trainer import store
from trainer.assess.scoring import ScoredDecision, score_decision
from trainer.play import engine
from trainer.play.replay import Played, replay
from trainer.service.errors import NoSuchAttempt
from trainer.service.house import House, guarded
from trainer.service.playable import Playable

LIVE_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Live:
    """
    An attempt as the log has it: who, on which version, what was decided, and where that leads.

    `closed` is finished, abandoned or None. A cached value can be behind the log, never ahead of it: the store refuses
    a decision for a turn that is not the next one, and the attempt is then read anew.
    """

    attempt: store.Attempt
    playable: Playable
    played: Played
    scored: tuple[ScoredDecision, ...]
    log: tuple[store.Decision, ...]
    closed: str | None

    @property
    def turn(self) -> int:
        """The turn to come, from 1."""
        return self.played.state.turn

    @property
    def case(self) -> dict[str, str]:
        """The texts that this attempt's case fills in."""
        cases = self.playable.exercise.cases
        return cases[(self.attempt.case_number - 1) % len(cases)]

    @property
    def over(self) -> bool:
        """True when the play has reached an ending."""
        return engine.finished(self.playable.program, self.played.state)

    def after(self, decision: store.Decision) -> Live:
        """Go on by one more decision that is on disk."""
        program = self.playable.program
        state, taken = engine.answer(program, self.played.state, decision.response)
        played = Played((*self.played.decisions, taken), state)
        scored = (*self.scored, score_decision(self.playable.solution, taken))
        closed = "finished" if engine.finished(program, state) else self.closed
        return replace(self, played=played, scored=scored, log=(*self.log, decision), closed=closed)


@dataclass(slots=True)
class LiveAttempts:
    """A bounded cache of attempts in play, safe for threads."""

    kept: OrderedDict[str, Live] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, attempt_id: str) -> Live | None:
        """The attempt as last seen by this process."""
        with self.lock:
            return self.kept.get(attempt_id)

    def put(self, live: Live) -> None:
        """Keep what was just read or written."""
        with self.lock:
            self.kept[live.attempt.id] = live
            self.kept.move_to_end(live.attempt.id)
            while len(self.kept) > LIVE_KEPT:
                self.kept.popitem(last=False)


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
