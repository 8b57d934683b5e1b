"""Texts, conditions and YAML of a hostile author: a Problem each, quickly, in little memory, and never a crash."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.made import SHEETS, load
from tests.scenario.attacks import Attack, attacks, misshapen
from trainer.analysis.checks import judge
from trainer.scenario.problem import has_errors
from trainer.scenario.template import MAX_NESTING, Names, TemplateFault, compile_condition, compile_text

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 5
ATTACKS = tuple(attacks())
NAMES = Names(frozenset({"guest"}), ("patience",))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """How each attack ended, by name; every one ran in a process of its own with limits on memory and time."""
    folder = tmp_path_factory.mktemp("attacks")
    done = subprocess.run([sys.executable, "-m", "tests.scenario.attacked", str(folder)], cwd=ROOT, text=True,
                          env={"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=170, check=False)
    assert done.returncode == 0, done.stderr
    return {line["name"]: line for line in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_is_answered_by_a_problem(attack: Attack, outcomes: dict[str, dict[str, Any]]) -> None:
    """The file ends in its problem (or is harmless), within limits of memory and time, and the process lives."""
    outcome = outcomes[attack.name]
    assert outcome["ended"] == 0, outcome["problems"]
    assert outcome["cpu_s"] < LONGEST_S
    found = {problem.split(": ", 1)[1].split(" ", 1)[0] for problem in outcome["problems"]}
    if attack.code is None:
        assert all(code >= "TR030" for code in found), outcome["problems"]
    else:
        assert attack.code in found


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_cannot_garble_the_report(attack: Attack, outcomes: dict[str, dict[str, Any]]) -> None:
    """However an author names things, a problem is two printable lines of moderate length."""
    for problem in outcomes[attack.name]["problems"]:
        assert len(problem) < 1_000
        lines = problem.split("\n")
        assert len(lines) == 2
        assert all(line.isprintable() for line in lines)


def test_attacks_have_names_of_their_own() -> None:
    """No attack hides another one behind the same name."""
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


def test_every_value_of_another_form_is_a_problem() -> None:
    """Whatever form a key's value has, the exercise is read to the end, and what cannot be used is an error."""
    for name, raw, sound in misshapen():
        verdict = judge(load(raw), SHEETS)
        assert (verdict.solution is not None) == sound, name
        assert has_errors(verdict.problems) != sound, name


def test_values_of_another_form_name_their_line_and_a_mend() -> None:
    """Problems of form carry a place in the file and a mend, whatever the value was."""
    for name, raw, _ in misshapen():
        for problem in judge(load(raw), SHEETS).problems:
            assert problem.line == 1, name
            assert problem.column >= 1, name
            assert problem.mend, name


def _deep(frames: int, act: Any) -> Any:
    return act() if frames == 0 else _deep(frames - 1, act)


@pytest.mark.parametrize("text", [
    "{{ 1" + " + patience" * (MAX_NESTING - 1) + " }}",
    "{% if " + "not " * (MAX_NESTING - 2) + "patience %}x{% endif %}",
    "{% if patience %}" * (MAX_NESTING - 1) + "x" + "{% endif %}" * (MAX_NESTING - 1),
    "{{ " + "'a' if patience > 9 else " * (MAX_NESTING - 2) + "'b' }}",
    "{% if patience" + " and 1" * (MAX_NESTING - 3) + " %}x{% endif %}",
])
def test_the_deepest_text_renders_on_a_high_stack(text: str) -> None:
    """A text as deep as allowed is rendered even where 600 frames lie below, as in a page."""
    compiled = compile_text(text, NAMES)
    assert _deep(600, lambda: compiled.render({"guest": "x"}, (2,))) == compiled.render({"guest": "x"}, (2,))


@pytest.mark.parametrize("text", [
    "{{ 1" + " + patience" * MAX_NESTING + " }}",
    "{% if patience %}" * (MAX_NESTING + 1) + "x" + "{% endif %}" * (MAX_NESTING + 1),
])
def test_one_level_more_is_refused(text: str) -> None:
    """Beyond the limit of nesting a text is a fault, not a stack overflow."""
    with pytest.raises(TemplateFault, match=f"more than {MAX_NESTING} deep"):
        compile_text(text, NAMES)


def test_the_deepest_condition_holds_on_a_high_stack() -> None:
    """A condition as deep as allowed is decided even where 600 frames lie below."""
    condition = compile_condition("not " * (MAX_NESTING - 2) + "patience", NAMES)
    assert _deep(600, lambda: condition.holds((2,))) is True
