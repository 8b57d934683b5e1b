"""YAML is read with positions, every scalar as the string that the author typed, and nothing is dropped in silence."""

from __future__ import annotations

import gc
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import thorough
from trainer.scenario.document import MAX_BYTES, MAX_DEPTH, Document, parse
from trainer.scenario.problem import Problem

BLOCK = """\
# a comment
id: late
scenes:
  door:
    lines:
      - customer: "Hello?"
      - you: >-
          Good
          morning.
    choices:
    - id: greet
      skills: {welcome: good, reading: fair}
    -   id: nod
        skills:
          welcome: poor
cases: [{guest: Ms Hale},
        {guest: "Mr Okafor"}]
"""


def read(text: str | bytes) -> Document:
    found = parse(text.encode() if isinstance(text, str) else text, "f.yaml")
    assert isinstance(found, Document), str(found)
    return found


@pytest.mark.parametrize("typed", [
    "9:30", "12:30:45", "No", "no", "yes", "on", "Off", "y", "true", "False", "null", "Null", "~", "0123", "0o17",
    "0x1F", "1e3", "1.5", ".5", "1_000", "+1", "-2", "007", ".inf", ".NaN", "2026-01-01", "2026-01-01T10:00:00Z", "=",
    "<<", "1:2", "0b1", "3", "€ 5", "so: it", "a #b",
])
def test_strings_stay_strings(typed: str) -> None:
    """Times, booleans, numbers, dates and nulls of other YAML readers are the very words that were typed."""
    typed_plainly = typed if typed not in ("so: it", "a #b") else json.dumps(typed)
    assert read(f"key: {typed_plainly}\n").value == {"key": typed}
    assert read(f"key: '{typed}'\n").value == {"key": typed}
    assert read(f"[{typed_plainly}]\n" if typed != "<<" else "['<<']").value == (typed,)
    if ":" not in typed and "#" not in typed:
        assert read(f"{typed}: value\n").value == {typed: "value"}


def test_nothing_is_none_and_an_empty_text_is_a_text() -> None:
    """A key without a value is None; two quotes are an empty text."""
    assert read("a:\nb: ''\nc: \"\"\n").value == {"a": None, "b": "", "c": ""}


@pytest.mark.parametrize(("path", "place", "key_place"), [
    (("id",), (2, 5), (2, 1)),
    (("scenes",), (4, 3), (3, 1)),
    (("scenes", "door"), (5, 5), (4, 3)),
    (("scenes", "door", "lines"), (6, 7), (5, 5)),
    (("scenes", "door", "lines", 0), (6, 9), (6, 9)),
    (("scenes", "door", "lines", 0, "customer"), (6, 19), (6, 9)),
    (("scenes", "door", "lines", 1, "you"), (7, 14), (7, 9)),
    (("scenes", "door", "choices"), (11, 5), (10, 5)),
    (("scenes", "door", "choices", 0, "skills"), (12, 15), (12, 7)),
    (("scenes", "door", "choices", 0, "skills", "reading"), (12, 40), (12, 31)),
    (("scenes", "door", "choices", 1), (13, 9), (13, 9)),
    (("scenes", "door", "choices", 1, "skills", "welcome"), (15, 20), (15, 11)),
    (("cases", 0), (16, 9), (16, 9)),
    (("cases", 1, "guest"), (17, 17), (17, 10)),
])
def test_positions(path: tuple[str | int, ...], place: tuple[int, int], key_place: tuple[int, int]) -> None:
    """Values and keys of block and flow style stand where an editor shows them, both counts from 1."""
    document = read(BLOCK)
    assert document.position(path) == place
    assert document.position(path, key=True) == key_place


@pytest.mark.parametrize(("path", "place"), [
    (("scenes", "window"), (4, 3)), (("scenes", "door", "lines", 9, "you"), (6, 7)), (("id", "deeper"), (2, 5)),
    (("nowhere",), (2, 1)), ((), (2, 1)),
])
def test_a_path_that_leads_nowhere_has_its_parents_place(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    """What is missing is reported where it should have stood."""
    assert read(BLOCK).position(path) == place


def test_positions_behind_other_scripts() -> None:
    """Columns count characters, not bytes."""
    document = read('"名前": {"é€😀": "x"}\nb: "ü" \n')
    assert document.position(("名前", "é€😀")) == (1, 15)
    assert document.position(("名前", "é€😀"), key=True) == (1, 8)
    assert document.position(("b",)) == (2, 4)


def test_windows_line_ends_and_the_byte_order_mark() -> None:
    """Files of Windows editors read the same, with the same positions."""
    document = read(b"\xef\xbb\xbf" + BLOCK.replace("\n", "\r\n").encode())
    assert document.value == read(BLOCK).value
    assert document.position(("cases", 1, "guest")) == (17, 17)
    assert document.position(("id",)) == (2, 5)


@pytest.mark.parametrize(("text", "lines"), [
    ("a: 1\nb: 2\na: 3\n", [3]),
    ("{a: 1, b: 2, a: 3, a: 4}\n", [1, 1]),
    ("s:\n  x: 1\n  x:\n    y: 1\n    y: 2\n", [3, 5]),
    ("a: {b: 1}\nc: {b: 1}\n", []),
    ("'a': 1\na: 2\n", [2]),
])
def test_a_key_given_twice_is_a_problem_and_the_first_counts(text: str, lines: list[int]) -> None:
    """Duplicates at every depth are named where the second one stands; the value is the first one's."""
    document = read(text)
    assert [(problem.code, problem.line) for problem in document.problems] == [("TR005", line) for line in lines]
    if text.startswith(("a: 1", "{a: 1")):
        assert document.value["a"] == "1"


def plain() -> st.SearchStrategy[Any]:
    unlike_json = "\u2028\u2029\x85\ufeff\ufffe\uffff"
    words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=unlike_json), max_size=8)
    return st.recursive(words, lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple), st.dictionaries(words, inner, max_size=3)), max_leaves=12)


@thorough(150)
@given(value=plain())
def test_what_is_written_is_read(value: Any) -> None:
    """Any nesting of texts, lists and keys written as JSON, which is YAML, comes back as it was."""
    assert read(json.dumps(value, ensure_ascii=False)).value == value


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH])
def test_the_limit_of_depth(depth: int) -> None:
    """Up to 32 levels are read, one more is TR003."""
    assert read("[" * depth + "]" * depth).problems == ()
    one_more = parse(("[" * (MAX_DEPTH + 1)).encode(), "f.yaml")
    assert isinstance(one_more, Problem) and one_more.code == "TR003"
    assert (one_more.line, one_more.column) == (1, MAX_DEPTH + 1)


def test_the_limit_of_size() -> None:
    """A file of one megabyte is read, one byte more is TR003."""
    assert read(b"a: b #".ljust(MAX_BYTES, b"x")).value == {"a": "b"}
    larger = parse(b"a: b #".ljust(MAX_BYTES + 1, b"x"), "f.yaml")
    assert isinstance(larger, Problem) and larger.code == "TR003"


@pytest.mark.parametrize("content", [b"a: b\n", b"a: [\n", b"a: &x b\n", b"\xff"])
@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(content: bytes, on: bool) -> None:
    """Reading pauses the collector and puts it back, whether the file is sound or not."""
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        parse(content, "f.yaml")
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()
