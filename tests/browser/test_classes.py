"""From the first start to a class with a trainee in it: accounts, joining on a phone, leaving, signing out."""

from __future__ import annotations

import re
from collections.abc import Callable

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

OpenContext = Callable[..., BrowserContext]
PASSWORD = "three quiet umbrellas"
LOCKED = "six-metres-and-hello"
"""A lesson of the second unit."""
WIDTHS = ((1280, 800), (390, 844), (320, 640))


def look(page: Page, name: str) -> None:
    """What holds of each page on the way, in both colour schemes and at three widths."""
    before = page.viewport_size
    assert before
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        for width, height in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            screenshot(page, f"class-{name}-{scheme}-{width}")
            assert_no_overflow(page)
            assert_nothing_cut(page)
        assert_axe_clean(page)
    page.set_viewport_size(before)
    settled(page)


def first_link(app: App) -> str:
    """The link that the first start left for the owner."""
    file = app.folder / "data" / "first-instructor.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    (link,) = re.findall(r"http://localhost:\d+(/signin\?invite=\S+)", file.read_text("utf-8"))
    return link


def make_account(page: Page, link: str, name: str, login: str) -> None:
    """Take an invitation up."""
    page.goto(link)
    settled(page)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address or").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url("**/class")
    settled(page)


def make_class(page: Page, name: str) -> str:
    """Make a first class and return the link by which trainees join."""
    page.get_by_label("What is the class called?").fill(name)
    page.get_by_role("button", name="Make the class").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    settled(page)
    return page.locator(".rt-door .rt-link").inner_text()


def test_from_the_first_start_to_a_trainee(own_app: App, open_context: OpenContext) -> None:
    """The owner's link makes an account and a class; a trainee joins on a phone; a locked lesson says what opens it."""
    link = first_link(own_app)
    desk = open_context(own_app, "desktop").new_page()
    desk.goto(link)
    settled(desk)
    look(desk, "begin")
    make_account(desk, link, "Mr Lee", "lee@example.com")
    assert not (own_app.folder / "data" / "first-instructor.txt").exists()
    bar = desk.get_by_role("navigation", name="Main")
    expect(bar.locator("[aria-current=page]")).to_have_text("Class")
    look(desk, "first")
    door = make_class(desk, "Monday group")
    look(desk, "empty")
    expect(desk.locator("img.rt-qr")).to_have_js_property("complete", True)
    assert desk.locator("img.rt-qr").evaluate("node => node.naturalWidth") > 0

    phone = open_context(own_app, "phone").new_page()
    phone.goto(door)
    settled(phone)
    look(phone, "offer")
    phone.get_by_label("Your name in this class").fill("Ana")
    assert_tap_size(phone, "[data-testid='stFormSubmitButton'] button")
    phone.get_by_role("button", name="Join the class").click()
    expect(phone.locator(".rt-joined")).to_contain_text("You are Ana there")
    settled(phone)
    look(phone, "joined")
    expect(phone.get_by_role("navigation", name="Main").get_by_role("link", name="Class", exact=True)).to_have_count(0)

    assert link.partition("invite=")[2] not in own_app.log, "a link that makes an account is never logged"
    desk.reload()
    settled(desk)
    expect(desk.locator(".rt-member-name")).to_have_text(["Ana"])
    look(desk, "members")
    desk.get_by_text("Lock lessons until").click()
    expect(desk.get_by_role("switch", name="Lock lessons until")).to_be_checked()
    settled(desk)
    phone.get_by_role("link", name="Practise").click()
    phone.wait_for_url(f"{own_app.url}/")
    phone.goto("/curriculum")
    settled(phone)
    expect(phone.locator(".rt-locked").first).to_contain_text("opens this when you have passed unit 1")
    phone.locator(".rt-locked").first.evaluate("node => node.scrollIntoView({block: 'center'})")
    look(phone, "curriculum")
    phone.goto(f"/play?scenario={LOCKED}")
    expect(phone.get_by_role("heading", name="Not open yet")).to_be_visible()
    expect(phone.locator("[data-testid='stMain']")).to_contain_text("opens this when you have passed unit 1")
    settled(phone)
    look(phone, "locked")


def test_signing_out_closes_the_class(own_app: App, open_context: OpenContext) -> None:
    """Signed out, the page is not found and not in the bar; a wrong password is told, the right one comes back."""
    page = open_context(own_app, "phone").new_page()
    make_account(page, first_link(own_app), "Mr Lee", "lee")
    make_class(page, "Evening")
    address = page.url
    other = page.context.new_page()
    other.goto("/signin")
    settled(other)
    look(other, "account")
    other.get_by_role("button", name="Sign out", exact=True).click()
    expect(other.get_by_text("You are signed out.")).to_be_visible()
    settled(other)
    look(other, "signin")

    page.get_by_text("Lock lessons until").click()
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Class", exact=True)).to_have_count(0)

    for password, seen in (("not that one", "do not belong together"), (PASSWORD, "Evening")):
        other.get_by_label("E-mail address or name").fill("LEE")
        other.get_by_label("Password").fill(password)
        other.get_by_role("button", name="Sign in").click()
        expect(other.get_by_text(seen).first).to_be_visible()
        settled(other)


def test_a_second_device_goes_on(own_app: App, open_context: OpenContext) -> None:
    """A code from the first device brings its class to the second."""
    desk = open_context(own_app, "desktop").new_page()
    make_account(desk, first_link(own_app), "Mr Lee", "lee")
    door = make_class(desk, "Monday group")
    phone, tablet = (open_context(own_app, "phone").new_page() for _ in range(2))
    phone.goto(door)
    phone.get_by_label("Your name in this class").fill("Ana")
    phone.get_by_role("button", name="Join the class").click()
    expect(phone.locator(".rt-joined")).to_be_visible()
    phone.get_by_role("button", name="Show a code for my other device").click()
    code = phone.locator(".rt-code-shown .rt-spelt").inner_text()
    settled(phone)
    look(phone, "transfer")
    tablet.goto("/")
    settled(tablet)
    tablet.get_by_role("link", name="Classes and devices").click()
    tablet.wait_for_url("**/join")
    tablet.get_by_label("Code from my other device").fill("WRONGONE")
    tablet.get_by_role("button", name="Go on here").click()
    expect(tablet.get_by_role("alert").filter(has_text="This code leads nowhere")).to_be_visible()
    settled(tablet)
    look(tablet, "wrong-code")
    tablet.get_by_label("Code from my other device").fill(code.lower())
    tablet.get_by_role("button", name="Go on here").click()
    expect(tablet.locator(".rt-joined")).to_contain_text("You are Ana there")
    tablet.get_by_role("button", name="Leave Monday group").click()
    tablet.get_by_role("button", name="Leave the class").click()
    expect(tablet.locator(".rt-joined")).to_have_count(0)


@pytest.mark.parametrize("path", ["/join", "/join?code=ZZZZZZ", "/signin", "/signin?invite=nothing", "/class"])
def test_for_somebody_without_a_class(app: App, open_context: OpenContext, path: str) -> None:
    """Each page says what it is for and leads on."""
    page = open_context(app, "phone").new_page()
    page.goto(path)
    settled(page)
    look(page, "new" + re.sub(r"\W+", "-", path))
    assert page.locator("[data-testid='stMain'] :is(a[href], button)").filter(visible=True).count() > 0
