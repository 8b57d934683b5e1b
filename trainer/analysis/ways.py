"""Where a play can go: states that are reached, what is never reached, ways round, walks. Errors all, no judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from trainer.analysis.space import (
    DeadEnd,
    Layout,
    Loop,
    NotSolvable,
    Reached,
    RedirectLoop,
    Repeated,
    Space,
    dead_ends,
    lay_out,
    order,
    passed_scenes,
    reach,
)
from trainer.play import engine
from trainer.play.program import Program
from trainer.play.variants import walk_as_written
from trainer.scenario.document import Document
from trainer.scenario.model import Exercise, RolePlay
from trainer.scenario.problem import Problem

# Of a long circle only its beginning is named.
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Place:
    """An exercise as authored and as played in one form, with its file, to say where a problem stands."""

    authored: Exercise
    exercise: RolePlay
    document: Document
    program: Program

    def scene(self, number: int, code: str, message: str, mend: str) -> Problem:
        """A problem at a scene."""
        path = ("scenes", self.program.stages[number].id)
        return self.document.problem(path, code, message, mend, key=True)

    def option(self, number: int, code: str, message: str, mend: str) -> Problem:
        """A problem at a choice or a silence."""
        option = self.program.options[number]
        stage = self.program.stages[option.scene]
        if option.silence:
            return self.document.problem(("scenes", stage.id, "silence"), code, message, mend, key=True)
        index = [o.number for o in stage.options].index(number)
        return self.document.problem(("scenes", stage.id, "choices", index), code, message, mend)

    def id(self, scene: int) -> str:
        """The id of a scene."""
        return self.program.stages[scene].id

    def state(self, values: tuple[int, ...]) -> str:
        """The variables' values in words, when there are any."""
        pairs = ", ".join(f"{name} {value}" for name, value in zip(self.program.variables, values, strict=True))
        return f" (with {pairs})" if pairs else ""


def find_space(place: Place) -> tuple[Space | None, list[Problem]]:
    """The state space, or the faults that keep it from being valued; unreachable parts are named in any case."""
    layout = lay_out(place.program)
    try:
        reached = reach(layout)
    except NotSolvable as error:
        return None, [_fault(place, error.fault)]
    found = list(_unreached(place, layout, reached))
    ends = dead_ends(layout, reached)
    found += [_fault(place, end) for end in ends]
    if ends:
        return None, found
    try:
        space = order(layout, reached)
    except NotSolvable as error:
        return None, [*found, _fault(place, error.fault)]
    found += _repeated(place, space)
    return space, found


def _fault(place: Place, fault: DeadEnd | Loop | RedirectLoop | Repeated) -> Problem:
    if isinstance(fault, DeadEnd):
        message = f"scene '{place.id(fault.scene)}' has no ending and offers nothing{place.state(fault.values)}"
        return place.scene(fault.scene, "TR015", message, "add a choice without 'if', or an ending")
    if isinstance(fault, Repeated):
        return _taken_twice(place, fault.option)
    around = [f"'{place.id(scene)}'" for scene in (*fault.scenes, fault.scenes[0])]
    names = " -> ".join(around if len(around) <= MOST_NAMED else [*around[:MOST_NAMED - 2], "...", around[-1]])
    if isinstance(fault, RedirectLoop):
        message = f"redirects go round in a circle{place.state(fault.values)}: {names}"
        return place.scene(fault.scenes[0], "TR016", message, "break the circle")
    message = f"the play can go round for ever: {names}"
    return place.scene(fault.scenes[0], "TR016", message, "lead forward, or let a variable change on the way round")


def _unreached(place: Place, layout: Layout, reached: Reached) -> Iterator[Problem]:
    here = set((reached.states // layout.size).tolist())
    used = set(reached.option.tolist())
    passed = passed_scenes(layout, reached)
    for stage in place.program.stages:
        if stage.number not in passed:
            yield place.scene(stage.number, "TR013", f"no play reaches scene '{stage.id}'",
                              "lead a choice or a redirect to it, or delete it")
            continue
        why = "its 'if' holds in no state that a play reaches" if stage.number in here else (
            f"a redirect always leads on from scene '{stage.id}'")
        for option in stage.options:
            if option.number not in used:
                yield place.option(option.number, "TR014", f"choice '{option.id}' can never be offered: {why}",
                                   "correct the condition or delete it")


def _repeated(place: Place, space: Space) -> list[Problem]:
    """Choices that one play can take twice; only scenes that a play can enter twice are looked at."""
    targets, first = space.edge_target.tolist(), space.first_edge.tolist()
    taken = space.edge_option.tolist()
    later: list[int] = [0] * space.states
    if not _revisits(space):
        return []
    found = set()
    for state in range(space.states - 1, -1, -1):
        mask = 0
        for edge in range(first[state], first[state + 1]):
            after = later[targets[edge]]
            if after >> taken[edge] & 1:
                found.add(taken[edge])
            mask |= after | 1 << taken[edge]
        later[state] = mask
    return [_taken_twice(place, number) for number in sorted(found)]


def _taken_twice(place: Place, number: int) -> Problem:
    option = place.program.options[number]
    message = f"choice '{option.id}' can be taken twice in one play, in scene '{place.id(option.scene)}'"
    return place.option(number, "TR017", message,
                        "lead forward to another scene, or set a variable that closes it")


def _revisits(space: Space) -> bool:
    """True when the scenes as such (variables aside) can go round: only then can a choice come twice."""
    follow: dict[int, set[int]] = {}
    scenes = len(space.program.stages)
    pairs = np.unique(space.scene[space.edge_source] * scenes + space.scene[space.edge_target])
    for source, target in zip((pairs // scenes).tolist(), (pairs % scenes).tolist(), strict=True):
        follow.setdefault(source, set()).add(target)
    waiting = dict.fromkeys(set(space.scene.tolist()), 0)
    for nexts in follow.values():
        for scene in nexts:
            waiting[scene] += 1
    free = [scene for scene, count in waiting.items() if count == 0]
    done = 0
    while free:
        done += 1
        for scene in follow.get(free.pop(), ()):
            waiting[scene] -= 1
            if waiting[scene] == 0:
                free.append(scene)
    return done < len(waiting)


def walk_faults(place: Place) -> Iterator[Problem]:
    """Yield a problem for every walk that does not play through to an ending."""
    program = place.program
    for walk, steps in place.exercise.walks.items():
        name = walk_as_written(place.authored.walks, walk, program.persona)
        try:
            state = engine.start(program)
        except engine.EndlessRedirect:
            return
        for index, step in enumerate(steps):
            stage = program.stages[state.scene]
            try:
                state, _ = engine.answer(program, state, step)
            except engine.PlayFinished:
                message = f"walk '{name}' goes on with '{step}' after the ending '{stage.id}'"
                yield place.document.problem(("walks", name, index), "TR024", message, "end the walk before it")
                break
            except engine.UnknownResponse:
                message = f"walk '{name}' takes '{step}', which scene '{stage.id}' does not offer"
                known = [option.id for option in engine.offered(program, state)]
                mend = f"use one of: {', '.join(known)}"
                yield place.document.problem(("walks", name, index), "TR024", message, mend)
                break
            except engine.EndlessRedirect:
                return
        else:
            if not engine.finished(program, state):
                message = f"walk '{name}' stops in scene '{place.id(state.scene)}', before an ending"
                yield place.document.problem(("walks", name), "TR024", message, "add the choices up to an ending")
