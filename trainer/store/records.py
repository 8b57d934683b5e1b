"""What the log holds, as frozen values; no SQL and no behaviour. All times are aware UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TimeLimit = Literal["1", "1.5", "2", "none"]
Mode = Literal["practice", "assessment"]
Closing = Literal["finished", "abandoned"]
EventKind = Literal["finished", "abandoned", "turn-restarted"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person likes to play; `time_limit` is the factor on timed turns, or none for no limit."""

    time_limit: TimeLimit = "1"
    mode: Mode = "practice"


@dataclass(frozen=True, slots=True)
class Person:
    """A trainee, known by a device alone until a name is given; `time_zone` is the browser's (an IANA name)."""

    id: str
    created_at: datetime
    display_name: str | None = None
    time_zone: str = "UTC"
    preferences: Preferences = Preferences()


@dataclass(frozen=True, slots=True)
class ExerciseVersion:
    """Everything needed to replay an exercise as it was; `hash` names the content and `content` is its plain bytes."""

    hash: str
    exercise_id: str
    content: bytes
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """
    One run through one version of an exercise.

    A what-if has a parent and the parent's turn from which it plays on: its own first decision is of that turn, and
    the turns before are the parent's. `seed` is 0 to 2**63 - 1, `case_number` counts from 1, `time_factor` multiplies
    the seconds of timed turns (None: no limit).
    """

    id: str
    person_id: str
    exercise_id: str
    version: str
    seed: int
    case_number: int
    persona: str | None
    mode: Mode
    time_factor: float | None
    parent_attempt_id: str | None
    parent_turn: int | None
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """
    The reply that a trainee took at one turn (from 1).

    `seq` is given by the store: it grows over the whole log, and a decision with a smaller one never appears after one
    with a greater one was seen. `shown_at` and `taken_at` bound the time that the trainee had for it.
    """

    attempt_id: str
    turn: int
    scene: str
    response: str
    shown_at: datetime
    taken_at: datetime
    note: str | None = None
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class AttemptEvent:
    """Something other than a decision that happened to an attempt; `id` grows over the whole log."""

    id: int
    attempt_id: str
    kind: EventKind
    turn: int | None
    at: datetime
    detail: str | None


@dataclass(frozen=True, slots=True)
class AttemptScore:
    """The result of a finished attempt: `score` 0 to 1 with the critical cap, `raw` without, `earned` in points."""

    attempt_id: str
    score: float
    raw: float
    critical: bool
    earned: int
    ending: str
    outcome: str
    turns: int
    seconds: float
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class DecisionScore:
    """What one decision was worth; `quality` (0 to 1) and `mark` are None where nothing was at stake."""

    attempt_id: str
    turn: int
    points: int
    regret: int
    span: int
    quality: float | None
    mark: str | None


@dataclass(frozen=True, slots=True)
class SkillEvidence:
    """What one decision says of one skill: `quality` 0 to 1, and the weight of it."""

    attempt_id: str
    turn: int
    skill: str
    quality: float
    weight: float


@dataclass(frozen=True, slots=True)
class AttemptScores:
    """All that is derived from one finished attempt, saved and replaced together."""

    attempt: AttemptScore
    decisions: tuple[DecisionScore, ...] = ()
    evidence: tuple[SkillEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedEvidence:
    """Skill evidence with what mastery needs to weigh it: the exercise, the moment, and the order in the log."""

    seq: int
    taken_at: datetime
    exercise_id: str
    scene: str
    evidence: SkillEvidence


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt that can be continued: the last turn decided (0: none yet) and when it was last touched."""

    attempt: Attempt
    turns: int
    last_active_at: datetime


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """A line of the history: how the attempt was closed (None: still open), its last turn, and its score if any."""

    attempt: Attempt
    closed: Closing | None
    closed_at: datetime | None
    turns: int
    score: AttemptScore | None


@dataclass(frozen=True, slots=True)
class FinishedAttempt:
    """A finished attempt as the log has it, inherited turns of a what-if included: enough to derive its scores."""

    attempt: Attempt
    decisions: tuple[Decision, ...]
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure the trainee was of the choice at a turn, in percent, when it was asked."""

    attempt_id: str
    turn: int
    sure: int
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Series:
    """A mystery shopper's series: `plan` names the exercises in the order in which they are played."""

    id: str
    person_id: str
    seed: int
    plan: tuple[str, ...]
    started_at: datetime


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """A part that was begun: its place in the plan (from 1), and its attempt with how that ended, if it did."""

    place: int
    summary: AttemptSummary


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """A series with the parts begun so far; `ended_at` is set when it was ended before its last part."""

    series: Series
    parts: tuple[SeriesPart, ...]
    ended_at: datetime | None

    @property
    def over(self) -> bool:
        """True when no part can be played any more."""
        closed = all(part.summary.closed is not None for part in self.parts)
        return self.ended_at is not None or (closed and len(self.parts) >= len(self.series.plan))


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as it was given: `name` is what the trainee wanted printed, `content` JSON of what it says."""

    code: str
    person_id: str
    series_id: str
    name: str
    issued_at: datetime
    content: str
