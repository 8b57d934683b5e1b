"""A copy of the project as somebody has it who just cloned it: nothing compiled yet, nothing kept from earlier runs."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("trainer", "pages", "scenarios", ".streamlit", "streamlit_app.py")
"""What the trainer needs to run; it is run from its folder, never installed."""


def clone(folder: Path) -> Path:
    """Copy the project into a folder and return the copy's root."""
    root = folder / "clone"
    root.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, root / part)
    return root
