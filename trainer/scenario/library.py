"""The content folder as one value: sheets, exercises, and what is broken. Reads files, judges shape and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from trainer.scenario import model
from trainer.scenario.checks import check_meaning
from trainer.scenario.document import Document, collector_paused, read_file
from trainer.scenario.problem import Problem, has_errors, nearest
from trainer.scenario.shape import shape
from trainer.scenario.sheets import Sheets, load_sheets

KINDS: Mapping[str, type[model.Exercise]] = MappingProxyType(
    {"role-play": model.RolePlay, "sort": model.Sort, "spot": model.Spot, "order": model.Order,
     "desk": model.Desk}
)



@dataclass(frozen=True, slots=True)
class Loaded:
    """One exercise file: the model when its shape and meaning hold, and all problems found so far."""

    file: str
    document: Document | None
    exercise: model.Exercise | None
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str:
        """The exercise's id; of a broken file the name that it gives itself, or the file's stem."""
        if self.exercise is not None:
            return self.exercise.id
        value = self.document.value if self.document else None
        given = value.get("id") if isinstance(value, dict) else None
        return given if isinstance(given, str) else Path(self.file).stem


@dataclass(frozen=True, slots=True)
class Library:
    """Everything below a content folder."""

    root: Path
    sheets: Sheets
    files: tuple[Loaded, ...]
    sheet_problems: tuple[Problem, ...]

    @property
    def exercises(self) -> dict[str, Loaded]:
        """The exercises without errors of shape and meaning, by id."""
        return {f.id: f for f in self.files if f.exercise is not None and not has_errors(f.problems)}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, sorted by file and line."""
        return tuple(sorted({*self.sheet_problems, *(p for f in self.files for p in f.problems)}))


def load_library(root: Path, extra: Iterable[Path] = ()) -> Library:
    """
    Read a content folder.

    Args:
        root: Folder with the sheets and `exercises/`. A sheet that it lacks is taken from the shipped content.
        extra: Exercise files outside of the folder to read along.

    Returns:
        The library; faults are values in it, never exceptions.
    """
    with collector_paused():
        sheets, sheet_problems = load_sheets(root)
        files = _without_doubles([load_file(path, sheets) for path in exercise_files(root, extra)])
    return Library(root, sheets, tuple(files), sheet_problems)


def exercise_files(root: Path, extra: Iterable[Path] = ()) -> list[Path]:
    """The exercise files below a content folder, sorted, and others to read along."""
    folder = root / "exercises"
    paths = sorted(p for pattern in ("*.yaml", "*.yml") for p in folder.rglob(pattern)) if folder.is_dir() else []
    known = {p.resolve() for p in paths}
    return [*paths, *(p for p in extra if p.resolve() not in known)]


def load_file(path: Path, sheets: Sheets) -> Loaded:
    """Read one exercise file and judge its shape and its meaning."""
    shown = str(path)
    document = read_file(path, shown)
    if isinstance(document, Problem):
        return Loaded(shown, None, None, (document,))
    return load_document(document, sheets, stem=path.stem)


def load_document(document: Document, sheets: Sheets, stem: str | None = None) -> Loaded:
    """Judge shape and meaning of a parsed exercise."""
    kind, problems = _kind(document)
    if kind is None:
        return Loaded(document.file, document, None, (*document.problems, *problems))
    exercise, problems = shape(document, kind)
    if exercise is None:
        return Loaded(document.file, document, None, tuple(sorted((*document.problems, *problems))))
    found = list(document.problems) + list(check_meaning(exercise, document, sheets))
    if stem is not None and stem != exercise.id:
        message = f"the exercise '{exercise.id}' stands in a file named '{stem}'"
        found.append(document.problem(("id",), "TR011", message, f"name the file '{exercise.id}.yaml'"))
    return Loaded(document.file, document, exercise, tuple(sorted(set(found))))


def _kind(document: Document) -> tuple[type[model.Exercise] | None, tuple[Problem, ...]]:
    """The model for the file's kind."""
    value = document.value
    if not isinstance(value, dict):
        return None, (document.problem((), "TR008", "the file holds no exercise", "begin with 'id: ...'"),)
    given = value.get("kind")
    if "kind" not in value:
        return None, (document.problem((), "TR006", "the file lacks the key 'kind'", "add 'kind: role-play'"),)
    if not isinstance(given, str) or given not in KINDS:
        message = f"kind is '{given}', which no exercise has"
        return None, (document.problem(("kind",), "TR008", message, nearest(str(given), list(KINDS))),)
    return KINDS[given], ()


def _without_doubles(files: list[Loaded]) -> list[Loaded]:
    """Mark the second file of an id as broken: ids are how the log finds exercises."""
    first: dict[str, str] = {}
    result = []
    for file in files:
        if file.id in first and file.document is not None:
            message = f"the id '{file.id}' is already used in {first[file.id]}"
            problem = file.document.problem(("id",), "TR010", message, "give this exercise an id of its own")
            result.append(replace(file, problems=tuple(sorted({*file.problems, problem}))))
            continue
        first.setdefault(file.id, file.file)
        result.append(file)
    return result
