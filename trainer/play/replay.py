"""Replay: from a log of responses back to states and the transcript. The log is the truth; this reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.play import engine
from trainer.play.engine import Decision, State
from trainer.play.program import Program, Utterance
from trainer.scenario.template import Case


@dataclass(frozen=True, slots=True)
class Played:
    """A play up to now: the decisions in turn order and the state that they lead to."""

    decisions: tuple[Decision, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Moment:
    """One turn as it was seen: the scene's lines, and what was said or done then (None at the end)."""

    turn: int
    state: State
    lines: tuple[Utterance, ...]
    decision: Decision | None
    taken: str | None


def replay(program: Program, responses: Iterable[str]) -> Played:
    """
    Play a sequence of responses from the start.

    Raises:
        UnknownResponse: A response is not offered at its turn.
        PlayFinished: There are more responses than the play has turns.
    """
    state = engine.start(program)
    decisions = []
    for response in responses:
        state, decision = engine.answer(program, state, response)
        decisions.append(decision)
    return Played(tuple(decisions), state)


def transcript(program: Program, played: Played, case: Case) -> tuple[Moment, ...]:
    """All that was shown and said, turn by turn, the present moment last."""
    moments = []
    for decision in played.decisions:
        said = decision.option.text.render(case, decision.state.values)
        heard = engine.lines(program, decision.state, case)
        moments.append(Moment(decision.turn, decision.state, heard, decision, said))
    state = played.state
    moments.append(Moment(state.turn, state, engine.lines(program, state, case), None, None))
    return tuple(moments)
