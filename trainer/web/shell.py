"""The page's shell: our own index.html around Streamlit's bundle. Pure; `pages.py` serves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from trainer.web.assets import Assets

TITLE = "Reception trainer"
DESCRIPTION = "Practise receiving customers: talk, choose, see what every turn costs, and play on from there."
_DRAWN = ("Html", "purify.es", "PageLink", "Button")
"""Streamlit's names for what is on every page: HTML, links and buttons."""
PAPER = (("light", "#fbf7f0"), ("dark", "#1c1b1a"))
"""The page's ground in both colour schemes: --rt-paper of base.css."""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>{title}</title>
<meta name="description" content="{description}">
<meta name="color-scheme" content="light dark">
{theme_colours}
<meta name="mobile-web-app-capable" content="yes">
<meta name="apple-mobile-web-app-title" content="Reception">
<meta name="format-detection" content="telephone=no">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="apple-touch-icon" href="{touch_icon}">
<link rel="stylesheet" href="{style}">
<script src="{script}"></script>
{bundle}
</head>
<body>
<noscript><p class="rt-plain">This page needs JavaScript: the conversation is drawn as it goes.</p></noscript>
<div id="rt-away" role="status" aria-live="polite"></div>
<div id="rt-voice" class="rt-unseen" aria-live="polite"></div>
<div id="rt-first" class="rt-skeleton"><p>One moment …</p></div>
<div id="root"></div>
</body>
</html>
"""


class UnknownShell(RuntimeError):
    """Raised at start when Streamlit's index.html is not of the kind that the shell was written for."""


class _Reader(HTMLParser):
    """Collects what Streamlit's page loads: module scripts, module preloads and style sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.preloads: list[str] = []
        self.styles: list[str] = []
        self.strange: list[str] = []
        self.roots = 0
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "script":
            self._in_script = "src" not in found
            if "src" in found:
                (self.scripts if found.get("type") == "module" else self.strange).append(found["src"])
        elif tag == "link" and found.get("rel") == "modulepreload":
            self.preloads.append(found["href"])
        elif tag == "link" and found.get("rel") == "stylesheet":
            self.styles.append(found["href"])
        elif found.get("id") == "root":
            self.roots += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip() != "window.prerenderReady = false":
            self.strange.append(data.strip()[:80])


def build_shell(index_html: str, assets: Assets, early: Iterable[str] = ()) -> str:
    """
    Write our page around what Streamlit's page loads. Its font preload and inline script are left out.

    Args:
        index_html: Streamlit's own index.html.
        assets: Ours, by address.
        early: Addresses of further parts of the bundle that every page needs in a moment.

    Raises:
        UnknownShell: Streamlit's page loads something else than one module and its styles.
    """
    reader = _Reader()
    reader.feed(index_html)
    if len(reader.scripts) != 1 or not reader.styles or reader.roots != 1 or reader.strange:
        raise UnknownShell(
            "Streamlit's index.html has changed: expected one module script, a style sheet and one #root, found "
            f"scripts {reader.scripts}, styles {reader.styles}, roots {reader.roots}, others {reader.strange}"
        )
    return _PAGE.format(
        title=escape(TITLE),
        description=escape(DESCRIPTION),
        theme_colours="\n".join(
            f'<meta name="theme-color" content="{colour}" media="(prefers-color-scheme: {scheme})">'
            for scheme, colour in PAPER
        ),
        icon=escape(assets.icon),
        touch_icon=escape(assets.icon_pngs[180]),
        style=escape(assets.style),
        script=escape(assets.script),
        bundle="\n".join(_bundle(reader, early)),
    )


def find_early(static: Path) -> tuple[str, ...]:
    """Find the parts of Streamlit's bundle that it fetches only when it meets the first element of a kind we draw."""
    found = (path for name in _DRAWN for path in sorted((static / "static" / "js").glob(f"{name}.*.js")))
    return tuple(f"static/js/{path.name}" for path in found)


def _bundle(reader: _Reader, early: Iterable[str]) -> Iterator[str]:
    for href in reader.styles:
        yield f'<link rel="stylesheet" crossorigin href="{_from_root(href)}">'
    for src in reader.scripts:
        yield f'<script type="module" crossorigin src="{_from_root(src)}"></script>'
    for href in (*reader.preloads, *early):
        yield f'<link rel="modulepreload" crossorigin href="{_from_root(href)}">'


def _from_root(address: str) -> str:
    """Make Streamlit's relative address absolute, so that it holds on a page of any depth."""
    return "/" + escape(address.removeprefix("./").lstrip("/"))
