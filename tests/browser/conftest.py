"""Chromium, the running app, and pages as people open them: on a phone, on a desktop, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.app import App
from tests.browser.chromium import find_executable, launch_args
from tests.browser.guard import Guard
from tests.programs import NO_BROWSER

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": (
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/130.0.0.0 Mobile Safari/537.36"
    ),
}
NARROW: dict[str, Any] = {**PHONE, "viewport": {"width": 320, "height": 640}}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
DEVICES = {"phone": PHONE, "narrow": NARROW, "desktop": DESKTOP}

Opener = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder, so that `-m "not browser"` leaves it out."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver, once for all tests."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium; without one every test here fails and says what to install."""
    path, tried = find_executable(playwright)
    if path is None:
        pytest.fail(NO_BROWSER.format(tried="\n".join(tried), python="python"), pytrace=False)
    started = playwright.chromium.launch(executable_path=path, args=launch_args())
    yield started
    started.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app that most tests share: each opens it as somebody new."""
    yield from _running(tmp_path_factory.mktemp("app"))


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[App]:
    """An app that the test may kill."""
    yield from _running(tmp_path)


def _running(folder: Path) -> Iterator[App]:
    app = App(folder)
    app.start()
    yield app
    app.stop()
    assert "Traceback" not in app.log, app.log[-6000:]


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser's profile: `open_context(app, "phone", scheme="dark")`. Every page in it is under guard."""
    opened: list[tuple[BrowserContext, Guard]] = []

    def open_one(app: App, device: str = "phone", scheme: str = "light", **more: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=app.url, color_scheme=scheme, locale="en-GB", timezone_id="Asia/Taipei", **DEVICES[device], **more
        )
        context.set_default_timeout(15_000)
        opened.append((context, Guard(context, app.url)))
        return context

    yield open_one
    faults = []
    for context, guard in opened:
        context.close()
        faults += guard.faults
    assert not faults, "\n".join(faults)


@pytest.fixture
def open_page(open_context: Callable[..., BrowserContext]) -> Opener:
    """Open the app as somebody new: `open_page(app, "desktop")`."""

    def open_one(app: App, device: str = "phone", scheme: str = "light", **more: Any) -> Page:
        return open_context(app, device, scheme, **more).new_page()

    return open_one


@pytest.fixture
def phone(open_page: Opener, app: App) -> Page:
    """A new visitor with a phone, 390 by 844, touch."""
    return open_page(app, "phone")


@pytest.fixture
def desktop(open_page: Opener, app: App) -> Page:
    """A new visitor at a desk, 1280 by 800."""
    return open_page(app, "desktop")
