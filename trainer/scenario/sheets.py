"""The sheets that all exercises share: skills, settings, personas, curriculum, words; read from a content folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from trainer.scenario import model
from trainer.scenario.document import Document, read_file
from trainer.scenario.problem import Problem
from trainer.scenario.shape import shape

SHIPPED = Path(__file__).resolve().parents[2] / "scenarios"
SHEETS = ("skills.yaml", "settings.yaml", "personas.yaml", "curriculum.yaml", "words.yaml")

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What all exercises share, by id. Mappings keep the author's order."""

    skills: Mapping[str, model.Skill]
    settings: Mapping[str, model.Setting]
    personas: Mapping[str, model.Persona]
    rows: Mapping[str, model.Row]
    units: tuple[model.Unit, ...]
    start: str | None
    polite: tuple[str, ...]


def load_sheets(root: Path) -> tuple[Sheets, tuple[Problem, ...]]:
    """Read the shared sheets of a content folder, falling back to the shipped ones for files that it lacks."""
    problems: list[Problem] = []

    def sheet(name: str, kind: type[M], empty: M) -> M:
        path = root / name if (root / name).is_file() else SHIPPED / name
        if not path.is_file():
            message = f"the content folder has no {name}"
            problems.append(Problem(str(root / name), 1, 1, "TR009", message, f"add {name}"))
            return empty
        document = read_file(path, str(path))
        if isinstance(document, Problem):
            problems.append(document)
            return empty
        problems.extend(document.problems)
        value, found = shape(document, kind)
        problems.extend(found)
        if value is None:
            return empty
        problems.extend(_doubles(document, value))
        return value

    skills = sheet("skills.yaml", model.SkillSheet, model.SkillSheet(skills=()))
    settings = sheet("settings.yaml", model.SettingSheet, model.SettingSheet(settings=()))
    personas = sheet("personas.yaml", model.PersonaSheet, model.PersonaSheet())
    curriculum = sheet("curriculum.yaml", model.Curriculum, model.Curriculum(rows=()))
    words = sheet("words.yaml", model.WordSheet, model.WordSheet())
    sheets = Sheets(
        skills=MappingProxyType({s.id: s for s in skills.skills}),
        settings=MappingProxyType({s.id: s for s in settings.settings}),
        personas=MappingProxyType({p.id: p for p in personas.personas}),
        rows=MappingProxyType({r.id: r for r in curriculum.rows}),
        units=curriculum.units,
        start=curriculum.start,
        polite=words.polite,
    )
    return sheets, tuple(sorted(problems))


def _doubles(document: Document, sheet: BaseModel) -> Iterable[Problem]:
    """Ids given twice within one list of a sheet."""
    for key in type(sheet).model_fields:
        entries: Any = getattr(sheet, key)
        seen: set[str] = set()
        for index, entry in enumerate(entries if isinstance(entries, tuple) else ()):
            entry_id = getattr(entry, "id", None)
            if entry_id is None:
                continue
            if entry_id in seen:
                message = f"the id '{entry_id}' is used twice in '{key}'"
                yield document.problem((key, index, "id"), "TR010", message, "give each its own id")
            seen.add(entry_id)
