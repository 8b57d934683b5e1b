"""`play`: a conversation in the terminal, with the order of choices and the debrief of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.command.conftest import Cli, clean
from tests.made import choice, ending, exercise, scene, silence, write_content
from trainer.command.terminal import play
from trainer.play.deal import deal_case
from trainer.scenario.sheets import SHIPPED


def answers(*given: str) -> Callable[[str], str]:
    """Somebody who types these, and then nothing more."""
    waiting: Iterator[str] = iter(given)

    def ask(prompt: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None
    return ask


def number_of(out: str, words: str) -> str:
    """The number under which a choice was last offered."""
    line = [line for line in out.splitlines() if words in line and line.startswith("  ")][-1]
    return line.split()[0]


def played(folder: Path, capsys: pytest.CaptureFixture[str], *wanted: str, seed: int = 3) -> str:
    """Play by naming words of the choices; their numbers are read from what is printed."""
    given: list[str] = []
    for words in wanted:
        capsys.readouterr()
        play(folder, "made", seed, answers(*given))
        given.append(number_of(capsys.readouterr().out, words))
    assert play(folder, "made", seed, answers(*given)) == 0
    return capsys.readouterr().out


def test_a_play_with_its_debrief(cli: Cli, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines, numbered choices, the ending, the score, each turn's mark with the better line, and the skills."""
    out = played(folder, capsys, "You nod.", "What is wrong")
    assert out.startswith("Made for a test (seed 3)\nA lobby. You: Receptionist\n")
    assert "Score 83%" in out
    assert "1. weak, 1 of 2 points lost" in out and "2. best" in out
    assert "Better: Good morning" in out
    assert "Turn 1 decided it: it cost the most." in out
    assert "Welcome                      75%" in out and "Reading                      not assessed" in out


def test_a_critical_choice_is_told(cli: Cli, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The capped score stands beside what it would have been, and the turn is named."""
    raw = clean()
    raw["scenes"]["talk"]["choices"][2]["skills"] = {"welcome": "good", "reading": "fair"}
    write_content(folder, raw)
    out = played(folder, capsys, "Good morning", "You shrug.")
    assert "Score 49% (without the critical choice 83%)" in out
    assert "Turn 2 decided it: it holds a critical choice." in out


def test_the_same_seed_plays_the_same(cli: Cli, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Case and order of choices follow from the seed; other seeds give others."""
    def opening(seed: int) -> str:
        play(folder, "made", seed, answers())
        return capsys.readouterr().out.split("\n", 1)[1]
    assert opening(5) == opening(5)
    assert len({opening(seed) for seed in range(12)}) > 5
    names = ["Ms Hale", "Mr Okafor-Lindqvist", "Dr Wu"]
    for seed in range(6):
        assert names[deal_case(seed, 3) - 1] in opening(seed)


def test_no_seed_draws_one_and_prints_it(cli: Cli, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A play can be played again: the seed that was drawn is in its first line."""
    play(folder, "made", None, answers())
    first = capsys.readouterr().out
    seed = int(first.split("(seed ")[1].split(")")[0])
    play(folder, "made", seed, answers())
    assert capsys.readouterr().out == first


def test_wrong_answers_are_asked_again(cli: Cli, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words, numbers that are not offered, and 0 without a silence change nothing and are answered kindly."""
    play(folder, "made", 3, answers("hello", "0", "4", "-1", "", "²", "1" * 5_000, "1"))
    assert capsys.readouterr().out.count("Please type a number from 1 to 3.") == 7


def test_leaving_early_keeps_nothing(cli: Cli, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-D and Ctrl-C end the play with a sentence and exit 0."""
    def interrupted(prompt: str) -> str:
        raise KeyboardInterrupt
    for ask in (answers(), interrupted):
        assert play(folder, "made", 1, ask) == 0
        assert "Left before the end. Nothing is kept" in capsys.readouterr().out


def test_silence_is_number_0(cli: Cli, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On a timed turn 0 keeps silent, and the seconds of the page are told."""
    timed = {**scene(choice("x", "b", 2), choice("y", "b")), **silence("b")}
    write_content(folder, exercise({"a": timed, "b": ending()}))
    play(folder, "made", 1, answers("0"))
    out = capsys.readouterr().out
    assert "(say nothing: on the page there are 6 seconds)" in out
    assert "1. costly, 2 of 2 points lost" in out and "You: You say nothing." in out


def test_play_of_an_unknown_exercise(cli: Cli, folder: Path) -> None:
    """The command says what there is, and ends with 2."""
    ran = cli("--content", folder, "play", "mad", "--seed", "1")
    assert (ran.code, ran.err) == (2, "python -m trainer: there is no exercise 'mad'; did you mean 'made'?\n")


def test_the_desk_is_drawn_before_each_question(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    """The turn order, who is where, what is owed and the register stand above the answers, with the question."""
    assert play(SHIPPED, "disputes-desk", 3, answers("1", "1", "1", "1")) == 0
    out = capsys.readouterr().out
    assert out.count("The turn order:") == 5
    assert len(re.findall(r"^    [1-4]\. M[rs] \w+: (?:free|busy|away)", out, re.MULTILINE)) == 20
    assert "register: " in out
    assert re.search(r"^Who receives \w+ \w+\?$", out, re.MULTILINE)
    assert "\nWhat do you write down?\n" in out and "\nWhich rule decides this case?\n" in out
