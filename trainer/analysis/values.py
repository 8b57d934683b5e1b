"""Exact values by backward induction: best, worst and expected points still to come, for every reachable state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np

from trainer.analysis.space import Flags, Floats, Ints, Space, explore, lay_out
from trainer.play.program import Program

EXACT_FLOAT = 2.0**53


@dataclass(frozen=True, slots=True)
class Solution:
    """
    What every state is worth, in points still to come.

    `best` and `worst` count silence as a choice; `expected` is a player who takes each offered choice with equal
    chance and never keeps silent. `plays` is the number of complete plays from a state, exact (Python integers
    when it passes 2**53). `edge_points` are the points that an edge earns.
    """

    space: Space
    edge_points: Ints
    best: Ints
    worst: Ints
    expected: Floats
    plays: int

    @property
    def program(self) -> Program:
        """The program that was solved."""
        return self.space.program

    @property
    def edge_worth(self) -> Ints:
        """For each edge: its points plus the best still to come after it."""
        return self.edge_points + self.best[self.space.edge_target]

    @property
    def regret(self) -> Ints:
        """For each edge: best before minus best after, the edge's points included; at least 0."""
        return self.best[self.space.edge_source] - self.edge_worth

    @property
    def top(self) -> int:
        """Points of the best complete play."""
        return int(self.best[0])

    @property
    def bottom(self) -> int:
        """Points of the worst complete play."""
        return int(self.worst[0])

    def share(self, points: float) -> float:
        """Points as a score from 0 to 1; 1.0 where all plays earn the same."""
        span = self.top - self.bottom
        return (points - self.bottom) / span if span else 1.0


def solve(program: Program) -> Solution:
    """
    Value a program exactly.

    Raises:
        NotSolvable: It has a dead end or a loop.

    Source: backward induction over (scene, variables), assessment.md section 1.
    """
    return solve_space(explore(lay_out(program)))


def solve_space(space: Space) -> Solution:
    """Value a state space that is already laid out."""
    options = space.program.options
    option_points = np.fromiter((o.points for o in options), np.int64, len(options))
    points = option_points[space.edge_option]
    best = sweep(space, points, np.maximum)
    worst = sweep(space, points, np.minimum)
    expected = average(space, points.astype(np.float64), uniform_weights(space))
    return Solution(space, points, best, worst, expected, count_plays(space))


def sweep(space: Space, points: Ints, pick: np.ufunc) -> Ints:
    """Backward induction with `np.maximum` or `np.minimum` over the edges of each state."""
    worth = np.zeros((space.states, *points.shape[1:]), np.int64)
    for lo, hi, e0, e1, starts, busy in _levels_backward(space):
        along = points[e0:e1] + worth[space.edge_target[e0:e1]]
        worth[lo:hi][busy] = pick.reduceat(along, starts, axis=0)
    return worth


def uniform_weights(space: Space) -> Floats:
    """The random player: each offered choice equally likely, silence never."""
    spoken = ~np.fromiter((o.silence for o in space.program.options), np.bool_, len(space.program.options))
    weight = spoken[space.edge_option].astype(np.float64)
    total = np.bincount(space.edge_source, weight, space.states)
    return weight / total[space.edge_source]


def average(space: Space, points: Floats, weights: Floats) -> Floats:
    """
    Expected points of players who take edges with the given probabilities.

    Args:
        space: The state space.
        points: Points of each edge, shape (edges,).
        weights: Probability of each edge given its source, shape (edges,) or (edges, players).

    Returns:
        Expected points from each state, shape (states,) or (states, players).
    """
    worth = np.zeros((space.states, *weights.shape[1:]))
    earned = points if weights.ndim == 1 else points[:, None]
    for lo, hi, e0, e1, starts, busy in _levels_backward(space):
        along = weights[e0:e1] * (earned[e0:e1] + worth[space.edge_target[e0:e1]])
        worth[lo:hi][busy] = np.add.reduceat(along, starts, axis=0)
    return worth


def arrival(space: Space, weights: Floats) -> Floats:
    """The probability of passing through each state for a player with the given edge probabilities."""
    chance = np.zeros(space.states)
    chance[0] = 1.0
    for level in range(len(space.levels) - 1):
        e0, e1 = space.first_edge[space.levels[level]], space.first_edge[space.levels[level + 1]]
        np.add.at(chance, space.edge_target[e0:e1], weights[e0:e1] * chance[space.edge_source[e0:e1]])
    return chance


def count_plays(space: Space) -> int:
    """The number of complete plays (paths from the start to an ending), exact."""
    plays = np.where(space.ending, 1.0, 0.0)
    with np.errstate(over="ignore"):  # an infinite count is counted again below, exactly
        for lo, hi, e0, e1, starts, busy in _levels_backward(space):
            plays[lo:hi][busy] = np.add.reduceat(plays[space.edge_target[e0:e1]], starts)
    if plays[0] < EXACT_FLOAT:
        return int(plays[0])
    exact = [0] * space.states
    targets, first = space.edge_target.tolist(), space.first_edge.tolist()
    for state in range(space.states - 1, -1, -1):
        exact[state] = 1 if space.ending[state] else sum(exact[t] for t in targets[first[state]:first[state + 1]])
    return exact[0]


def _levels_backward(space: Space) -> Iterator[tuple[int, int, int, int, Ints, Flags]]:
    """
    The levels from the last to the first.

    Yields:
        State bounds, edge bounds, the offsets of each busy state's edges within them, and the mask of busy states.
    """
    first, levels = space.first_edge, space.levels
    for level in range(len(levels) - 2, -1, -1):
        lo, hi = int(levels[level]), int(levels[level + 1])
        e0, e1 = int(first[lo]), int(first[hi])
        if e0 == e1:
            continue
        begins, ends = first[lo:hi], first[lo + 1:hi + 1]
        busy = ends > begins
        yield lo, hi, e0, e1, begins[busy] - e0, busy


def reachable_endings(space: Space) -> list[int]:
    """For each state the endings that can still be reached, as a bit mask over scene numbers."""
    masks = [0] * space.states
    targets, first, scenes = space.edge_target.tolist(), space.first_edge.tolist(), space.scene.tolist()
    for state in range(space.states - 1, -1, -1):
        if space.ending[state]:
            masks[state] = 1 << scenes[state]
        else:
            masks[state] = reduce(lambda a, b: a | b, (masks[t] for t in targets[first[state]:first[state + 1]]))
    return masks
