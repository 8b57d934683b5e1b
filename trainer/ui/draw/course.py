"""Skills over time: where the line of each skill lies and its band. Drawn as masks, like the radar and the map."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.assess.course import DayPoint
from trainer.service.mastery import GATE_DECISIONS, GATE_LOWER
from trainer.service.progress_views import SkillCourse
from trainer.ui.draw import html, text

_EDGE = 3.0
"""Room at the sides, in hundredths of the width, so that the first and the last dot are whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table that says the same as a drawing."""

    day: str
    figure: int
    lower: int
    upper: int
    decisions: int
    thin: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """One skill's drawing: masks for the band, the line with its dots, and the dots of thin evidence."""

    title: str
    now: int
    words: str
    first: str
    band: str
    line: str
    thin: str
    rows: tuple[Row, ...]


def draw_courses(courses: tuple[SkillCourse, ...]) -> None:
    """Draw a small chart for each skill, and one table for all of them; nothing without any."""
    if courses:
        gate = html.picture("course", band="", line=f"M0 {_y(GATE_LOWER)}L100 {_y(GATE_LOWER)}", dots=(), width=1)
        html.show("courses", charts=[chart(course) for course in courses], gate=gate)


def chart(course: SkillCourse) -> Chart:
    """Lay a skill's course out: time runs to today, and the figure from 0 at the bottom to 100 at the top."""
    points = course.days if course.days[-1].day >= course.today.day else (*course.days, course.today)
    first, last = points[0], points[-1]
    years = first.day.year != last.day.year
    span = max(1, (last.day - first.day).days)
    across = [round(_EDGE + (100 - 2 * _EDGE) * (point.day - first.day).days / span, 2) for point in points]
    places = [(x, _y(point.mastery)) for x, point in zip(across, points, strict=True)]
    upper = [(x, _y(point.upper)) for x, point in zip(across, points, strict=True)]
    lower = [(x, _y(point.lower)) for x, point in zip(across, points, strict=True)]
    days = len(course.days)
    sure = [place for place, point in zip(places[:days], points, strict=False) if point.decisions >= GATE_DECISIONS]
    thin = [place for place, point in zip(places[:days], points, strict=False) if point.decisions < GATE_DECISIONS]
    return Chart(
        title=course.title,
        now=text.percent(last.mastery),
        words=_words(course, points),
        first=text.calendar(first.day, year=years),
        band=html.picture("course", band=_path([*upper, *reversed(lower)]) + "Z", line="", dots=(), width=0),
        line=html.picture("course", band="", line=_path(places), dots=sure, width=2),
        thin=html.picture("course", band="", line="", dots=thin, width=0) if thin else "",
        rows=tuple(_row(point, years) for point in course.days),
    )


def _words(course: SkillCourse, points: tuple[DayPoint, ...]) -> str:
    """Say a drawing in a sentence."""
    first, last = points[0], points[-1]
    return (
        f"{course.title}: {text.percent(first.mastery)} on {text.calendar(first.day)},"
        f" {text.percent(last.mastery)} today, most likely between {text.percent(last.lower)}"
        f" and {text.percent(last.upper)}. The table below says it day by day."
    )


def _row(point: DayPoint, years: bool) -> Row:
    return Row(
        day=text.calendar(point.day, year=years),
        figure=text.percent(point.mastery),
        lower=text.percent(point.lower),
        upper=text.percent(point.upper),
        decisions=point.decisions,
        thin=point.decisions < GATE_DECISIONS,
    )


def _y(share: float) -> float:
    """Place a share in hundredths of the height, from the top."""
    return round(100 * (1 - share), 2)


def _path(places: list[tuple[float, float]]) -> str:
    """Write a line through places."""
    return "M" + "L".join(f"{x} {y}" for x, y in places)
