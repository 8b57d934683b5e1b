"""
Give-away players: always the longest, shortest, most polite or least polite choice. A good scenario defeats them all.

Ties are shared equally, so that the place of a choice in the file decides nothing. None of them keeps silent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from trainer.analysis.space import Floats, Space
from trainer.analysis.values import Solution, average

NAMES: tuple[str, ...] = ("longest", "shortest", "most_polite", "least_polite")


@dataclass(frozen=True, slots=True)
class GiveAways:
    """Each player's expected score, 0.0 to 1.0, not capped by critical choices, averaged over the cases."""

    longest: float
    shortest: float
    most_polite: float
    least_polite: float
    random: float

    def as_dict(self) -> dict[str, float]:
        """By name, in a fixed order."""
        return {name: getattr(self, name) for name in (*NAMES, "random")}


def give_aways(solution: Solution, polite: tuple[str, ...]) -> GiveAways:
    """
    Score the give-away players exactly.

    Args:
        solution: The solved scenario.
        polite: Words and phrases that count as polite (whole words, any case).
    """
    space = solution.space
    lengths, politeness = _measures(space, polite)
    cases = lengths.shape[1]
    measures = (lengths, -lengths, politeness, -politeness)
    weights = np.concatenate([_picks(space, measure) for measure in measures], axis=1)
    worth = average(space, solution.edge_points.astype(np.float64), weights)[0]
    means = worth.reshape(len(NAMES), cases).mean(axis=1).tolist()
    scores = {name: solution.share(mean) for name, mean in zip(NAMES, means, strict=True)}
    return GiveAways(**scores, random=solution.share(float(solution.expected[0])))


def count_polite(text: str, polite: tuple[str, ...]) -> int:
    """How often words and phrases of the list stand in a text."""
    return len(_pattern(polite).findall(text)) if polite else 0


@lru_cache(maxsize=8)
def _pattern(polite: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(polite, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


def _measures(space: Space, polite: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Length and politeness of each edge's text in each case; silence is never picked (NaN)."""
    program = space.program
    cases = program.cases
    by_option = np.full((2, len(program.options), len(cases)), np.nan)
    varying = set()
    for option in program.options:
        if option.silence:
            continue
        if option.text.variables:
            varying.add(option.number)
            continue
        texts = [option.text.render(cases[0], ())] if option.text.fixed else [
            option.text.render(case, ()) for case in cases]
        by_option[0, option.number] = [len(text) for text in texts]
        by_option[1, option.number] = [count_polite(text, polite) for text in texts]
    measures = by_option[:, space.edge_option]
    known: dict[tuple[int, tuple[int, ...]], Floats] = {}
    for edge in np.nonzero(np.isin(space.edge_option, list(varying)))[0].tolist() if varying else []:
        values = space.values(int(space.edge_source[edge]))
        number = int(space.edge_option[edge])
        text = program.options[number].text
        key = number, tuple(values[place] for place in text.variables)
        if key not in known:
            texts = [text.render(case, values) for case in cases]
            known[key] = np.array([[len(t) for t in texts], [count_polite(t, polite) for t in texts]], np.float64)
        measures[:, edge] = known[key]
    return measures[0], measures[1]


def _picks(space: Space, measure: Floats) -> Floats:
    """The probability of each edge for a player who takes the greatest measure, ties shared equally."""
    filled = np.where(np.isnan(measure), -np.inf, measure)
    top = np.full((space.states, measure.shape[1]), -np.inf)
    np.maximum.at(top, space.edge_source, filled)
    best = (filled == top[space.edge_source]) & ~np.isnan(measure)
    ties = np.zeros((space.states, measure.shape[1]))
    np.add.at(ties, space.edge_source, best)
    picks: Floats = best / ties[space.edge_source]
    return picks
