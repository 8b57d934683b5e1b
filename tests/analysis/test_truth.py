"""Conditions evaluated over all values at once."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trainer.analysis.truth import where_holds
from trainer.scenario.template import Names, compile_condition

SPANS = {"a": range(-2, 3), "b": range(4), "c": range(2)}
NAMES = Names(frozenset(), tuple(SPANS))

numbers = st.recursive(
    st.sampled_from((*SPANS, "0", "1", "2", "-1")),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"({t[0]} if {t[1]} > 0 else {t[2]})"),
    ),
    max_leaves=4,
)
signs = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))
bounds = st.one_of(
    numbers,
    st.tuples(numbers, signs, numbers).map(" ".join),
    st.tuples(numbers, signs, numbers, signs, numbers).map(" ".join),
    st.just("true"),
)
conditions = st.recursive(
    bounds.map(lambda c: f"({c})"),
    lambda inner: st.one_of(
        inner.map(lambda c: f"(not {c})"),
        st.tuples(inner, st.sampled_from(("and", "or")), inner).map(lambda t: f"({' '.join(t)})"),
        st.tuples(inner, inner, inner).map(lambda t: f"(({t[0]} and {t[1]}) if {t[2]} else (not {t[1]}))"),
    ),
    max_leaves=5,
)


@given(conditions)
def test_a_condition_holds_everywhere_where_it_holds_one_by_one(source):
    """numpy's pass and the compiled closure agree on every combination of values."""
    condition = compile_condition(source, NAMES)
    combinations = list(product(*SPANS.values()))
    columns = {name: np.array([values[place] for values in combinations]) for place, name in enumerate(SPANS)}
    found = np.broadcast_to(where_holds(condition, columns), len(combinations))
    assert found.tolist() == [condition.holds(values) for values in combinations]
