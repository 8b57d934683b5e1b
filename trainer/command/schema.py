"""The JSON Schema files that editors use to help authors: written from the models, never by hand."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from trainer.command import FAULTS, OK
from trainer.scenario import model

SCHEMAS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("role-play", model.RolePlay),
    ("sort", model.Sort),
    ("spot", model.Spot),
    ("order", model.Order),
    ("desk", model.Desk),
    ("skills", model.SkillSheet),
    ("settings", model.SettingSheet),
    ("personas", model.PersonaSheet),
    ("curriculum", model.Curriculum),
    ("words", model.WordSheet),
)


def write_schemas(content: Path, *, only_compare: bool) -> int:
    """Write (or compare) `schema/*.json` of a content folder; 1 when a comparison finds one out of date."""
    stale = []
    for name, kind in SCHEMAS:
        path = content / "schema" / f"{name}.json"
        text = schema_text(kind)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if not only_compare:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path} {'is out of date' if only_compare else 'written'}")
    return FAULTS if stale and only_compare else OK


def schema_text(kind: type[BaseModel]) -> str:
    """The schema of one kind of file, as written."""
    return json.dumps(kind.model_json_schema(by_alias=True), indent=2, ensure_ascii=False) + "\n"
