"""
Texts and conditions: parsed by Jinja, checked against an allow-list, compiled by us to closures.

Jinja's own compiler and sandbox never run: `'x' * 10**9` fills memory while it compiles, and loops run on.
What is allowed: output, name, constant, if (statement and inline), compare, and/or/not, add, subtract.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateError, nodes
from jinja2.parser import Parser

from trainer.scenario.plain import plain_condition, plain_text
from trainer.scenario.problem import nearest

MAX_SOURCE = 10_000
# Ifs, brackets, sums and and/or chains within one another. Compiling and rendering climb as deep, on anybody's stack.
MAX_NESTING = 64
MAX_NUMBER = 999_999_999
NUMBER = "number"
TEXT = "text"
TRUTH = "truth"

Values = tuple[int, ...]
Case = Mapping[str, str]
_Closure = Callable[[Case, Values], Any]

_ENVIRONMENT = Environment(keep_trailing_newline=True, autoescape=False)  # noqa: S701 - it parses; it never renders
_ENVIRONMENT.globals.clear()


class TemplateFault(Exception):
    """A text or condition cannot be used. Carries the problem's code, message and mend; the caller knows the place."""

    def __init__(self, code: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Names:
    """What a text may name: keys of the cases (texts) and variables (numbers, by their place in `Values`)."""

    case_keys: frozenset[str]
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A compiled text. `variables` are the places in `Values` that it reads; none and no case key: it never changes."""

    source: str
    variables: frozenset[int]
    cased: bool
    render: Callable[[Case, Values], str]

    @property
    def fixed(self) -> bool:
        """True when the text reads neither the case nor a variable."""
        return not self.cased and not self.variables


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition over the variables at the places `variables`; `parsed` is what it was compiled from."""

    source: str
    variables: frozenset[int]
    holds: Callable[[Values], bool]
    parsed: nodes.Expr


@lru_cache(maxsize=16384)
def compile_text(source: str, names: Names) -> Text:
    """
    Compile an authored text.

    Raises:
        TemplateFault: TR018 for an undefined name, TR019 for anything outside the allow-list.
    """
    if "{" not in source or not any(mark in source for mark in ("{{", "{%", "{#")):
        return Text(source, frozenset(), False, lambda case, values: source)
    compiler = _Compiler(names, conditions_only=False)
    render = _concatenation([compiler.body(node) for node in _parse_text(source).body])
    return Text(source, frozenset(compiler.variables), compiler.cased, render)


@lru_cache(maxsize=4096)
def compile_condition(source: str, names: Names) -> Condition:
    """
    Compile a condition over variables and whole numbers.

    Raises:
        TemplateFault: TR018 for an undefined name, TR019 for anything outside the allow-list.
    """
    compiler = _Compiler(names, conditions_only=True)
    parsed = _parse_condition(source)
    closure, kind = compiler.expression(parsed)
    no_case: Case = {}
    if kind == TRUTH:
        return Condition(source, frozenset(compiler.variables), lambda values: closure(no_case, values), parsed)
    return Condition(source, frozenset(compiler.variables), lambda values: bool(closure(no_case, values)), parsed)


_ALLOWED = "texts may use {{ name }}, {% if %}, comparisons, and/or/not, + and -"


def _parse_text(source: str) -> nodes.Template:
    return _guarded(source, lambda: plain_text(source) or _ENVIRONMENT.parse(source))  # type: ignore[no-any-return]


def _parse_condition(source: str) -> nodes.Expr:
    def parse() -> nodes.Expr:
        plain = plain_condition(source)
        if plain is not None:
            return plain
        parser = Parser(_ENVIRONMENT, source, state="variable")
        expression = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateFault("TR019", f"the condition '{_short(source)}' has more than one part", _ALLOWED)
        return expression

    return _guarded(source, parse)  # type: ignore[no-any-return]


def _guarded(source: str, parse: Callable[[], Any]) -> Any:
    """Run Jinja's parser; whatever a hostile source makes it do becomes a TemplateFault."""
    if len(source) > MAX_SOURCE:
        message = f"the text has {len(source):,} characters; {MAX_SOURCE:,} are allowed"
        raise TemplateFault("TR019", message, "shorten it")
    try:
        return parse()
    except TemplateError as error:
        message = f"'{_short(source)}' is not a text that can be read: {error.message}"
        raise TemplateFault("TR019", message, _ALLOWED) from None
    except RecursionError:
        raise TemplateFault("TR019", "the text is nested too deep", "flatten it") from None
    except ValueError:  # a number of thousands of digits
        raise TemplateFault("TR019", f"'{_short(source)}' holds a number that is too long", "shorten it") from None


def _short(source: str, length: int = 60) -> str:
    one_line = " ".join(source.split())
    return one_line if len(one_line) <= length else one_line[: length - 1] + "…"


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: bool(a == b),
    "ne": lambda a, b: bool(a != b),
    "lt": lambda a, b: bool(a < b),
    "lteq": lambda a, b: bool(a <= b),
    "gt": lambda a, b: bool(a > b),
    "gteq": lambda a, b: bool(a >= b),
}
# The same for what authors write most, a variable beside a whole number: one call instead of four.
_BOUNDS: Mapping[str, Callable[[int, int], _Closure]] = {
    "eq": lambda place, bound: lambda case, values: values[place] == bound,
    "ne": lambda place, bound: lambda case, values: values[place] != bound,
    "lt": lambda place, bound: lambda case, values: values[place] < bound,
    "lteq": lambda place, bound: lambda case, values: values[place] <= bound,
    "gt": lambda place, bound: lambda case, values: values[place] > bound,
    "gteq": lambda place, bound: lambda case, values: values[place] >= bound,
}
_PLAIN_WORDS = {
    nodes.Filter: "a filter ('|')", nodes.Call: "a call", nodes.Getattr: "an attribute ('.')",
    nodes.Getitem: "an index ('[ ]')", nodes.For: "a loop", nodes.Mul: "'*'", nodes.Pow: "'**'", nodes.Div: "'/'",
    nodes.FloorDiv: "'//'", nodes.Mod: "'%'", nodes.Concat: "'~'", nodes.List: "a list", nodes.Dict: "a dict",
    nodes.Tuple: "a tuple", nodes.Test: "'is'", nodes.Assign: "'set'", nodes.Macro: "a macro",
    nodes.Include: "'include'", nodes.Import: "'import'", nodes.FromImport: "'import'", nodes.Extends: "'extends'",
    nodes.Block: "a block", nodes.AssignBlock: "'set'", nodes.FilterBlock: "a filter block", nodes.With: "'with'",
    nodes.CallBlock: "a call block", nodes.Slice: "a slice", nodes.Neg: "'-' before anything but a number",
    nodes.Pos: "'+' before a value",
}


class _Compiler:
    """Turns allowed nodes into closures and notes the names that they read."""

    def __init__(self, names: Names, *, conditions_only: bool) -> None:
        self.names = names
        self.conditions_only = conditions_only
        self.variables: set[int] = set()
        self.cased = False
        self.nesting = 0

    def body(self, node: nodes.Node) -> _Closure:
        """A statement: text and output, or an if."""
        if isinstance(node, nodes.Output):
            return _concatenation([self._output(child) for child in node.nodes])
        if isinstance(node, nodes.If):
            self._climb(1)
            closure = self._if(node)
            self._climb(-1)
            return closure
        raise self._refusal(node)

    def _climb(self, step: int) -> None:
        """Count the nesting; a fault beyond the limit."""
        self.nesting += step
        if self.nesting > MAX_NESTING:
            raise TemplateFault("TR019", f"the text is nested more than {MAX_NESTING} deep", "flatten it")

    def _output(self, node: nodes.Node) -> _Closure | str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        closure, kind = self.expression(node)
        if kind == TEXT:
            return closure
        if kind == TRUTH:
            raise TemplateFault("TR019", "a comparison is printed", "print a name, or put the comparison in an if")
        if isinstance(node, nodes.Name):
            place = self.names.variables.index(node.name)
            return lambda case, values: str(values[place])
        return lambda case, values: str(closure(case, values))

    def _if(self, node: nodes.If) -> _Closure:
        branches = tuple((self._test(branch.test), _concatenation([self.body(child) for child in branch.body]))
                         for branch in (node, *node.elif_))
        rest = _concatenation([self.body(child) for child in node.else_])
        if len(branches) == 1:
            ((test, then),) = branches
            return lambda case, values: then(case, values) if test(case, values) else rest(case, values)

        def first_that_holds(case: Case, values: Values) -> Any:
            for test, then in branches:
                if test(case, values):
                    return then(case, values)
            return rest(case, values)

        return first_that_holds

    def _test(self, node: nodes.Node) -> _Closure:
        closure, _ = self.expression(node)
        return closure

    def expression(self, node: nodes.Node) -> tuple[_Closure, str]:
        """An expression as a closure with the kind of its value: number, text or truth."""
        self._climb(1)
        found = self._expression(node)
        self._climb(-1)
        return found

    def _expression(self, node: nodes.Node) -> tuple[_Closure, str]:
        if isinstance(node, nodes.Const):
            return self._constant(node.value)
        if isinstance(node, nodes.Name):
            return self._name(node.name)
        if isinstance(node, nodes.Compare):
            return self._compare(node)
        if isinstance(node, nodes.And | nodes.Or):
            left, right = self._test(node.left), self._test(node.right)
            if isinstance(node, nodes.And):
                return (lambda case, values: bool(left(case, values) and right(case, values))), TRUTH
            return (lambda case, values: bool(left(case, values) or right(case, values))), TRUTH
        if isinstance(node, nodes.Not):
            inner = self._test(node.node)
            return (lambda case, values: not inner(case, values)), TRUTH
        if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const) and type(node.node.value) is int:
            return self._constant(-node.node.value)
        if isinstance(node, nodes.Add | nodes.Sub):
            return self._sum(node)
        if isinstance(node, nodes.CondExpr):
            return self._choice(node)
        raise self._refusal(node)

    def _constant(self, value: Any) -> tuple[_Closure, str]:
        if type(value) is bool:
            return (lambda case, values: value), TRUTH
        if type(value) is int:
            if abs(value) > MAX_NUMBER:  # not shown: to print a very long number is an error in itself
                raise TemplateFault("TR019", f"a number is larger than {MAX_NUMBER:,}", "use a smaller one")
            return (lambda case, values: value), NUMBER
        if type(value) is str and not self.conditions_only:
            return (lambda case, values: value), TEXT
        if self.conditions_only:
            raise TemplateFault("TR019", "a condition compares with something else than a whole number",
                                "conditions read variables and whole numbers only")
        raise TemplateFault("TR019", f"the constant {_short(repr(value), 30)} is not used here",
                            "use whole numbers and texts")

    def _name(self, name: str) -> tuple[_Closure, str]:
        if name in self.names.variables:
            index = self.names.variables.index(name)
            self.variables.add(index)
            return (lambda case, values: values[index]), NUMBER
        if name in self.names.case_keys and not self.conditions_only:
            self.cased = True
            return (lambda case, values: case[name]), TEXT
        if name in self.names.case_keys:
            raise TemplateFault("TR018", f"the condition names '{name}', which only the cases have",
                                "conditions read variables: cases change texts, never conditions")
        known = self.names.variables if self.conditions_only else (*self.names.variables, *self.names.case_keys)
        where = "variable" if self.conditions_only else "variable and no key of the cases"
        raise TemplateFault("TR018", f"'{_short(name, 40)}' is no {where}", nearest(name, sorted(known)))

    def _compare(self, node: nodes.Compare) -> tuple[_Closure, str]:
        at = node.expr
        left, left_kind = self.expression(at)
        closures: list[_Closure] = []
        for operand in node.ops:
            if operand.op not in _COMPARISONS:
                raise TemplateFault("TR019", "'in' is outside the allow-list", _ALLOWED)
            right, right_kind = self.expression(operand.expr)
            if TRUTH in (left_kind, right_kind):  # Jinja's 'and' gives one of its sides, ours true or false
                raise TemplateFault("TR019", "a comparison is compared again", "join comparisons with and, or, not")
            if left_kind != right_kind:
                raise TemplateFault("TR019", f"a {left_kind} is compared with a {right_kind}",
                                    "compare numbers with numbers and texts with texts")
            if left_kind == NUMBER and isinstance(at, nodes.Name) and isinstance(operand.expr, nodes.Const):
                closures.append(_BOUNDS[operand.op](self.names.variables.index(at.name), operand.expr.value))
            else:
                closures.append(_comparison(_COMPARISONS[operand.op], left, right))
            at = operand.expr
            left, left_kind = right, right_kind
        if len(closures) == 1:
            return closures[0], TRUTH
        return (lambda case, values: all(closure(case, values) for closure in closures)), TRUTH

    def _sum(self, node: nodes.Add | nodes.Sub) -> tuple[_Closure, str]:
        left, left_kind = self.expression(node.left)
        right, right_kind = self.expression(node.right)
        if left_kind != right_kind or left_kind == TRUTH or (left_kind == TEXT and isinstance(node, nodes.Sub)):
            sign = "+" if isinstance(node, nodes.Add) else "-"
            raise TemplateFault("TR019", f"'{sign}' between a {left_kind} and a {right_kind}",
                                "add numbers to numbers; put texts side by side")
        if isinstance(node, nodes.Add):
            return (lambda case, values: left(case, values) + right(case, values)), left_kind
        return (lambda case, values: left(case, values) - right(case, values)), NUMBER

    def _choice(self, node: nodes.CondExpr) -> tuple[_Closure, str]:
        if node.expr2 is None:
            raise TemplateFault("TR019", "an inline if has no else", "write 'a if condition else b'")
        test = self._test(node.test)
        then, then_kind = self.expression(node.expr1)
        other, other_kind = self.expression(node.expr2)
        if then_kind != other_kind:
            raise TemplateFault("TR019", "the two sides of an inline if differ in kind", "give both a text")
        return (lambda case, values: then(case, values) if test(case, values) else other(case, values)), then_kind

    def _refusal(self, node: nodes.Node) -> TemplateFault:
        word = _PLAIN_WORDS.get(type(node), f"'{type(node).__name__.lower()}'")
        where = "conditions" if self.conditions_only else "texts"
        return TemplateFault("TR019", f"{word} is outside the allow-list of {where}", _ALLOWED)


def _comparison(test: Callable[[Any, Any], bool], left: _Closure, right: _Closure) -> _Closure:
    return lambda case, values: test(left(case, values), right(case, values))


def _concatenation(pieces: Sequence[_Closure | str]) -> _Closure:
    """One closure for texts side by side; what never varies is no call."""
    if not pieces:
        return lambda case, values: ""
    if len(pieces) == 1:
        only = pieces[0]
        return only if not isinstance(only, str) else lambda case, values: only
    if len(pieces) == 2:
        return _pair(*pieces)
    parts = tuple(pieces)
    return lambda case, values: "".join([p if isinstance(p, str) else p(case, values) for p in parts])


def _pair(first: _Closure | str, second: _Closure | str) -> _Closure:
    if isinstance(first, str):
        return _concatenation([first + second]) if isinstance(second, str) else (
            lambda case, values: first + second(case, values))
    if isinstance(second, str):
        return lambda case, values: first(case, values) + second
    return lambda case, values: first(case, values) + second(case, values)
