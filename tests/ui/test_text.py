"""Words for people."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.ui.draw import text

NASTY = st.text(
    alphabet=st.one_of(st.sampled_from("`:*_[]()<>!$~#|\\/-+.@& \n\ta1m"), st.characters(codec="utf-8")), max_size=60
)
WITH_ICONS = st.lists(st.sampled_from((":material/", ":material/home:", "`", "``", " ", "x")), max_size=8).map("".join)


def read_spans(label: str) -> str:
    """Read a label as CommonMark reads code spans with text between them."""
    read, place = "", 0
    while place < len(label):
        if label[place] != "`":
            read += label[place]
            place += 1
            continue
        fence = re.match(r"`+", label[place:]).group()
        end = re.search(rf"(?<!`){fence}(?!`)", label[place + len(fence) :])
        assert end, f"a span of {label!r} does not end"
        inside = label[place + len(fence) : place + len(fence) + end.start()]
        if inside[0] == inside[-1] == " " and inside.strip(" "):
            inside = inside[1:-1]
        read += inside
        place += 2 * len(fence) + end.start()
    return read


@given(st.one_of(NASTY, WITH_ICONS))
def test_a_label_reads_as_its_text(given_text):
    """Whatever a text holds, its label is code spans that read as the text on one line."""
    assert read_spans(text.plain_label(given_text)) == text.one_line(given_text)


@given(st.one_of(NASTY, WITH_ICONS))
def test_a_label_never_names_an_icon(given_text):
    """Streamlit looks for `:material/` before it reads Markdown, so no label holds it."""
    assert ":material/" not in text.plain_label(given_text)


@given(st.one_of(NASTY, WITH_ICONS))
def test_only_the_broken_word_stands_outside_of_spans(given_text):
    """Nothing of a text is read as Markdown but the letter m of a broken icon name."""
    label = text.plain_label(given_text)
    outside = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", label)
    assert set(outside) <= {"m"}


def test_an_action_is_emphasised_and_nothing_else_changes():
    """What is done, not said, is the same label in emphasis."""
    assert text.choice_label("You nod.", act=True) == "*`You nod.`*"
    assert text.choice_label("You nod.", act=False) == "`You nod.`"
    assert text.choice_label("", act=True) == ""


@pytest.mark.parametrize(
    ("share", "points"), [(0.0, 0), (0.001, 1), (0.49, 49), (0.494, 49), (0.996, 99), (1.0, 100), (0.5, 50)]
)
def test_only_all_is_100_and_only_nothing_is_0(share, points):
    """Rounding never gives away a perfect score, nor takes away the last point."""
    assert text.percent(share) == points


@pytest.mark.parametrize(
    ("length", "words"),
    [(0.2, "under a minute"), (1, "1 minute"), (12.4, "12 minutes"), (60, "1 h"), (125, "2 h 5 min")],
)
def test_minutes(length, words):
    """Lengths of time are said as people say them."""
    assert text.minutes(length) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=1), "today, 7:05"),
        (timedelta(hours=9), "yesterday, 23:05"),
        (timedelta(days=3), "2 January"),
        (timedelta(days=30), "6 December 2024"),
    ],
)
def test_days_are_the_readers_own(ago, words):
    """Yesterday begins at the reader's midnight, not at UTC's."""
    now = datetime(2025, 1, 5, 0, 5, tzinfo=UTC)
    assert text.day(now - ago, now=now, zone=ZoneInfo("Asia/Taipei")) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Mr Okafor", "O"), ("Ms Lindqvist-Berg", "L"), ("Anna Berg", "AB"), ("Customer", "C"), ("", "?"), ("7", "?")],
)
def test_initials(name, letters):
    """An avatar shows the surname's letter after a title, else first and last."""
    assert text.initials(name) == letters


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(hours=1), "today"),
        (timedelta(hours=16), "tomorrow"),
        (timedelta(days=-4), "1 January"),
        (timedelta(days=360), "31 December"),
        (timedelta(days=361), "1 January 2026"),
    ],
)
def test_dates_ahead_are_the_readers_own(ahead, words):
    """Tomorrow begins at the reader's midnight; another year is named."""
    now = datetime(2025, 1, 5, 0, 5, tzinfo=UTC)
    assert text.date(now + ahead, now=now, zone=ZoneInfo("Asia/Taipei")) == words


def test_things_in_a_row():
    """The last of several things comes after an and."""
    assert [text.listed(tuple("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
