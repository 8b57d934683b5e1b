"""Cases and variables: same keys in all cases, starts within ranges, effects on variables that exist."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.scenario.document import Document
from trainer.scenario.model import Exercise, RolePlay
from trainer.scenario.problem import Problem, nearest
from trainer.scenario.sheets import Sheets

MIN_CASES = 3
# Rows (scenes, choices, redirects) times combinations of values: the tables that exact analysis lays out. Beyond this
# an author has made a simulation, not a scenario.
MAX_TABLE = 2_000_000


def check_case_keys(exercise: Exercise, document: Document) -> Iterator[Problem]:
    """Yield a problem for every case whose keys are not those of the first."""
    first = exercise.cases[0].keys()
    for index, case in enumerate(exercise.cases[1:], start=1):
        if case.keys() != first:
            odd = ", ".join(f"'{key}'" for key in sorted(case.keys() ^ first))
            yield document.problem(("cases", index), "TR025", f"case {index + 1} and case 1 differ in the keys {odd}",
                                   "give all cases the same keys")


def check_cases(exercise: RolePlay, document: Document, _sheets: Sheets) -> Iterator[Problem]:
    """Yield a problem for cases with different keys, for names used twice, and for fewer than three cases."""
    yield from check_case_keys(exercise, document)
    for key in sorted(exercise.cases[0].keys() & exercise.variables.keys()):
        yield document.problem(("cases", 0, key), "TR010", f"'{key}' is a key of the cases and a variable",
                               "rename one of the two")
    if len(exercise.cases) < MIN_CASES:
        count = len(exercise.cases)
        yield document.problem(("cases",), "TR033", f"the exercise has {count} case{'s' if count != 1 else ''}",
                               f"write at least {MIN_CASES}, so that the wording is not learnt by heart")


def check_variables(exercise: RolePlay, document: Document, _sheets: Sheets) -> Iterator[Problem]:
    """Yield a problem for a start outside its range, too many values in all, and effects on unknown variables."""
    for name, variable in exercise.variables.items():
        if not variable.min <= variable.start <= variable.max:
            message = f"variable '{name}' starts at {variable.start}, outside {variable.min} to {variable.max}"
            yield document.problem(("variables", name), "TR026", message, "give min <= start <= max")
    rows = sum(1 + len(scene.responses) + len(scene.redirect) for scene in exercise.scenes.values())
    allowed = max(1, MAX_TABLE // rows)
    combinations = 1
    for variable in exercise.variables.values():
        combinations *= max(1, variable.max - variable.min + 1)
        if combinations > allowed:
            message = f"the variables have more than the {allowed:,} combinations of values that can be analysed here"
            yield document.problem(("variables",), "TR026", message, "use fewer or smaller variables")
            break
    for scene_id, scene in exercise.scenes.items():
        for index, choice in enumerate(scene.responses):
            path = ("scenes", scene_id, "choices", index) if index < len(scene.choices) else (
                "scenes", scene_id, "silence")
            for name in choice.effects:
                if name not in exercise.variables:
                    yield document.problem((*path, "effects", name), "TR018", f"choice '{choice.id}' changes '{name}', "
                                           "which is no variable", nearest(name, list(exercise.variables)), key=True)
