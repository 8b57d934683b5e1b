"""The short ways of reading texts and conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError, nodes
from jinja2.parser import Parser

from trainer.scenario.plain import plain_condition, plain_text
from trainer.scenario.template import _ENVIRONMENT

PIECES = ("{{", "}}", "{{ a }}", "{{b}}", "{{  a_1\n}}", "{{ not }}", "{{ true }}", "{{- a }}", "{{ 3 }}", "{", "}",
          "{%", "{#", "#}", "\r", "\n", " ", "text", "{{ a + b }}", "é", "{{ é }}", "{{ a -}}", "{{ loop }}")
CONDITION_PIECES = ("a", "b_2", " + ", "+", "a + b == 1", " and ", " or ", "not ", " == ", "<", ">=", "!=", "0", "12",
                    "007", "1_0", "true", "(", ")", " ", "\n", "=", "9999999999", "if", " in ", "None", "\r")


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_a_plain_text_is_read_as_jinja_reads_it(source):
    """Either the short way says nothing, or it gives the very tree of Jinja's parser."""
    plain = plain_text(source)
    if plain is not None:
        assert plain == _ENVIRONMENT.parse(source)


@given(st.lists(st.sampled_from(CONDITION_PIECES), max_size=9).map("".join))
def test_a_plain_condition_is_read_as_jinja_reads_it(source):
    """The same for conditions; what Jinja refuses is never plain."""
    plain = plain_condition(source)
    if plain is not None:
        assert plain == _by_jinja(source)


@pytest.mark.parametrize("source", ["", "Yes.", "{{ name }}", "Dear {{ name }}, {{ firm }}.\n", "{{a}}{{b}}", "} }} {"])
def test_texts_of_names_alone_are_plain(source):
    """Most texts take the short way."""
    assert plain_text(source) is not None


@pytest.mark.parametrize("source", ["a == 1", "a<2", " a >= 0 and b != 3 ", "a == 1 and b == 2 and c == 3",
                                    "a + b+c >= 2 and a == 0"])
def test_bounds_joined_by_and_are_plain(source):
    """Most conditions take the short way."""
    assert plain_condition(source) is not None


def _by_jinja(source: str) -> nodes.Expr | None:
    try:
        parser = Parser(_ENVIRONMENT, source, state="variable")
        expression = parser.parse_expression()
    except TemplateError:
        return None
    return expression if parser.stream.eos else None
