"""
What a visit costs over the wire: Home and Play in Chromium, as somebody new and as somebody who was here before.

Counted as the browser saw it (DevTools: encodedDataLength of every finished request, headers included, and the frames
of the websocket both ways with their own headers), until the page is drawn and nothing has come for a moment. Every
first visit has a profile of its own; the returning visit is a second tab of the same profile.
"""

from __future__ import annotations

import base64
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.chromium import find_executable, launch_args
from tests.load.rows import Row, at_most, not_measured, note
from tests.load.server import Server, trainer

START = ".st-key-start button, .st-key-continue button"
PAGES = {"Home": "/", "Play": "/play?scenario=satisfaction-callback"}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
QUIET_S = 1.5
GIVE_UP_S = 60.0
FIRST_BAR_MB = 1.25
AGAIN_BAR_KB = 50.0


@dataclass  # with a dict: Playwright marks the owners of its listeners
class Bill:
    """What one visit has cost so far, in bytes; `last` is when something came (monotonic)."""

    requests: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[int, str]] = field(default_factory=list)
    frames: int = 0
    last: float = field(default_factory=time.monotonic)

    @property
    def total(self) -> int:
        """All bytes."""
        return self.frames + sum(size for size, _ in self.answers)

    def asked(self, event: dict[str, Any]) -> None:
        """Note a request's address."""
        self.requests[event["requestId"]] = event["request"]["url"]

    def answered(self, event: dict[str, Any]) -> None:
        """Add a finished request."""
        self.answers.append((int(event["encodedDataLength"]), self.requests.get(event["requestId"], "?")))
        self.last = time.monotonic()

    def framed(self, event: dict[str, Any]) -> None:
        """Add a websocket frame: its payload, and 2 to 10 bytes of head (4 more from the browser: the mask)."""
        frame = event["response"]
        text = frame["payloadData"]
        size = len(base64.b64decode(text)) if frame["opcode"] == 2 else len(text.encode())
        head = 2 if size < 126 else 4 if size < 65_536 else 10
        self.frames += size + head + (4 if frame["mask"] else 0)
        self.last = time.monotonic()


def measure() -> list[Row]:
    """All rows of the wire."""
    with sync_playwright() as playwright:
        path, tried = find_executable(playwright)
        if path is None:
            return [not_measured("bytes of a visit", f"<= {FIRST_BAR_MB} MB", "; ".join(tried) or "no Chromium")]
        with tempfile.TemporaryDirectory() as folder, trainer(Path(folder)) as server:
            browser = playwright.chromium.launch(executable_path=path, args=launch_args())
            try:
                return [row for name, address in PAGES.items() for row in _page(browser, server, name, address)]
            finally:
                browser.close()


def _page(browser: Browser, server: Server, name: str, address: str) -> list[Row]:
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    try:
        first = _visit(context, server.url + address)
        again = _visit(context, server.url + address)
    finally:
        context.close()
    largest = sorted(first.answers, reverse=True)[:3]
    answers = sum(size for size, _ in again.answers)
    told = ", ".join(f"{url.rsplit('/', 1)[-1][:12]} {size / 1e3:.0f}" for size, url in largest)
    return [
        at_most(f"first visit of {name}", first.total / 1e6, FIRST_BAR_MB, "MB"),
        note(f"  {len(first.answers)} answers; the largest, in kB", told),
        at_most(f"returning visit of {name}", again.total / 1e3, AGAIN_BAR_KB, "kB", 1),
        note("  requests, websocket", f"{answers / 1e3:.1f}, {again.frames / 1e3:.1f} kB"),
    ]


def _visit(context: BrowserContext, address: str) -> Bill:
    """Open a page in a new tab and wait until it stands still."""
    page = context.new_page()
    bill = Bill()
    session = context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", bill.asked)
    session.on("Network.loadingFinished", bill.answered)
    session.on("Network.webSocketFrameReceived", bill.framed)
    session.on("Network.webSocketFrameSent", bill.framed)
    session.send("Network.enable")
    page.goto(address, timeout=GIVE_UP_S * 1e3)
    page.locator(".stPageLink, " + START).first.wait_for(timeout=GIVE_UP_S * 1e3)
    while time.monotonic() - bill.last < QUIET_S:
        page.wait_for_timeout(100)
    page.close()
    return bill
