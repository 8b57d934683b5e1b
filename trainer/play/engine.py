"""
The role-play engine: enter scenes, offer choices, take one. A pure function of program, state and response.

Entering a scene first tries its redirect rules in order (the scene entered that way tries its own), then shows its
lines, then offers the choices whose condition holds. Taking a choice earns the points of its skills, then adds its
effects, each clamped to its range, then enters `next`. A scene with an ending ends the play and earns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from trainer.play.program import Option, Program, Stage, Utterance
from trainer.scenario.template import Case, Values

_new = tuple.__new__  # makes a State without the keyword handling of a named tuple


class UnknownResponse(Exception):
    """The response is not among those offered in this state."""


class PlayFinished(Exception):
    """The play has ended; there is nothing left to answer."""


class EndlessRedirect(Exception):
    """Redirects lead round in a circle (content with errors only; the checks name it)."""


class State(NamedTuple):
    """
    Where a play stands: scene number, variable values, and the turn to come (from 1).

    A named tuple, because every turn makes one and a frozen dataclass takes twice as long to make.
    """

    scene: int
    values: Values
    turn: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What was taken at a turn: the option, and the state that it was taken in."""

    turn: int
    state: State
    option: Option


def start(program: Program) -> State:
    """The first state, redirects followed."""
    scene = enter(program, program.start, program.first)
    return State(scene, program.first, 1)


def enter(program: Program, scene: int, values: Values) -> int:
    """
    Follow redirects from a scene.

    Raises:
        EndlessRedirect: More hops than there are scenes.
    """
    stages = program.stages
    for _ in range(len(stages) + 1):
        for condition, target in stages[scene].redirects:
            if condition.holds(values):
                scene = target
                break
        else:
            return scene
    raise EndlessRedirect(stages[scene].id)


def finished(program: Program, state: State) -> bool:
    """True when the state is an ending."""
    return program.stages[state.scene].ending


def offered(program: Program, state: State) -> tuple[Option, ...]:
    """The options whose condition holds, in the author's order, the silence of a timed scene last."""
    stage = program.stages[state.scene]
    if not stage.conditional:
        return stage.options
    values = state.values
    return tuple([o for o in stage.options if o.condition is None or o.condition.holds(values)])


def shown_order(options: tuple[Option, ...], seed: int, turn: int) -> tuple[Option, ...]:
    """The order in which choices are shown: by sha256 of seed, turn and choice id, so that place tells nothing."""
    return tuple(sorted(options, key=lambda o: sha256(f"{seed}:{turn}:{o.id}".encode()).digest()))


def lines(program: Program, state: State, case: Case) -> tuple[Utterance, ...]:
    """The lines of the scene, rendered afresh where they can vary."""
    stage = program.stages[state.scene]
    if stage.settled is not None:
        return stage.settled
    values = state.values
    return tuple([line.settled or Utterance(line.speaker, line.text.render(case, values)) for line in stage.lines])


def stage_of(program: Program, state: State) -> Stage:
    """The compiled scene of a state."""
    return program.stages[state.scene]


def answer(program: Program, state: State, response: str) -> tuple[State, Decision]:
    """
    Take the option with the id `response`.

    Returns:
        The state after it, redirects followed, and the decision.

    Raises:
        PlayFinished: The state is an ending.
        UnknownResponse: The option does not exist here, or its condition does not hold.
    """
    stage = program.stages[state.scene]
    if stage.ending:
        raise PlayFinished(stage.id)
    for option in stage.options:
        if option.id == response and (option.condition is None or option.condition.holds(state.values)):
            return take(program, state, option), Decision(state.turn, state, option)
    raise UnknownResponse(f"'{response}' is not offered in scene '{stage.id}'")


def take(program: Program, state: State, option: Option) -> State:
    """The state after an option that is known to be offered."""
    scene, values, turn = state
    if option.effects:
        values = apply(program, values, option)
    scene = option.next
    if program.stages[scene].redirects:
        scene = enter(program, scene, values)
    return _new(State, (scene, values, turn + 1))


def apply(program: Program, values: Values, option: Option) -> Values:
    """Add an option's effects, each clamped to the variable's range."""
    changed = list(values)
    for place, change in option.effects:
        value, low, high = changed[place] + change, program.low[place], program.high[place]
        changed[place] = low if value < low else min(value, high)
    return tuple(changed)
