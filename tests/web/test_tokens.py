"""The colours can be read, and are the same wherever they are written down."""

from __future__ import annotations

import re
import tomllib

import pytest

from trainer.settings import ROOT
from trainer.web.assets import FOLDER
from trainer.web.shell import PAPER

Tokens = dict[str, str]

SAME = {
    "primaryColor": "primary",
    "backgroundColor": "paper",
    "textColor": "ink",
    "linkColor": "teal",
    "borderColor": "line",
    "greenColor": "best",
    "blueColor": "good",
    "yellowColor": "weak",
    "orangeColor": "costly",
    "redColor": "critical",
}
"""Streamlit's theme options and the tokens that they repeat."""

TEXT_ON_GROUND = (
    *(("ink", ground) for ground in ("paper", "surface", "raised", "teal-soft", "primary-soft", "brass-soft")),
    *(("ink-soft", ground) for ground in ("paper", "surface", "raised", "teal-soft", "primary-soft")),
    *((word, ground) for word in ("primary", "teal", "brass-ink", "sage-ink") for ground in ("paper", "surface")),
    ("primary", "primary-soft"),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-teal", "teal"),
    ("brass-ink", "brass-soft"),
    *((mark, f"{mark}-soft") for mark in ("best", "good", "weak", "costly", "critical")),
    ("bubble-customer-ink", "bubble-customer"),
    ("bubble-you-ink", "bubble-you"),
    ("narrator-ink", "paper"),
)


def read_tokens() -> dict[str, Tokens]:
    text = (FOLDER / "base.css").read_text("utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    found = {name: dict(re.findall(r"--rt-([a-z-]+):\s*(#[0-9a-f]{6})", part)) for name, part in
             (("light", light), ("dark", dark.split("@media")[0]))}
    return {"light": found["light"], "dark": found["light"] | found["dark"]}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(scheme: str, word: str, ground: str) -> None:
    """Text has at least 4.5:1 on its ground (WCAG 2.2 AA, 1.4.3)."""
    tokens = read_tokens()[scheme]
    assert contrast(tokens[word], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_borders_and_rings_can_be_seen(scheme: str, ground: str) -> None:
    """Borders of controls and focus rings have at least 3:1 (WCAG 2.2 AA, 1.4.11)."""
    tokens = read_tokens()[scheme]
    assert contrast(tokens["line-strong"], tokens[ground]) >= 3
    assert contrast(tokens["focus"], tokens[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_streamlit_has_the_same_colours(scheme: str) -> None:
    """Streamlit's theme repeats the tokens, letter by letter."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][scheme]
    tokens = read_tokens()[scheme]
    assert {option: theme[option] for option in SAME} == {option: tokens[token] for option, token in SAME.items()}


def test_the_shell_has_the_same_ground() -> None:
    """The phone's own bars have the page's ground."""
    assert {scheme: tokens["paper"] for scheme, tokens in read_tokens().items()} == dict(PAPER)
