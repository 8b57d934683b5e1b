"""Styles, script and icons have addresses that change with their content, and speak to no other host."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from trainer.web.assets import FOLDER, ICON_SIZES, join_styles, load_assets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("base.css", "app.css", "app.js", "icon.svg", *(f"icon-{size}.png" for size in ICON_SIZES)):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    return tmp_path


def test_addresses_follow_the_content(folder: Path) -> None:
    """A changed style sheet gets a new address; what did not change keeps its own."""
    before = load_assets(folder)
    with (folder / "app.css").open("a") as styles:
        styles.write("b { color: red }")
    after = load_assets(folder)
    assert after.style != before.style
    assert (after.script, after.icon, after.icon_pngs) == (before.script, before.icon, before.icon_pngs)


def test_every_address_can_be_served() -> None:
    """What the shell and the manifest write down is among the files."""
    assets = load_assets()
    assert {assets.style, assets.script, assets.icon, *assets.icon_pngs.values()} == set(assets.files)


def test_styles_are_joined_tokens_first(folder: Path) -> None:
    """Tokens, then the page, then the other sheets by name; comments are left out."""
    sheets = {"base": "/* one */ a {\n  b: c;\n}", "app": "d {}", "zeta": "g {}", "play": "/* f */ e {}"}
    for name, text in sheets.items():
        (folder / f"{name}.css").write_text(text)
    assert join_styles(folder) == "a {\nb: c;\n}\nd {}\ne {}\ng {}\n"


def test_a_missing_file_is_an_error(folder: Path) -> None:
    """Without its script the page would be half a page: the start says so."""
    (folder / "app.js").unlink()
    with pytest.raises(FileNotFoundError, match=r"app\.js"):
        load_assets(folder)


def test_the_script_is_told_first(folder: Path) -> None:
    """What the browser is told stands in front of the script, as data that ends no script."""
    assets = load_assets(folder, prelude={"LIGHT_THEME": {"base": 0}})
    assert assets.files[assets.script].plain.startswith(b'window.__streamlit={"LIGHT_THEME":{"base":0}};\n')


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Neither styles nor script name another host (names of XML spaces are no addresses)."""
    for path in (*FOLDER.glob("*.css"), FOLDER / "app.js", FOLDER / "icon.svg"):
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|url\(\s*[\"']?//", text), path.name


@pytest.mark.parametrize("size", ICON_SIZES)
def test_icons_are_as_large_as_they_say(size: int) -> None:
    """Each PNG has the size of its name and is small enough for a first visit."""
    body = (FOLDER / f"icon-{size}.png").read_bytes()
    assert struct.unpack(">II", body[16:24]) == (size, size)
    assert len(body) < 8000


def test_the_script_runs_nothing_from_text() -> None:
    """No eval and no markup from strings: the page's policy forbids the one, our rule the other."""
    script = (FOLDER / "app.js").read_text("utf-8")
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", script)
