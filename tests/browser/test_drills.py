"""Sort, spot and order in a browser: by touch on a phone to the debrief, by keyboard, narrow and dark."""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import App
from tests.browser.conftest import Opener
from tests.browser.looks import (
    assert_axe_clean,
    assert_no_overflow,
    assert_nothing_cut,
    assert_tap_size,
    screenshot,
    settled,
)
from tests.browser.player import Kept, Offer, begin, decisions, moved_on, take
from trainer.play.drills import expand
from trainer.scenario.library import load_file
from trainer.scenario.sheets import SHIPPED, load_sheets

DRILLS = {"sort": "u1-mindset/twelve-needs", "spot": "u6-sales/handling-goods", "order": "u3-front-desk/drink-steps"}


@cache
def model(kind: str) -> tuple[str, ...]:
    """The walk that is worth 100 of a drill that ships."""
    sheets, _ = load_sheets(SHIPPED)
    drill = load_file(SHIPPED / "exercises" / f"{DRILLS[kind]}.yaml", sheets).exercise
    assert drill is not None and drill.kind == kind
    return expand(drill, {}).walks["model"]


def name_of(kind: str) -> str:
    """The drill's id, as in its address."""
    return DRILLS[kind].rpartition("/")[2]


@pytest.mark.parametrize("kind", DRILLS)
def test_a_drill_by_touch(phone: Page, app: App, kind: str) -> None:
    """Every step is a tap on a control that a finger can hit; all right is 100, and the debrief tells each step."""
    at: Offer | None = begin(phone, name_of(kind))
    assert at
    attempt, walk = at.attempt, model(kind)
    for turn, choice in enumerate(walk, start=1):
        assert at and at.turn == turn
        assert_no_overflow(phone)
        assert_nothing_cut(phone)
        if turn == 1:
            assert_tap_size(phone, "[class*='st-key-choice-'] button")
            screenshot(phone, f"drill-{kind}")
        at = take(phone, at, choice)
    assert at is None
    assert decisions(app, attempt) == [Kept(turn, choice) for turn, choice in enumerate(walk, start=1)]
    expect(phone.locator(".rt-end-score")).to_have_text("100 of 100 points")
    phone.locator(".st-key-continue button").tap()
    phone.wait_for_url("**/debrief?**")
    settled(phone)
    assert_no_overflow(phone)
    expect(phone.locator(".rt-ring")).to_have_attribute("aria-label", "Score: 100 of 100")
    screenshot(phone, f"drill-{kind}-debrief")


@pytest.mark.parametrize("kind", DRILLS)
def test_a_drill_by_keyboard(desktop: Page, kind: str) -> None:
    """A number key takes what stands at its place, and the next step is offered."""
    at = begin(desktop, name_of(kind))
    for key in ("2", "1"):
        desktop.keyboard.press(key)
        following = moved_on(desktop, at)
        assert following and following.turn == at.turn + 1
        at = following


@pytest.mark.parametrize("kind", DRILLS)
def test_a_drill_can_be_read_by_all(open_page: Opener, app: App, kind: str) -> None:
    """On the narrowest phone in the dark nothing is cut or too wide, and axe finds nothing serious."""
    page = open_page(app, "narrow", "dark")
    at = begin(page, name_of(kind))
    take(page, at, at.choices[0])
    assert_no_overflow(page)
    assert_nothing_cut(page)
    assert_axe_clean(page)

