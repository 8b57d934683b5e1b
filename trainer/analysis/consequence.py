"""Which decisions change what is said or offered later than in the very next scene."""

from __future__ import annotations

from typing import Any

from trainer.analysis.space import Space
from trainer.play.program import Stage
from trainer.scenario.template import Text


def consequential_scenes(space: Space) -> tuple[set[int], set[int]]:
    """
    The scenes with a real decision, and those of them whose decision is felt later.

    A decision is felt later when two of its choices lead to states whose futures differ, the next scene's own lines
    and choices left out. Futures are compared as trees of what is said and offered (bisimulation), so a variable
    that no later text or condition reads makes no difference.

    Returns:
        Numbers of all decision scenes, and of the consequential ones.
    """
    targets, first = space.edge_target.tolist(), space.first_edge.tolist()
    options = space.program.options
    texts = _Texts(space)
    taken, scenes = space.edge_option.tolist(), space.scene.tolist()
    classes: dict[Any, int] = {}
    kind = [0] * space.states
    future: list[frozenset[int]] = [frozenset()] * space.states
    decisions: set[int] = set()
    felt: set[int] = set()
    for state in range(space.states - 1, -1, -1):
        edges = range(first[state], first[state + 1])
        future[state] = frozenset(kind[targets[e]] for e in edges)
        kind[state] = classes.setdefault((texts.seen(state), future[state]), len(classes))
        spoken = [e for e in edges if not options[taken[e]].silence]
        if len(spoken) > 1:
            decisions.add(scenes[state])
            if len({future[targets[e]] for e in spoken}) > 1:
                felt.add(scenes[state])
    return decisions, felt


class _Texts:
    """What a trainee sees in a state, as far as it varies: the scene, texts that read variables, the offer."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.cases = space.program.cases
        self.first = space.first_edge.tolist()
        self.taken, self.scenes = space.edge_option.tolist(), space.scene.tolist()
        self.varying = [_varying(stage) for stage in space.program.stages]
        self.read = [sorted({place for _, text in texts for place in text.variables}) for texts in self.varying]
        layout = space.layout
        self.columns = [(space.code // stride % (high - low + 1) + low).tolist() for stride, low, high in zip(
            layout.strides, space.program.low, space.program.high, strict=True)]
        self.known: dict[tuple[Any, ...], tuple[str, ...]] = {}

    def seen(self, state: int) -> tuple[Any, ...]:
        """A value that two states share when they look the same; texts are rendered once for the values they read."""
        scene = self.scenes[state]
        offer = tuple(self.taken[self.first[state]:self.first[state + 1]])
        texts = self.varying[scene]
        if not texts:
            return scene, offer
        key = (scene, offer, *[self.columns[place][state] for place in self.read[scene]])
        if key not in self.known:
            values = self.space.values(state)
            self.known[key] = tuple(
                text.render(case, values) for option, text in texts if option is None or option in offer
                for case in self.cases[:None if text.cased else 1])
        return scene, offer, self.known[key]


def _varying(stage: Stage) -> tuple[tuple[int | None, Text], ...]:
    """The texts of a scene that read variables, those of an option with its number."""
    texts: list[tuple[int | None, Text | None]] = [(None, line.text) for line in stage.lines]
    texts += [(option.number, option.text) for option in stage.options]
    texts += [(None, stage.title), (None, stage.closing)]
    return tuple((option, text) for option, text in texts if text is not None and text.variables)
