"""The scenario as a map: scenes in layers by their longest way from the start, crossings kept few. No drawing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.analysis.space import Space

SWEEPS = 4


@dataclass(frozen=True, slots=True)
class PlacedScene:
    """A scene with its layer (0 is the start) and its row within the layer (0 is the top)."""

    scene: int
    layer: int
    row: int


@dataclass(frozen=True, slots=True)
class SceneMap:
    """Placed scenes, and the ways between them as pairs of scene numbers."""

    scenes: tuple[PlacedScene, ...]
    ways: tuple[tuple[int, int], ...]


def scene_map(space: Space) -> SceneMap:
    """Place the scenes that plays stand in. Layered drawing after Sugiyama: longest path, then barycentres."""
    pairs = np.stack([space.scene[space.edge_source], space.scene[space.edge_target]], axis=1)
    ways = tuple((a, b) for a, b in np.unique(pairs, axis=0).tolist()) if len(pairs) else ()
    layers = _layers(space)
    rows: dict[int, list[int]] = {}
    for scene in sorted(layers):
        rows.setdefault(layers[scene], []).append(scene)
    for sweep in range(SWEEPS):
        _sweep(rows, ways, layers, forward=sweep % 2 == 0)
    placed = tuple(PlacedScene(scene, layer, row)
                   for layer, scenes in sorted(rows.items()) for row, scene in enumerate(scenes))
    return SceneMap(placed, ways)


def _layers(space: Space) -> dict[int, int]:
    """The deepest level of any state of each scene; a scene that comes round again keeps its first layer."""
    level = np.searchsorted(space.levels, np.arange(space.states), side="right") - 1
    layers: dict[int, int] = {}
    for scene, depth in zip(space.scene.tolist(), level.tolist(), strict=True):
        layers[scene] = max(layers.get(scene, 0), depth)
    used = {depth: place for place, depth in enumerate(sorted(set(layers.values())))}
    return {scene: used[depth] for scene, depth in layers.items()}


def _sweep(rows: dict[int, list[int]], ways: tuple[tuple[int, int], ...], layers: dict[int, int], *,
           forward: bool) -> None:
    """Order each layer by the mean place of its neighbours on one side."""
    place = {scene: row for scenes in rows.values() for row, scene in enumerate(scenes)}
    for layer in sorted(rows, reverse=not forward):
        near: dict[int, list[int]] = {scene: [] for scene in rows[layer]}
        for source, target in ways:
            here, there = (target, source) if forward else (source, target)
            if here in near and (layers[there] < layer) == forward and layers[there] != layer:
                near[here].append(place[there])
        rows[layer].sort(key=lambda s: (sum(near[s]) / len(near[s]) if near[s] else place[s], place[s]))
        place.update({scene: row for row, scene in enumerate(rows[layer])})
