"""Skills over time as drawings: where lines and bands lie, and the words and the table that say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from tests.ui import samples
from trainer.assess.course import DayPoint
from trainer.service.progress_views import SkillCourse
from trainer.ui.draw.course import chart, draw_courses

WELCOME, EMPATHY = samples.COURSES
FIRST = date(2026, 5, 4)


def numbers(mask: str) -> list[float]:
    """All places of a drawing, across and down."""
    drawn = " ".join(re.findall(r' d="([^"]*)"', unquote(mask)))
    return [float(found) for found in re.findall(r"(?<![h.\d])\d+\.?\d*", drawn)]


def test_a_chart_tells_its_days():
    """The table has a row for each day of practice, thin evidence is marked, and today ends the line."""
    found = chart(WELCOME)
    assert [row.day for row in found.rows] == ["20 February", "21 February", "22 February", "23 February"]
    assert [row.figure for row in found.rows] == [40, 55, 66, 76]
    assert [row.thin for row in found.rows] == [True, True, False, False]
    assert (found.first, found.now) == ("20 February", 74)
    assert "Welcome: 40 on 20 February, 74 today, most likely between 60 and 84." in found.words
    assert unquote(found.line).count("h.01") == 2
    assert unquote(found.thin).count("h.01") == 2


def test_practice_of_today_is_not_drawn_twice():
    """Whoever practised today has today's point from the practice itself."""
    today = replace(WELCOME.days[-1], day=WELCOME.today.day)
    found = chart(replace(WELCOME, days=(*WELCOME.days[:-1], today)))
    assert found.now == 76
    assert unquote(found.line).count("L") == 3


def test_years_are_said_where_there_are_two():
    """A line over new year has years in its table; one within a year has none."""
    early = replace(EMPATHY.days[0], day=date(2024, 12, 30))
    assert chart(replace(EMPATHY, days=(early, *EMPATHY.days[1:]))).rows[0].day == "30 December 2024"
    assert chart(EMPATHY).rows[0].day == "20 February"


@given(st.lists(st.tuples(st.integers(1, 400), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), min_size=1))
def test_no_line_leaves_its_sheet(log):
    """Whatever was measured on whichever days, every place lies within the sheet."""
    day, days = FIRST, []
    for place, (pause, *shares) in enumerate(log):
        day += timedelta(days=pause)
        lower, middle, upper = sorted(shares)
        days.append(DayPoint(day, middle, lower, upper, place + 1))
    found = chart(SkillCourse("x", "X", tuple(days), replace(days[-1], day=day + timedelta(days=1))))
    for mask in (found.band, found.line, found.thin):
        assert all(0 <= number <= 100 for number in numbers(mask))


def test_nothing_is_drawn_of_nothing(monkeypatch):
    """Without courses there is no section's worth of drawing."""
    drawn = []
    monkeypatch.setattr("trainer.ui.draw.html.show", lambda name, **values: drawn.append(name))
    draw_courses(())
    assert drawn == []
    draw_courses(samples.COURSES)
    assert drawn == ["courses"]
