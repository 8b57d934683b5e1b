"""The README cannot rot: its commands, settings, folders and scenario are those of the house."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.__main__ import parser
from trainer.settings import ROOT, VARIABLES
from trainer.ui.nav import STOPS

README = (ROOT / "README.md").read_text("utf-8")


def subcommands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command of `python -m trainer` with its own parser."""
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def rows() -> dict[str, tuple[str, ...]]:
    """The README's tables: first cell, without its backticks, to the other cells."""
    cells = (line.strip("| \n").split(" | ") for line in README.splitlines() if line.startswith("| `"))
    return {first.strip("`"): tuple(others) for first, *others in cells}


def run(content: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command on a content folder."""
    command = [sys.executable, "-m", "trainer", "--content", str(content), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with the README's scenario and nothing else to play."""
    found = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert found
    folder = tmp_path_factory.mktemp("readme") / "scenarios"
    shutil.copytree(ROOT / "scenarios", folder, ignore=shutil.ignore_patterns("exercises"))
    place = folder / "exercises" / "u3-front-desk"
    place.mkdir(parents=True)
    (place / "umbrella-loan.yaml").write_text(found[1], "utf-8")
    return folder


def test_opens_with_the_two_commands() -> None:
    """The first commands that a reader meets are make run and make test."""
    assert re.search(r"```sh\n(.*?)```", README, re.DOTALL)[1].split("\n") == ["make run", "make test", ""]


def test_every_page_is_named() -> None:
    """Whoever looks for a page finds its address."""
    for stop in STOPS:
        assert f"`/{stop.address}`" in README, stop.title


def test_every_command_is_in_the_table() -> None:
    """Each subcommand has a row, and the row names each of its arguments."""
    documented = {row.split()[0]: row for row in rows()}
    for name, command in subcommands():
        assert name in documented
        for action in command._actions:
            words = action.option_strings[-1:] or [str(action.metavar or action.dest)]
            if words != ["--help"]:
                assert words[0] in documented[name], f"{name} takes {words[0]}, and the README does not say so"


def test_no_command_is_made_up() -> None:
    """Each command in the table exists."""
    known = {name for name, _command in subcommands()}
    assert {row.split()[0] for row in rows() if not row.startswith("TRAINER_")} == known


def test_the_table_of_settings_is_complete() -> None:
    """Each setting has its row, in its own words and order, and there is no other."""
    found = [(name, *cells) for name, cells in rows().items() if name.startswith("TRAINER_")]
    assert found == [(one.name, one.default, one.meaning) for one in VARIABLES]


def test_every_variable_in_the_text_is_a_setting() -> None:
    """The README speaks of no variable that means nothing."""
    assert set(re.findall(r"TRAINER_[A-Z_]+", README)) <= {one.name for one in VARIABLES}


def test_the_map_is_right() -> None:
    """Each folder of the map is there, and each folder of trainer/ is on the map."""
    drawn = re.search(r"## Where things are\n\n```\n(.*?)```", README, re.DOTALL)[1]
    rooms = set(re.findall(r"^  (\w+)/", drawn, re.MULTILINE))
    assert rooms == {path.parent.name for path in (ROOT / "trainer").glob("*/__init__.py")}
    for top in re.findall(r"^([\w.]+/?)", drawn, re.MULTILINE):
        assert (ROOT / top).exists(), top


def test_the_targets_exist() -> None:
    """Each make target that the README names is one of the Makefile's."""
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make (\w+)`", README)) | {"run", "test"} <= targets


def test_the_scenario_is_clean(content: Path) -> None:
    """The tutorial's scenario has neither an error nor a warning."""
    checked = run(content, "check", "--strict")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "0 errors, 0 warnings; 1 exercise can be played" in checked.stdout


def test_the_scenario_plays(content: Path) -> None:
    """The tutorial's model walk is worth everything, and its poor walk nothing."""
    scores = [
        run(content, "score", "umbrella-loan", "--walk", walk).stdout.split()[2]
        for walk in ("lend-and-note,read-it-out", "wait-for-it,name-a-shop")
    ]
    assert scores == ["1.000", "0.000"]
