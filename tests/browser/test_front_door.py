"""The front door in a real browser: what goes over the wire, what is there before the script, the bar, the notice."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import App
from tests.browser.conftest import Opener
from tests.browser.looks import assert_axe_clean, assert_no_overflow, settled

EXERCISE = "satisfaction-callback"
FIRST_BYTES = 1_250_000
AGAIN_BYTES = 50_000
AWAY = "#rt-away.rt-away-on"

OpenContext = Callable[..., BrowserContext]


class Wire:
    """Counts what a page receives: bodies and headers as they were on the wire, and the socket's frames."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.addresses: list[str] = []
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", lambda event: self.addresses.append(event["response"]["url"]))
        session.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        session.on("Network.webSocketFrameReceived", lambda event: self._add(_frame_bytes(event["response"])))

    def _add(self, count: float) -> None:
        self.bytes += int(count)


def _frame_bytes(frame: dict[str, object]) -> int:
    payload = str(frame["payloadData"])
    return len(base64.b64decode(payload)) if frame["opcode"] == 2 else len(payload)


def visit(context: BrowserContext, path: str) -> Wire:
    page = context.new_page()
    wire = Wire(page)
    page.goto(path)
    settled(page)
    page.wait_for_timeout(1000)
    page.close()
    return wire


@pytest.mark.parametrize("path", ["/", f"/play?scenario={EXERCISE}"])
def test_a_visit_is_light(open_context: OpenContext, app: App, path: str) -> None:
    """A first visit takes at most 1.25 MB, the next at most 50 kB; no font is fetched at all."""
    context = open_context(app, "phone")
    first = visit(context, path)
    again = visit(context, path)
    assert 300_000 < first.bytes <= FIRST_BYTES
    assert again.bytes <= AGAIN_BYTES
    assert not [address for address in first.addresses if ".woff" in address and not address.startswith("data:")]


def test_a_page_is_never_blank(open_context: OpenContext, app: App) -> None:
    """Before any script has run there is a quiet sign on our ground."""
    page = open_context(app, "phone", java_script_enabled=False).new_page()
    page.goto("/play")
    expect(page.get_by_text("One moment …")).to_be_visible()
    expect(page.locator("body")).to_have_css("background-color", "rgb(251, 247, 240)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_flashes(open_page: Opener, app: App, scheme: str) -> None:
    """From the first paint on the ground has our colour, whatever Streamlit's own would be."""
    page = open_page(app, "phone", scheme)
    page.add_init_script(
        """window.grounds = new Set();
        const look = () => {
          const node = document.querySelector(".stApp") || document.body;
          if (node) window.grounds.add(getComputedStyle(node).backgroundColor);
          requestAnimationFrame(look);
        };
        document.addEventListener("DOMContentLoaded", look);"""
    )
    page.goto("/")
    settled(page)
    ground = {"light": "rgb(251, 247, 240)", "dark": "rgb(28, 27, 26)"}[scheme]
    assert page.evaluate("[...window.grounds]") == [ground]


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_bar_leads_everywhere(open_page: Opener, app: App, device: str) -> None:
    """Real links, 48 pixels high, the current one marked; below on a phone and above on a desktop."""
    page = open_page(app, device)
    page.goto("/")
    settled(page)
    bar = page.get_by_role("navigation", name="Main")
    for name, path in (("Curriculum", "/curriculum"), ("Progress", "/progress"), ("Home", "/")):
        bar.get_by_role("link", name=name).click()
        page.wait_for_url(f"**{path}")
        settled(page)
        expect(bar.locator("[aria-current=page]")).to_have_text(name)
        for link in bar.get_by_role("link").all():
            box = link.bounding_box()
            assert box
            assert box["height"] >= 48
    box = bar.bounding_box()
    height = page.viewport_size["height"] if page.viewport_size else 0
    assert box
    assert box["y"] + box["height"] == height if device == "phone" else box["y"] < 40


def test_an_unknown_address(open_page: Opener, app: App) -> None:
    """A mistyped address says so in a friendly way, with status 404 and a way home."""
    page = open_page(app, "narrow")
    answer = page.goto("/plaay/now")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    expect(page).to_have_title("There is no such page · Reception trainer")
    assert_no_overflow(page)
    assert_axe_clean(page)
    page.get_by_role("link", name="Go to Home").click()
    page.wait_for_url(f"{app.url}/")
    settled(page)
    expect(page.get_by_role("heading", name="There is no such page")).to_have_count(0)


def test_a_server_that_stands_still_is_told(own_app: App, open_page: Opener) -> None:
    """When nothing answers for three seconds the page says so, and stops saying so when it is answered."""
    page = open_page(own_app, "phone")
    page.goto("/")
    settled(page)
    expect(page.locator(AWAY)).to_have_count(0)
    own_app.pause()
    try:
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Progress").click(no_wait_after=True)
        expect(page.locator(AWAY)).to_have_text(
            "The connection is gone for a moment. Everything you chose is saved. We’ll go on as soon as it is back.",
            timeout=6000,
        )
    finally:
        own_app.go_on()
    expect(page.locator(AWAY)).to_have_count(0)
    settled(page)


COUNTDOWN = """({limit, remaining, key}) => {
  document.querySelector("#countdown")?.remove();
  const place = document.createElement("div");
  place.id = "countdown";
  const timer = Object.assign(document.createElement("div"), {className: "rt-timer"});
  Object.assign(timer.dataset, {limitMs: limit, remainingMs: remaining, expireKey: key});
  for (const name of ["rt-timer-bar", "rt-timer-s"]) {
    timer.append(Object.assign(document.createElement("span"), {className: name}));
  }
  timer.querySelector(".rt-timer-bar").append(document.createElement("span"));
  const silence = Object.assign(document.createElement("div"), {className: `st-key-${key}`});
  const button = document.createElement("button");
  button.onclick = () => { window.pressed = (window.pressed || 0) + 1; };
  silence.append(button);
  place.append(timer, silence);
  document.querySelector("#root").append(place);
}"""


def test_the_countdown_runs_in_the_browser(open_page: Opener, app: App) -> None:
    """It shows what the server says is left, goes on from there when drawn anew, and presses the button at zero."""
    page = open_page(app, "phone")
    page.goto("/")
    settled(page)
    page.evaluate(COUNTDOWN, {"limit": 20000, "remaining": 11300, "key": "choice-a-1-silence"})
    expect(page.locator("#countdown .rt-timer-s")).to_have_text("11")
    expect(page.locator("#rt-voice")).to_have_text("Half of the time is left.")
    page.evaluate(COUNTDOWN, {"limit": 20000, "remaining": 1500, "key": "choice-a-1-silence"})
    expect(page.locator("#countdown .rt-timer-s")).to_have_text("2")
    expect(page.locator("#rt-voice")).to_have_text("Five seconds left.")
    assert page.evaluate("window.pressed") is None
    expect(page.locator("#countdown .rt-timer-s")).to_have_text("0")
    page.wait_for_function("window.pressed === 1")
    page.wait_for_timeout(600)
    assert page.evaluate("window.pressed") == 1
