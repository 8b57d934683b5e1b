"""What must hold of every page that a person sees: settled, accessible, nothing cut, nothing wider than the screen."""

from __future__ import annotations

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

SCREENSHOTS = Path(__file__).resolve().parent.parent.parent / "screenshots"
WAIT_MS = 20_000
GRAVE = ("serious", "critical")

_QUESTIONS = Path(__file__).with_suffix(".js").read_text("utf-8")


def _ask(call: str) -> str:
    return f"() => {{ {_QUESTIONS}\nreturn {call}; }}"


def settled(page: Page, wait_ms: float = WAIT_MS) -> None:
    """Wait until Streamlit has finished its script run and the page stands still."""
    try:
        page.wait_for_function(_ask("settled()"), timeout=wait_ms, polling=50)
    except Error as error:
        state = page.evaluate("() => ({...document.querySelector('[data-testid=\"stApp\"]')?.dataset})")
        raise AssertionError(f"the page did not come to rest: {state} {page.url}: {error.message}") from error


def assert_axe_clean(page: Page) -> None:
    """Fail on every serious or critical violation that axe-core finds, naming the elements."""
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in GRAVE]
    told = [
        f"{one['impact']} {one['id']}: {one['help']}\n"
        + "\n".join(f"    {node['html'][:200]}\n      {_first(node)}" for node in one["nodes"][:5])
        for one in grave
    ]
    assert not grave, f"axe on {page.url}:\n" + "\n".join(told)


def _first(node: dict[str, object]) -> str:
    return re.sub(r"\s+", " ", str(node.get("failureSummary", "")))[:300]


def assert_no_overflow(page: Page) -> None:
    """Fail when the page can be scrolled sideways, naming what sticks out."""
    seen = page.evaluate(_ask("tooWide()"))
    assert not seen, f"{page.url} is wider than the screen:\n" + "\n".join(seen)


def assert_nothing_cut(page: Page) -> None:
    """Fail when a text is clipped by its surroundings or ends in an ellipsis."""
    cut = page.evaluate(_ask("cutTexts()"))
    assert not cut, f"{page.url} cuts text:\n" + "\n".join(cut)


def assert_tap_size(page: Page, selector: str, least_px: float = 44) -> None:
    """Fail when one of the controls is lower than a finger needs."""
    heights = page.locator(selector).evaluate_all("nodes => nodes.map(node => node.getBoundingClientRect().height)")
    assert heights, f"{page.url} has no {selector}"
    assert min(heights) >= least_px, f"{selector}: {heights} px high"


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of the whole page under screenshots/ when TRAINER_SCREENSHOTS=1."""
    if os.environ.get("TRAINER_SCREENSHOTS") == "1":
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")
