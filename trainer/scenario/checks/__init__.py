"""Checks of meaning that need no play: references, texts and conditions, cases and variables, drills."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.scenario.checks.drills import check_drill
from trainer.scenario.checks.references import check_references
from trainer.scenario.checks.texts import check_texts
from trainer.scenario.checks.variables import check_cases, check_variables
from trainer.scenario.document import Document
from trainer.scenario.model import Exercise, RolePlay
from trainer.scenario.problem import Problem
from trainer.scenario.sheets import Sheets

CHECKS = (check_references, check_cases, check_variables, check_texts)


def check_meaning(exercise: Exercise, document: Document, sheets: Sheets) -> Iterator[Problem]:
    """Every problem of an exercise's meaning that can be seen without playing it."""
    if isinstance(exercise, RolePlay):
        for check in CHECKS:
            yield from check(exercise, document, sheets)
    else:
        yield from check_drill(exercise, document, sheets)
