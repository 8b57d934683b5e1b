"""Texts and conditions: every one must compile against the names of its exercise."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.scenario.document import Document
from trainer.scenario.model import RolePlay
from trainer.scenario.problem import Problem, nearest
from trainer.scenario.sheets import Sheets
from trainer.scenario.template import Names, TemplateFault, compile_condition, compile_text

Path = tuple[str | int, ...]


def names_of(exercise: RolePlay) -> Names:
    """What the texts of this exercise may name."""
    return Names(frozenset(exercise.cases[0]), tuple(exercise.variables))


def texts_of(exercise: RolePlay) -> Iterator[tuple[str, Path, str]]:
    """
    Every authored text that may be templated.

    Yields:
        Its stable address (`scenes.<id>.choices.<id>.say`), its path in the document, and its source.
    """
    yield "brief", ("brief",), exercise.brief
    for speaker, shown in exercise.cast.items():
        yield f"cast.{speaker}", ("cast", speaker), shown
    for scene_id, scene in exercise.scenes.items():
        base = f"scenes.{scene_id}"
        for index, line in enumerate(scene.lines):
            for speaker, text in line.items():
                yield f"{base}.lines.{index}", ("scenes", scene_id, "lines", index, speaker), text
        for index, choice in enumerate(scene.responses):
            path: Path = ("scenes", scene_id, "choices", index) if index < len(scene.choices) else (
                "scenes", scene_id, "silence")
            for key in ("say", "do", "felt", "feedback", "critical"):
                source = getattr(choice, key, None)
                if source is not None:
                    yield f"{base}.choices.{choice.id}.{key}", (*path, key), source
        if scene.ending:
            yield f"{base}.ending.title", ("scenes", scene_id, "ending", "title"), scene.ending.title
            if scene.ending.text is not None:
                yield f"{base}.ending.text", ("scenes", scene_id, "ending", "text"), scene.ending.text


def check_texts(exercise: RolePlay, document: Document, sheets: Sheets) -> Iterator[Problem]:
    """Yield a problem for every text and condition that does not compile, and for voices that lead nowhere."""
    names = names_of(exercise)
    addresses = set()
    for address, path, source in texts_of(exercise):
        addresses.add(address)
        try:
            compile_text(source, names)
        except TemplateFault as fault:
            yield document.problem(path, fault.code, fault.message, fault.mend)
    for path, source in _conditions(exercise):
        try:
            compile_condition(source, names)
        except TemplateFault as fault:
            yield document.problem(path, fault.code, fault.message, fault.mend)
    yield from _voices(exercise, document, sheets, addresses)


def _voices(exercise: RolePlay, document: Document, sheets: Sheets, addresses: set[str]) -> Iterator[Problem]:
    names = names_of(exercise)
    for index, persona in enumerate(exercise.personas):
        voice = sheets.personas[persona].voice.get(exercise.id, {}) if persona in sheets.personas else {}
        for address, source in voice.items():
            if address not in addresses:
                message = f"persona '{persona}' gives a voice to '{address}', which this exercise does not have"
                yield document.problem(("persona", index), "TR028", message, nearest(address, sorted(addresses)))
                continue
            try:
                compile_text(source, names)
            except TemplateFault as fault:
                message = f"persona '{persona}', {address}: {fault.message}"
                yield document.problem(("persona", index), fault.code, message, fault.mend)


def _conditions(exercise: RolePlay) -> Iterator[tuple[Path, str]]:
    for scene_id, scene in exercise.scenes.items():
        for index, rule in enumerate(scene.redirect):
            yield ("scenes", scene_id, "redirect", index, "if"), rule.if_
        for index, choice in enumerate(scene.choices):
            if choice.if_ is not None:
                yield ("scenes", scene_id, "choices", index, "if"), choice.if_
