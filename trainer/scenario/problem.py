"""Problems of content as values: what is wrong, where, and how to mend it. Nothing here raises or prints."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

ERROR = "error"
WARNING = "warning"

CODES: tuple[tuple[str, str, str], ...] = (
    ("TR001", ERROR, "file that cannot be read"),
    ("TR002", ERROR, "text that is not YAML"),
    ("TR003", ERROR, "file beyond the limits of size or depth"),
    ("TR004", ERROR, "YAML construct that scenarios do not use"),
    ("TR005", ERROR, "key given twice"),
    ("TR006", ERROR, "missing key"),
    ("TR007", ERROR, "unknown key"),
    ("TR008", ERROR, "value of the wrong form"),
    ("TR009", ERROR, "sheet that the content folder lacks"),
    ("TR010", ERROR, "id used twice"),
    ("TR011", WARNING, "file not named after its id"),
    ("TR012", ERROR, "unknown scene"),
    ("TR013", ERROR, "unreachable scene"),
    ("TR014", ERROR, "choice that can never be offered"),
    ("TR015", ERROR, "dead end"),
    ("TR016", ERROR, "loop"),
    ("TR017", ERROR, "choice that can be taken twice"),
    ("TR018", ERROR, "undefined name"),
    ("TR019", ERROR, "construct outside the allow-list"),
    ("TR020", ERROR, "unknown skill"),
    ("TR021", ERROR, "unknown curriculum row"),
    ("TR022", ERROR, "unknown setting"),
    ("TR023", ERROR, "unknown persona"),
    ("TR024", ERROR, "walk that does not play through"),
    ("TR025", ERROR, "cases with different keys"),
    ("TR026", ERROR, "variable whose range does not hold its start, or too many values"),
    ("TR027", ERROR, "unknown speaker"),
    ("TR028", ERROR, "path of a persona's text that leads nowhere"),
    ("TR029", ERROR, "part of a drill that it does not have"),
    ("TR030", WARNING, "best choice that does not lead"),
    ("TR031", WARNING, "critical choice on a best path"),
    ("TR032", WARNING, "assessed skill that a complete play can miss"),
    ("TR033", WARNING, "fewer than three cases"),
    ("TR034", WARNING, "give-away"),
    ("TR035", WARNING, "decisions without later consequence"),
    ("TR036", WARNING, "give-away over all exercises"),
)
# What an author wrote can stand in a message: it is shown on one line, and no longer than this.
MAX_SHOWN = 400
MAX_COMPARED = 200
MOST_LISTED = 12
SEVERITY: dict[str, str] = {code: severity for code, severity, _ in CODES}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """
    One fault of one file.

    `line` and `column` count from 1. `str(problem)` is what the command line, the pages and the tests show.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    mend: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _shown(self.message))
        object.__setattr__(self, "mend", _shown(self.mend))

    @property
    def severity(self) -> str:
        """`error` when the content cannot be played and valued exactly, else `warning`."""
        return SEVERITY[self.code]

    def as_dict(self) -> dict[str, str | int]:
        """The problem as plain values, for JSON."""
        return {**asdict(self), "severity": self.severity}

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}\n    mend: {self.mend}"


def _shown(text: str) -> str:
    """One line of printable characters, whatever an author wrote (no sign may command a terminal)."""
    short = text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
    return short if short.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in short)


def has_errors(problems: Iterable[Problem]) -> bool:
    """True when at least one problem is an error."""
    return any(p.severity == ERROR for p in problems)


def nearest(name: str, known: Sequence[str]) -> str:
    """
    A mend for an unknown name: the nearest known one, or all that are allowed.

    Of very many known names only those with the same beginning are compared, so that thousands of wrong names do not
    keep the author waiting.
    """
    alike = known if len(known) <= MAX_COMPARED else _alike(tuple(known)).get(name[:2], ())
    close = difflib.get_close_matches(name, alike, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    if not known:
        return "there is none to choose from; add it first"
    return f"use one of: {_beginning(tuple(known))}" + (", ..." if len(known) > MOST_LISTED else "")


@lru_cache(maxsize=8)
def _beginning(known: tuple[str, ...]) -> str:
    return ", ".join(sorted(known)[:MOST_LISTED])


@lru_cache(maxsize=8)
def _alike(known: tuple[str, ...]) -> dict[str, list[str]]:
    """Known names by their first two letters, a part of them when there are many."""
    groups: dict[str, list[str]] = {}
    for name in known:
        group = groups.setdefault(name[:2], [])
        if len(group) < MAX_COMPARED:
            group.append(name)
    return groups
