"""`--persona`, and what is printed of an exercise that several personas may play."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command.conftest import Cli
from tests.made import Raw, choice, ending, exercise, scene, write_content


def two() -> Raw:
    """Where the hasty one (falling effects twice, patience from 1) leaves after a mistake, and the talker does not."""
    return exercise({
        "door": scene(choice("greet", "talk", 2), choice("wait", "talk", 0, effects={"patience": -1}),
                      choice("turn-away", "gone", 1)),
        "talk": {"redirect": [{"if": "patience == 0", "next": "gone"}],
                 **scene(choice("ask", "bye", 2), choice("shrug", "bye", 0))},
        "bye": ending("{% if patience >= 2 %}Thank you.{% else %}Well.{% endif %}"), "gone": ending("Gone.", "lost")},
        id="two", persona=["talker", "hasty"], variables={"patience": {"start": 3, "max": 5}})


@pytest.fixture
def many(folder: Path) -> Path:
    """A content folder with an exercise for two personas beside one for nobody in particular."""
    return write_content(folder, two())


def as_json(cli: Cli, *arguments: str | Path) -> Any:
    """What a command prints as JSON."""
    ran = cli(*arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_analyse_tells_of_the_first_and_of_all(cli: Cli, many: Path) -> None:
    """The keys are those of the first persona, and `personas` has the same of each; the text has a table."""
    found = as_json(cli, "--content", many, "analyse", "two")
    assert list(found["personas"]) == ["talker", "hasty"]
    assert {key: value for key, value in found.items() if key != "personas"} == found["personas"]["talker"]
    assert found["personas"]["hasty"]["plays"] < found["plays"]
    printed = cli("--content", many, "analyse", "two").out
    assert [line.split()[0] for line in printed.splitlines()[-3:]] == ["form", "talker", "hasty"]


def test_analyse_of_one_persona(cli: Cli, many: Path) -> None:
    """With --persona there is that form alone, with the keys that every analysis has."""
    every = as_json(cli, "--content", many, "analyse", "two")["personas"]
    assert as_json(cli, "--content", many, "analyse", "two", "--persona", "hasty") == every["hasty"]


def test_analyse_all_has_a_row_for_each_persona(cli: Cli, many: Path) -> None:
    """An exercise without a persona has one row."""
    rows = as_json(cli, "--content", many, "analyse", "--all")
    assert [(row["id"], row["form"]) for row in rows] == [("made", ""), ("two", "talker"), ("two", "hasty")]
    assert cli("--content", many, "analyse", "--all").out.endswith("2 exercises\n")


def test_score_and_playtest_go_by_the_persona(cli: Cli, many: Path) -> None:
    """The same mistake ends the play of who is hasty; nobody random reaches more endings than there are."""
    score = as_json(cli, "--content", many, "score", "two", "--walk", "wait", "--persona", "hasty")
    assert (score["score"], score["ending"]) == (0.0, "gone")
    assert "stops in scene 'talk'" in cli("--content", many, "score", "two", "--walk", "wait").err
    ends = [as_json(cli, "--content", many, "playtest", "two", "--plays", "300", *more)["endings"]["gone"]
            for more in ((), ("--persona", "hasty"))]
    assert ends[0] < ends[1]


@pytest.mark.parametrize("command", [["analyse", "two"], ["score", "two", "--walk", "wait"], ["playtest", "two"],
                                     ["play", "two", "--seed", "1"]])
def test_an_unknown_persona_is_one_sentence(command: list[str], cli: Cli, many: Path) -> None:
    """Exit code 2, the name, and the one that was meant."""
    ran = cli("--content", many, *command, "--persona", "hastie")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "python -m trainer: 'two' has no persona 'hastie'; did you mean 'hasty'?\n"


def test_an_exercise_without_personas_takes_none(cli: Cli, many: Path) -> None:
    """The sentence says what to do."""
    ran = cli("--content", many, "analyse", "made", "--persona", "hasty")
    assert ran.err == "python -m trainer: 'made' has no persona 'hasty'; leave --persona out\n"
