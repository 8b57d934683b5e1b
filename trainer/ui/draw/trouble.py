"""A page that has nothing to show: what happened, in a sentence, and a way on."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from trainer.ui.draw import html


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is nothing to show. `page` is the page to go on to (a file beside the router), `label` says so."""

    title: str
    text: str
    label: str = "Go to Home"
    page: str = "home.py"
    query: tuple[tuple[str, str], ...] = ()


def draw_trouble(trouble: Trouble) -> None:
    """Draw the trouble with its way on."""
    html.show("trouble", trouble=trouble)
    with st.container(key="rt-way-on"):
        st.page_link(trouble.page, label=trouble.label, query_params=trouble.query or None, width="stretch")
