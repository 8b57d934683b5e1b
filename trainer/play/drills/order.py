"""
Order: one scene that offers every step not yet placed; placing them all ends it.

Credit is pairwise: a step placed while r steps are missing that should come before it loses r points, so the score is
the share of pairs in the right order. A stranger costs 2 and takes a turn. The worth of a step depends on what is
placed, so each step becomes one choice for each r, of which the variables let exactly one be offered.
"""

from __future__ import annotations

from typing import Any

from trainer.play.drills.sort import head_of
from trainer.scenario.model import Order, RolePlay, Step

SCENE, END = "steps", "all-placed"
STRANGER_COST = 2


def expand_order(order: Order) -> RolePlay:
    """Write an order out as a role-play with one scene and a variable for each step."""
    steps = [*order.steps, *order.strangers]
    placed = {step.id: "placed_" + step.id.replace("-", "_") for step in steps}
    top = len(order.steps) - 1
    choices: list[dict[str, Any]] = []
    for step in order.steps:
        before = predecessors(order, step.id)
        for missing in range(len(before) + 1):
            free = f"{placed[step.id]} == 0"
            if before:
                free += f" and {' + '.join(placed[b] for b in before)} == {len(before) - missing}"
            choices.append(_choice(order, step, placed[step.id], free, missing, worth=top - missing))
    choices += [_choice(order, step, placed[step.id], f"{placed[step.id]} == 0", top, worth=-STRANGER_COST)
                for step in order.strangers]
    done = " and ".join(f"{placed[step.id]} == 1" for step in order.steps)
    ids = tuple(step.id for step in order.steps)
    return RolePlay.model_validate({
        **head_of(order), "start": SCENE,
        "variables": {name: {"start": 0, "min": 0, "max": 1} for name in placed.values()},
        "scenes": {
            SCENE: {"redirect": ({"if": done, "next": END},), "choices": tuple(choices)},
            END: {"ending": {"outcome": "done", "title": "Every step has its place"}},
        },
        "walks": {"model": ids, "poor": (*(s.id for s in order.strangers), *reversed(ids)), **order.walks},
    })


def predecessors(order: Order, step_id: str) -> list[str]:
    """The steps that should come before a step; those it may change places with are not among them."""
    ids = [step.id for step in order.steps]
    loose = {other for group in order.together if step_id in group for other in group}
    return [other for other in ids[:ids.index(step_id)] if other not in loose]


def _choice(order: Order, step: Step, variable: str, condition: str, missing: int, *, worth: int) -> dict[str, Any]:
    grade = "good" if missing == 0 else "fair" if missing == 1 else "poor"
    return {"id": step.id, "do": step.text, "skills": {order.skill: grade}, "worth": worth, "if": condition,
            "effects": {variable: 1}, "felt": step.felt, "feedback": step.why, "principle": step.principle,
            "next": SCENE}
