"""
A million random plays at once.

A million independent players at one state split over its choices as one multinomial draw; so the counts are drawn,
not the players one by one. The result has exactly the distribution of that many separate plays, and the work grows
with the number of (state, points so far), not with the number of plays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from trainer.analysis.space import Floats, Ints
from trainer.analysis.values import Solution

QUANTILES: tuple[float, ...] = (0.05, 0.25, 0.5, 0.75, 0.95)
CRITICAL_CAP = 0.49


@dataclass(frozen=True, slots=True)
class PlayTest:
    """Visits of scenes and choices by id, endings reached, mean and quantiles of points and (capped) score."""

    plays: int
    seed: int
    scenes: dict[str, int]
    choices: dict[tuple[str, str], int]
    endings: dict[str, int]
    mean_points: float
    standard_error: float
    points: dict[float, float]
    mean_score: float
    score: dict[float, float]
    critical: float

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain values for JSON."""
        return {
            "plays": self.plays, "seed": self.seed,
            "points": {"mean": self.mean_points, "standard_error": self.standard_error,
                       "quantiles": {str(q): v for q, v in self.points.items()}},
            "score": {"mean": self.mean_score, "quantiles": {str(q): v for q, v in self.score.items()}},
            "critical_share": self.critical, "endings": self.endings, "scenes": self.scenes,
            "choices": [{"scene": scene, "choice": choice, "visits": n} for (scene, choice), n in self.choices.items()],
        }


def play_test(solution: Solution, plays: int, seed: int) -> PlayTest:
    """
    Play at random, `plays` times.

    Args:
        solution: The solved scenario.
        plays: Number of plays, at least 1.
        seed: Seed of numpy's generator; the same seed gives the same figures.
    """
    space = solution.space
    crowd = _Crowd(solution, np.random.default_rng(seed))
    crowd.run(plays)
    points, counts, critical = crowd.finished()
    span = solution.top - solution.bottom
    scores = (points - solution.bottom) / span if span else np.ones(len(points))
    scores = np.where(critical, np.minimum(scores, CRITICAL_CAP), scores)
    mean = float((points * counts).sum() / plays)
    variance = float((counts * (points - mean) ** 2).sum() / max(1, plays - 1))
    visits, taken = crowd.visits, crowd.taken
    stages, options = space.program.stages, space.program.options
    by_scene = np.bincount(space.scene, visits, len(stages)).astype(np.int64).tolist()
    by_option = np.bincount(space.edge_option, taken, len(options)).astype(np.int64).tolist()
    return PlayTest(
        plays=plays, seed=seed, scenes={s.id: by_scene[s.number] for s in stages},
        choices={(stages[o.scene].id, o.id): by_option[o.number] for o in options},
        endings={s.id: by_scene[s.number] for s in stages if s.ending}, mean_points=mean,
        standard_error=float(np.sqrt(variance / plays)), points=_quantiles(points.astype(np.float64), counts),
        mean_score=float((scores * counts).sum() / plays), score=_quantiles(scores, counts),
        critical=float(counts[critical].sum() / plays),
    )


class _Crowd:
    """Counts of players by (state, points so far, critical or not), moved on a level at a time."""

    def __init__(self, solution: Solution, generator: np.random.Generator) -> None:
        space = solution.space
        options = space.program.options
        self.space, self.generator = space, generator
        # Points count from `ground`, so that a drill whose choices can cost points never goes below 0.
        lowest = int(solution.edge_points.min(initial=0))
        self.ground = min(0, lowest) * (len(space.levels) - 1)
        self.width = 2 * (int(solution.edge_points.max(initial=0)) * (len(space.levels) - 1) - self.ground + 1)
        critical = np.fromiter((o.critical for o in options), np.int64, len(options))
        spoken = np.fromiter((not o.silence for o in options), np.bool_, len(options))
        self.spoken = np.nonzero(spoken[space.edge_option])[0]
        self.first = np.searchsorted(space.edge_source[self.spoken], np.arange(space.states + 1))
        self.step = 2 * solution.edge_points[self.spoken]
        self.blow = critical[space.edge_option[self.spoken]]
        self.target = space.edge_target[self.spoken]
        self.level = np.searchsorted(space.levels, np.arange(space.states), side="right") - 1
        self.visits = np.zeros(space.states, np.int64)
        self.taken = np.zeros(len(space.edge_source), np.int64)
        self.done: list[tuple[Ints, Ints]] = []

    def run(self, plays: int) -> None:
        """Send `plays` players from the start to the endings."""
        waiting: list[list[tuple[Ints, Ints, Ints]]] = [[] for _ in range(len(self.space.levels))]
        begin = np.array([-2 * self.ground], np.int64)
        waiting[0].append((np.zeros(1, np.int64), begin, np.array([plays], np.int64)))
        for level in range(len(self.space.levels) - 1):
            if not waiting[level]:
                continue
            state, kind, count = self._gathered(waiting[level])
            waiting[level] = []
            self.visits += np.bincount(state, count, self.space.states).astype(np.int64)
            ended = self.space.ending[state]
            if ended.any():
                self.done.append((kind[ended], count[ended]))
            for chunk in self._moved(state[~ended], kind[~ended], count[~ended]):
                for target_level in np.unique(self.level[chunk[0]]).tolist():
                    here = self.level[chunk[0]] == target_level
                    waiting[target_level].append((chunk[0][here], chunk[1][here], chunk[2][here]))

    def _gathered(self, chunks: list[tuple[Ints, Ints, Ints]]) -> tuple[Ints, Ints, Ints]:
        state, kind, count = (np.concatenate(parts) for parts in zip(*chunks, strict=True))
        key, back = np.unique(state * self.width + kind, return_inverse=True)
        total = np.bincount(back, count, len(key)).astype(np.int64)
        return key // self.width, key % self.width, total

    def _moved(self, state: Ints, kind: Ints, count: Ints) -> list[tuple[Ints, Ints, Ints]]:
        """Split each group over its choices; groups with equally many choices are drawn together."""
        chunks = []
        width = self.first[state + 1] - self.first[state]
        for choices in np.unique(width).tolist():
            here = width == choices
            drawn = self.generator.multinomial(count[here], np.full(choices, 1.0 / choices))
            edges = self.first[state[here]][:, None] + np.arange(choices)
            self.taken[self.spoken] += np.bincount(edges.ravel(), drawn.ravel(), len(self.spoken)).astype(np.int64)
            old = kind[here][:, None]
            fresh = (old - old % 2 + self.step[edges]) + np.maximum(old % 2, self.blow[edges])
            some = drawn.ravel() > 0
            chunks.append((self.target[edges].ravel()[some], fresh.ravel()[some], drawn.ravel()[some]))
        return chunks

    def finished(self) -> tuple[Ints, Ints, Any]:
        """Points, counts and critical flags of all finished plays, points rising."""
        kind = np.concatenate([k for k, _ in self.done])
        count = np.concatenate([c for _, c in self.done])
        key, back = np.unique(kind, return_inverse=True)
        total = np.bincount(back, count, len(key)).astype(np.int64)
        return key // 2 + self.ground, total, key % 2 == 1


def _quantiles(values: Floats, counts: Ints) -> dict[float, float]:
    order = np.argsort(values, kind="stable")
    rising, below = values[order], np.cumsum(counts[order])
    total = int(below[-1])
    return {q: float(rising[int(np.searchsorted(below, q * total, side="left"))]) for q in QUANTILES}
