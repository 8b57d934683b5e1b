"""
The commonest texts and conditions, read without Jinja's parser: the same tree, in a fraction of the time.

Whatever is not plainly of these forms is left to Jinja, faults included.
"""

from __future__ import annotations

import re

from jinja2 import nodes

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_PLACE = re.compile(rf"\{{\{{\s*({_NAME})\s*\}}\}}", re.ASCII)
_BOUND = re.compile(rf"\s*({_NAME}(?:\s*\+\s*{_NAME})*)\s*(==|!=|<=|>=|<|>)\s*(0|[1-9][0-9]{{0,8}})\s*", re.ASCII)
_OPERATORS = {"==": "eq", "!=": "ne", "<": "lt", "<=": "lteq", ">": "gt", ">=": "gteq"}
# What Jinja takes for something else than a name.
_WORDS = frozenset(("and", "or", "not", "in", "is", "if", "elif", "else", "for", "true", "false", "none", "True",
                    "False", "None", "self", "loop", "super", "recursive", "import", "scoped", "with", "without"))


def plain_text(source: str) -> nodes.Template | None:
    """
    Read a text with nothing but `{{ name }}` in it.

    Returns:
        What Jinja's parser makes of it, or None when that has to be asked.
    """
    if "{%" in source or "{#" in source or "\r" in source:
        return None
    parts = _PLACE.split(source)  # data, name, data, name, ... data
    if any("{{" in data for data in parts[::2]) or not _WORDS.isdisjoint(parts[1::2]):
        return None
    made: list[nodes.Expr] = []
    for number, part in enumerate(parts):
        if number % 2:
            made.append(nodes.Name(part, "load"))
        elif part:
            made.append(nodes.TemplateData(part))
    return nodes.Template([nodes.Output(made)] if made else [])


def plain_condition(source: str) -> nodes.Expr | None:
    """
    Read a condition of variables, or sums of them, beside whole numbers, joined by nothing but `and`.

    Returns:
        What Jinja's parser makes of it, or None when that has to be asked.
    """
    whole: nodes.Expr | None = None
    for part in source.split(" and "):
        bound = _BOUND.fullmatch(part)
        names = [name.strip() for name in bound[1].split("+")] if bound else []
        if bound is None or not _WORDS.isdisjoint(names):
            return None
        total: nodes.Expr = nodes.Name(names[0], "load")
        for name in names[1:]:
            total = nodes.Add(total, nodes.Name(name, "load"))
        compared = nodes.Compare(total, [nodes.Operand(_OPERATORS[bound[2]], nodes.Const(int(bound[3])))])
        whole = compared if whole is None else nodes.And(whole, compared)
    return whole
