"""How a test plays: it opens an exercise, reads what is offered from the stable classes, and takes a choice."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache

import yaml
from playwright.sync_api import Locator, Page

from tests.browser.app import App
from tests.browser.looks import settled
from trainer.settings import ROOT

_OFFERED = r"""
() => {
  const found = [];
  for (const node of document.querySelectorAll("[class*='st-key-choice-']")) {
    const key = /st-key-choice-([0-9a-f]{32})-(\d+)-([a-z0-9-]+)/.exec(node.className);
    if (key && key[3] !== "silence" && node.querySelector("button")) found.push([key[1], Number(key[2]), key[3]]);
  }
  return found;
}
"""
_MOVED_ON = f"""
([attempt, turn]) => {{
  const offered = ({_OFFERED})();
  const over = document.querySelector(".st-key-continue button");
  return offered.length ? offered.every(one => one[0] !== attempt || one[1] !== turn) : Boolean(over);
}}
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page offers now: the attempt, its turn counted from 1, and the choices' ids in the order shown."""

    attempt: str
    turn: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision in the log."""

    turn: int
    response: str


@cache
def walk(exercise: str, name: str) -> tuple[str, ...]:
    """Read a named walk of a scenario that ships."""
    (path,) = (ROOT / "scenarios" / "exercises").glob(f"*/{exercise}.yaml")
    return tuple(yaml.safe_load(path.read_text("utf-8"))["walks"][name])


def begin(page: Page, exercise: str) -> Offer:
    """Open an exercise by its address and start it."""
    page.goto(f"/play?scenario={exercise}")
    settled(page)
    page.locator(".st-key-start button").click()
    return wait_for_offer(page)


def offer(page: Page) -> Offer | None:
    """Read what can be chosen now; None when nothing can be."""
    found = page.evaluate(_OFFERED)
    if not found:
        return None
    (attempt, turn), *others = {(one[0], one[1]) for one in found}
    assert not others, f"two turns are offered at once: {found}"
    return Offer(attempt, turn, tuple(one[2] for one in found))


def wait_for_offer(page: Page) -> Offer:
    """Wait until something can be chosen and the page stands still."""
    page.wait_for_selector("[class*='st-key-choice-'] button")
    settled(page)
    found = offer(page)
    assert found is not None
    return found


def button(page: Page, at: Offer, choice: str) -> Locator:
    """The button of a choice, by the class that the page carries for tests."""
    return page.locator(f".st-key-choice-{at.attempt}-{at.turn}-{choice} button")


def take(page: Page, at: Offer, choice: str) -> Offer | None:
    """Take a choice with a finger where there is a touch screen, else with the mouse; returns the next offer."""
    here = button(page, at, choice)
    if page.evaluate("navigator.maxTouchPoints > 0"):
        here.tap()
    else:
        here.click()
    return moved_on(page, at)


def moved_on(page: Page, at: Offer) -> Offer | None:
    """Wait until the page offers another turn or the end; returns the next offer, None at the end."""
    page.wait_for_function(_MOVED_ON, arg=[at.attempt, at.turn])
    settled(page)
    return offer(page)


def play_walk(page: Page, at: Offer | None, choices: tuple[str, ...]) -> Offer | None:
    """Take one choice after the other; returns what is offered afterwards, None at the end."""
    for choice in choices:
        assert at is not None, f"the play was over before {choice!r}"
        assert choice in at.choices, f"turn {at.turn} offers {at.choices}, not {choice!r}"
        at = take(page, at, choice)
    return at


def hurry(page: Page, at: Offer, choices: tuple[str, ...]) -> Offer | None:
    """Take choices as a script would, without looking at what comes between: for tests of what is afterwards."""
    for choice in choices:
        button(page, at, choice).evaluate("node => node.click()")
        page.wait_for_function(_MOVED_ON, arg=[at.attempt, at.turn])
        following = offer(page)
        if following is None:
            break
        at = following
    settled(page)
    return offer(page)


def decisions(app: App, attempt: str) -> list[Kept]:
    """Read an attempt's decisions from the database itself, in turn order."""
    database = sqlite3.connect(f"file:{app.folder / 'data' / 'trainer.db'}?mode=ro", uri=True)
    try:
        rows = database.execute("SELECT turn, response FROM decision WHERE attempt_id = ? ORDER BY turn", (attempt,))
        return [Kept(*row) for row in rows]
    finally:
        database.close()
