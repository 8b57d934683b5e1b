"""From the first visit to the debrief, on a phone with a finger and at a desk with a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import App
from tests.browser.conftest import Opener
from tests.browser.looks import (
    assert_no_overflow,
    assert_nothing_cut,
    assert_tap_size,
    screenshot,
    settled,
)
from tests.browser.player import Kept, Offer, decisions, take, wait_for_offer, walk

EXERCISE = "satisfaction-callback"

_NEWEST_IN_VIEW = """
() => {
  const bar = document.querySelector(".st-key-nav")?.getBoundingClientRect();
  const low = bar && bar.top > innerHeight / 2 ? bar.top : innerHeight;
  const chat = document.querySelector(".rt-chat");
  const newest = chat.querySelector(".is-new:not(.rt-you)") || chat.lastElementChild;
  const box = newest.getBoundingClientRect();
  return (box.top >= -1 && box.top < low) || `the customer's new line is at ${box.top} of ${low}`;
}
"""


def look(page: Page, name: str) -> None:
    """What holds of each page on the way."""
    assert_no_overflow(page)
    assert_nothing_cut(page)
    screenshot(page, name)


@pytest.mark.parametrize(("device", "named"), [("phone", "model"), ("desktop", "poor")])
def test_first_visit_to_debrief(open_page: Opener, app: App, device: str, named: str) -> None:
    """A newcomer finds the first exercise on Home, plays it to the end and reads what every turn cost."""
    page = open_page(app, device)
    page.goto("/")
    settled(page)
    look(page, f"{device}-home")
    page.get_by_role("link", name="Start", exact=True).first.click()
    page.wait_for_url(f"**/play?scenario={EXERCISE}")
    settled(page)
    look(page, f"{device}-briefing")
    page.locator(".st-key-start button").click()
    at: Offer | None = wait_for_offer(page)
    assert at
    attempt = at.attempt

    steps = walk(EXERCISE, named)
    for place, choice in enumerate(steps, start=1):
        assert at
        assert at.turn == place
        assert_tap_size(page, f"[class*='st-key-choice-{attempt}-{place}-'] button")
        assert page.evaluate(_NEWEST_IN_VIEW) is True
        look(page, f"{device}-turn-{place:02}")
        at = take(page, at, choice)
    assert at is None
    assert decisions(app, attempt) == [Kept(turn, choice) for turn, choice in enumerate(steps, start=1)]

    look(page, f"{device}-end")
    page.locator(".st-key-continue button").click()
    page.wait_for_url(f"**/debrief?attempt={attempt}")
    settled(page)
    look(page, f"{device}-debrief")
    expect(page.locator(".rt-ring")).to_have_attribute("aria-label", f"Score: {100 if named == 'model' else 0} of 100")
    for turn in range(1, len(steps) + 1):
        expect(page.locator(f".st-key-what-if-{turn} button")).to_be_visible()
    marks = page.locator("article.rt-turn > header .rt-mark").all_inner_texts()
    assert len(marks) == len(steps)
    if named == "model":
        assert {mark.strip() for mark in marks} == {"Best"}
    else:
        expect(page.locator(".rt-decisive")).to_contain_text("Better:")
