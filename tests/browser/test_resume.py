"""Coming back: reload, Home, a second tab, a double click, somebody else's address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import App
from tests.browser.conftest import Opener
from tests.browser.looks import settled
from tests.browser.player import Kept, Offer, begin, button, decisions, hurry, offer, take, wait_for_offer, walk

EXERCISE = "satisfaction-callback"
STEPS = walk(EXERCISE, "model")


def in_mid_play(page: Page, turns: int = 3) -> Offer:
    """Begin and take the first turns of the model walk."""
    at = hurry(page, begin(page, EXERCISE), STEPS[:turns])
    assert at
    return at


def test_reload_and_home(phone: Page, app: App) -> None:
    """A reload shows the same turn, choices and conversation; Home leads back to it; the play goes on from there."""
    before = in_mid_play(phone)
    said = phone.locator(".rt-chat .rt-bubble").all_inner_texts()
    phone.reload()
    assert wait_for_offer(phone) == before
    assert phone.locator(".rt-chat .rt-bubble").all_inner_texts() == said
    phone.goto("/")
    settled(phone)
    phone.locator(".st-key-continue button").tap()
    assert wait_for_offer(phone) == before
    take(phone, before, STEPS[3])
    assert [one.response for one in decisions(app, before.attempt)] == list(STEPS[:4])


def test_back(desktop: Page) -> None:
    """The browser's Back leads to the page as it is now."""
    at = in_mid_play(desktop, 1)
    desktop.get_by_role("link", name="Progress").click()
    desktop.wait_for_url("**/progress")
    settled(desktop)
    desktop.go_back()
    desktop.wait_for_url("**/play?**")
    assert wait_for_offer(desktop) == at


def test_second_tab(open_context: Callable[..., BrowserContext], app: App) -> None:
    """What another tab has answered stays answered; the late tab is told and shows the turn that is due."""
    context = open_context(app, "phone")
    first = context.new_page()
    before = in_mid_play(first)
    second = context.new_page()
    second.goto(f"/play?scenario={EXERCISE}")
    assert wait_for_offer(second) == before
    after = take(second, before, STEPS[3])
    other = next(choice for choice in before.choices if choice != STEPS[3])
    assert take(first, before, other) == after
    kept = [Kept(turn, choice) for turn, choice in enumerate(STEPS[:4], start=1)]
    assert decisions(app, before.attempt) == kept
    assert first.locator(".rt-chat .rt-you").count() == 4


@pytest.mark.parametrize("pause_ms", [0, 300])
def test_double_click(phone: Page, app: App, pause_ms: int) -> None:
    """Two quick taps answer one turn, and do not answer the next one unseen."""
    at = begin(phone, EXERCISE)
    box = button(phone, at, STEPS[0]).bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.touchscreen.tap(*middle)
    phone.wait_for_timeout(pause_ms)
    phone.touchscreen.tap(*middle)
    phone.wait_for_function("() => document.querySelector('.rt-chat')?.dataset.turn !== '1'")
    settled(phone)
    here = offer(phone)
    assert here
    assert here.turn == 2
    assert decisions(app, at.attempt) == [Kept(1, STEPS[0])]


def test_somebody_elses_attempt(open_page: Opener, app: App, phone: Page) -> None:
    """Another person's addresses show a plain sentence and nothing of theirs."""
    at = in_mid_play(phone, 1)
    stranger = open_page(app, "phone")
    for address in (f"/play?attempt={at.attempt}", f"/debrief?attempt={at.attempt}"):
        stranger.goto(address)
        settled(stranger)
        expect(stranger.locator("main, [data-testid='stMain']").first).to_contain_text("This attempt is not here")
        assert offer(stranger) is None
