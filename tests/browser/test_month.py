"""A month of practice on a phone, on a clock that the test moves: lessons, reviews, rest, mastery, the certificate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.clocked_app import ASKING
from tests.browser.looks import assert_axe_clean, assert_no_overflow, assert_nothing_cut, screenshot, settled
from tests.browser.month import Month
from tests.browser.player import Offer, hurry, play_walk, wait_for_offer
from trainer.settings import ROOT

NAME = "Ana Lindqvist"
BADLY_PLAYED = "just-looking"
ASKS = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\(")


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Month]:
    """The app on the morning of the first day."""
    begun = Month(tmp_path)
    begun.app.start()
    yield begun
    begun.close()
    assert "Traceback" not in begun.app.log, begun.app.log[-6000:]


def test_the_clock_is_asked_where_the_month_sets_it() -> None:
    """No module of the app, the commands aside, asks for the present but those whose clock a test can set."""
    found = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (ROOT / "trainer").rglob("*.py")
             if ASKS.search(path.read_text("utf-8"))}
    assert {name for name in found if not name.startswith("trainer.command.")} == set(ASKING)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_month(open_context: Callable[..., BrowserContext], month: Month) -> None:
    """From the first visit over reviews and a rest to twelve mastered skills, the mystery shopper and a certificate."""
    page = open_context(month.app, "phone").new_page()
    the_first_day(page, month)
    a_weak_skill_comes_back(page, month)
    reviews_wait_after_a_rest(page, month)
    every_skill_is_mastered(page, month)
    code = the_mystery_shopper_comes(page, month)
    stranger = open_context(month.app, "phone", "dark").new_page()
    anybody_can_confirm(stranger, month, code)
    nothing_is_forgotten(page, month, code)


def the_first_day(page: Page, month: Month) -> None:
    """After the first exercise Home says what is next, and Progress that it is too early for a figure."""
    go(page, "/")
    page.get_by_role("link", name="Start", exact=True).tap()
    page.wait_for_url("**/play?**")
    first = started(page)
    month.is_person_of(first.attempt)
    assert play_walk(page, first, month.best(first.attempt)) is None
    month.later(timedelta(minutes=5))
    go(page, "/")
    lesson = month.next_lesson()
    expect(offers(page, "Next lesson")).to_have_count(1)
    expect(page.get_by_text(f"Next in the curriculum: {lesson.number} {lesson.title}")).to_be_visible()
    for kind in ("Due again", "Your weakest skill", "Unit 12"):
        expect(offers(page, kind)).to_have_count(0)
    look(page, "month-01-home")
    go(page, "/progress")
    thin = [one for one in month.standings() if 0 < one.seen.decisions < 6]
    assert thin
    for one in thin:
        expect(skill(page, month.title(one.skill))).to_contain_text("not enough information yet")
    expect(page.locator(".rt-skill", has_text="Mastered")).to_have_count(0)
    look(page, "month-01-progress")


def a_weak_skill_comes_back(page: Page, month: Month) -> None:
    """What went badly yesterday is due today; it is begun from Home, and once it went well it waits for days."""
    month.day(2)
    month.practise(BADLY_PLAYED, worst=True)
    month.day(3, hour=18)
    weak = month.due()[0]
    go(page, "/")
    reason = f"“{weak}” is due again: practised now, it stays for longer."
    expect(page.get_by_text(reason)).to_be_visible()
    expect(offers(page, "Due again").first).to_be_visible()
    look(page, "month-03-home")
    page.locator(".st-key-rt-go").get_by_role("link").tap()
    page.wait_for_url("**/play?**")
    at = started(page)
    assert play_walk(page, at, month.best(at.attempt)) is None
    month.later(timedelta(minutes=5))
    go(page, "/")
    expect(offers(page, "Next lesson")).to_have_count(1)
    expect(page.get_by_text(reason)).to_have_count(0)
    go(page, "/progress")
    expect(skill(page, weak)).to_contain_text("Due again ")
    expect(skill(page, weak)).not_to_contain_text("Due for practice now")


def reviews_wait_after_a_rest(page: Page, month: Month) -> None:
    """After ten days away Home offers the reviews that wait, each with its reason, and Progress names all of them."""
    for day in (4, 5):
        month.day(day)
        for _ in range(2):
            month.practise(month.most_useful() or BADLY_PLAYED)
    month.day(15)
    due = month.due()
    assert len(due) > 2
    go(page, "/")
    expect(page.get_by_text(f"“{due[0]}” is due again: practised now, it stays for longer.")).to_be_visible()
    reviews = offers(page, "Due again").count()
    assert 2 <= reviews <= 3
    expect(page.get_by_text("is due again: practised now, it stays for longer.")).to_have_count(reviews)
    assert_axe_clean(page)
    look(page, "month-15-home")
    go(page, "/progress")
    expect(page.get_by_text("Due for practice now")).to_have_count(len(due))
    for title in due:
        expect(skill(page, title)).to_contain_text("Due for practice now")
    look(page, "month-15-progress")


def every_skill_is_mastered(page: Page, month: Month) -> None:
    """With two exercises a day all twelve skills are mastered in the fourth week, and Progress says so of each."""
    day = 15
    while (exercise := month.most_useful()) is not None:
        month.practise(exercise)
        if (following := month.most_useful()) is not None:
            month.practise(following)
        day += 1
        assert day <= 28, f"still open: {[one for one in month.standings() if not one.gate]}"
        month.day(day)
    month.day(29)
    go(page, "/progress")
    titles = [month.title(one.skill) for one in month.standings()]
    assert len(titles) == 12
    for title in titles:
        expect(skill(page, title)).to_contain_text("Mastered")
    expect(page.get_by_text("not enough information yet")).to_have_count(0)
    expect(page.get_by_role("heading", name="Skills over time")).to_be_visible()
    assert_axe_clean(page)
    look(page, "month-29-progress")


def the_mystery_shopper_comes(page: Page, month: Month) -> str:
    """Home proposes the series once all skills are steady; played well to its end it brings a certificate: its code."""
    month.day(30)
    go(page, "/")
    expect(page.get_by_text("All twelve skills are steady now.")).to_be_visible()
    look(page, "month-30-home")
    page.locator(".st-key-rt-go").get_by_role("link").tap()
    page.wait_for_url("**/mystery**")
    page.locator(".st-key-series-begin button").tap()
    following = page.locator(".st-key-series-next button")
    following.wait_for()
    settled(page)
    while following.count():
        month.later(timedelta(minutes=10))
        following.tap()
        page.wait_for_url("**/play?**")
        at = wait_for_offer(page)
        assert hurry(page, at, month.best(at.attempt)) is None
        page.locator(".st-key-continue button").tap()
        page.wait_for_url("**/mystery**")
        settled(page)
    expect(page.locator("h1")).to_have_text("Passed: every skill is there")
    page.get_by_label("Name as it is to be printed").fill(NAME)
    page.locator(".st-key-series-certificate button").tap()
    page.get_by_role("link", name="Open and print it").tap()
    page.wait_for_url("**/certificate/print?**")
    expect(page.locator(".name")).to_have_text(NAME)
    look(page, "month-30-certificate")
    return page.locator(".code").inner_text()


def anybody_can_confirm(page: Page, month: Month, code: str) -> None:
    """Somebody else, who has the code only, reads name and date of the simulated day."""
    page.goto("/certificate")
    page.get_by_label("Code on the certificate").fill(code.lower())
    page.get_by_role("button", name="Confirm").tap()
    expect(page.get_by_role("heading", name="This certificate was given by us")).to_be_visible()
    for said in (NAME, f"{month.now.day} {month.now:%B %Y}", *(month.title(one.skill) for one in month.standings())):
        expect(page.get_by_text(said, exact=True)).to_be_visible()
    look(page, "month-30-confirmed")


def nothing_is_forgotten(page: Page, month: Month, code: str) -> None:
    """In the next month, under a device cookie signed anew, the certificate is there and no series is offered."""
    before = page.context.cookies()
    month.day(33)
    go(page, "/")
    assert page.context.cookies() != before
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    expect(offers(page, "Unit 12")).to_have_count(0)
    go(page, "/progress")
    expect(page.get_by_text(code)).to_be_visible()
    look(page, "month-33-progress")


def go(page: Page, address: str) -> None:
    """Open a page of the app and wait until it stands still."""
    page.goto(address)
    settled(page)


def started(page: Page) -> Offer:
    """Start the exercise whose briefing is there."""
    settled(page)
    page.locator(".st-key-start button").tap()
    return wait_for_offer(page)


def offers(page: Page, kind: str) -> Locator:
    """What Home offers under a heading such as “Due again”."""
    return page.locator(".rt-kicker", has_text=re.compile(f"^{kind}$"))


def skill(page: Page, title: str) -> Locator:
    """A skill in the list on Progress."""
    return page.locator(".rt-skill", has=page.locator(".rt-skill-title", has_text=re.compile(f"^{re.escape(title)}$")))


def look(page: Page, name: str) -> None:
    """Nothing is cut and nothing too wide for the phone."""
    assert_no_overflow(page)
    assert_nothing_cut(page)
    screenshot(page, name)
