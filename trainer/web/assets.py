"""Our own files for the browser (styles, script, icons), each under an address that changes with its content."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from trainer.web.packed import Packed, pack

FOLDER = Path(__file__).resolve().parent.parent / "ui" / "assets"
STYLES_FIRST = ("base.css", "app.css")
"""Tokens come before what uses them; the other style sheets follow by name."""
ICON_SIZES = (180, 192, 512)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Assets:
    """All assets: `files` by address, and the addresses that the shell and the manifest write down."""

    files: Mapping[str, Packed]
    style: str
    script: str
    icon: str
    icon_pngs: Mapping[int, str]


def load_assets(folder: Path = FOLDER, *, prelude: Mapping[str, object] | None = None) -> Assets:
    """
    Read, join, compress and name the assets.

    Args:
        folder: Where they lie: *.css, app.js, icon.svg, icon-<size>.png.
        prelude: What the script is told before it runs, as window.__streamlit (Streamlit reads it too).

    Raises:
        FileNotFoundError: One of the files is missing.
    """
    files: dict[str, Packed] = {}

    def keep(stem: str, suffix: str, body: bytes, media_type: str) -> str:
        packed = pack(body, media_type)
        address = f"/assets/{stem}.{packed.tag}.{suffix}"
        files[address] = packed
        return address

    told = json.dumps(prelude or {}, sort_keys=True, separators=(",", ":"))
    script = f"window.__streamlit={told};\n{(folder / 'app.js').read_text('utf-8')}"
    return Assets(
        style=keep("app", "css", join_styles(folder).encode(), "text/css; charset=utf-8"),
        script=keep("app", "js", script.encode(), "text/javascript; charset=utf-8"),
        icon=keep("icon", "svg", (folder / "icon.svg").read_bytes(), "image/svg+xml"),
        icon_pngs=MappingProxyType(
            {
                size: keep(f"icon-{size}", "png", (folder / f"icon-{size}.png").read_bytes(), "image/png")
                for size in ICON_SIZES
            }
        ),
        files=MappingProxyType(files),
    )


def join_styles(folder: Path) -> str:
    """Join the style sheets, tokens first, without comments and indentation."""
    names = {path.name for path in folder.glob("*.css")}
    order = (*STYLES_FIRST, *sorted(names - set(STYLES_FIRST)))
    text = "\n".join((folder / name).read_text("utf-8") for name in order)
    return _INDENT.sub("\n", _COMMENT.sub("", text)).strip() + "\n"
