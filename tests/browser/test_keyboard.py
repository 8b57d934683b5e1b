"""Everything can be done with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.app import App
from tests.browser.looks import settled
from tests.browser.player import Kept, Offer, begin, decisions, moved_on, wait_for_offer, walk

EXERCISE = "satisfaction-callback"
FOCUS = "document.activeElement.closest('a, button, input, summary')?.outerHTML ?? ''"
RING = """
() => {
  const marked = node => {
    const style = getComputedStyle(node);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const focused = document.activeElement;
  return [focused, focused.parentElement, focused.parentElement?.parentElement].some(node => node && marked(node));
}
"""


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is on `selector`, and see that the focus shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(RING), f"the focus on {selector} cannot be seen"
            return
    raise AssertionError(f"Tab never reached {selector}; the focus is on {page.evaluate(FOCUS)[:200]}")


def test_keyboard_only(desktop: Page, app: App) -> None:
    """Home, briefing, every turn by its number, debrief and what-if, without a mouse."""
    page = desktop
    page.goto("/")
    settled(page)
    tab_to(page, f"a[href*='scenario={EXERCISE}']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/play?**")
    settled(page)
    tab_to(page, ".st-key-start button")
    page.keyboard.press("Enter")
    at: Offer | None = wait_for_offer(page)
    assert at
    attempt = at.attempt
    steps = walk(EXERCISE, "poor")
    for choice in steps:
        assert at
        page.keyboard.press(str(at.choices.index(choice) + 1))
        at = moved_on(page, at)
    assert at is None
    assert decisions(app, attempt) == [Kept(turn, choice) for turn, choice in enumerate(steps, start=1)]
    tab_to(page, ".st-key-continue button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/debrief?**")
    settled(page)
    tab_to(page, ".st-key-what-if-2 button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/play?attempt=**")
    assert wait_for_offer(page).turn == 2


def test_choosing_with_tab_and_enter(desktop: Page) -> None:
    """Whoever walks through the choices with Tab finds the next ones where the last were."""
    page = desktop
    page.goto(f"/play?scenario={EXERCISE}")
    settled(page)
    tab_to(page, ".st-key-start button")
    page.keyboard.press("Enter")
    at: Offer | None = wait_for_offer(page)
    for _ in range(3):
        assert at
        tab_to(page, f".st-key-choice-{at.attempt}-{at.turn}-{at.choices[0]} button")
        page.keyboard.press("Enter")
        at = moved_on(page, at)


def test_other_keys_do_nothing(desktop: Page, app: App) -> None:
    """A number beyond the choices, or a letter, is no answer."""
    page = desktop
    page.goto(f"/play?scenario={EXERCISE}")
    settled(page)
    page.locator(".st-key-start button").click()
    at = wait_for_offer(page)
    for key in ("9", "0", "x", "Space", "Escape"):
        page.keyboard.press(key)
    page.keyboard.press("1")
    moved_on(page, at)
    assert decisions(app, at.attempt) == [Kept(1, at.choices[0])]
    expect(page.locator(".rt-chat .rt-you")).to_have_count(1)


def test_a_key_that_is_held_down(desktop: Page, app: App) -> None:
    """Holding a number answers one turn, not one after the other."""
    at = begin(desktop, EXERCISE)
    for _ in range(20):
        desktop.keyboard.down("1")
        desktop.wait_for_timeout(30)
    desktop.keyboard.up("1")
    settled(desktop)
    assert decisions(app, at.attempt) == [Kept(1, at.choices[0])]
