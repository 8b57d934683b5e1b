"""Spot: each judged line is a scene; the choices are 'nothing wrong' and the principles that it could break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trainer.play.drills.sort import head_of
from trainer.scenario.model import FINE, RolePlay, Spot, SpotLine

END = "all-judged"
NOTHING_WRONG = "Nothing wrong here"


def expand_spot(spot: Spot, titles: Mapping[str, str]) -> RolePlay:
    """
    Write a spot out as a role-play with one scene for each judged line.

    Args:
        spot: The drill; its last line is judged.
        titles: Titles of curriculum rows, by id.
    """
    moments = list(_moments(spot))
    after = [*(asked.id for _, asked in moments[1:]), END]
    scenes: dict[str, Any] = {}
    for (lines, asked), next_scene in zip(moments, after, strict=True):
        scenes[asked.id] = {
            "lines": tuple({line.speaker: line.text} for line in lines),
            "choices": (_choice(spot, asked, FINE, NOTHING_WRONG, next_scene),
                        *(_choice(spot, asked, row, titles.get(row, row), next_scene) for row in spot.principles)),
        }
    scenes[END] = {"ending": {"outcome": "done", "title": "Every line is judged"}}
    model = tuple(asked.fault or FINE for _, asked in moments)
    poor = tuple(FINE if asked.fault else spot.principles[0] for _, asked in moments)
    return RolePlay.model_validate({
        **head_of(spot), "start": moments[0][1].id, "scenes": scenes,
        "walks": {"model": model, "poor": poor, **spot.walks},
    })


def _moments(spot: Spot) -> Iterator[tuple[list[SpotLine], SpotLine]]:
    """Each judged line with the lines that are read before it."""
    heard: list[SpotLine] = []
    for line in spot.lines:
        heard.append(line)
        if line.asked:
            yield heard, line
            heard = []


def _choice(spot: Spot, line: SpotLine, response: str, label: str, next_scene: str) -> dict[str, Any]:
    if line.fault is None:
        grade = "good" if response == FINE else "poor"
    else:
        grade = "good" if response == line.fault else "poor" if response == FINE else "fair"
    return {"id": response, "do": label, "skills": {line.skill or spot.skill: grade}, "felt": line.felt,
            "feedback": line.feedback, "principle": line.fault or spot.principles[0], "next": next_scene}
