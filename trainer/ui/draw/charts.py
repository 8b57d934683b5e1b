"""The radar of skills: where its lines and labels lie. Drawn as masks: no script, and the theme's own colours."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from trainer.service.progress_views import SkillStanding
from trainer.ui.draw import html

FEWEST = 3
"""With fewer skills there is no shape to draw."""
_CENTRE = 100.0
_RADIUS = 58.0
_LABEL_RADIUS = 63.0


@dataclass(frozen=True, slots=True)
class Label:
    """A skill's name at the edge; `x`, `y` and `room` (its width) in percent, `side` says which way the text runs."""

    text: str
    x: float
    y: float
    side: str
    room: float
    known: bool


def radar(skills: tuple[SkillStanding, ...]) -> None:
    """
    Draw the radar; nothing when fewer than three skills have any evidence.

    The certain skills span the filled area; those with thin evidence are open points on their axes.
    """
    seen = [place for place, skill in enumerate(skills) if skill.place is not None]
    if len(seen) < FEWEST:
        return
    known = [place for place in seen if skills[place].mastery is not None]
    points = {place: _point(place, len(skills), _RADIUS * max(0.04, skills[place].place or 0.0)) for place in seen}
    sure, thin = [points[place] for place in known], [points[place] for place in seen if place not in known]
    spanned = [_outline(sure)] if len(sure) >= FEWEST else []
    html.show(
        "radar",
        known=len(known),
        thin=len(thin),
        grid=_sheet(0.7, _grid(len(skills)), []),
        area=_sheet(0, spanned, [], filled=True) if spanned else "",
        open=_sheet(0, [], thin, hollow=True),
        edge=_sheet(1.8, spanned, sure),
        labels=[_label(place, len(skills), skill, place in known) for place, skill in enumerate(skills)],
    )


def _sheet(
    width: float,
    shapes: list[str],
    dots: list[tuple[float, float]],
    *,
    filled: bool = False,
    hollow: bool = False,
) -> str:
    """Draw one layer of the radar as a mask."""
    marks = [(x, y, 2.6 if hollow else 3) for x, y in dots]
    return html.picture("radar", filled=filled, hollow=hollow, width=width, shapes=shapes, dots=marks)


def _point(place: int, count: int, radius: float) -> tuple[float, float]:
    """Find a point on a skill's axis; the first axis points up and the others follow clockwise."""
    angle = 2 * pi * place / count - pi / 2
    return round(_CENTRE + radius * cos(angle), 2), round(_CENTRE + radius * sin(angle), 2)


def _outline(points: list[tuple[float, float]]) -> str:
    """Write a closed line through points."""
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _grid(count: int) -> list[str]:
    """Write four rings and the axes."""
    rings = [_outline([_point(place, count, _RADIUS * step / 4) for place in range(count)]) for step in range(1, 5)]
    tips = [_point(place, count, _RADIUS) for place in range(count)]
    return rings + [f"M{_CENTRE} {_CENTRE}L{x} {y}" for x, y in tips]


def _label(place: int, count: int, skill: SkillStanding, known: bool) -> Label:
    """Put a skill's name outside the end of its axis."""
    x, y = _point(place, count, _LABEL_RADIUS)
    across, down = x / 2, y / 2
    if abs(x - _CENTRE) < 10:
        return Label(skill.title, across, down, "top" if y < _CENTRE else "bottom", 30.0, known)
    if x > _CENTRE:
        return Label(skill.title, across, down, "start", 100 - across, known)
    return Label(skill.title, across, down, "end", across, known)
