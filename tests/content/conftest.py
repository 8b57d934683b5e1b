"""What ships, loaded and judged once for all tests."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from trainer.analysis.checks import Verdict, judge
from trainer.scenario.library import Library, Loaded, exercise_files, load_library
from trainer.scenario.sheets import SHIPPED

FILES = exercise_files(SHIPPED)
IDS = tuple(path.stem for path in FILES)
ROLE_PLAYS = tuple(path.stem for path in FILES if "\nkind: role-play\n" in path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Shipped:
    """One shipped exercise with its file and what all checks say of it."""

    loaded: Loaded
    verdict: Verdict


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(SHIPPED)


@pytest.fixture(scope="session")
def shipped(library: Library) -> dict[str, Shipped]:
    return {file.id: Shipped(file, judge(file, library.sheets)) for file in library.files}
