"""
What Play is given to draw, and what several pages share: frozen values, texts still plain (never HTML or Markdown).

No logic lives here. Debrief and Watch are in debrief_views.py, Home and Curriculum in offer_views.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.service.desk_views import DeskView


@dataclass(frozen=True, slots=True)
class Bubble:
    """One line of the conversation. `kind` is narrator, customer, you or other; `act` marks a deed, not words."""

    kind: str
    name: str
    text: str
    act: bool = False
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The word after a choice (practice mode), and the heart of a debriefed turn. `mark` may be None."""

    mark: str | None
    felt: str
    feedback: str
    principle_id: str
    principle_title: str
    principle: str


@dataclass(frozen=True, slots=True)
class Response:
    """One choice as offered: what is said (`act` False) or done (`act` True)."""

    id: str
    text: str
    act: bool


@dataclass(frozen=True, slots=True)
class Mood:
    """The customer's patience: `value` between `low` and `high`."""

    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Timer:
    """A timed turn: seconds allowed and seconds left when drawn, by the server's clock."""

    limit_s: float
    remaining_s: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exercise happens and who the trainee is there."""

    place: str
    channel: str
    you: str
    picture: str
    alt: str


@dataclass(frozen=True, slots=True)
class Finish:
    """How a play ended: the ending scene's id, its outcome word, headline and last text."""

    scene: str
    outcome: str
    title: str


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """
    An exercise as offered on Home, Curriculum and Play. `state` is new, open or done; best is 0.0 to 1.0.

    `timed` says that some of its turns have to be answered in time. `series`: it is the mystery shopper's series, which
    has a page of its own.
    """

    id: str
    title: str
    minutes: int
    place: Place
    brief: str
    lesson: str
    unit: str
    state: str
    best: float | None
    skills: tuple[str, ...] = ()
    timed: bool = False
    series: bool = False


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where an attempt stands in a mystery shopper's series: part `place` of `parts`; `over`: the series is over."""

    series: str
    place: int
    parts: int
    over: bool


@dataclass(frozen=True, slots=True)
class PlayView:
    """
    One moment of an attempt. `turn` counts from 1; `bubbles` holds all lines so far, newest last.

    `score` (0.0 to 1.0) is there once the play is over (of a part of a series, once that is over); `customer` is how
    the customer is called before the first line; `series` where the attempt stands in one;
    `asks_sure` that this turn asks how sure the trainee is of the choice; `desk` is the board of a turn-order desk.
    """

    attempt: str
    card: ExerciseCard
    brief: str
    turn: int
    turns_usual: int
    bubbles: tuple[Bubble, ...]
    notes: tuple[tuple[int, Note], ...]
    responses: tuple[Response, ...]
    mood: Mood | None
    timer: Timer | None
    silence: str | None
    mode: str
    what_if_of: str | None
    what_if_turn: int | None
    finish: Finish | None
    notice: str | None = None
    score: float | None = None
    customer: str = ""
    kind: str = "role-play"
    question: str | None = None
    desk: DeskView | None = None
    asks_sure: bool = False
    series: SeriesPlace | None = None


@dataclass(frozen=True, slots=True)
class SkillScore:
    """A skill's score in one attempt, 0.0 to 1.0; None is 'not assessed'. `decisions` is the evidence."""

    id: str
    title: str
    score: float | None
    decisions: int
