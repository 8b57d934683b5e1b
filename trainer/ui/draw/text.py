"""Words for people: labels that Markdown cannot change, and plain ways to write shares, times and marks."""

from __future__ import annotations

import re
from datetime import date as calendar_date
from datetime import datetime, timedelta, tzinfo

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TICKS = re.compile(r"`+")
_MATERIAL = ":material/"

MARK_WORDS: dict[str, str] = {
    "best": "Best",
    "good": "Good",
    "weak": "Weak",
    "costly": "Costly",
    "critical": "Critical",
}
"""The word for each mark of a decision, as people read it."""

PATIENCE_WORDS: tuple[str, ...] = (
    "Patience gone",
    "Losing patience",
    "Impatient",
    "Calm",
    "At ease",
    "Delighted",
)
"""Six states of the customer's patience, worst first."""


def one_line(text: str) -> str:
    """Put a text on one line: runs of blanks become one, control characters go. Other characters stay as they are."""
    return _SPACES.sub(" ", _UNPRINTABLE.sub("", text)).strip(" ")


def plain_label(text: str) -> str:
    """
    Write a text so that a Streamlit label shows it letter by letter.

    Labels are Markdown with extras: emphasis, links, images, HTML, emoji and icon shortcodes, coloured text, formulas,
    arrows. All of them but one leave a code span alone, so the text becomes a code span; the style sheet gives code in
    labels the look of text. The exception is `:material/`, which Streamlit rewrites before it reads the Markdown:
    there the span is broken in the middle of the word.

    Args:
        text: Any text; line ends count as blanks.

    Returns:
        Markdown whose visible text is exactly `one_line(text)`; empty for an empty text.
    """
    line = one_line(text)
    if not line:
        return ""
    fence = _fence(line)
    pieces = line.split(_MATERIAL)
    label = _span(pieces[0] + (":" if len(pieces) > 1 else ""), fence)
    for index, piece in enumerate(pieces[1:], start=2):
        label += "m" + _span("aterial/" + piece + (":" if index < len(pieces) else ""), fence)
    return label


def choice_label(text: str, *, act: bool, drill: bool = False) -> str:
    """Write a choice as a label: said as it is, done in emphasis (drawn as an action), a drill's answer in strong."""
    label = plain_label(text)
    if drill and label:
        return f"**{label}**"
    return f"*{label}*" if act and label else label


def percent(share: float) -> int:
    """Give a share of 0.0 to 1.0 as whole points of 100. Only a full share is 100, and only none is 0."""
    points = round(share * 100)
    if share < 1.0:
        points = min(points, 99)
    if share > 0.0:
        points = max(points, 1)
    return max(0, min(100, points))


def minutes(count: float) -> str:
    """Say how long: "under a minute", "1 minute", "12 minutes", "2 h 5 min"."""
    whole = round(count)
    if whole < 1:
        return "under a minute"
    if whole < 60:
        return "1 minute" if whole == 1 else f"{whole} minutes"
    hours, rest = divmod(whole, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def count(number: int, one: str, many: str | None = None) -> str:
    """Say a number with its noun: "1 decision", "3 decisions"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def day(moment: datetime, *, now: datetime, zone: tzinfo) -> str:
    """
    Say when something was, as people do: "today, 14:05", "yesterday, 9:10", "3 May", "3 May 2024".

    Args:
        moment: An aware time.
        now: The present, aware.
        zone: The reader's time zone.
    """
    there, here = moment.astimezone(zone), now.astimezone(zone)
    clock = f"{there.hour}:{there.minute:02d}"
    if there.date() == here.date():
        return f"today, {clock}"
    if there.date() == here.date() - timedelta(days=1):
        return f"yesterday, {clock}"
    date = f"{there.day} {there:%B}"
    return date if there.year == here.year else f"{date} {there.year}"


def date(moment: datetime, *, now: datetime, zone: tzinfo) -> str:
    """Say a date that may lie ahead: "today", "tomorrow", "3 May", "3 May 2024"; arguments as for `day`."""
    there, here = moment.astimezone(zone), now.astimezone(zone)
    if there.date() == here.date():
        return "today"
    if there.date() == here.date() + timedelta(days=1):
        return "tomorrow"
    words = f"{there.day} {there:%B}"
    return words if there.year == here.year else f"{words} {there.year}"


def calendar(day: calendar_date, *, year: bool = False) -> str:
    """Say a day of the calendar: "3 May", or "3 May 2026" with its year."""
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"


def listed(items: tuple[str, ...]) -> str:
    """Say several things in a row: "one", "one and two", "one, two and three"."""
    *most, last = items or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def initials(name: str) -> str:
    """Give the one or two letters of an avatar: the surname's after a title ("Mr Okafor" is O), else up to two."""
    words: list[str] = [word for word in re.findall(r"[^\W\d_][\w'’-]*", name) if word.lower() not in _TITLES]
    if not words:
        return "?"
    if len(words) == 1 or len(words) < len(name.split()):
        return words[-1][0].upper()
    return (words[0][0] + words[-1][0]).upper()


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "the"})


def _fence(line: str) -> str:
    """Give the shortest run of backticks that the line does not hold."""
    runs = {len(run) for run in _TICKS.findall(line)}
    length = 1
    while length in runs:
        length += 1
    return "`" * length


def _span(piece: str, fence: str) -> str:
    """Make a code span of a piece; a backtick or a blank at an edge needs a blank that Markdown takes away again."""
    pad = " " if piece[0] in "` " or piece[-1] in "` " else ""
    return f"{fence}{pad}{piece}{pad}{fence}"
