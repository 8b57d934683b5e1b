"""Progress with a long past: accessible, readable at any width, and every way into what was played."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.app import App
from tests.browser.conftest import DEVICES
from tests.browser.furnish import EXERCISE, practise
from tests.browser.looks import assert_axe_clean, assert_no_overflow, assert_nothing_cut, screenshot, settled
from tests.browser.player import begin, hurry, walk

Opens = Callable[..., BrowserContext]
DAYS = (41, 40, 33, 30, 26, 20, 13, 9, 6, 5, 3, 2, 1, 0)


@pytest.fixture(scope="module")
def cookies(browser: Browser, app: App) -> Any:
    """Somebody who practised for six weeks."""
    context = browser.new_context(base_url=app.url, timezone_id="Asia/Taipei", **DEVICES["desktop"])
    page = context.new_page()
    page.set_default_timeout(15_000)
    first = begin(page, EXERCISE)
    hurry(page, first, walk(EXERCISE, "model"))
    practise(app, first.attempt, DAYS)
    state = context.storage_state()
    context.close()
    return state


def unfolded(page: Page) -> None:
    """Open Progress with everything that can be unfolded."""
    page.goto("/progress")
    settled(page)
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
    settled(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_long_past(open_context: Opens, app: App, cookies: Any, scheme: str) -> None:
    """Axe finds nothing serious, nothing is cut and nothing scrolls sideways, down to 320 pixels."""
    page = open_context(app, "phone", scheme, storage_state=cookies).new_page()
    unfolded(page)
    for width, height in ((320, 640), (390, 844), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        screenshot(page, f"progress-long-{scheme}-{width}")
        assert_no_overflow(page)
        assert_nothing_cut(page)
    assert_axe_clean(page)
    expect(page.locator(".rt-course")).not_to_have_count(0)
    expect(page.locator(".rt-sureness .rt-skill")).to_have_count(3)
    expect(page.locator(".rt-run")).to_contain_text("You are on a run of")


def test_one_attempt(open_context: Opens, app: App) -> None:
    """After a first exercise there are figures and skills, and no drawing that one day could not carry."""
    page = open_context(app, "phone").new_page()
    hurry(page, begin(page, EXERCISE), walk(EXERCISE, "model"))
    unfolded(page)
    screenshot(page, "progress-one")
    assert_no_overflow(page)
    assert_nothing_cut(page)
    assert_axe_clean(page)
    expect(page.locator(".rt-numbers dd").first).to_have_text("1")
    expect(page.locator(".rt-course")).to_have_count(0)


def test_the_ways_into_what_was_played(open_context: Opens, app: App, cookies: Any) -> None:
    """A skill leads to a debrief, an ended attempt to its turns, a what-if back into its play."""
    page = open_context(app, "phone", storage_state=cookies).new_page()
    unfolded(page)
    page.locator(".rt-skill .rt-why li a").first.click()
    page.wait_for_url("**/debrief?attempt=*")
    settled(page)
    expect(page.locator(".rt-ring")).to_have_count(1)
    page.goto("/progress")
    settled(page)
    page.get_by_role("link", name="What you played").first.click()
    page.wait_for_url("**/debrief?attempt=*")
    settled(page)
    expect(page.locator("h1")).to_have_text("You stopped after turn 1")
    screenshot(page, "early")
    assert_axe_clean(page)
    page.goto("/progress")
    settled(page)
    page.get_by_role("link", name="Go on: what if, from turn 2").first.click()
    page.wait_for_url("**/play?attempt=*")
    page.wait_for_selector("[class*='st-key-choice-'] button")
    expect(page.locator(".rt-strip")).to_contain_text("What if?")


def test_large_letters(open_context: Opens, app: App, cookies: Any) -> None:
    """With letters twice as large Progress holds, and no two words of the phone's bar touch."""
    page = open_context(app, "phone", storage_state=cookies).new_page()
    page.goto("/progress")
    settled(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    settled(page)
    screenshot(page, "progress-large")
    assert_no_overflow(page)
    assert_nothing_cut(page)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        settled(page)
        words = page.locator(".st-key-nav a p").evaluate_all(
            """nodes => nodes.map(node => {
                 const range = document.createRange();
                 range.selectNodeContents(node);
                 const box = range.getBoundingClientRect();
                 return [box.left, box.right];
               })"""
        )
        edges = [0.0, *(edge for word in words for edge in word), float(width)]
        assert len(words) >= 3
        assert edges == sorted(edges), f"the words of the bar overlap at {width}: {words}"
        assert all(after[0] - before[1] >= 4 for before, after in pairwise(words)), words


def test_a_new_page_is_read_from_its_heading(open_context: Opens, app: App, cookies: Any) -> None:
    """After a change of page the focus is on the heading; whoever comes by an address, or stays, keeps theirs."""
    page = open_context(app, "desktop", storage_state=cookies).new_page()
    focused = "() => [document.activeElement.tagName, document.activeElement.textContent.trim()]"
    page.goto("/progress")
    settled(page)
    assert page.evaluate(focused)[0] == "BODY"
    for word, title in (("Curriculum", "Curriculum"), ("Progress", "Progress"), ("Home", "Today")):
        page.locator(".st-key-nav").get_by_role("link", name=word).press("Enter")
        expect(page.locator("h1")).to_have_text(title)
        settled(page)
        assert page.evaluate(focused) == ["H1", title]
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-testid=stMain]') !== null")


def test_a_quiet_button_can_be_read_while_it_is_hovered(open_context: Opens, app: App, cookies: Any) -> None:
    """At night a popover's trigger under the pointer has the colour of what to do next, not a dim one."""
    page = open_context(app, "desktop", "dark", storage_state=cookies).new_page()
    page.goto("/progress")
    settled(page)
    trigger = page.get_by_role("button", name="Delete your data")
    trigger.hover()
    page.wait_for_timeout(300)
    wanted = page.evaluate(
        """() => {
             const probe = document.body.appendChild(document.createElement("i"));
             probe.style.color = "var(--rt-primary)";
             const colour = getComputedStyle(probe).color;
             probe.remove();
             return colour;
           }"""
    )
    assert trigger.evaluate("node => getComputedStyle(node).color") == wanted
