"""How sure are you? On a phone and with the keyboard: seen, answered or left, and never in the way of the choice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import App
from tests.browser.conftest import Opener
from tests.browser.furnish import EXERCISE, answers, asking
from tests.browser.looks import (
    assert_axe_clean,
    assert_no_overflow,
    assert_nothing_cut,
    assert_tap_size,
    screenshot,
    settled,
)
from tests.browser.player import Kept, Offer, begin, decisions, moved_on, take, wait_for_offer
from tests.browser.test_keyboard import tab_to


def open_asking(page: Page, app: App) -> Offer:
    """Open an attempt whose first turn asks."""
    attempt = asking(app, begin(page, EXERCISE).attempt)
    page.goto(f"/play?attempt={attempt}")
    return wait_for_offer(page)


def question(at: Offer) -> str:
    """The stable class of a turn's question."""
    return f".st-key-sure-{at.attempt}-{at.turn}"


def test_an_answer_with_a_finger(phone: Page, app: App) -> None:
    """The question is in view above the choices; a tap leaves them all, and the choice takes the answer along."""
    at = open_asking(phone, app)
    asked = phone.locator(question(at))
    box = asked.bounding_box()
    first = phone.locator(f".st-key-choice-{at.attempt}-1-{at.choices[0]} button").bounding_box()
    assert box
    assert first
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= first["y"] + 1
    assert box["height"] <= 120, "small: it must not push the choices away"
    assert_tap_size(phone, f"{question(at)} [data-testid='stRadioOption']")
    for level in (1, 2):
        asked.locator("[data-testid='stRadioOption']").nth(level).tap()
        settled(phone)
    expect(asked.locator("input:checked")).to_have_count(1)
    assert wait_for_offer(phone) == at
    assert answers(app, at.attempt) == []
    screenshot(phone, "sure-answered")
    following = take(phone, at, at.choices[0])
    assert following
    assert following.turn == 2
    assert answers(app, at.attempt) == [(1, 90)]
    assert decisions(app, at.attempt) == [Kept(1, at.choices[0])]
    expect(phone.locator(question(at))).to_have_count(0)


def test_an_answer_with_the_keyboard(desktop: Page, app: App) -> None:
    """Tab reaches the question and shows where one is; Space answers, and a number still takes the choice."""
    at = open_asking(desktop, app)
    tab_to(desktop, f"{question(at)} input")
    desktop.keyboard.press("Space")
    settled(desktop)
    expect(desktop.locator(f"{question(at)} input:checked")).to_have_count(1)
    desktop.keyboard.press("1")
    moved_on(desktop, at)
    assert answers(app, at.attempt) == [(1, 40)]
    assert decisions(app, at.attempt) == [Kept(1, at.choices[0])]


def test_a_quick_choice_takes_the_answer_along(desktop: Page, app: App) -> None:
    """Whoever answers and chooses within one breath loses neither."""
    at = open_asking(desktop, app)
    desktop.evaluate(
        """([sure, choice]) => {
             document.querySelectorAll(sure + " input")[2].click();
             document.querySelector(choice + " button").click();
           }""",
        [question(at), f".st-key-choice-{at.attempt}-1-{at.choices[0]}"],
    )
    moved_on(desktop, at)
    assert decisions(app, at.attempt) == [Kept(1, at.choices[0])]
    assert answers(app, at.attempt) == [(1, 90)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_how_it_looks(open_page: Opener, app: App, scheme: str) -> None:
    """Axe finds nothing, nothing is cut and nothing scrolls sideways, down to 320 pixels."""
    page = open_page(app, "phone", scheme)
    at = open_asking(page, app)
    for width, height in ((390, 844), (320, 640), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        screenshot(page, f"sure-{scheme}-{width}")
        assert_no_overflow(page)
        assert_nothing_cut(page)
    assert_axe_clean(page)
    expect(page.locator(f"{question(at)} input")).to_have_count(3)
