"""Exercises made for a test: plain dicts with sound defaults, turned into models, loaded documents or folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from trainer.analysis.checks import Verdict, judge
from trainer.analysis.report import Report, report
from trainer.analysis.strategies import give_aways
from trainer.analysis.values import Solution, solve
from trainer.play.program import Program, compile_program
from trainer.scenario.document import Document, parse
from trainer.scenario.library import Loaded, load_document
from trainer.scenario.model import Persona, RolePlay
from trainer.scenario.shape import shape
from trainer.scenario.sheets import load_sheets

SHEET_FOLDER = Path(__file__).parent / "sheets"
SHEETS = load_sheets(SHEET_FOLDER)[0]

Raw = dict[str, Any]
GRADES = ("poor", "fair", "good")
CASES = ({"guest": "Ms Hale"}, {"guest": "Mr Okafor-Lindqvist"}, {"guest": "Dr Wu"})


def exercise(scenes: Raw, **changes: Any) -> Raw:
    """An exercise with these scenes; the first one is its start. `changes` replaces any other key."""
    return {
        "id": "made", "kind": "role-play", "title": "Made for a test", "minutes": 1, "setting": "front-desk",
        "covers": ["greeting"], "assesses": ["welcome"], "brief": "You are at the desk.", "cases": list(CASES),
        "start": next(iter(scenes)), "scenes": scenes, **changes,
    }


def choice(name: str, leads_to: str, points: int | dict[str, int] = 0, **changes: Any) -> Raw:
    """A choice with points for `welcome` (or for several skills); `changes` adds `if`, `effects`, `critical`, ..."""
    tags = points if isinstance(points, dict) else {"welcome": points}
    said = {} if "do" in changes else {"say": f"This is {name}."}
    return {
        "id": name, **said, "skills": {skill: GRADES[p] for skill, p in tags.items()}, "felt": f"Felt {name}.",
        "feedback": f"About {name}.", "principle": "greeting", "next": leads_to, **changes,
    }


def silence(leads_to: str, points: int = 0, **changes: Any) -> Raw:
    """What a timed scene adds to its keys."""
    tags = {"welcome": GRADES[points]}
    return {"respond_within_s": 6, "silence": {
        "skills": tags, "felt": "Felt silence.", "feedback": "About silence.", "principle": "greeting",
        "next": leads_to, **changes}}


def scene(*choices: Raw, says: str = "Something is said.", **more: Any) -> Raw:
    """A scene with one line of the customer's, and choices."""
    return {"lines": [{"customer": says}], "choices": list(choices), **more}


def ending(says: str = "The end.", outcome: str = "done", **more: Any) -> Raw:
    """A scene that ends the play."""
    return {"lines": [{"narrator": says}], "ending": {"outcome": outcome, "title": f"It is {outcome}"}, **more}


def document(raw: Raw, file: str = "made.yaml") -> Document:
    """The exercise as if it had been written in one line of YAML (JSON is YAML)."""
    found = parse(json.dumps(raw, ensure_ascii=False).encode(), file)
    assert isinstance(found, Document), str(found)
    return found


def load(raw: Raw) -> Loaded:
    """The exercise read and judged against the tests' sheets, as a file named after its id."""
    return load_document(document(raw), SHEETS)


def model(raw: Raw) -> RolePlay:
    """The exercise as a model; its shape must hold."""
    found, problems = shape(document(raw), RolePlay)
    assert found is not None, "\n".join(map(str, problems))
    return found


def program(raw: Raw, persona: Persona | None = None) -> Program:
    """The exercise ready to be played."""
    return compile_program(model(raw), persona)


def solution(raw: Raw, persona: Persona | None = None) -> Solution:
    """The exercise solved."""
    return solve(program(raw, persona))


def analysis(raw: Raw, polite: tuple[str, ...] = ()) -> Report:
    """What `analyse` says of the exercise."""
    solved = solution(raw)
    return report(solved, give_aways(solved, polite))


def verdict(raw: Raw) -> Verdict:
    """What all checks say of the exercise."""
    return judge(load(raw), SHEETS)


def codes(raw: Raw) -> list[str]:
    """The codes of all problems of the exercise, as often as they come."""
    return [problem.code for problem in verdict(raw).problems]


def write_content(folder: Path, *exercises: Raw) -> Path:
    """A content folder with the tests' sheets and these exercises."""
    shutil.copytree(SHEET_FOLDER, folder, dirs_exist_ok=True)
    for raw in exercises:
        path = folder / "exercises" / f"{raw['id']}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(raw, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder
