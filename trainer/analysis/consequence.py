"""Which decisions change what is said or offered later than in the very next scene."""

from __future__ import annotations

from typing import Any

from trainer.analysis.space import Space


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
    taken, scenes = space.edge_option.tolist(), space.scene.tolist()
    classes: dict[Any, int] = {}
    kind = [0] * space.states
    future: list[frozenset[int]] = [frozenset()] * space.states
    decisions: set[int] = set()
    felt: set[int] = set()
    for state in range(space.states - 1, -1, -1):
        edges = range(first[state], first[state + 1])
        future[state] = frozenset(kind[targets[e]] for e in edges)
        kind[state] = classes.setdefault((_seen(space, state), future[state]), len(classes))
        spoken = [e for e in edges if not options[taken[e]].silence]
        if len(spoken) > 1:
            decisions.add(scenes[state])
            if len({future[targets[e]] for e in spoken}) > 1:
                felt.add(scenes[state])
    return decisions, felt


def _seen(space: Space, state: int) -> Any:
    """What a trainee sees in a state, as far as it varies: the scene, texts that read variables, the offer."""
    stage = space.program.stages[int(space.scene[state])]
    first = space.first_edge
    offer = tuple(space.edge_option[first[state]:first[state + 1]].tolist())
    texts = [line.text for line in stage.lines] + [option.text for option in stage.options]
    if stage.title is not None:
        texts.append(stage.title)
    varying = [text for text in texts if text.variables]
    if not varying:
        return stage.number, offer
    values = space.values(state)
    case = space.program.cases[0]
    return stage.number, offer, tuple(text.render(case, values) for text in varying)
