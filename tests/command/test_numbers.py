"""`analyse`, `score` and `playtest`: the JSON of the issue, to the key, and sentences for what cannot be done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command.conftest import Cli, broken, warned
from tests.made import choice, ending, exercise, scene, write_content


def as_json(cli: Cli, *arguments: str | Path) -> Any:
    ran = cli(*arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_analyse_prints_the_keys_of_the_issue(cli: Cli, folder: Path) -> None:
    """`analyse ID --json` has these keys, at every depth, and these values for a small exercise."""
    found = as_json(cli, "--content", folder, "analyse", "made")
    assert list(found) == ["states", "plays", "best", "worst", "expected_random", "endings", "skills", "choices",
                           "witness", "strategies"]
    assert [found[key] for key in ("states", "plays", "best", "worst")] == [7, 9, 6, 0]
    assert found["expected_random"] == pytest.approx(1 + 4 / 3)
    assert {name: e["probability_random"] for name, e in found["endings"].items()} == {
        "bye": pytest.approx(2 / 3), "out": pytest.approx(1 / 3)}
    assert found["endings"]["out"]["witness"][1:] == ["shrug"]
    assert found["skills"] == {"reading": {"min": 0, "max": 2}, "welcome": {"min": 0, "max": 4}}
    assert found["choices"][0] == {"scene": "door", "choice": "greet", "value": 6, "regret_min": 0, "regret_max": 0}
    assert all(list(c) == ["scene", "choice", "value", "regret_min", "regret_max"] for c in found["choices"])
    assert found["witness"]["best"] == ["greet", "ask"]
    assert list(found["witness"]) == ["best", "worst"]
    assert list(found["strategies"]) == ["longest", "shortest", "most_polite", "least_polite", "random"]
    assert all(list(e) == ["probability_random", "witness"] for e in found["endings"].values())


def test_analyse_in_words_tells_the_same(cli: Cli, folder: Path) -> None:
    """Without --json the same figures are printed for people."""
    ran = cli("--content", folder, "analyse", "made")
    assert ran.code == 0
    assert ran.out.startswith("made: 7 states, 9 complete plays\n  points: best 6, worst 0, at random 2.333\n")
    assert "best walk:  greet, ask" in ran.out


def test_plays_beyond_the_exact_numbers_are_a_string(cli: Cli, folder: Path) -> None:
    """Above 2**53 `plays` is a string of all its digits."""
    scenes = {f"s{n}": scene(choice(f"a{n}", f"s{n + 1}", 2), choice(f"b{n}", f"s{n + 1}")) for n in range(60)}
    write_content(folder, exercise({**scenes, "s60": ending()}, id="long"))
    assert as_json(cli, "--content", folder, "analyse", "long")["plays"] == "1152921504606846976"
    assert "1,152,921,504,606,846,976 complete plays" in cli("--content", folder, "analyse", "long").out


def test_score_prints_the_keys_of_the_issue(cli: Cli, folder: Path) -> None:
    """`score ID --walk a,b --json` has these keys and values; spaces in the walk do not matter."""
    found = as_json(cli, "--content", folder, "score", "made", "--walk", "nod, shrug")
    assert found == {
        "score": pytest.approx(1 / 6), "raw": pytest.approx(1 / 6), "critical": True, "earned": 1,
        "decisions": [
            {"scene": "door", "choice": "nod", "points": 1, "regret": 1, "span": 2, "quality": 0.5, "mark": "weak"},
            {"scene": "talk", "choice": "shrug", "points": 0, "regret": 4, "span": 4, "quality": 0.0,
             "mark": "critical"}],
        "skills": {"reading": None, "welcome": 0.25}, "ending": "out"}


def test_score_in_words(cli: Cli, folder: Path) -> None:
    """Without --json the score, each decision with its mark, and the skills are printed."""
    out = cli("--content", folder, "score", "made", "--walk", "nod,ask", "--case", "3").out
    assert out.splitlines() == [
        "made: score 0.833 (raw 0.833), 5 points, ending bye", "   1 weak     door / nod: 1 points, lost 1 of 2",
        "   2 best     talk / ask: 4 points, lost 0 of 4", "  reading          not assessed",
        "  welcome          0.75"]


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["analyse", "mode"], "there is no exercise 'mode'; did you mean 'made'?"),
    (["analyse", "xyz"], "there is no exercise 'xyz'; use one of: broken, made, warned"),
    (["score", "mode", "--walk", "greet"], "there is no exercise 'mode'; did you mean 'made'?"),
    (["playtest", "mode"], "there is no exercise 'mode'; did you mean 'made'?"),
    (["score", "made", "--walk", "greet"],
     "the walk stops in scene 'talk', before an ending; go on with one of: ask, defend, shrug"),
    (["score", "made", "--walk", ""],
     "the walk stops in scene 'door', before an ending; go on with one of: greet, explain, nod"),
    (["score", "made", "--walk", "greet,sing"],
     "the walk does not play through: 'sing' is not offered in scene 'talk'"),
    (["score", "made", "--walk", "greet,ask,ask"], "the walk goes on after the ending 'bye'"),
    (["score", "made", "--walk", "greet,ask", "--case", "4"], "there is no case 4; this exercise has cases 1 to 3"),
    (["score", "made", "--walk", "greet,ask", "--case", "0"], "there is no case 0; this exercise has cases 1 to 3"),
    (["playtest", "made", "--plays", "0"], "--plays must be from 1 to 1,000,000,000,000,000"),
    (["playtest", "made", "--plays", "99999999999999999999"], "--plays must be from 1 to 1,000,000,000,000,000"),
    (["playtest", "made", "--seed", "-1"], "--seed must be 0 or more"),
    (["analyse"], "say which exercise to analyse, or give --all"),
])
def test_what_cannot_be_done_is_one_sentence(arguments: list[str], sentence: str, cli: Cli, folder: Path) -> None:
    """Exit 2, nothing on stdout, one sentence that says what to do."""
    write_content(folder, broken(), warned())
    ran = cli("--content", folder, *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"python -m trainer: {sentence}\n")


@pytest.mark.parametrize("command", [["analyse"], ["playtest", "--plays", "10"], ["score", "--walk", "greet,ask"]])
def test_an_exercise_with_errors_is_refused_with_its_problems(command: list[str], cli: Cli, folder: Path) -> None:
    """What cannot be valued exactly is not valued: the problems are named, and the exit is 2."""
    write_content(folder, broken())
    ran = cli("--content", folder, command[0], "broken", *command[1:])
    assert (ran.code, ran.out) == (2, "")
    assert "TR012 choice 'nod' goes to scene 'tolk'" in ran.err
    assert ran.err.endswith("python -m trainer: 'broken' has errors; mend them first\n")


@pytest.mark.parametrize("command", [["analyse"], ["playtest", "--plays", "10"], ["score", "--walk", "greet,ask"]])
def test_an_exercise_with_warnings_is_valued(command: list[str], cli: Cli, folder: Path) -> None:
    """Warnings keep nobody from playing and valuing."""
    write_content(folder, warned())
    assert cli("--content", folder, command[0], "warned", *command[1:]).code == 0


def test_a_folder_that_is_not_there(cli: Cli) -> None:
    """The content folder is named in the sentence."""
    ran = cli("--content", "nowhere", "analyse", "made")
    assert (ran.code, ran.err) == (
        2, "python -m trainer: there is no content folder 'nowhere'; give one with --content DIR\n")


def test_playtest_prints_figures_that_agree(cli: Cli, folder: Path) -> None:
    """`playtest --json` tells visits, means and quantiles; the same seed tells the same, and the mean is near."""
    arguments = ("--content", folder, "playtest", "made", "--plays", "90000", "--seed", "4")
    found = as_json(cli, *arguments)
    assert set(found) == {"plays", "seed", "points", "score", "critical_share", "endings", "scenes", "choices",
                          "expected_random"}
    assert (found["plays"], found["seed"], found["scenes"]["door"]) == (90_000, 4, 90_000)
    assert set(found["points"]) == {"mean", "standard_error", "quantiles"}
    assert abs(found["points"]["mean"] - found["expected_random"]) < 5 * found["points"]["standard_error"]
    assert found["critical_share"] == pytest.approx(1 / 3, abs=0.01)
    assert {(c["scene"], c["choice"]) for c in found["choices"]} == {
        ("door", "greet"), ("door", "explain"), ("door", "nod"), ("talk", "ask"), ("talk", "defend"), ("talk", "shrug")}
    assert as_json(cli, *arguments) == found
    out = cli(*arguments).out
    assert out.startswith("made: 90,000 random plays, seed 4\n") and "exact 2.3333" in out
