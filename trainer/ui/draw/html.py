"""HTML and SVG from templates: everything is escaped, nothing is put together by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import quote

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from trainer.ui.draw import text

TEMPLATES = Path(__file__).parent.parent / "templates"


def fill(name: str, **values: object) -> str:
    """
    Fill a template; every value is escaped.

    Args:
        name: The template's name without its ending, such as "conversation".
        values: What the template speaks of; a missing one is an error.
    """
    return _template(f"{name}.html").render(values)


def show(name: str, **values: object) -> None:
    """Fill a template and draw it as one element."""
    st.html(fill(name, **values))


def picture(name: str, **values: object) -> str:
    """
    Fill an SVG template and give it as a data address, for style sheets' `url(...)`.

    Streamlit takes `<svg>` out of the HTML that it is given, so drawings go in as masks, which also lets them have the
    theme's colours. Every character that could end an attribute or a `url(...)` is written as %XX.
    """
    svg = " ".join(_template(f"{name}.svg").render(values).split())
    return "data:image/svg+xml," + quote(svg, safe="=:/,.-")


@cache
def _template(name: str) -> Template:
    """Compile a template once for the life of the process."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    """Make the one template environment, with escaping always on."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        percent=text.percent,
        minutes=text.minutes,
        initials=text.initials,
        listed=text.listed,
    )
    environment.globals.update(
        count=text.count,
        mark_words=text.MARK_WORDS,
        picture=picture,
    )
    return environment
