"""`schema`: the JSON Schema files that editors use follow from the models, and say what the checker says."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command.conftest import Cli
from trainer.command.schema import SCHEMAS, schema_text


def test_schemas_are_written_and_then_up_to_date(cli: Cli, folder: Path) -> None:
    """Missing files are out of date (1), are written (0), and are then up to date (0) without being touched."""
    assert cli("--content", folder, "schema", "--check").code == 1
    assert not (folder / "schema").exists()
    ran = cli("--content", folder, "schema")
    assert (ran.code, ran.out.count(" written")) == (0, len(SCHEMAS))
    ran = cli("--content", folder, "schema", "--check")
    assert (ran.code, ran.out) == (0, "")
    assert cli("--content", folder, "schema").out == ""


def test_a_changed_schema_is_found(cli: Cli, folder: Path) -> None:
    """A file that somebody edited by hand is named, and written anew."""
    cli("--content", folder, "schema")
    path = folder / "schema" / "role-play.json"
    path.write_text(path.read_text() + "\n")
    ran = cli("--content", folder, "schema", "--check")
    assert (ran.code, ran.out) == (1, "content/schema/role-play.json is out of date\n")
    assert cli("--content", folder, "schema").code == 0
    assert cli("--content", folder, "schema", "--check").code == 0


def test_schemas_use_the_authors_words() -> None:
    """Keys are those of the files (`if`, not `if_`), nothing unknown is allowed, and required keys are named."""
    role_play = json.loads(schema_text(dict(SCHEMAS)["role-play"]))
    assert role_play["additionalProperties"] is False
    assert {"id", "kind", "title", "scenes", "start", "cases"} <= set(role_play["required"])
    choice = role_play["$defs"]["Choice"]
    assert "if" in choice["properties"] and "if_" not in choice["properties"] and "worth" not in choice["properties"]
    assert set(choice["required"]) == {"id", "skills", "felt", "feedback", "principle", "next"}
    assert role_play["$defs"]["Redirect"]["required"] == ["if", "next"]
    assert "board" not in role_play["$defs"]["Scene"]["properties"]
