"""The shared sheets that ship: what they name is there, pictures are safe, schemas are up to date."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml

from tests.content.conftest import FILES, IDS
from trainer.command import OK
from trainer.command.schema import write_schemas
from trainer.scenario.library import Library
from trainer.scenario.sheets import SHIPPED

PICTURES = sorted((SHIPPED / "pictures").glob("*"))
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "title", "desc", "g", "defs", "rect", "circle", "ellipse", "line", "path", "polygon", "polyline",
          "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "use", "symbol"}


def test_sheets_have_no_problem(library: Library) -> None:
    """No sheet has an error or a warning."""
    assert [str(problem) for problem in library.sheet_problems] == []


def test_as_many_as_the_curriculum_has(library: Library) -> None:
    """Twelve skills, 111 rows numbered 1 to 111, twelve units, five personas whose shares make a hundred."""
    sheets = library.sheets
    assert len(sheets.skills) == 12
    assert [row.number for row in sheets.rows.values()] == list(range(1, 112))
    assert [unit.number for unit in sheets.units] == list(range(1, 13))
    assert [persona.share for persona in sheets.personas.values()] == [36, 17, 34, 11, 2]


def test_lessons_name_what_there_is(library: Library) -> None:
    """Skills, rows, exercises and required units of every lesson exist; every row is in some lesson."""
    sheets = library.sheets
    units = [unit.id for unit in sheets.units]
    lessons = [lesson for unit in sheets.units for lesson in unit.lessons]
    for position, unit in enumerate(sheets.units):
        assert set(unit.requires) <= set(units[:position]), unit.id
    for lesson in lessons:
        assert set(lesson.skills) <= set(sheets.skills), lesson.id
        assert set(lesson.rows) <= set(sheets.rows), lesson.id
        assert set(lesson.exercises) <= set(IDS), lesson.id
    assert {row for lesson in lessons for row in lesson.rows} == set(sheets.rows)
    assert len({lesson.id for lesson in lessons}) == len(lessons)


def test_every_exercise_stands_in_a_lesson(library: Library) -> None:
    """What ships can be found in the curriculum, in the unit whose folder it lies in."""
    listed = {name: unit.id for unit in library.sheets.units for lesson in unit.lessons for name in lesson.exercises}
    assert sorted(set(IDS) - set(listed)) == []
    folders = {file.id: Path(file.file).parent.name for file in library.files}
    assert {name: unit for name, unit in listed.items() if folders[name] != unit} == {}


def test_newcomers_start_with_an_exercise(library: Library) -> None:
    """The first exercise is one that can be played."""
    assert library.sheets.start in library.exercises


def test_polite_words_do_not_overlap(library: Library) -> None:
    """No entry contains another as whole words, so that nothing counts twice; all are small letters."""
    polite = library.sheets.polite
    assert all(entry == entry.lower().strip() for entry in polite)
    for entry in polite:
        others = [o for o in polite if o != entry and re.search(rf"\b{re.escape(o)}\b", entry)]
        assert others == [], entry
    assert len(set(polite)) == len(polite)


def test_every_setting_has_its_picture_and_every_picture_its_setting(library: Library) -> None:
    """No picture is missing, and none but the icon and the mystery shopper's lies about unused."""
    wanted = {setting.picture.removeprefix("pictures/") for setting in library.sheets.settings.values()}
    assert wanted == {path.name for path in PICTURES} - {"icon.svg", "mystery-shopper.svg"}
    assert all(setting.alt.endswith(".") for setting in library.sheets.settings.values())


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_plain_and_safe(path: Path) -> None:
    """Shapes only: no script, no event, no style, no document type, and nothing that is fetched from elsewhere."""
    text = path.read_text(encoding="utf-8")
    assert path.suffix == ".svg"
    assert len(text) < 60_000
    assert "<!" not in text.replace("<!--", "") and "<?xml-stylesheet" not in text
    root = ET.fromstring(text)  # noqa: S314 - a document type was ruled out above
    assert root.tag == f"{SVG}svg"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in SHAPES, element.tag
        for key, value in element.attrib.items():
            name = key.rsplit("}", 1)[-1].lower()
            assert not name.startswith("on"), key
            assert name != "style", key
            assert name not in ("href", "src") or value.startswith("#"), value
            assert not re.search(r"(?i)javascript:|data:|https?:|@import", value), value
            assert all(target.startswith("#") for target in re.findall(r"url\(\s*['\"]?([^)'\"]*)", value)), value


@pytest.mark.parametrize("planted", [
    "<script>1</script>", "<rect onload='x()'/>", "<image href='x.png'/>", "<use href='http://x/y.svg#a'/>",
    '<rect fill="url(http://x)"/>', "<style>*{}</style>", "<a href='#x'/>", "<foreignObject/>",
    "<rect style='fill:red'/>"])
def test_an_unsafe_picture_would_be_found(planted: str, tmp_path: Path) -> None:
    """The test above fails on each thing that it is there for."""
    path = tmp_path / "bad.svg"
    path.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{planted}</svg>", encoding="utf-8")
    with pytest.raises(AssertionError):
        test_a_picture_is_plain_and_safe(path)


def test_json_schemas_are_up_to_date() -> None:
    """The schema files in the repository are what the models say today."""
    assert write_schemas(SHIPPED, only_compare=True) == OK


def test_exercises_name_their_schema() -> None:
    """Each file's first line leads an editor to the schema of its kind."""
    for path in sorted((SHIPPED / "exercises").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        kind = re.search(r"^kind: (\S+)$", text, re.MULTILINE)
        assert kind is not None
        first = text.splitlines()[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert target != first, path.name
        assert (path.parent / target).resolve() == (SHIPPED / "schema" / f"{kind[1]}.json").resolve(), path.name


def editors_view(path: Path) -> list[str]:
    """What an editor says of a file by the schema that it names: it reads numbers and booleans as YAML does."""
    value = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    name = value.get("kind", path.stem)
    schema = json.loads((SHIPPED / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("path", [*sorted(SHIPPED.glob("*.yaml")), *FILES], ids=lambda path: path.stem)
def test_an_editor_finds_no_fault_in_what_ships(path: Path) -> None:
    """The schemas allow what the checker allows, also where YAML reads a number where we read a text."""
    assert editors_view(path) == []


@pytest.mark.parametrize(("right", "wrong", "says"), [
    ("kind: role-play", "kind: role-play\ncolour: green", "'colour' was unexpected"),
    ("welcome: good", "welcome: great", "'great' is not one of"), ("title: ", "titel: ", "'title' is a required"),
    ("next: bye", "next: Bye!", "does not match"), ("minutes: 1", "minutes: none", "'none' is not of type 'integer'"),
])
def test_an_editor_finds_what_the_checker_finds(right: str, wrong: str, says: str, tmp_path: Path) -> None:
    """A fault of form is underlined while it is typed."""
    clean = (Path(__file__).parents[1] / "scenario" / "bad" / "tr000-clean.yaml").read_text(encoding="utf-8")
    path = tmp_path / "typed.yaml"
    path.write_text(clean, encoding="utf-8")
    assert editors_view(path) == []
    assert right in clean
    path.write_text(clean.replace(right, wrong, 1), encoding="utf-8")
    assert any(says in message for message in editors_view(path))
