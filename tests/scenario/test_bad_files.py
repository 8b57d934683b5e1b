"""
Every code of a problem has a bad file that must produce it; what is printed is compared to the letter.

Beside `bad/<name>.yaml` stands what the checker prints of it, `bad/<name>.txt`; a folder of files has `expected.txt`.
"""

from __future__ import annotations

import json
import re
import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.made import SHEET_FOLDER, SHEETS
from trainer.analysis.checked import check_library
from trainer.analysis.checks import judge
from trainer.command import FAULTS, OK, content
from trainer.scenario import library, sheets
from trainer.scenario.document import Document, parse
from trainer.scenario.library import load_file, load_library
from trainer.scenario.problem import CODES, ERROR, SEVERITY, Problem, has_errors

BAD = Path(__file__).parent / "bad"
FILES = sorted(path.stem for path in BAD.glob("*.yaml") if path.stem != "tr000-clean")
FOLDERS = sorted(path.name for path in BAD.iterdir() if path.is_dir())
# No file can lack a sheet: a folder without one falls back to what ships. test_a_sheet_that_nobody_has shows it.
WITHOUT_FILE = {"TR009"}


@pytest.fixture(autouse=True)
def keep_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found of files that are gone after the test is not kept for the next check."""
    monkeypatch.setattr(content, "check_library", partial(check_library, cache=None))


def problems_of(name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, ...]:
    monkeypatch.chdir(BAD)
    return judge(load_file(Path(f"{name}.yaml"), SHEETS), SHEETS).problems


@pytest.mark.parametrize("name", FILES)
def test_bad_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file gets just the problems that it was written for, each with file, line, column, message and mend."""
    printed = "".join(f"{problem}\n" for problem in problems_of(name, monkeypatch))
    assert printed == (BAD / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_bad_file_is_named_for_its_code(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever meets a code finds its examples by name, and no example shows other codes."""
    assert {problem.code for problem in problems_of(name, monkeypatch)} == {name[:5].upper()}


def given(name: str, folder: Path) -> Path:
    """A bad folder laid over the tests' sheets."""
    shutil.copytree(SHEET_FOLDER, folder / "content")
    shutil.copytree(BAD / name, folder / "content", dirs_exist_ok=True)
    return Path("content")


@pytest.mark.parametrize("name", FOLDERS)
def test_bad_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder whose files are bad together gets just what it was written for, table and count included."""
    folder = given(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    expected = (BAD / name / "expected.txt").read_text(encoding="utf-8")
    code = content.check(folder, [], strict=False, as_json=False)
    assert capsys.readouterr().out == expected
    assert code == (OK if "\n0 errors" in expected else FAULTS)


def test_the_clean_file_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exercise that the bad files spoil has no problem of its own, and can be solved."""
    monkeypatch.chdir(BAD)
    verdict = judge(load_file(Path("tr000-clean.yaml"), SHEETS), SHEETS)
    assert verdict.problems == ()
    assert verdict.solution is not None


def test_every_code_has_a_bad_file() -> None:
    """No code is without an example, and no example is for a code that does not exist."""
    shown = {name[:5].upper() for name in (*FILES, *FOLDERS)} - {"TR000"}
    assert shown == {code for code, _, _ in CODES} - WITHOUT_FILE


def test_every_expectation_has_its_file() -> None:
    """No expected message lies about without the file that produces it."""
    assert {path.stem for path in BAD.glob("*.txt")} == set(FILES)


def test_a_sheet_that_nobody_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TR009: a sheet that neither the folder nor the shipped content has is named; the others are read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sheets, "SHIPPED", tmp_path / "nothing")
    shutil.copytree(SHEET_FOLDER, "content")
    Path("content/words.yaml").unlink()
    found = load_library(Path("content"))
    assert list(map(str, found.problems)) == [
        "content/words.yaml:1:1: TR009 the content folder has no words.yaml\n    mend: add words.yaml"]
    assert set(found.sheets.skills) == {"welcome", "reading", "clarity"}
    assert found.sheets.polite == ()


def test_a_folder_without_a_sheet_takes_the_shipped_one(tmp_path: Path) -> None:
    """Authors may keep exercises only: what their folder lacks comes from the shipped content."""
    found = load_library(tmp_path)
    assert found.problems == ()
    assert len(found.sheets.skills) == 12
    assert len(found.sheets.rows) == 111


def test_one_broken_file_never_hides_the_others(tmp_path: Path) -> None:
    """Of four files three are broken in different ways; each is listed with its problems, the clean one is playable."""
    found = load_library(tmp_path / given("tr000-one-broken-file", tmp_path))
    assert [file.id for file in found.files] == ["broken", "clean", "unfinished", "wrong"]
    assert list(found.exercises) == ["clean"]
    assert [len(file.problems) for file in found.files] == [1, 0, 3, 3]


@pytest.mark.parametrize("name", [n for n in FILES if SEVERITY[n[:5].upper()] == ERROR])
def test_a_bad_file_does_not_hide_a_clean_one(name: str, tmp_path: Path) -> None:
    """Whatever is wrong with one file, the other one in its folder loads without a problem."""
    exercises = tmp_path / "exercises"
    shutil.copytree(SHEET_FOLDER, tmp_path, dirs_exist_ok=True)
    exercises.mkdir()
    shutil.copy(BAD / f"{name}.yaml", exercises)
    text = (BAD / "tr000-clean.yaml").read_text(encoding="utf-8")
    (exercises / "zz.yaml").write_text(text.replace("tr000-clean", "zz"), encoding="utf-8")
    found = load_library(tmp_path)
    assert list(found.exercises)[-1] == "zz"
    assert found.files[-1].problems == ()


def test_a_file_that_is_not_there_is_a_problem() -> None:
    """TR001 also says when a file cannot be opened at all, and why."""
    loaded = load_file(BAD / "tr999.yaml", SHEETS)
    what = "TR001 cannot read the file: No such file or directory"
    assert [str(p) for p in loaded.problems] == [f"{BAD}/tr999.yaml:1:1: {what}\n    mend: check its name and rights"]
    assert loaded.id == "tr999"


def test_a_folder_named_like_a_file_is_a_problem(tmp_path: Path) -> None:
    """A folder that ends in .yaml is reported and nothing stops."""
    (tmp_path / "exercises" / "odd.yaml").mkdir(parents=True)
    found = load_library(tmp_path)
    assert [p.message for p in found.problems] == ["cannot read the file: Is a directory"]


def test_several_kinds_of_faults_are_reported_at_once() -> None:
    """References, texts, cases, variables and duplicate keys are all named in one run, sorted by place."""
    text = (BAD / "tr000-clean.yaml").read_text(encoding="utf-8")
    for right, wrong in (
        ("title: A late lunch", "title: A late lunch\ntitle: Lunch"), ("covers: [greeting]", "covers: [greating]"),
        ("{guest: Dr Wu}", "{gast: Dr Wu}"), ("start: 0, max: 1", "start: 2, max: 1"), ("next: talk", "next: tolk"),
        ("{trust: +1}", "{trost: +1}"), ("customer: I have", "somebody: I have"), ("trust == 1", "trost == 1"),
    ):
        assert right in text
        text = text.replace(right, wrong, 1)
    parsed = parse(text.encode(), "many.yaml")
    assert isinstance(parsed, Document)
    found = library.load_document(parsed, SHEETS).problems
    assert [p.code for p in found] == ["TR005", "TR021", "TR025", "TR026", "TR018", "TR012", "TR027", "TR018"]
    assert [(p.line, p.column) for p in found] == sorted((p.line, p.column) for p in found)


def test_severity_decides() -> None:
    """Errors are what cannot be played and valued exactly; TR011 and TR030 to TR036 are warnings."""
    warnings = {code for code, severity in SEVERITY.items() if severity != ERROR}
    assert warnings == {"TR011", "TR030", "TR031", "TR032", "TR033", "TR034", "TR035", "TR036"}
    one = Problem("a.yaml", 1, 1, "TR011", "m", "n")
    assert not has_errors([one]) and has_errors([one, Problem("a.yaml", 1, 1, "TR012", "m", "n")])


def test_codes_are_in_order_and_their_own() -> None:
    """Codes rise, none stands twice, and each has words."""
    codes = [code for code, _, _ in CODES]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"TR\d{3}", code) for code in codes)
    assert len({words for _, _, words in CODES}) == len(codes)


@pytest.mark.parametrize("name", ["tr012-unknown-scene", "tr034-longest-gives-it-away"])
def test_json_says_the_same(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json every problem has the same seven parts as its printed line."""
    monkeypatch.chdir(BAD)
    content.check(SHEET_FOLDER, [Path(f"{name}.yaml")], strict=False, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert all(set(p) == {"file", "line", "column", "code", "severity", "message", "mend"} for p in found)
    lines = "".join("{file}:{line}:{column}: {code} {message}\n    mend: {mend}\n".format(**p) for p in found)
    assert lines == (BAD / f"{name}.txt").read_text(encoding="utf-8")
    assert {p["severity"] for p in found} == {SEVERITY[name[:5].upper()]}
