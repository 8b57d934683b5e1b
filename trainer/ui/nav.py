"""Which pages there are, the bar that leads to them, and what an unknown address or a fault of ours gets."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from trainer.service import metrics
from trainer.ui.draw.trouble import Trouble, draw_trouble
from trainer.web.addresses import is_page
from trainer.web.shell import TITLE


@dataclass(frozen=True, slots=True)
class Stop:
    """A page: its file beside the router, its address, its title, and its word in the bar (None: not in the bar)."""

    file: str
    address: str
    title: str
    word: str | None = None


STOPS = (
    Stop("home.py", "", "Home", "Home"),
    Stop("curriculum.py", "curriculum", "Curriculum", "Curriculum"),
    Stop("play.py", "play", "Play"),
    Stop("debrief.py", "debrief", "Debrief"),
    Stop("progress.py", "progress", "Progress", "Progress"),
    Stop("watch.py", "watch", "Watch"),
)
"""All pages, Home first. Their addresses are those of trainer.web.addresses."""

_LOST = Trouble(
    title="There is no such page",
    text="The address may be mistyped, or what was here has moved. Nothing of yours is lost.",
)

_FAULT = Trouble(
    title="Something went wrong here",
    text="This is our fault, not yours. Everything you chose is saved: load the page again to go on where you were.",
)


def run_page() -> None:
    """Draw the bar and run the page that the address names; an unknown address is told so."""
    pages = [
        st.Page(stop.file, title=f"{stop.title} · {TITLE}", url_path=stop.address or None, default=not stop.address)
        for stop in STOPS
    ]
    lost = is_lost(st.context.url)
    chosen = st.navigation(pages, position="hidden")
    _draw_bar(None if lost else chosen.url_path)
    if lost:
        st.set_page_config(page_title=f"{_LOST.title} · {TITLE}")
        draw_trouble(_LOST)
    else:
        chosen.run()


def tell_fault(_fault: Exception) -> bool:
    """Tell a page's fault in our own words; Streamlit has logged it. True: Streamlit need not tell it too."""
    metrics.count_page_fault()
    draw_trouble(_FAULT)
    return True


def is_lost(url: str | None) -> bool:
    """Whether the browser's address is none of the pages'. Without an address (in tests) nobody is lost."""
    return url is not None and not is_page(urlsplit(url).path)


def _draw_bar(here: str | None) -> None:
    """Draw the bar: real links, the current one marked by its container's key (app.js adds aria-current)."""
    with st.container(key="nav", horizontal=True):
        for stop in STOPS:
            if stop.word:
                name = stop.address or "home"
                with st.container(key=f"nav-{name}-here" if stop.address == here else f"nav-{name}", width="content"):
                    st.page_link(stop.file, label=stop.word)
