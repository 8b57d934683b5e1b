"""The mystery shopper on a phone: a whole series in the browser, its certificate on paper, and its code confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import App
from tests.browser.looks import (
    SCREENSHOTS,
    assert_axe_clean,
    assert_no_overflow,
    assert_nothing_cut,
    assert_tap_size,
    screenshot,
    settled,
)
from tests.browser.player import hurry, wait_for_offer
from tests.service.conftest import Clock
from tests.service.shopping import pass_all_gates
from trainer import store
from trainer.service import people
from trainer.service.house import build_house
from trainer.settings import read_settings
from trainer.web import cookie

SECRET = "a secret for this test only, long enough"
NAME = "Mei-Ling <b>Okafor</b> & Söhne"
WIDTHS = ((390, 844), (320, 640), (1280, 800))


@dataclass(frozen=True, slots=True)
class Master:
    """Somebody who has mastered every skill: the running app, the browser's cookie, and the way to any model walk."""

    app: App
    cookie: str

    def walk(self, attempt: str) -> tuple[str, ...]:
        """The model walk of the form that an attempt plays, out of the log."""
        house = build_house(read_settings(self.settings))
        try:
            version = store.attempt(house.store, attempt_id=attempt).version
            return house.version(version).exercise.walks["model"]
        finally:
            house.store.close()

    @property
    def settings(self) -> dict[str, str]:
        """The settings of the app's own data."""
        return {"TRAINER_DATA_DIR": str(self.app.folder / "data")}


@pytest.fixture
def master(tmp_path: Path) -> Iterator[Master]:
    """The app with somebody in it who practised everything some days ago."""
    app = App(tmp_path, {"TRAINER_SECRET": SECRET})
    device, clock = cookie.new_device_id(), Clock()
    clock.now = datetime.now(UTC) - timedelta(days=3)
    house = build_house(read_settings({"TRAINER_DATA_DIR": str(tmp_path / "data")}))
    person = people.meet(house, device, time_zone="Asia/Taipei", now=clock())
    pass_all_gates(house, person, clock)
    house.store.close()
    app.start()
    yield Master(app, cookie.sign(device, SECRET.encode(), datetime.now(UTC)))
    app.stop()
    assert "Traceback" not in app.log, app.log[-6000:]


def look(page: Page, name: str) -> None:
    """The page is accessible, nothing is cut and nothing too wide, from a narrow phone to a desk."""
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        if page.locator(".stApp").count():
            settled(page)
        screenshot(page, f"{name}-{width}")
        assert_no_overflow(page)
        assert_nothing_cut(page)
        if width != 320:
            assert_axe_clean(page)
    page.set_viewport_size({"width": WIDTHS[0][0], "height": WIDTHS[0][1]})


def in_the_dark(page: Page, name: str) -> None:
    """The same page in the other colours."""
    page.emulate_media(color_scheme="dark")
    screenshot(page, f"{name}-dark")
    assert_axe_clean(page)
    page.emulate_media(color_scheme="light")


def press(page: Page, key: str) -> None:
    """Press a button by its stable key."""
    page.locator(f".st-key-{key} button").tap()


def to_the_page(page: Page) -> None:
    """Wait until the mystery shopper's page is there."""
    page.wait_for_url("**/mystery**")
    settled(page)


def play_part(page: Page, master: Master) -> None:
    """Play the part at hand to its end and go back to the series."""
    page.wait_for_url("**/play?**")
    at = wait_for_offer(page)
    assert hurry(page, at, master.walk(at.attempt)) is None
    press(page, "continue")
    to_the_page(page)


@pytest.mark.timeout(400)
def test_from_the_first_visit_to_the_certificate(open_context: Callable[..., BrowserContext], master: Master) -> None:
    """Begin, seven customers nobody announced, the result, a name, the printed page, and its code confirmed."""
    context = open_context(master.app, "phone")
    context.add_cookies([{"name": cookie.NAME, "value": master.cookie, "url": master.app.url}])
    page = context.new_page()
    page.goto("/")
    settled(page)
    expect(page.get_by_text("All twelve skills are steady now")).to_be_visible()
    page.goto("/mystery")
    settled(page)
    look(page, "mystery-offer")
    in_the_dark(page, "mystery-offer")
    assert_tap_size(page, ".st-key-series-begin button")
    press(page, "series-begin")
    page.locator(".st-key-series-next").wait_for()
    settled(page)
    look(page, "mystery-part-1")
    press(page, "series-next")
    play_part(page, master)
    page.reload()
    settled(page)
    expect(page.locator("h1")).to_contain_text("Part 2 of")
    look(page, "mystery-part-2")
    in_the_dark(page, "mystery-part-2")
    while page.locator(".st-key-series-next").count():
        press(page, "series-next")
        play_part(page, master)
    expect(page.locator("h1")).to_have_text("Passed: every skill is there")
    look(page, "mystery-passed")
    in_the_dark(page, "mystery-passed")
    page.get_by_label("Name as it is to be printed").fill(NAME)
    press(page, "series-certificate")
    page.get_by_role("link", name="Open and print it").wait_for()
    settled(page)
    screenshot(page, "mystery-given")
    page.get_by_role("link", name="Open and print it").tap()
    code = print_it(page)
    confirm_it(page, code)


def print_it(page: Page) -> str:
    """The certificate is one page of A4 with the name as it was typed; returns its code."""
    page.wait_for_url("**/certificate/print?**")
    expect(page.locator(".name")).to_have_text(NAME)
    look(page, "certificate")
    in_the_dark(page, "certificate")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    code = page.locator(".code").inner_text()
    for scheme in ("light", "dark"):
        page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.get_by_role("button", name="Print")).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.set_viewport_size({"width": 794, "height": 1123})
    screenshot(page, "certificate-print")
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") == 1, "one page of paper"
    SCREENSHOTS.mkdir(exist_ok=True)
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    return code


def confirm_it(page: Page, code: str) -> None:
    """Anybody who types the code sees name and date; another code gets one plain sentence."""
    page.goto("/certificate")
    look(page, "confirm")
    page.get_by_label("Code on the certificate").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Confirm").tap()
    expect(page.get_by_role("heading", name="This certificate was given by us")).to_be_visible()
    expect(page.get_by_text(NAME)).to_be_visible()
    look(page, "confirmed")
    in_the_dark(page, "confirmed")
    page.get_by_label("Another code").fill(code[:-1] + ("2" if code[-1] != "2" else "3"))
    page.get_by_role("button", name="Confirm").tap()
    expect(page.get_by_text("We have given no certificate with this code.")).to_be_visible()
    look(page, "not-confirmed")


def test_what_is_missing_can_be_read(open_context: Callable[..., BrowserContext], app: App) -> None:
    """A series that was ended early tells a beginner skill by skill what to do, also on a narrow phone and at night."""
    page = open_context(app, "phone").new_page()
    page.goto("/mystery")
    settled(page)
    press(page, "series-begin")
    page.locator(".st-key-series-next").wait_for()
    press(page, "series-next")
    page.wait_for_url("**/play?**")
    wait_for_offer(page)
    page.goto("/mystery")
    settled(page)
    page.get_by_text("Options").tap()
    press(page, "series-leave")
    expect(page.locator("h1")).to_contain_text("Part 2 of")
    expect(page.locator(".st-key-series-end")).to_have_count(0)  # nothing else comes under the finger
    settled(page)
    look(page, "mystery-left")
    page.get_by_text("Options").tap()
    screenshot(page, "mystery-options")
    press(page, "series-end")
    page.locator(".rt-missing").wait_for()
    settled(page)
    look(page, "mystery-missing")
    in_the_dark(page, "mystery-missing")
    page.goto("/curriculum")
    settled(page)
    page.get_by_role("link", name="Start: The mystery shopper").tap()
    to_the_page(page)
    expect(page.get_by_text("Your series so far")).to_be_visible()
    look(page, "mystery-again")
