"""The page around Streamlit's bundle is ours, loads what Streamlit's would, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit import file_util

from trainer.web.assets import load_assets
from trainer.web.shell import UnknownShell, build_shell, find_early

STATIC = Path(file_util.get_static_dir())
INDEX = (STATIC / "index.html").read_text("utf-8")
ASSETS = load_assets()
EARLY = find_early(STATIC)
PAGE = build_shell(INDEX, ASSETS, EARLY)


def test_the_page_has_a_language_a_title_and_a_description() -> None:
    """What a browser, a search and a screen reader ask first."""
    assert '<html lang="en">' in PAGE
    assert "<title>Reception trainer</title>" in PAGE
    assert re.search(r'<meta name="description" content="[^"]{40,}">', PAGE)


def test_the_page_names_both_grounds() -> None:
    """The phone's bars follow the colour scheme."""
    assert '<meta name="theme-color" content="#fbf7f0" media="(prefers-color-scheme: light)">' in PAGE
    assert '<meta name="theme-color" content="#1c1b1a" media="(prefers-color-scheme: dark)">' in PAGE


def test_the_page_can_be_kept_on_the_home_screen() -> None:
    """Manifest and icons are named, the touch icon as a PNG."""
    assert '<link rel="manifest" href="/manifest.webmanifest">' in PAGE
    assert f'<link rel="apple-touch-icon" href="{ASSETS.icon_pngs[180]}">' in PAGE


def test_the_page_is_never_blank() -> None:
    """A quiet sign stands there until the page itself is drawn; it needs no script and no further file."""
    assert PAGE.index("One moment") < PAGE.index('<div id="root"></div>')


def test_no_script_stands_in_the_page() -> None:
    """Every script comes from an address, so the policy needs no exception."""
    assert re.findall(r"<script[^>]*>([^<]*)</script>", PAGE) == ["", ""]
    assert not re.search(r"\son[a-z]+=|javascript:|<style|\sstyle=", PAGE)


def test_our_script_runs_before_the_bundle() -> None:
    """The socket is watched from its first opening on."""
    assert PAGE.index(ASSETS.script) < PAGE.index('type="module"')


def test_all_of_the_bundle_is_loaded() -> None:
    """Every script, preload and style sheet of Streamlit's page is in ours, from the root; and what comes next."""
    theirs = set(re.findall(r'"\./(static/(?:js|css)/[^"]+)"', INDEX))
    assert theirs
    assert len(EARLY) == 4
    assert theirs | set(EARLY) == set(re.findall(r'"/(static/[^"]+)"', PAGE))


def test_the_font_is_not_fetched() -> None:
    """Streamlit's preload of a font that no page uses is left out."""
    assert "woff2" in INDEX
    assert "woff2" not in PAGE


@pytest.mark.parametrize(
    "change",
    [
        ("</head>", "<script>alert(1)</script></head>"),
        ("</head>", '<script src="./extra.js"></script></head>'),
        ('type="module"', 'type="text/javascript"'),
        ('<div id="root">', '<div id="app">'),
        ('rel="stylesheet"', 'rel="style"'),
    ],
)
def test_a_changed_streamlit_is_noticed(change: tuple[str, str]) -> None:
    """A page of Streamlit's that loads something else stops the start instead of breaking in the browser."""
    with pytest.raises(UnknownShell, match=r"^Streamlit's index\.html has changed: expected one module script"):
        build_shell(INDEX.replace(*change), ASSETS)
