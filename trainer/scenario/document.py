"""YAML with positions: every scalar stays a string, every key keeps its line. Knows nothing of scenarios."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

from trainer.scenario.problem import Problem

try:
    from yaml import CLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, the same events
    from yaml import Loader as _Loader  # type: ignore[assignment]

MAX_BYTES = 1_048_576  # 1 MiB
MAX_DEPTH = 32

Position = tuple[int, int]
# (line, column, children): children is a dict key -> (key position, marks), a list of marks, or None for a scalar.
Marks = tuple[int, int, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: plain dicts, tuples and strings (None for nothing), and where each of them stands."""

    file: str
    value: Any
    marks: Marks
    problems: tuple[Problem, ...] = ()

    def position(self, path: tuple[str | int, ...], *, key: bool = False) -> Position:
        """
        Where something stands, both counts from 1.

        Args:
            path: Keys and list places from the top; where it leads nowhere, its nearest parent counts.
            key: Give the place of the last key itself rather than of its value.
        """
        line, column, children = self.marks
        at: Position
        for number, step in enumerate(path, start=1):
            if isinstance(children, dict) and step in children:
                at, (line, column, children) = children[step]
                if key and number == len(path):
                    return at
            elif isinstance(children, list) and isinstance(step, int) and step < len(children):
                line, column, children = children[step]
            else:
                break
        return line, column

    def problem(
        self, path: tuple[str | int, ...], code: str, message: str, mend: str, *, key: bool = False
    ) -> Problem:
        """A problem at the value (or the key) at `path`."""
        line, column = self.position(path, key=key)
        return Problem(self.file, line, column, code, message, mend)


class _Refused(Exception):
    """A fault found while reading the events; carries the finished problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause cyclic garbage collection: loading makes many objects and no rubbish."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_file(path: Path, shown_as: str) -> Document | Problem:
    """Read one YAML file; a Problem when it cannot be read, is too large, or is not the YAML that we use."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(shown_as, 1, 1, "TR001", f"cannot read the file: {error.strerror}", "check its name and rights")
    return parse(raw, shown_as)


def parse(raw: bytes, file: str) -> Document | Problem:
    """Parse YAML bytes to plain values with positions (see the module's sentence for what is refused)."""
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        return Problem(file, 1, 1, "TR003", message, "split it into several exercises")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(error.object[:error.start].decode())
        return Problem(file, line, column, "TR001", "the file is not UTF-8", "save it as UTF-8")
    try:
        with collector_paused():
            return _Reader(text, file).document()
    except _Refused as refused:
        return refused.problem
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        if error.context_mark and "end of stream" in str(error.problem):
            mark = error.context_mark  # a quote is not closed: its beginning helps, the end of the file does not
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Problem(file, line, column, "TR002", f"not YAML: {error.problem or error}", _YAML_MEND)
    except yaml.YAMLError as error:  # a character that YAML forbids: the reader knows an offset in bytes only
        forbidden = Reader.NON_PRINTABLE.search(text)
        line, column = _place(text[:forbidden.start()]) if forbidden else (1, 1)
        reason = getattr(error, "reason", None) or str(error).splitlines()[0]
        return Problem(file, line, column, "TR002", f"not YAML: {reason}", _YAML_MEND)


def _place(before: str) -> Position:
    """Where the text after `before` stands."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


_YAML_MEND = "mind indentation, and quote texts that hold ': ' or ' #' or begin with a sign"


class _Reader:
    """Builds values and marks in one pass over the parser's events, so that limits hold before anything is built."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.loader = _Loader(text)
        self.problems: list[Problem] = []

    def document(self) -> Document:
        """Read the only document of the file."""
        get = self.loader.get_event
        try:
            get()  # stream start
            event = get()
            if isinstance(event, yaml.StreamEndEvent):
                return Document(self.file, None, (1, 1, None))
            value, marks = self._node(get())
            get()  # document end
            event = get()
            if not isinstance(event, yaml.StreamEndEvent):
                raise _Refused(self._fault(event, "TR004", "a second document begins", "keep one document a file"))
            return Document(self.file, value, marks, tuple(self.problems))
        finally:
            self.loader.dispose()

    def _fault(self, event: Any, code: str, message: str, mend: str) -> Problem:
        mark = event.start_mark
        return Problem(self.file, mark.line + 1, mark.column + 1, code, message, mend)

    def _node(self, event: Any, depth: int = 0) -> tuple[Any, Marks]:
        kind = type(event)
        if kind is yaml.AliasEvent:
            raise _Refused(self._fault(event, "TR004", "an alias ('*name') is not used here", "write the value out"))
        if event.anchor is not None:
            raise _Refused(self._fault(event, "TR004", "an anchor ('&name') is not used here", "remove the anchor"))
        if event.tag is not None and event.tag != "!":
            raise _Refused(self._fault(event, "TR004", f"the tag '{event.tag}' is not used here", "remove the tag"))
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if kind is yaml.ScalarEvent:
            value = event.value
            return (None if not value and event.implicit[0] else value), (line, column, None)
        if depth >= MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            raise _Refused(self._fault(event, "TR003", message, "flatten this part"))
        if kind is yaml.MappingStartEvent:
            return self._mapping(line, column, depth + 1)
        return self._sequence(line, column, depth + 1)

    def _mapping(self, line: int, column: int, depth: int) -> tuple[dict[str, Any], Marks]:
        get = self.loader.get_event
        values: dict[str, Any] = {}
        children: dict[str, tuple[Position, Marks]] = {}
        while True:
            event = get()
            if type(event) is yaml.MappingEndEvent:
                return values, (line, column, children)
            if type(event) is not yaml.ScalarEvent:
                raise _Refused(self._fault(event, "TR004", "a key must be a plain word", "write 'key: value'"))
            if event.anchor is not None or (event.tag is not None and event.tag != "!"):
                raise _Refused(self._fault(event, "TR004", "a key has no anchor and no tag", "write 'key: value'"))
            key = event.value
            mark: Any = event.start_mark
            at = (mark.line + 1, mark.column + 1)
            if key in values:
                first = children[key][0][0]
                message = f"the key '{key}' is given twice (first in line {first})"
                self.problems.append(self._fault(event, "TR005", message, "keep one of the two"))
                self._node(get(), depth)  # read over the second value; the first one counts
                continue
            values[key], marks = self._node(get(), depth)
            children[key] = (at, marks)

    def _sequence(self, line: int, column: int, depth: int) -> tuple[tuple[Any, ...], Marks]:
        get = self.loader.get_event
        values: list[Any] = []
        children: list[Marks] = []
        while True:
            event = get()
            if type(event) is yaml.SequenceEndEvent:
                return tuple(values), (line, column, children)
            value, marks = self._node(event, depth)
            values.append(value)
            children.append(marks)
