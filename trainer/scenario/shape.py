"""From plain values to models: pydantic's errors become Problems at the right line, with a mend."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from trainer.scenario import model
from trainer.scenario.document import Document
from trainer.scenario.problem import Problem, nearest

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]

# Which model stands at which place of a role-play; '*' is any id or number. Used to name the allowed keys.
_PLACES: tuple[tuple[tuple[str, ...], type[BaseModel]], ...] = (
    (("variables", "*"), model.Variable),
    (("scenes", "*"), model.Scene),
    (("scenes", "*", "choices", "*"), model.Choice),
    (("scenes", "*", "silence"), model.Silence),
    (("scenes", "*", "redirect", "*"), model.Redirect),
    (("scenes", "*", "ending"), model.Ending),
)
_DRILL_PLACES: tuple[tuple[tuple[str, ...], type[BaseModel]], ...] = (
    (("groups", "*"), model.Group),
    (("cards", "*"), model.Card),
    (("lines", "*"), model.SpotLine),
    (("steps", "*"), model.Step),
    (("strangers", "*"), model.Step),
)


def shape(document: Document, kind: type[M]) -> tuple[M | None, tuple[Problem, ...]]:
    """
    Read a document as `kind`.

    Returns:
        The model, or None with every fault of shape that pydantic found.
    """
    if not isinstance(document.value, dict):
        return None, (document.problem((), "TR008", "the file holds no keys", "begin with 'id: ...'"),)
    try:
        return kind.model_validate(document.value), ()
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=True)
        faulty = {fault["loc"][:depth] for fault in faults for depth in range(len(fault["loc"]))}
        # An entry with a fault is not counted by pydantic; that fault is enough.
        problems = {_problem(document, kind, dict(fault)) for fault in faults
                    if fault["type"] != "too_short" or fault["loc"] not in faulty}
        return None, tuple(sorted(problems))


def dotted(path: Path) -> str:
    """A path as authors see it: `scenes.asks.choices.2`."""
    return ".".join(str(step) for step in path) or "the file"


def _problem(document: Document, kind: type[BaseModel], fault: dict[str, Any]) -> Problem:
    path: Path = tuple(step for step in fault["loc"] if step != "[key]")
    if path[:1] == ("persona",) and isinstance(document.value["persona"], str):
        path = path[:1]  # one persona is read as a list of one; the author wrote no list
    where = dotted(path[:-1])
    if fault["type"] == "missing":
        return document.problem(path[:-1], "TR006", f"{where} lacks the key '{path[-1]}'", f"add '{path[-1]}: ...'")
    if fault["type"] == "extra_forbidden":
        mend = nearest(str(path[-1]), _allowed(kind, path[:-1]))
        message = f"{where} has the unknown key '{path[-1]}'"
        return document.problem(path, "TR007", message, mend, key=True)
    message, mend = _wording(fault, dotted(path))
    return document.problem(path, "TR008", message, mend)


def _allowed(kind: type[BaseModel], path: Path) -> list[str]:
    """The keys that the model at `path` knows, as authors write them."""
    found: type[BaseModel] | None = None if path else kind
    if issubclass(kind, model.Exercise) and path:
        for place, candidate in _PLACES if kind is model.RolePlay else _DRILL_PLACES:
            if len(place) == len(path) and all(p in ("*", s) for p, s in zip(place, path, strict=True)):
                found = candidate
    if found is None:
        return []
    return [field.alias or name for name, field in found.model_fields.items() if name not in ("worth", "board")]


def _wording(fault: dict[str, Any], where: str) -> tuple[str, str]:
    """Message and mend of a value of the wrong form, in an author's words."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    shown = "nothing" if given is None else f"'{str(given)[:60]}'" if isinstance(given, str | int) else None
    if kind == "literal_error":
        return f"{where} is {shown or 'not a word'}", f"use one of: {context['expected'].replace(' or ', ', ')}"
    if kind == "value_error":
        return f"{where}: {context['error']}", "correct this part"
    if kind == "string_pattern_mismatch" and "pictures/" in context["pattern"]:
        return f"{where} is {shown}", "write 'pictures/<name>.svg', the name in small letters, digits and '-'"
    if kind == "string_pattern_mismatch":
        return f"{where} is {shown}", "use small letters, digits and '-' (in names of variables and cases '_')"
    if kind in ("int_type", "int_parsing"):
        return f"{where} is {shown or 'no number'}", "write a whole number"
    if kind == "greater_than_equal":
        return f"{where} is {shown}", f"write a whole number of at least {context['ge']}"
    if kind in ("too_short", "string_too_short", "too_long", "string_too_long"):
        return _count_wording(kind, given, context, where)
    expected = {"string_type": "a text", "tuple_type": "a list ('- ...')"}.get(kind, "keys with values")
    return f"{where} is {shown or 'of another form'}", f"give {expected}"


def _count_wording(kind: str, given: Any, context: dict[str, Any], where: str) -> tuple[str, str]:
    """Message and mend of a value with too few or too many parts."""
    if kind == "string_too_long":
        return f"{where} has {len(given):,} characters", f"shorten it to at most {context['max_length']:,}"
    if kind == "too_long" and context.get("field_type") == "Dictionary":
        return f"{where} has too many entries", "a line has one speaker: write one 'speaker: text'"
    if kind == "too_long":
        return f"{where} has too many entries", f"give at most {context['max_length']}"
    if context["min_length"] > 1:
        return f"{where} has too few entries", f"give at least {context['min_length']}"
    return f"{where} is empty", "give at least one"
