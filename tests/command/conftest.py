"""The command line, run in this process, on folders that a test makes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.made import Raw, choice, ending, exercise, scene, write_content
from trainer.__main__ import main
from trainer.analysis.checked import check_library
from trainer.command import content as content_commands


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """`python -m trainer ...` in the test's own folder, keeping nothing of what was checked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRAINER_CONTENT", raising=False)
    monkeypatch.setattr(content_commands, "check_library", partial(check_library, cache=None))

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["trainer", *map(str, arguments)])
        capsys.readouterr()
        try:
            code = main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else -1
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


def clean(name: str = "made") -> Raw:
    """An exercise without problems: two decisions, the first of which is felt at the end."""
    return exercise({
        "door": scene(
            choice("greet", "talk", 2, say="Good morning, {{ guest }}. Do come in.", effects={"trust": 1}),
            choice("explain", "talk", 0, say="One moment please, sir, I have to finish this letter before I can help."),
            choice("nod", "talk", 1, do="You nod.")),
        "talk": scene(
            choice("ask", "bye", {"welcome": 2, "reading": 2}, say="What is wrong with it?"),
            choice("defend", "bye", {"welcome": 0, "reading": 0},
                   say="It is checked every year, sir, thank you, so that nothing at all can be wrong with it."),
            choice("shrug", "out", {"welcome": 0, "reading": 0}, do="You shrug.", critical="Never shrug.")),
        "bye": ending("{% if trust == 1 %}Thank you for asking.{% else %}Well.{% endif %}"),
        "out": ending("Gone.", "lost")},
        id=name, variables={"trust": {"start": 0, "max": 1}},
        walks={"model": ["greet", "ask"], "poor": ["nod", "shrug"]})


def warned(name: str = "warned") -> Raw:
    """An exercise with one warning: two cases only."""
    return {**clean(name), "cases": clean()["cases"][:2]}


def broken(name: str = "broken") -> Raw:
    """An exercise with one error: a scene that does not exist."""
    raw = clean(name)
    raw["scenes"]["door"]["choices"][2]["next"] = "tolk"
    return raw


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with one clean exercise."""
    write_content(tmp_path / "content", clean())
    return Path("content")
