"""Timed turns: the server's clock counts, the page only shows it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.app import App
from tests.browser.looks import settled
from tests.browser.player import Kept, begin, decisions, moved_on, wait_for_offer

TWENTY_SECONDS = "six-metres-and-hello"
SIX_SECONDS = "six-seconds"
LEFT_S = "Number(document.querySelector('.rt-timer-s').textContent)"


def test_a_reload_does_not_reset_the_clock(phone: Page) -> None:
    """After a reload the time goes on from where it was."""
    at = begin(phone, TWENTY_SECONDS)
    before = phone.evaluate(LEFT_S)
    phone.wait_for_function(f"() => {LEFT_S} <= {before - 2}")
    phone.reload()
    assert wait_for_offer(phone) == at
    assert phone.evaluate(LEFT_S) <= before - 2


def test_time_runs_out(phone: Page, app: App) -> None:
    """When the time is over, the silence is taken once, unasked."""
    at = begin(phone, SIX_SECONDS)
    following = moved_on(phone, at)
    assert following
    assert decisions(app, at.attempt)[0] == Kept(1, "silence")


def test_no_time_limit(phone: Page) -> None:
    """Whoever wants no time limit is not hurried, and that is said before the start."""
    phone.goto(f"/play?scenario={TWENTY_SECONDS}")
    settled(phone)
    phone.get_by_role("button", name="Options").tap()
    phone.get_by_text("No limit").tap()
    settled(phone)
    phone.keyboard.press("Escape")
    phone.locator(".st-key-start button").tap()
    assert wait_for_offer(phone).turn == 1
    expect(phone.locator(".rt-timer")).to_have_count(0)
