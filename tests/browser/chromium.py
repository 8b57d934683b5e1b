"""Where Chromium is and how it is started. `tests/programs.py` fetches one when there is none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
"""Neither the browser nor a page may ask anybody outside: a test fails on every such request, and none arrives."""


def launch_args() -> list[str]:
    """Arguments of every start. Root has no sandbox to offer, and only root goes without."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def candidates(playwright: Playwright) -> tuple[str, ...]:
    """Executables on this machine, the one that Playwright fetched first; may be empty."""
    own = playwright.chromium.executable_path
    found = [own] if Path(own).is_file() else []
    return (*found, *(path for name in ON_PATH if (path := shutil.which(name))))


def find_executable(playwright: Playwright) -> tuple[str | None, tuple[str, ...]]:
    """Look for a Chromium that starts and draws a page: its path or None, and what was wrong with the others."""
    reasons = []
    for path in candidates(playwright):
        reason = why_not(playwright, path)
        if reason is None:
            return path, tuple(reasons)
        reasons.append(f"{path}: {reason}")
    return None, tuple(reasons)


def why_not(playwright: Playwright, executable: str) -> str | None:
    """Start the browser and draw one empty page. Returns None when that works, else the reason's first lines."""
    try:
        browser = playwright.chromium.launch(executable_path=executable, args=launch_args())
        try:
            browser.new_page().goto("about:blank")
        finally:
            browser.close()
    except Error as error:
        return "\n".join(error.message.splitlines()[:6])
    return None


def works() -> tuple[str | None, tuple[str, ...]]:
    """Look for a Chromium outside of a test: as `find_executable`."""
    with sync_playwright() as playwright:
        return find_executable(playwright)
