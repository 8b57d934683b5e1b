"""Texts and conditions mean what they mean in Jinja, though Jinja's own compiler never runs in the trainer."""

from __future__ import annotations

from itertools import product

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import choice, ending, exercise, program, scene
from tests.strategies import conditions, thorough
from trainer.analysis.space import decode, lay_out
from trainer.scenario.template import Names, TemplateFault, compile_condition, compile_text

JINJA = jinja2.Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 - plain texts, no page
VARIABLES = ("patience", "trust", "told")
CASES = ({"guest": "Ms Hale", "firm": ""}, {"guest": "<b>", "firm": "Northlight"}, {"guest": "{{ firm }}", "firm": "0"})
NAMES = Names(frozenset(CASES[0]), VARIABLES)

NUMBERS = st.one_of(st.integers(-5, 12).map(str), st.sampled_from(VARIABLES))
TEXTS = st.one_of(st.sampled_from(["guest", "firm", "'a'", '"B"', "''", "'it''s'", "'€ {'"]))
SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
SPACE = st.sampled_from(["", "", "-", "+"])
PROSE = st.text(st.sampled_from(list("ab .\n\t{}%#'\"\\<&€\u00a0")), max_size=6)


def _compared(operands: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.builds("{} {} {}".format, operands, SIGNS, operands),
                     st.builds("{} {} {} {} {}".format, operands, SIGNS, operands, SIGNS, operands))


def _wider(tests: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger conditions out of smaller ones, with and without brackets, and through sums and inline ifs."""
    joined = st.builds("{} {} {}".format, tests, st.sampled_from(["and", "or"]), tests)
    chosen = st.builds("({} if {} else {})".format, NUMBERS, tests, NUMBERS)
    words = st.builds("({} if {} else {})".format, TEXTS, tests, TEXTS)
    return st.one_of(joined, joined.map("({})".format), tests.map("not {}".format), tests.map("not ({})".format),
                     _compared(chosen), _compared(words), chosen, words)


SUMS = st.recursive(NUMBERS, lambda n: st.one_of(st.builds("{} + {}".format, n, n), st.builds("{} - {}".format, n, n),
                                                 st.builds("({} - {})".format, n, n)), max_leaves=4)
TESTS = st.recursive(st.one_of(_compared(SUMS), _compared(TEXTS), SUMS, TEXTS, st.sampled_from(["true", "false"])),
                     _wider, max_leaves=4)
PRINTED = st.one_of(
    SUMS, TEXTS, st.builds("{} + {}".format, TEXTS, TEXTS), st.builds("{} if {} else {}".format, SUMS, TESTS, SUMS),
    st.builds("{} if {} else {} if {} else {}".format, TEXTS, TESTS, TEXTS, TESTS, TEXTS))
OUTPUTS = st.builds("{{{{{} {} {}}}}}".format, SPACE, PRINTED, SPACE.filter(lambda sign: sign != "+"))
COMMENTS = st.sampled_from(["{# note #}", "{#- note -#}", "{% raw %}{{ raw }}{% endraw %}"])


def _ifs(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tag = st.builds(lambda left, right: ("{%" + left, right + "%}"), SPACE, SPACE)
    elifs = st.lists(st.builds(lambda t, test, body: f"{t[0]} elif {test} {t[1]}{body}", tag, TESTS, parts), max_size=2)
    rest = st.one_of(st.just(""), st.builds(lambda t, body: f"{t[0]} else {t[1]}{body}", tag, parts))
    return st.builds(lambda t, test, body, more, other, end: "".join(
        [f"{t[0]} if {test} {t[1]}{body}", *more, other, f"{end[0]} endif {end[1]}"]),
        tag, TESTS, parts, elifs, rest, tag)


TEMPLATES = st.recursive(st.one_of(PROSE, OUTPUTS, OUTPUTS, COMMENTS), lambda parts: st.one_of(
    _ifs(parts), st.lists(parts, min_size=2, max_size=4).map("".join)), max_leaves=8)
VALUES = st.tuples(st.integers(0, 5), st.integers(-2, 2), st.integers(0, 1))


@thorough(220)
@given(source=TEMPLATES, case=st.sampled_from(CASES), values=VALUES)
def test_a_text_renders_as_jinja_renders_it(source: str, case: dict[str, str], values: tuple[int, ...]) -> None:
    """For any allowed template, our closures give what Jinja's compiler gives."""
    try:
        expected = JINJA.from_string(source).render({**case, **dict(zip(VARIABLES, values, strict=True))})
    except jinja2.TemplateSyntaxError:  # chance made a '{{' or '{%' out of the prose
        with pytest.raises(TemplateFault) as caught:
            compile_text(source, NAMES)
        assert caught.value.code == "TR019"
        return
    assert compile_text(source, NAMES).render(case, values) == expected


@thorough(100)
@given(source=TEMPLATES, case=st.sampled_from(CASES), values=VALUES, others=VALUES)
def test_a_text_tells_what_it_reads(
    source: str, case: dict[str, str], values: tuple[int, ...], others: tuple[int, ...]
) -> None:
    """What a text does not say that it reads changes nothing: other variables, and the case of an uncased one."""
    try:
        text = compile_text(source, NAMES)
    except TemplateFault:
        return
    changed = tuple(v if place in text.variables else others[place] for place, v in enumerate(values))
    for other in CASES:
        if not text.cased or other == case:
            assert text.render(other, changed) == text.render(case, values)
    if text.fixed:
        assert text.render({}, ()) == text.render(case, values)


@thorough(150)
@given(source=conditions(VARIABLES))
def test_a_condition_is_the_same_in_jinja_closures_and_tables(source: str) -> None:
    """For all values at once: Jinja's answer, the closure's and the table's of the analysis agree."""
    made = program(exercise(
        {"a": scene(choice("always", "b"), choice("perhaps", "b", **{"if": source})), "b": ending()},
        variables={"patience": {"start": 1, "max": 3}, "trust": {"start": 0, "min": -2, "max": 1},
                   "told": {"start": 0, "max": 1}}))
    layout = lay_out(made)
    condition = compile_condition(source, Names(frozenset({"guest"}), VARIABLES))
    exact = JINJA.compile_expression(source)
    met = set()
    for code in range(layout.size):
        values = decode(layout, code)
        met.add(values)
        expected = bool(exact(**dict(zip(VARIABLES, values, strict=True))))
        assert condition.holds(values) is expected
        assert bool(layout.open[1, code]) is expected
        assert layout.open[0, code]
    assert met == set(product(range(4), range(-2, 2), range(2)))


@pytest.mark.parametrize(("source", "expected"), [
    ("Hello.", "Hello."),
    ("{{ guest }}", "Ms Hale"),
    ("{{ patience }}", "2"),
    ("{{ patience - 3 }}", "-1"),
    ("{{ 'Ms' + ' ' + guest }}", "Ms Ms Hale"),
    ("{{ guest if patience else 'Nobody' }}", "Ms Hale"),
    ("{% if patience > 1 and not trust %}yes{% else %}no{% endif %}", "yes"),
    ("{% if 1 < patience < 3 %}between{% endif %}", "between"),
    ("{% if patience == 1 %}one{% elif patience == 2 %}two{% elif patience %}many{% else %}none{% endif %}", "two"),
    ("{% if guest == 'Ms Hale' %}she{% endif %}", "she"),
    ("a {%- if patience %} b {%- endif %} c", "a b c"),
    ("{# a note #}", ""),
    ("} }} %} #} {", "} }} %} #} {"),
    ("{% raw %}{{ guest }}{% endraw %}", "{{ guest }}"),
    ("9:30", "9:30"),
])
def test_examples_of_texts(source: str, expected: str) -> None:
    """What authors write most comes out as the README shows."""
    assert compile_text(source, NAMES).render(CASES[0], (2, 0, 0)) == expected


def test_case_values_are_never_parsed() -> None:
    """A case's text that looks like a template is shown as it stands."""
    text = compile_text("{{ guest }}", NAMES)
    assert text.render({"guest": "{{ firm }}{% for", "firm": "x"}, (0, 0, 0)) == "{{ firm }}{% for"


def test_no_html_is_escaped_here() -> None:
    """A text is plain: what may not become HTML is the drawers' work, and nothing is escaped twice."""
    assert compile_text("<b>{{ guest }}</b>", NAMES).render({"guest": "<i>&amp;", "firm": ""}, ()) == "<b><i>&amp;</b>"
