"""Names that point to something: scenes, skills, rows, settings, personas, speakers, and ids used once."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.scenario.document import Document
from trainer.scenario.model import SPEAKERS, Choice, Exercise, RolePlay, Scene, Silence
from trainer.scenario.problem import Problem, nearest
from trainer.scenario.sheets import Sheets

Path = tuple[str | int, ...]


def check_references(exercise: RolePlay, document: Document, sheets: Sheets) -> Iterator[Problem]:
    """Yield a problem for every name of this exercise that leads nowhere."""
    yield from check_head(exercise, document, sheets)
    if exercise.start not in exercise.scenes:
        yield _unknown_scene(document, ("start",), "the exercise starts at", exercise.start, exercise)
    for scene_id, scene in exercise.scenes.items():
        yield from _scene(exercise, scene_id, scene, document, sheets)


def check_head(exercise: Exercise, document: Document, sheets: Sheets) -> Iterator[Problem]:
    """Yield a problem for every row, skill, setting and persona of an exercise's head that is not there."""
    for index, row in enumerate(exercise.covers):
        if row not in sheets.rows:
            yield document.problem(("covers", index), "TR021", f"'covers' names the row '{row}', which the curriculum "
                                   "does not have", nearest(row, list(sheets.rows)))
    for index, skill in enumerate(exercise.assesses):
        if skill not in sheets.skills:
            yield document.problem(("assesses", index), "TR020", f"'assesses' names the skill '{skill}', which "
                                   "skills.yaml does not have", nearest(skill, list(sheets.skills)))
    if exercise.setting not in sheets.settings:
        yield document.problem(("setting",), "TR022", f"the setting '{exercise.setting}' is not in settings.yaml",
                               nearest(exercise.setting, list(sheets.settings)))
    for index, persona in enumerate(exercise.personas):
        if persona not in sheets.personas:
            yield document.problem(("persona", index), "TR023", f"the persona '{persona}' is not in personas.yaml",
                                   nearest(persona, list(sheets.personas)))


def _scene(exercise: RolePlay, scene_id: str, scene: Scene, document: Document, sheets: Sheets) -> Iterator[Problem]:
    base: Path = ("scenes", scene_id)
    if scene.board is not None:
        yield document.problem((*base, "board"), "TR007", f"scene '{scene_id}' has the unknown key 'board'",
                               "boards are drawn by desks; delete it", key=True)
    speakers = (*SPEAKERS, *exercise.cast)
    for index, line in enumerate(scene.lines):
        for speaker in line:
            if speaker not in speakers:
                yield document.problem((*base, "lines", index), "TR027", f"'{speaker}' speaks in scene '{scene_id}' "
                                       "and is nobody", nearest(speaker, speakers))
    for index, rule in enumerate(scene.redirect):
        if rule.next not in exercise.scenes:
            yield _unknown_scene(document, (*base, "redirect", index, "next"),
                                 f"a redirect of scene '{scene_id}' goes to", rule.next, exercise)
    seen: set[str] = set()
    for position, choice in enumerate(scene.responses):
        path: Path = (*base, "choices", position) if position < len(scene.choices) else (*base, "silence")
        if choice.id in seen:
            yield document.problem((*path, "id"), "TR010", f"the id '{choice.id}' is used twice in scene '{scene_id}'",
                                   "give each choice its own id")
        seen.add(choice.id)
        yield from _response(exercise, choice, path, document, sheets)


def _response(exercise: RolePlay, choice: Choice | Silence, path: Path, document: Document, sheets: Sheets
              ) -> Iterator[Problem]:
    if isinstance(choice, Choice) and choice.worth is not None:
        yield document.problem((*path, "worth"), "TR007", f"choice '{choice.id}' has the unknown key 'worth'",
                               "points come from 'skills'; delete it", key=True)
    if choice.next not in exercise.scenes:
        yield _unknown_scene(document, (*path, "next"), f"choice '{choice.id}' goes to", choice.next, exercise)
    if choice.principle not in sheets.rows:
        yield document.problem((*path, "principle"), "TR021", f"choice '{choice.id}' names the row "
                               f"'{choice.principle}', which the curriculum does not have",
                               nearest(choice.principle, list(sheets.rows)))
    for skill in choice.skills:
        if skill not in sheets.skills:
            yield document.problem((*path, "skills", skill), "TR020", f"choice '{choice.id}' names the skill "
                                   f"'{skill}', which skills.yaml does not have",
                                   nearest(skill, list(sheets.skills)), key=True)


def _unknown_scene(document: Document, path: Path, who: str, scene: str, exercise: RolePlay) -> Problem:
    return document.problem(path, "TR012", f"{who} scene '{scene}', which this scenario does not have",
                            nearest(scene, list(exercise.scenes)))
