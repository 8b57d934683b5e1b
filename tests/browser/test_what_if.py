"""After the debrief: play on from a turn, compare, watch how it can go, find it all again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import App
from tests.browser.conftest import Opener
from tests.browser.looks import assert_no_overflow, assert_nothing_cut, screenshot, settled
from tests.browser.player import Offer, begin, decisions, hurry, take, wait_for_offer, walk

EXERCISE = "satisfaction-callback"
POOR = walk(EXERCISE, "poor")
MODEL = walk(EXERCISE, "model")


def finish_poorly(page: Page) -> str:
    """Play the poor walk and open its debrief, which begins at its top; returns the attempt."""
    at = begin(page, EXERCISE)
    assert hurry(page, at, POOR) is None
    page.locator(".st-key-continue button").click()
    page.wait_for_url("**/debrief?**")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.locator(".rt-ring")).to_be_in_viewport()
    return at.attempt


def test_what_if(desktop: Page, app: App) -> None:
    """Playing on from a turn is a new attempt from there; both stand side by side and the first stays as it was."""
    page = desktop
    first = finish_poorly(page)
    before = decisions(app, first)
    page.locator(".st-key-what-if-1 button").click()
    at: Offer | None = wait_for_offer(page)
    assert at
    assert at.turn == 1
    assert at.attempt != first
    expect(page.locator(".rt-strip")).to_contain_text("What if?")
    again = at.attempt
    assert hurry(page, at, MODEL) is None
    page.locator(".st-key-continue button").click()
    page.wait_for_url(f"**/debrief?attempt={again}")
    settled(page)
    screenshot(page, "desktop-what-if-debrief")
    assert_no_overflow(page)
    assert_nothing_cut(page)
    expect(page.locator(".rt-ring")).to_have_attribute("aria-label", "Score: 100 of 100")
    expect(page.locator(".rt-debrief .rt-strip")).to_contain_text("The first time brought 0 of 100, this time 100.")
    assert decisions(app, first) == before
    page.get_by_role("link", name="Back to the first debrief").click()
    page.wait_for_url(f"**/debrief?attempt={first}")
    settled(page)
    expect(page.locator(".rt-ring")).to_have_attribute("aria-label", "Score: 0 of 100")
    expect(page.get_by_role("heading", name="What if: from turn 1")).to_be_visible()


def test_a_what_if_from_the_middle(phone: Page, app: App) -> None:
    """The turns before the fork are those of the first play; only the fork and what follows are new."""
    first = finish_poorly(phone)
    phone.locator(".st-key-what-if-4 button").tap()
    at = wait_for_offer(phone)
    assert at.turn == 4
    other = next(choice for choice in at.choices if choice != POOR[3])
    take(phone, at, other)
    log = [one.response for one in decisions(app, at.attempt)]
    assert log[-1] == other
    assert [one.response for one in decisions(app, first)] == list(POOR)
    phone.goto("/progress")
    settled(phone)
    expect(phone.locator(f"a[href*='{first}']:visible").first).to_be_visible()  # one more stands in a fold


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_watch(open_page: Opener, app: App, device: str) -> None:
    """The poor and the model play stand side by side, turn by turn, with what was felt; from there one can play."""
    page = open_page(app, device)
    page.goto(f"/watch?scenario={EXERCISE}")
    settled(page)
    text = page.locator("[data-testid='stMain']").inner_text()
    for turn in range(1, max(len(MODEL), len(POOR)) + 1):
        assert re.search(rf"\bTurn {turn}\b", text)
    page.get_by_role("link", name="Play it yourself").click()
    page.wait_for_url(f"**/play?scenario={EXERCISE}")
    settled(page)
    expect(page.locator(".st-key-start button")).to_be_visible()
