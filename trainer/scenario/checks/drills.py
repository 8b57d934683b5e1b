"""Drills: groups, steps, principles and skills that are named must be there, and ids and days be used once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.scenario.checks.references import check_head
from trainer.scenario.checks.variables import check_case_keys
from trainer.scenario.document import Document
from trainer.scenario.model import SPEAKERS, Desk, Exercise, Order, Sort, Spot
from trainer.scenario.problem import Problem, nearest
from trainer.scenario.sheets import Sheets
from trainer.scenario.template import Names, TemplateFault, compile_text

Path = tuple[str | int, ...]


def check_drill(exercise: Exercise, document: Document, sheets: Sheets) -> Iterator[Problem]:
    """Yield a problem for every name of a drill that leads nowhere, and every text that does not compile."""
    yield from check_head(exercise, document, sheets)
    yield from check_case_keys(exercise, document)
    yield from _texts(exercise, document)
    match exercise:
        case Sort():
            yield from _sort(exercise, document, sheets)
        case Spot():
            yield from _spot(exercise, document, sheets)
        case Order():
            yield from _order(exercise, document, sheets)
        case Desk():
            yield from _desk(exercise, document, sheets)
        case _:
            return


def _texts(exercise: Exercise, document: Document) -> Iterator[Problem]:
    names = Names(frozenset(exercise.cases[0]), ())
    for path, source in _sources(exercise):
        yield from _text(document, path, source, names)


def _text(document: Document, path: Path, source: str, names: Names) -> Iterator[Problem]:
    try:
        compile_text(source, names)
    except TemplateFault as fault:
        yield document.problem(path, fault.code, fault.message, fault.mend)


def _sources(exercise: Exercise) -> Iterator[tuple[Path, str]]:
    """Every text of a drill with its path in the document."""
    yield ("brief",), exercise.brief
    yield from ((("cast", speaker), shown) for speaker, shown in exercise.cast.items())
    parts = {key: getattr(exercise, key, ()) for key in ("groups", "cards", "lines", "steps", "strangers")}
    for key, entries in parts.items():
        for index, entry in enumerate(entries):
            for field in ("label", "text", "felt", "feedback", "why"):
                source = getattr(entry, field, None)
                if source is not None:
                    yield (key, index, field), source


def _sort(sort: Sort, document: Document, sheets: Sheets) -> Iterator[Problem]:
    yield from _skill(document, ("skill",), sort.skill, sheets)
    yield from _once(document, "groups", (group.id for group in sort.groups))
    yield from _once(document, "cards", (card.id for card in sort.cards))
    groups = [group.id for group in sort.groups]
    for index, card in enumerate(sort.cards):
        yield from _row(document, ("cards", index, "principle"), card.principle, sheets)
        if card.skill is not None:
            yield from _skill(document, ("cards", index, "skill"), card.skill, sheets)
        for path, group in [(("cards", index, "group"), card.group),
                            *((("cards", index, "also", n), g) for n, g in enumerate(card.also))]:
            if group not in groups:
                yield document.problem(path, "TR029", f"card '{card.id}' belongs to group '{group}', which this "
                                       "drill does not have", nearest(group, groups))


def _spot(spot: Spot, document: Document, sheets: Sheets) -> Iterator[Problem]:
    yield from _skill(document, ("skill",), spot.skill, sheets)
    yield from _once(document, "lines", (line.id for line in spot.lines))
    for index, row in enumerate(spot.principles):
        yield from _row(document, ("principles", index), row, sheets)
        if row in sheets.rows:  # its title becomes a choice's text
            yield from _text(document, ("principles", index), sheets.rows[row].title, Names(frozenset(), ()))
    speakers = (*SPEAKERS, *spot.cast)
    for index, line in enumerate(spot.lines):
        if line.speaker not in speakers:
            yield document.problem(("lines", index, "speaker"), "TR027", f"'{line.speaker}' speaks in line '{line.id}' "
                                   "and is nobody", nearest(line.speaker, speakers))
        if line.skill is not None:
            yield from _skill(document, ("lines", index, "skill"), line.skill, sheets)
        if line.fault is not None and line.fault not in spot.principles:
            yield document.problem(("lines", index, "fault"), "TR029", f"line '{line.id}' breaks '{line.fault}', which "
                                   "is not among this drill's principles", nearest(line.fault, spot.principles))
    if not spot.lines[-1].asked:
        yield document.problem(("lines", len(spot.lines) - 1), "TR015", "the last line is not judged, so nobody would "
                               "read it", "judge it, or move it up")


def _order(order: Order, document: Document, sheets: Sheets) -> Iterator[Problem]:
    yield from _skill(document, ("skill",), order.skill, sheets)
    steps = [*order.steps, *order.strangers]
    yield from _once(document, "steps", (step.id for step in steps))
    for key, group in (("steps", order.steps), ("strangers", order.strangers)):
        for index, step in enumerate(group):
            yield from _row(document, (key, index, "principle"), step.principle, sheets)
    known = [step.id for step in order.steps]
    for index, names in enumerate(order.together):
        for name in names:
            if name not in known:
                yield document.problem(("together", index), "TR029", f"'together' names the step '{name}', which this "
                                       "drill does not have", nearest(name, known))


def _desk(desk: Desk, document: Document, sheets: Sheets) -> Iterator[Problem]:
    yield from _skill(document, ("skill",), desk.skill, sheets)
    if desk.courtesy is not None:
        yield from _skill(document, ("courtesy",), desk.courtesy, sheets)
    for index, day in enumerate(desk.days):
        if day in desk.days[:index]:
            yield document.problem(("days", index), "TR010", f"the day {day} stands twice in 'days'",
                                   "give a number that is not there yet")


def _skill(document: Document, path: Path, skill: str, sheets: Sheets) -> Iterator[Problem]:
    if skill not in sheets.skills:
        yield document.problem(path, "TR020", f"the drill names the skill '{skill}', which skills.yaml does not have",
                               nearest(skill, list(sheets.skills)))


def _row(document: Document, path: Path, row: str, sheets: Sheets) -> Iterator[Problem]:
    if row not in sheets.rows:
        yield document.problem(path, "TR021", f"the drill names the row '{row}', which the curriculum does not have",
                               nearest(row, list(sheets.rows)))


def _once(document: Document, key: str, ids: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, one in enumerate(ids):
        if one in seen:
            yield document.problem((key, index), "TR010", f"the id '{one}' is used twice in '{key}'",
                                   "give each its own id")
        seen.add(one)
