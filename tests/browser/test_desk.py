"""The turn-order desk in a browser: a day by touch on a phone, by keyboard, narrow, dark and with large letters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import App
from tests.browser.looks import (
    assert_axe_clean,
    assert_no_overflow,
    assert_nothing_cut,
    assert_tap_size,
    screenshot,
    settled,
)
from tests.browser.player import Kept, Offer, begin, decisions, hurry, moved_on, take
from trainer.play.drills import expand
from trainer.play.drills.desk import days_of
from trainer.scenario.library import load_file
from trainer.scenario.model import Desk, RolePlay
from trainer.scenario.sheets import SHIPPED, load_sheets

BASICS, DISPUTES = "rotation-basics", "disputes-desk"
IN_VIEW = """
node => {
  const box = node.getBoundingClientRect();
  return box.height > 0 && box.top >= -1 && box.bottom <= window.innerHeight + 1;
}
"""


@cache
def days(exercise: str) -> tuple[RolePlay, ...]:
    """The days of a desk that ships, written out."""
    sheets, _ = load_sheets(SHIPPED)
    desk = load_file(SHIPPED / "exercises" / "u7-turn-order" / f"{exercise}.yaml", sheets).exercise
    assert isinstance(desk, Desk)
    return tuple(expand(desk, {}, day) for day in days_of(desk))


def day_of(page: Page, at: Offer, exercise: str) -> RolePlay:
    """Which day the page plays, told by the people and by the question."""
    asked = page.locator(".rt-ask-title").inner_text()
    found = []
    for day in days(exercise):
        first = day.scenes[day.start]
        if first.board and first.board.question == asked and tuple(c.id for c in first.choices) == at.choices:
            found.append(day)
    assert len(found) == 1, (asked, at.choices)
    return found[0]


def names_on_board(page: Page) -> list[str]:
    """The salespeople in the order that the board shows."""
    return page.locator(".rt-desk .rt-seat-name").all_inner_texts()


def test_a_day_by_touch(phone: Page, app: App) -> None:
    """The board is in view with question and answers at every turn, in the right order; right answers earn 100."""
    at: Offer | None = begin(phone, BASICS)
    assert at
    attempt, day = at.attempt, day_of(phone, at, BASICS)
    walk, scenes = day.walks["model"], list(day.scenes.values())
    for turn, choice in enumerate(walk, start=1):
        assert at and at.turn == turn
        board = scenes[turn - 1].board
        assert board and names_on_board(phone) == [seat.name for seat in board.seats]
        expect(phone.locator(".rt-desk-clock")).to_have_text(f"It is {board.clock}")
        for part in (".rt-desk", ".rt-ask-title", f".st-key-choice-{at.attempt}-{turn}-{at.choices[-1]} button"):
            assert phone.locator(part).evaluate(IN_VIEW), f"turn {turn}: {part} is out of view"
        if turn in (1, 8):
            screenshot(phone, f"desk-turn-{turn}")
            assert_tap_size(phone, "[class*='st-key-choice-'] button")
        at = take(phone, at, choice)
    assert at is None
    assert decisions(app, attempt) == [Kept(turn, choice) for turn, choice in enumerate(walk, start=1)]
    expect(phone.locator(".rt-end-score")).to_have_text("100 of 100 points")
    phone.locator(".st-key-continue button").tap()
    phone.wait_for_url("**/debrief?**")
    settled(phone)
    expect(phone.locator("h1")).to_have_count(1)


def test_the_board_stays_while_the_page_scrolls(phone: Page) -> None:
    """However far somebody scrolls back, the order is at the top of the screen."""
    at = hurry(phone, begin(phone, DISPUTES), ())
    assert at
    for _ in range(5):
        at = take(phone, at, at.choices[0])
        assert at
    main = phone.locator("[data-testid='stMain']")
    for share in (0.4, 0.7, 1.0):
        main.evaluate("(node, share) => node.scrollTo({top: share * node.scrollHeight, behavior: 'instant'})", share)
        settled(phone)
        assert phone.locator(".rt-desk").evaluate(IN_VIEW)


def test_a_reload_shows_the_same_board(phone: Page) -> None:
    """What is on the board comes from the log: another visit finds it as it was."""
    at = begin(phone, DISPUTES)
    for _ in range(3):
        following = take(phone, at, at.choices[-1])
        assert following
        at = following
    before = phone.locator(".rt-desk").inner_text(), names_on_board(phone)
    phone.reload()
    phone.wait_for_selector("[class*='st-key-choice-'] button")
    settled(phone)
    assert (phone.locator(".rt-desk").inner_text(), names_on_board(phone)) == before


def test_a_day_by_keyboard(desktop: Page, app: App) -> None:
    """Numbers answer, and Tab reaches the board and the answers."""
    at: Offer | None = begin(desktop, BASICS)
    assert at
    attempt, day = at.attempt, day_of(desktop, at, BASICS)
    steps = day.walks["model"][:6]
    for choice in steps:
        assert at
        desktop.keyboard.press(str(at.choices.index(choice) + 1))
        at = moved_on(desktop, at)
    assert at
    assert decisions(app, attempt) == [Kept(turn, choice) for turn, choice in enumerate(steps, start=1)]
    reached = set()
    for _ in range(60):
        desktop.keyboard.press("Tab")
        reached.add(desktop.evaluate("document.activeElement.closest('.rt-desk, [class*=st-key-choice-]')?.className"))
    assert "rt-desk" in reached
    tabbed = " ".join(map(str, reached)) + " "
    assert all(f"-{at.turn}-{choice} " in tabbed for choice in at.choices)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_desk_looks_right(open_context: Callable[..., BrowserContext], app: App, scheme: str) -> None:
    """Axe finds nothing serious on people, sentences and words, and nothing is cut or too wide down to 320 pixels."""
    page = open_context(app, "phone", scheme).new_page()
    at: Offer | None = begin(page, DISPUTES)
    for turn in range(1, 30):
        assert at
        spoken = page.locator(".rt-ask-title").inner_text().startswith("What do you say")
        if turn <= 3 or spoken:
            for width, height in ((390, 844), (320, 640), (1280, 800)):
                page.set_viewport_size({"width": width, "height": height})
                settled(page)
                screenshot(page, f"desk-{turn}-{scheme}-{width}")
                assert_no_overflow(page)
                assert_nothing_cut(page)
                if width != 320:
                    assert_axe_clean(page)
            page.set_viewport_size({"width": 390, "height": 844})
            settled(page)
        if spoken:
            return
        at = hurry(page, at, (at.choices[0],))
    raise AssertionError("nobody had to be spoken to")


def test_a_desk_with_large_letters(open_context: Callable[..., BrowserContext], app: App) -> None:
    """With letters twice as large the board scrolls within itself and leaves room for the answers."""
    page = open_context(app, "phone").new_page()
    begin(page, DISPUTES)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    settled(page)
    screenshot(page, "desk-large")
    assert_no_overflow(page)
    assert_nothing_cut(page)
    assert page.locator(".rt-desk").evaluate("node => node.getBoundingClientRect().height") <= 0.35 * 844
