"""Every page, light and dark, at three widths: accessible, nothing cut, nothing too wide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.app import App
from tests.browser.conftest import DEVICES
from tests.browser.looks import assert_axe_clean, assert_no_overflow, assert_nothing_cut, screenshot, settled
from tests.browser.player import begin, hurry, take, wait_for_offer, walk

FINISHED = "satisfaction-callback"
OPEN = "office-visitor"
WIDTHS = {"light": ((390, 844), (320, 640), (1280, 800)), "dark": ((390, 844),)}
"""Layout does not depend on the scheme, so it is looked at once; colours are looked at in both."""


@dataclass(frozen=True, slots=True)
class Past:
    """Somebody who has played: the browser's cookies, an attempt that is over and a what-if from it that is not."""

    cookies: Any
    finished: str
    what_if: str


@pytest.fixture(scope="module")
def past(browser: Browser, app: App) -> Past:
    """Play one exercise to a poor end, begin a what-if from it, and leave another exercise open."""
    context = browser.new_context(base_url=app.url, **DEVICES["desktop"])
    page = context.new_page()
    page.set_default_timeout(15_000)
    at = hurry(page, begin(page, OPEN), walk(OPEN, "model")[:2])
    assert at
    first = begin(page, FINISHED)
    assert hurry(page, first, walk(FINISHED, "poor")) is None
    page.locator(".st-key-continue button").click()
    page.wait_for_url("**/debrief?**")
    settled(page)
    page.locator(".st-key-what-if-2 button").click()
    what_if = wait_for_offer(page)
    take(page, what_if, what_if.choices[0])
    cookies = context.storage_state()
    context.close()
    return Past(cookies, first.attempt, what_if.attempt)


PLACES = {
    "home": "/",
    "curriculum": "/curriculum",
    "briefing": "/play?scenario=six-metres-and-hello",
    "play": f"/play?scenario={OPEN}",
    "what-if": "/play?attempt={what_if}",
    "the-end": "/play?attempt={finished}",
    "debrief": "/debrief?attempt={finished}",
    "progress": "/progress",
    "watch": f"/watch?scenario={FINISHED}",
    "no-such-exercise": "/play?scenario=nothing",
    "not-finished": "/debrief?attempt={what_if}",
}

TROUBLES = ("not-finished",)
"""Drawn as another trouble is; one scheme is enough."""


def unfold(page: Page) -> None:
    """Open everything that can be unfolded: what is hidden is read too."""
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
    settled(page)


@pytest.mark.parametrize(
    ("place", "scheme"),
    [(place, scheme) for place in PLACES for scheme in WIDTHS if scheme == "light" or place not in TROUBLES],
)
def test_every_page(
    open_context: Callable[..., BrowserContext], app: App, past: Past, place: str, scheme: str
) -> None:
    """Axe finds nothing serious, no text is cut and nothing scrolls sideways, down to 320 pixels."""
    page = open_context(app, "phone", scheme, storage_state=past.cookies).new_page()
    page.goto(PLACES[place].format(finished=past.finished, what_if=past.what_if))
    settled(page)
    unfold(page)
    for width, height in WIDTHS[scheme]:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        screenshot(page, f"{place}-{scheme}-{width}")
        assert_no_overflow(page)
        assert_nothing_cut(page)
        if width != 320:
            assert_axe_clean(page)
    expect(page.locator("h1")).to_have_count(1)
    assert page.title().endswith("Reception trainer")


@pytest.mark.parametrize("place", ["home", "debrief", "progress", "watch"])
def test_for_somebody_new(open_context: Callable[..., BrowserContext], app: App, place: str) -> None:
    """A page that has nothing to show yet says so and leads on."""
    page = open_context(app, "narrow").new_page()
    page.goto(PLACES[place].split("?", maxsplit=1)[0])
    settled(page)
    screenshot(page, f"new-{place}")
    assert_no_overflow(page)
    assert_nothing_cut(page)
    assert_axe_clean(page)
    main = page.locator("[data-testid='stMain']")
    assert main.locator("a[href], button").filter(visible=True).count() > 0


def test_large_letters(open_context: Callable[..., BrowserContext], app: App, past: Past) -> None:
    """With letters twice as large nothing is cut and nothing scrolls sideways."""
    context = open_context(app, "phone", storage_state=past.cookies)
    for place in ("home", "play", "debrief", "watch"):
        page = context.new_page()
        page.goto(PLACES[place].format(finished=past.finished, what_if=past.what_if))
        settled(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        settled(page)
        screenshot(page, f"{place}-large")
        assert_no_overflow(page)
        assert_nothing_cut(page)
        page.close()
