"""`check`: what is printed, which files are meant, and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command.conftest import Cli, broken, clean, warned
from tests.made import SHEET_FOLDER, write_content

ROOT = Path(__file__).resolve().parents[2]


def test_a_clean_folder_ends_with_0(cli: Cli, folder: Path) -> None:
    """No problems: the table of give-away players and a count, exit 0, also with --strict."""
    for more in ([], ["--strict"]):
        ran = cli("--content", folder, "check", *more)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.splitlines()[0].split() == [
            "give-away", "players", "longest", "shortest", "most_polite", "least_polite", "random"]
        assert ran.out.splitlines()[1].split()[0] == "made"
        assert ran.out.splitlines()[-1] == "0 errors, 0 warnings; 1 exercise can be played"


def test_errors_end_with_1(cli: Cli, folder: Path) -> None:
    """An error is printed with its place and mend, and the exit is 1."""
    write_content(folder, broken())
    ran = cli("--content", folder, "check")
    assert ran.code == 1
    assert ran.out.startswith("content/exercises/broken.yaml:")
    assert ": TR012 choice 'nod' goes to scene 'tolk', which this scenario does not have\n" in ran.out
    assert "\n    mend: did you mean 'talk'?\n" in ran.out
    assert ran.out.endswith("1 error, 0 warnings; 1 exercise can be played\n")


def test_warnings_end_with_1_only_when_strict(cli: Cli, folder: Path) -> None:
    """A warning is printed; the exit is 0, with --strict 1."""
    write_content(folder, warned())
    assert cli("--content", folder, "check").code == 0
    ran = cli("--content", folder, "check", "--strict")
    assert ran.code == 1
    assert "TR033 the exercise has 2 cases" in ran.out
    assert ran.out.endswith("0 errors, 1 warning; 2 exercises can be played\n")


@pytest.mark.parametrize(("arguments", "message"), [
    (["--content", "nowhere", "check"], "python -m trainer: there is no 'nowhere'; give an existing file or folder\n"),
    (["--content", "content", "check", "lost.yaml"],
     "python -m trainer: there is no 'lost.yaml'; give an existing file or folder\n"),
])
def test_what_cannot_run_ends_with_2(arguments: list[str], message: str, cli: Cli, folder: Path) -> None:
    """A folder or file that is not there is one sentence on stderr, and exit 2."""
    ran = cli(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", message)


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--content", "content"], ["check", "--jsn"]])
def test_a_wrong_command_line_ends_with_2(arguments: list[str], cli: Cli, folder: Path) -> None:
    """Unknown commands and options, and --content behind the command, end with 2 and the usage."""
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: python -m trainer")


def test_json_is_a_list_of_problems(cli: Cli, folder: Path) -> None:
    """With --json nothing but the list is printed, empty when all is well; the exit is the same."""
    assert json.loads(cli("--content", folder, "check", "--json").out) == []
    write_content(folder, broken(), warned())
    ran = cli("--content", folder, "check", "--json")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert all(set(p) == {"file", "line", "column", "code", "severity", "message", "mend"} for p in found)
    assert [(p["file"], p["code"], p["severity"]) for p in found] == [
        ("content/exercises/broken.yaml", "TR012", "error"), ("content/exercises/warned.yaml", "TR033", "warning")]


def lines(out: str) -> set[tuple[str, str]]:
    """File name and code of each printed problem."""
    return {(line.split(":")[0].rsplit("/", 1)[-1], line.split(": ")[1].split(" ")[0])
            for line in out.splitlines() if ".yaml:" in line}


def test_a_path_within_the_folder_is_checked_alone(cli: Cli, folder: Path) -> None:
    """Only the problems of the file named are printed, and only they decide the exit."""
    write_content(folder, broken(), warned())
    ran = cli("--content", folder, "check", folder / "exercises" / "warned.yaml")
    assert (ran.code, lines(ran.out)) == (0, {("warned.yaml", "TR033")})
    ran = cli("--content", folder, "check", folder / "exercises" / "broken.yaml", folder / "exercises" / "made.yaml")
    assert (ran.code, lines(ran.out)) == (1, {("broken.yaml", "TR012")})


def test_a_path_outside_is_checked_with_the_folders_sheets(cli: Cli, folder: Path, tmp_path: Path) -> None:
    """A draft anywhere is judged by the skills, rows and settings of the content folder."""
    draft = write_content(tmp_path / "drafts", {**clean("draft"), "setting": "front-dest"}) / "exercises" / "draft.yaml"
    shutil.copy(draft, tmp_path / "draft.yaml")
    ran = cli("--content", folder, "check", "draft.yaml")
    assert ran.code == 1
    assert lines(ran.out) == {("draft.yaml", "TR022")}
    assert "did you mean 'front-desk'?" in ran.out


def test_a_folder_of_exercises_is_checked_file_by_file(cli: Cli, folder: Path) -> None:
    """A part of the content folder, or any folder of exercises, means the files in it."""
    write_content(folder, warned())
    (folder / "exercises" / "u9").mkdir()
    shutil.move(folder / "exercises" / "warned.yaml", folder / "exercises" / "u9")
    write_content(folder, broken())
    ran = cli("--content", folder, "check", folder / "exercises" / "u9")
    assert (ran.code, lines(ran.out)) == (0, {("warned.yaml", "TR033")})
    assert lines(cli("--content", folder, "check", folder / "exercises").out) == {
        ("warned.yaml", "TR033"), ("broken.yaml", "TR012")}


def test_a_whole_content_folder_may_be_named(cli: Cli, folder: Path, tmp_path: Path) -> None:
    """`check FOLDER` on a folder of its own sheets checks that folder with those."""
    write_content(tmp_path / "other", warned())
    (tmp_path / "other" / "words.yaml").write_text("polite: please\n")
    ran = cli("--content", folder, "check", "other")
    assert (ran.code, lines(ran.out)) == (1, {("words.yaml", "TR008"), ("warned.yaml", "TR033")})
    assert lines(cli("--content", "other", "check").out) == lines(ran.out)
    assert lines(cli("--content", "other", "check", "other").out) == lines(ran.out)


def test_sheets_are_checked_with_the_whole_and_when_named(cli: Cli, folder: Path) -> None:
    """A fault of a sheet is found with the folder and with the sheet, and not with another file."""
    (folder / "words.yaml").write_text("polite: please\n")
    assert lines(cli("--content", folder, "check").out) == {("words.yaml", "TR008")}
    assert lines(cli("--content", folder, "check", folder / "words.yaml").out) == {("words.yaml", "TR008")}
    assert lines(cli("--content", folder, "check", folder / "exercises" / "made.yaml").out) == set()


def test_a_file_named_twice_is_reported_once(cli: Cli, folder: Path) -> None:
    """Naming a file and its folder prints each problem once."""
    write_content(folder, warned())
    path = folder / "exercises" / "warned.yaml"
    out = cli("--content", folder, "check", path, path, folder / "exercises").out
    assert out.count("TR033") == 1


def test_the_folder_of_the_environment_is_the_default(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --content TRAINER_CONTENT counts."""
    monkeypatch.setenv("TRAINER_CONTENT", "content")
    assert "1 exercise can be played" in cli("check").out


@pytest.mark.parametrize(("name", "code"), [("made", 0), ("warned", 1), ("broken", 1), ("nobody", 2)])
def test_the_program_itself_ends_so(name: str, code: int, tmp_path: Path) -> None:
    """`python -m trainer` in a process of its own: output on stdout, faults on stderr, the exit code as promised."""
    content = write_content(tmp_path / "content", clean(), warned(), broken()) / "exercises" / f"{name}.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "trainer", "--content", str(SHEET_FOLDER), "check", "--strict", str(content)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code
    assert bool(done.stderr) == (code == 2)
    assert bool(done.stdout) == (code != 2)
