"""What a page is given to draw: frozen values, texts still plain (never HTML or Markdown). No logic lives here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
class OtherChoice:
    """A choice that was offered and not taken: its text, what it would have cost, and its feedback."""

    id: str
    text: str
    act: bool
    mark: str | None
    felt: str
    feedback: str


@dataclass(frozen=True, slots=True)
class DebriefTurn:
    """
    One decision looked back on. `lost` is its regret in points, `span` the most it could have cost.

    Of a desk's turns `question` is what was asked, and `arrival` the visitor that several turns are about.
    """

    turn: int
    scene: str
    before: tuple[Bubble, ...]
    taken: Bubble
    note: Note
    points: int
    lost: int
    span: int
    better: OtherChoice | None
    others: tuple[OtherChoice, ...]
    critical: str | None
    decided: bool
    silent: bool = False
    question: str = ""
    arrival: str = ""


@dataclass(frozen=True, slots=True)
class SkillScore:
    """A skill's score in one attempt, 0.0 to 1.0; None is 'not assessed'. `decisions` is the evidence."""

    id: str
    title: str
    score: float | None
    decisions: int


@dataclass(frozen=True, slots=True)
class MapNode:
    """A scene on the map. `kind` is start, scene or ending; `layer` and `row` place it; `visited` by this attempt."""

    id: str
    label: str
    kind: str
    layer: int
    row: int
    visited: bool


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A way from scene to scene on the map; `taken` by this attempt, `model` on the model walk."""

    source: str
    target: str
    taken: bool
    model: bool


@dataclass(frozen=True, slots=True)
class ScenarioMap:
    """The scenario as layers of scenes with the path taken."""

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A finished or open play-on from a turn of this attempt, for the comparison."""

    attempt: str
    turn: int
    score: float | None
    finish: Finish | None
    at: datetime
    steps: tuple[tuple[int, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """What kind of contact an attempt was. `share` is the percentage that the training material reports; 0 for none."""

    description: str
    share: int


@dataclass(frozen=True, slots=True)
class DebriefView:
    """All that the debrief shows. `score` is capped after a critical choice, `raw` is not; both 0.0 to 1.0."""

    attempt: str
    card: ExerciseCard
    finish: Finish
    score: float
    raw: float
    critical: tuple[str, ...]
    earned: int
    best: int
    worst: int
    closing: tuple[Bubble, ...]
    turns: tuple[DebriefTurn, ...]
    decisive_turn: int | None
    decisive_why: str
    skills: tuple[SkillScore, ...]
    map: ScenarioMap
    what_ifs: tuple[WhatIf, ...]
    what_if_of: str | None
    what_if_turn: int | None
    original: WhatIf | None
    mode: str
    at: datetime
    duration_s: float
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class WatchStep:
    """One turn of a reference walk: what leads to it, what is said, what the customer felt and why it works or not."""

    turn: int
    scene: str
    before: tuple[Bubble, ...]
    taken: Bubble
    note: Note
    mood: Mood | None


@dataclass(frozen=True, slots=True)
class WatchWalk:
    """A reference walk played through."""

    name: str
    title: str
    steps: tuple[WatchStep, ...]
    closing: tuple[Bubble, ...]
    finish: Finish
    score: float


@dataclass(frozen=True, slots=True)
class WatchView:
    """The poor and the model walk, side by side, in one case."""

    card: ExerciseCard
    brief: str
    poor: WatchWalk
    model: WatchWalk


@dataclass(frozen=True, slots=True)
class ResumeCard:
    """An open attempt to go on with."""

    attempt: str
    card: ExerciseCard
    turn: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class TodayCard:
    """Something to do now. `kind` is resume, review, lesson, skill, nearly or series; `attempt`: the open one."""

    kind: str
    why: str
    card: ExerciseCard
    attempt: str | None = None


@dataclass(frozen=True, slots=True)
class HomeView:
    """
    Home: what to do today, or go on, start here, what is next. `first` is True until something was finished.

    `today` is empty for somebody who has not played yet.
    """

    first: bool
    resume: ResumeCard | None
    start: ExerciseCard | None
    next: tuple[ExerciseCard, ...]
    finished: int
    today: tuple[TodayCard, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson with what can be played of it; no exercises means that it is still being written."""

    id: str
    number: str
    title: str
    exercises: tuple[ExerciseCard, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class UnitView:
    """
    A unit of the curriculum with how many of its playable lessons are done.

    `needs` are the units that should come before it, `advice` those of them that are not passed yet; `locked` says what
    opens it when a class locks it for this person, and is empty otherwise.
    """

    id: str
    number: int
    title: str
    needs: tuple[str, ...]
    lessons: tuple[LessonView, ...]
    done: int
    playable: int
    advice: tuple[str, ...] = ()
    locked: str = ""
