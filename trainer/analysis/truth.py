"""Where conditions hold: one pass of numpy over all values at once, instead of one call for each combination."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from jinja2 import nodes
from numpy.typing import NDArray

from trainer.scenario.template import Condition

Columns = Mapping[str, NDArray[np.int64]]

_COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": np.equal, "ne": np.not_equal, "lt": np.less, "lteq": np.less_equal, "gt": np.greater,
    "gteq": np.greater_equal,
}

_ONE: Mapping[type[nodes.Node], Callable[[Any], Any]] = {nodes.Neg: np.negative, nodes.Not: np.logical_not}
_TWO: Mapping[type[nodes.Node], Callable[[Any, Any], Any]] = {
    nodes.And: np.logical_and, nodes.Or: np.logical_or, nodes.Add: np.add, nodes.Sub: np.subtract,
}


def where_holds(condition: Condition, columns: Columns) -> NDArray[np.bool_]:
    """
    Evaluate a compiled condition.

    Args:
        condition: What `compile_condition` let pass: only what it allows is understood here.
        columns: For each variable that the condition names an array of values; their shapes agree.

    Returns:
        For each place of the arrays what `condition.holds` says of the values there; of shape () when it names none.
    """
    return np.asarray(_value(condition.parsed, columns) != 0)


def _value(node: nodes.Node, columns: Columns) -> Any:
    """A node's value everywhere: numbers as they are, truth as 0 and 1 or False and True."""
    match node:
        case nodes.Const():
            return node.value
        case nodes.Name():
            return columns[node.name]
        case nodes.Neg() | nodes.Not():
            return _ONE[type(node)](_value(node.node, columns))
        case nodes.And() | nodes.Or() | nodes.Add() | nodes.Sub():
            return _TWO[type(node)](_value(node.left, columns), _value(node.right, columns))
        case nodes.CondExpr(test=test, expr1=then, expr2=other) if other is not None:
            return np.where(_value(test, columns), _value(then, columns), _value(other, columns))
        case nodes.Compare():
            return _compared(node, columns)
    raise TypeError(f"{type(node).__name__} is in no condition")


def _compared(node: nodes.Compare, columns: Columns) -> Any:
    left, holds = _value(node.expr, columns), None
    for operand in node.ops:
        right = _value(operand.expr, columns)
        found = _COMPARISONS[operand.op](left, right)
        holds = found if holds is None else np.logical_and(holds, found)
        left = right
    return holds
