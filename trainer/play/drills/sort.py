"""Sort: each card is a scene, each group a choice. The right group earns 2, one that is not wrong either 1."""

from __future__ import annotations

from typing import Any

from trainer.scenario.model import Card, RolePlay, Sort

END = "all-sorted"


def expand_sort(sort: Sort) -> RolePlay:
    """Write a sort out as a role-play with one scene a card."""
    scenes: dict[str, Any] = {}
    after = [*(card.id for card in sort.cards[1:]), END]
    for card, next_scene in zip(sort.cards, after, strict=True):
        scenes[card.id] = {
            "lines": ({"narrator": card.text},),
            "choices": tuple(_choice(sort, card, group.id, group.label, next_scene) for group in sort.groups),
        }
    scenes[END] = {"ending": {"outcome": "done", "title": "All cards are sorted"}}
    return RolePlay.model_validate({
        **head_of(sort), "start": sort.cards[0].id, "scenes": scenes,
        "walks": {"model": tuple(card.group for card in sort.cards), "poor": tuple(map(_wrong(sort), sort.cards)),
                  **sort.walks},
    })


def head_of(exercise: Sort | Any) -> dict[str, Any]:
    """The head of an exercise, as a role-play has it."""
    return {
        "id": exercise.id, "kind": "role-play", "title": exercise.title, "minutes": exercise.minutes,
        "setting": exercise.setting, "covers": exercise.covers, "assesses": exercise.assesses, "brief": exercise.brief,
        "question": exercise.question,
        "cast": exercise.cast, "cases": exercise.cases,
        **({"persona": exercise.personas} if exercise.personas else {}),
    }


def _choice(sort: Sort, card: Card, group: str, label: str, next_scene: str) -> dict[str, Any]:
    grade = "good" if group == card.group else "fair" if group in card.also else "poor"
    return {"id": group, "do": label, "skills": {card.skill or sort.skill: grade}, "felt": card.felt,
            "feedback": card.feedback, "principle": card.principle, "next": next_scene}


def _wrong(sort: Sort) -> Any:
    """The first group that a card does not belong to at all, else the first that is not the right one."""
    def pick(card: Card) -> str:
        others = [group.id for group in sort.groups if group.id != card.group]
        return next((group for group in others if group not in card.also), others[0])

    return pick
