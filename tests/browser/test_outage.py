"""The server dies, the network goes away, the machine stands still: the play goes on at the same turn."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import App
from tests.browser.conftest import Opener
from tests.browser.looks import assert_no_overflow, assert_nothing_cut, screenshot, settled
from tests.browser.player import Kept, begin, button, decisions, hurry, moved_on, offer, play_walk, take, walk

EXERCISE = "satisfaction-callback"
STEPS = walk(EXERCISE, "model")
GONE = "#rt-away.rt-away-on"
BACK_MS = 45_000


def kept(count: int) -> list[Kept]:
    """The first decisions of the model walk, as the log must have them."""
    return [Kept(turn, choice) for turn, choice in enumerate(STEPS[:count], start=1)]


def back_again(page: Page) -> None:
    """Wait until the notice is gone and the page is connected, without touching it."""
    expect(page.locator(GONE)).to_have_count(0, timeout=BACK_MS)
    settled(page, BACK_MS)


@pytest.mark.alone
@pytest.mark.slow
def test_killed_between_turns(own_app: App, open_page: Opener) -> None:
    """After each of four kills the page says so, comes back by itself, and a click on the old page counts."""
    page = open_page(own_app, "phone")
    at = begin(page, EXERCISE)
    page.evaluate("window.rtSamePage = true")
    for turn, choice in enumerate(STEPS[:4], start=1):
        own_app.kill9()
        expect(page.locator(GONE)).to_contain_text("Everything you chose is saved", timeout=10_000)
        if turn == 1:
            assert_no_overflow(page)
            assert_nothing_cut(page)
            screenshot(page, "phone-away")
        own_app.start()
        back_again(page)
        assert offer(page) == at
        following = take(page, at, choice)
        assert following
        assert following.turn == turn + 1
        at = following
        assert decisions(own_app, at.attempt) == kept(turn)
    assert page.evaluate("window.rtSamePage"), "the page was loaded anew"
    assert hurry(page, at, STEPS[4:]) is None
    assert decisions(own_app, at.attempt) == kept(len(STEPS))


@pytest.mark.alone
@pytest.mark.slow
def test_killed_while_a_choice_is_on_its_way(own_app: App, open_page: Opener) -> None:
    """Killed at a random moment after the tap: the choice is kept or not, what was shown is kept, none is doubled."""
    page = open_page(own_app, "desktop")
    at = begin(page, EXERCISE)
    moments = random.Random(1)  # noqa: S311  # moments, not secrets
    for turn, choice in enumerate(STEPS[:2], start=1):
        button(page, at, choice).click(no_wait_after=True)
        page.wait_for_timeout(moments.uniform(0, 60))
        shown = page.locator(".rt-chat").get_attribute("data-turn")
        own_app.kill9()
        own_app.start()
        back_again(page)
        log = decisions(own_app, at.attempt)
        assert log in (kept(turn - 1), kept(turn))
        assert len(log) >= int(shown or 0) - 1, "a decision that was answered on the page is not in the log"
        page.reload()
        settled(page)
        here = offer(page)
        assert here
        assert here.turn == len(log) + 1
        following = here if len(log) == turn else take(page, here, choice)
        assert following
        at = following
        assert decisions(own_app, at.attempt) == kept(turn)


def test_offline_and_back(open_page: Opener, app: App) -> None:
    """Without a network the page says so; with it the notice goes and the play goes on at the same turn."""
    page = open_page(app, "phone")
    at = begin(page, EXERCISE)
    page.context.set_offline(True)
    expect(page.locator(GONE)).to_be_visible()
    page.context.set_offline(False)
    back_again(page)
    assert offer(page) == at
    play_walk(page, at, STEPS[:2])
    assert decisions(app, at.attempt) == kept(2)


def test_a_server_that_stands_still(own_app: App, open_page: Opener) -> None:
    """Impatient taps while the server hangs are one answer to one turn."""
    page = open_page(own_app, "desktop")
    at = begin(page, EXERCISE)
    here = button(page, at, STEPS[0])
    own_app.pause()
    try:
        here.click(no_wait_after=True)
        for _ in range(3):
            page.wait_for_timeout(300)
            if here.is_enabled():
                here.click(force=True, no_wait_after=True)
    finally:
        own_app.go_on()
    following = moved_on(page, at)
    assert following
    assert following.turn == 2
    settled(page)
    assert decisions(own_app, at.attempt) == kept(1)


def test_first_visit_while_the_server_is_away(own_app: App, open_page: Opener) -> None:
    """A page that stood open on Home while the server was away can be used when it is back."""
    page = open_page(own_app, "phone")
    page.goto("/")
    settled(page)
    own_app.restart()
    back_again(page)
    page.get_by_role("link", name="Start", exact=True).first.tap()
    page.wait_for_url("**/play?**")
    settled(page)
    page.locator(".st-key-start button").tap()
    page.wait_for_selector("[class*='st-key-choice-'] button")
