"""The state space of a role-play: every reachable (scene, variables), laid out so that numpy can sweep it by level."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.analysis.truth import where_holds
from trainer.play.program import Option, Program
from trainer.scenario.template import Condition, Values

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class NotSolvable(Exception):
    """The scenario has a dead end or a loop and cannot be valued exactly. `fault` says which and where."""

    def __init__(self, fault: DeadEnd | Loop | RedirectLoop | Repeated) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """A reachable state of a scene that offers nothing (but perhaps silence)."""

    scene: int
    values: Values


@dataclass(frozen=True, slots=True)
class Loop:
    """Scenes that lead back to themselves with the same variables, in order of play."""

    scenes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RedirectLoop:
    """Scenes that redirect to one another in a circle, and the variables with which a play gets there."""

    scenes: tuple[int, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class Repeated:
    """An option that one play takes twice (found because a play has more turns than there are options)."""

    option: int


@dataclass(frozen=True, slots=True)
class Layout:
    """
    Dense tables before reachability: D = number of value combinations, `code` = mixed-radix number of one.

    A dense state is scene * D + code. `hop[state]` is the state that a redirect leads to, or itself; `landing[state]`
    is where all redirects end, -1 where they go round for ever. `entry[option, code]` is the state that an option
    enters before redirects, `open[option, code]` says whether it is offered. `start` is entered first.
    """

    program: Program
    size: int
    strides: Values
    hop: Ints
    landing: Ints
    entry: Ints
    open: Flags
    start: int


@dataclass(frozen=True, slots=True)
class Space:
    """
    The reachable states in level order (a state's level is its longest way from the start).

    States are numbered 0..S-1 in that order, the start first. `scene` and `code` tell what a state is; `edge_*`
    hold all offered options, grouped by source state; `first_edge[s]:first_edge[s+1]` are the edges of state s.
    `levels` are the bounds of the levels in states.
    """

    layout: Layout
    scene: Ints
    code: Ints
    ending: Flags
    first_edge: Ints
    edge_source: Ints
    edge_target: Ints
    edge_option: Ints
    levels: Ints
    number: Ints

    @property
    def states(self) -> int:
        """How many states can be reached, endings included."""
        return len(self.scene)

    @property
    def program(self) -> Program:
        """The program that this is the space of."""
        return self.layout.program

    def state_number(self, scene: int, values: Values) -> int:
        """The number of a state (KeyError when it cannot be reached)."""
        layout = self.layout
        low = layout.program.low
        code = sum((v - lo) * stride for v, lo, stride in zip(values, low, layout.strides, strict=True))
        found = int(self.number[scene * layout.size + code])
        if found < 0:
            raise KeyError((scene, values))
        return found

    def values(self, state: int) -> Values:
        """The variables' values in a state."""
        return decode(self.layout, int(self.code[state]))


def decode(layout: Layout, code: int) -> Values:
    """The values that a code stands for."""
    program = layout.program
    spans = [hi - lo + 1 for lo, hi in zip(program.low, program.high, strict=True)]
    return tuple(lo + code // stride % span
                 for lo, stride, span in zip(program.low, layout.strides, spans, strict=True))


def lay_out(program: Program) -> Layout:
    """Tabulate conditions, effects and redirects over all value combinations."""
    spans = tuple(hi - lo + 1 for lo, hi in zip(program.low, program.high, strict=True))
    size = prod(spans)
    strides = tuple(prod(spans[place + 1:]) for place in range(len(spans)))
    tables = _Tables(program, spans, strides, size)
    options = program.options
    moves: dict[tuple[tuple[int, int], ...], int] = {}
    rows = [moves.setdefault(o.effects, len(moves)) for o in options]
    moved = np.stack([tables.moved(effects) for effects in moves]) if moves else np.zeros((0, size), np.int64)
    nexts = np.fromiter((o.next for o in options), np.int64, len(options))
    entry = nexts[:, None] * size + moved[rows] if options else np.zeros((0, size), np.int64)
    opens = np.ones((len(options), size), np.bool_)
    for option in options:
        if option.condition is not None:
            opens[option.number] = tables.condition(option.condition)
    start_code = sum((v - lo) * s for v, lo, s in zip(program.first, program.low, strides, strict=True))
    hop = tables.hop()
    return Layout(program, size, strides, hop, _landing(hop, len(program.stages)), entry, opens,
                  program.start * size + start_code)


class _Tables:
    """Conditions and effects as arrays over the codes, each computed once."""

    def __init__(self, program: Program, spans: Values, strides: Values, size: int) -> None:
        self.program, self.spans, self.strides, self.size = program, spans, strides, size
        codes = np.arange(size, dtype=np.int64)
        self.digits = [codes // stride % span for stride, span in zip(strides, spans, strict=True)]
        self.codes = codes
        self.known: dict[str, Flags] = {}

    def condition(self, condition: Condition) -> Flags:
        """Where a condition holds; evaluated once for each combination of the variables that it reads."""
        if condition.source in self.known:
            return self.known[condition.source]
        places = sorted(condition.variables)
        program, grid = self.program, np.indices([self.spans[p] for p in places])
        small = where_holds(condition, {program.variables[p]: program.low[p] + grid[at] for at, p in enumerate(places)})
        index: Any = tuple(self.digits[p] for p in places)
        table = small[index] if places else np.full(self.size, bool(small), np.bool_)
        self.known[condition.source] = table
        return table

    def moved(self, effects: tuple[tuple[int, int], ...]) -> Ints:
        """The code after effects, each variable clamped to its range."""
        codes = self.codes
        for place, change in effects:
            digit = codes // self.strides[place] % self.spans[place]
            codes = codes + (np.clip(digit + change, 0, self.spans[place] - 1) - digit) * self.strides[place]
        return codes

    def hop(self) -> Ints:
        """For each dense state the one that the first redirect whose condition holds leads to, or itself."""
        stages = self.program.stages
        hop = np.arange(len(stages) * self.size, dtype=np.int64).reshape(len(stages), self.size)
        for stage in stages:
            free = np.ones(self.size, np.bool_)
            for condition, next_scene in stage.redirects:
                applies = free & self.condition(condition)
                hop[stage.number, applies] = next_scene * self.size + self.codes[applies]
                free &= ~applies
        return hop.ravel()


def _landing(hop: Ints, scenes: int) -> Ints:
    """Where redirects end, twice as many hops each time round; -1 where they never end."""
    landing = hop
    for _ in range(scenes.bit_length() + 1):
        onward = hop[landing] != landing
        if not onward.any():
            return landing
        landing = landing[landing]
    return np.where(onward, -1, landing)


def enter_all(layout: Layout, entered: Ints) -> Ints:
    """
    Follow the redirects from states that a play enters.

    Raises:
        NotSolvable: From one of them they go round for ever.
    """
    landed = layout.landing[entered]
    lost = np.nonzero(landed < 0)[0]
    if len(lost):
        at, path = int(entered[lost[0]]), dict[int, int]()
        while at not in path:
            path[at] = len(path)
            at = int(layout.hop[at])
        circle = tuple(state // layout.size for state in list(path)[path[at]:])
        raise NotSolvable(RedirectLoop(circle, decode(layout, at % layout.size)))
    return landed


def passed_scenes(layout: Layout, reached: Reached) -> set[int]:
    """The scenes that a play stands in or is led on from by a redirect."""
    at = np.unique(np.append(layout.entry[reached.option, reached.source % layout.size], layout.start))
    passed: set[int] = set()
    while len(at):
        passed.update(np.unique(at // layout.size).tolist())
        at = np.unique(layout.hop[at[layout.hop[at] != at]])
    return passed


@dataclass(frozen=True, slots=True)
class Reached:
    """What can be reached, before any order: dense states, and the offered options as edges between them."""

    states: Ints
    source: Ints
    target: Ints
    option: Ints


def explore(layout: Layout) -> Space:
    """
    Find the reachable states and order them by level.

    Raises:
        NotSolvable: A reachable state offers nothing, or the play can go on for ever.
    """
    reached = reach(layout)
    ends = dead_ends(layout, reached)
    if ends:
        raise NotSolvable(ends[0])
    return order(layout, reached)


def reach(layout: Layout) -> Reached:
    """
    All reachable states with all their offered options, breadth first from the start.

    Raises:
        NotSolvable: Redirects go round in a circle, or a play takes more turns than there are options.
    """
    size, stages = layout.size, layout.program.stages
    counts = np.fromiter((len(s.options) for s in stages), np.int64, len(stages))
    firsts = np.cumsum(counts) - counts
    seen = np.zeros(len(stages) * size, np.bool_)
    frontier = enter_all(layout, np.array([layout.start], np.int64))
    seen[frontier] = True
    sources, targets, taken, found = [], [], [], [frontier]
    while len(frontier):
        scenes = frontier // size
        width = counts[scenes]
        source = np.repeat(frontier, width)
        option = np.repeat(firsts[scenes] - (np.cumsum(width) - width), width) + np.arange(len(source))
        code = source % size
        keep = layout.open[option, code]
        source, option, code = source[keep], option[keep], code[keep]
        target = enter_all(layout, layout.entry[option, code])
        sources.append(source)
        targets.append(target)
        taken.append(option)
        frontier = np.unique(target[~seen[target]])
        seen[frontier] = True
        found.append(frontier)
        if len(frontier) and len(found) > len(layout.program.options) + 1:
            raise NotSolvable(Repeated(_taken_twice(int(frontier[0]), sources, targets, taken)))
    return Reached(*(np.concatenate(parts) for parts in (found, sources, targets, taken)))


def _taken_twice(state: int, sources: list[Ints], targets: list[Ints], taken: list[Ints]) -> int:
    """An option that the way to `state` takes twice; the lists hold the edges of the levels before it."""
    used: set[int] = set()
    for source, target, option in zip(reversed(sources), reversed(targets), reversed(taken), strict=True):
        edge = int(np.nonzero(target == state)[0][0])
        number, state = int(option[edge]), int(source[edge])
        if number in used:
            return number
        used.add(number)
    raise AssertionError("a way with more steps than options takes one of them twice")


def dead_ends(layout: Layout, reached: Reached) -> list[DeadEnd]:
    """One dead end for each scene that has a reachable state without an ending and without a choice."""
    program, size = layout.program, layout.size
    silent = np.fromiter((o.silence for o in program.options), np.bool_, len(program.options))
    spoken = np.bincount(reached.source[~silent[reached.option]], minlength=len(program.stages) * size)
    ends = np.fromiter((s.ending for s in program.stages), np.bool_, len(program.stages))
    stuck = reached.states[(spoken[reached.states] == 0) & ~ends[reached.states // size]]
    first: dict[int, int] = {}
    for state in stuck.tolist():
        first.setdefault(state // size, state % size)
    return [DeadEnd(scene, decode(layout, code)) for scene, code in sorted(first.items())]


def order(layout: Layout, reached: Reached) -> Space:
    """
    Number the states by level (Kahn's algorithm, a level at a time) and group the edges by source.

    Raises:
        NotSolvable: The play can come back to where it was, or takes more turns than there are options.
    """
    states, option = reached.states, reached.option
    ends = np.fromiter((s.ending for s in layout.program.stages), np.bool_, len(layout.program.stages))
    size = layout.size
    temporary = np.full(len(ends) * size, -1, np.int64)
    temporary[states] = np.arange(len(states))
    source, target = temporary[reached.source], temporary[reached.target]
    grouped = np.argsort(source, kind="stable")
    source, target, option = source[grouped], target[grouped], option[grouped]
    first = np.searchsorted(source, np.arange(len(states) + 1))
    waiting = np.bincount(target, minlength=len(states))
    waves: list[Ints] = []
    bounds = [0]
    wave = np.nonzero(waiting == 0)[0]
    while len(wave):
        if len(waves) > len(layout.program.options):
            raise NotSolvable(Repeated(_repeated_before(int(wave[0]), waves, source, target, option)))
        waves.append(wave)
        bounds.append(bounds[-1] + len(wave))
        width = first[wave + 1] - first[wave]
        edges = np.repeat(first[wave] - (np.cumsum(width) - width), width) + np.arange(int(width.sum()))
        hit, times = np.unique(target[edges], return_counts=True)
        waiting[hit] -= times
        wave = hit[waiting[hit] == 0]
    placed = np.concatenate(waves) if waves else np.zeros(0, np.int64)
    if len(placed) < len(states):
        raise NotSolvable(Loop(_loop(states // size, waiting > 0, first, target)))
    rank = np.empty(len(states), np.int64)
    rank[placed] = np.arange(len(placed))
    source, target = rank[source], rank[target]
    grouped = np.argsort(source, kind="stable")
    source, target, option = source[grouped], target[grouped], option[grouped]
    dense = states[placed]
    number = np.full(len(ends) * size, -1, np.int64)
    number[dense] = np.arange(len(dense))
    return Space(
        layout=layout, scene=dense // size, code=dense % size, ending=ends[dense // size],
        first_edge=np.searchsorted(source, np.arange(len(dense) + 1)), edge_source=source, edge_target=target,
        edge_option=option, levels=np.array(bounds, np.int64), number=number,
    )


def _repeated_before(state: int, waves: list[Ints], source: Ints, target: Ints, option: Ints) -> int:
    """An option that the longest way to a state of the wave after `waves` takes twice."""
    level = np.full(int(max(source.max(), target.max())) + 1, -1, np.int64)
    for number, wave in enumerate(waves):
        level[wave] = number
    grouped = np.argsort(target, kind="stable")
    arriving = target[grouped]
    used: set[int] = set()
    for number in range(len(waves) - 1, -1, -1):
        lo, hi = np.searchsorted(arriving, [state, state + 1])
        edge = next(edge for edge in grouped[lo:hi].tolist() if level[source[edge]] == number)
        if int(option[edge]) in used:
            return int(option[edge])
        used.add(int(option[edge]))
        state = int(source[edge])
    raise AssertionError("a way with more steps than options takes one of them twice")


def _loop(scenes: Ints, waiting: Flags, first: Ints, target: Ints) -> tuple[int, ...]:
    """The scenes of one loop among the states that never became free: those on a loop, before one, or behind one."""
    before: dict[int, list[int]] = {}
    ahead: dict[int, list[int]] = {}
    for state in np.nonzero(waiting)[0].tolist():
        ahead[state] = [nxt for nxt in target[first[state]:first[state + 1]].tolist() if waiting[nxt]]
        for nxt in ahead[state]:
            before.setdefault(nxt, []).append(state)
    left = {state: len(nexts) for state, nexts in ahead.items()}
    dead = [state for state, count in left.items() if count == 0]
    while dead:  # leave out what only lies behind a loop
        state = dead.pop()
        del left[state]
        for previous in before.get(state, ()):
            left[previous] -= 1
            if left[previous] == 0:
                dead.append(previous)
    at, path = next(iter(left)), dict[int, int]()
    while at not in path:
        path[at] = len(path)
        at = next(nxt for nxt in ahead[at] if nxt in left)
    return tuple(int(scenes[state]) for state in list(path)[path[at]:])


def offered_options(space: Space, state: int) -> tuple[Option, ...]:
    """The options offered in a state, the author's order."""
    options = space.program.options
    return tuple(options[o] for o in space.edge_option[space.first_edge[state]:space.first_edge[state + 1]].tolist())
