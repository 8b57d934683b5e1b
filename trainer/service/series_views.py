"""What the mystery shopper's page and the certificate are given to draw: frozen values, texts still plain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trainer.service.views import ExerciseCard, SkillScore


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series that is over, in a line: `mean` is 0.0 to 1.0; `code` is that of its certificate, if one was given."""

    id: str
    started_at: datetime
    mean: float
    passed: bool
    code: str | None


@dataclass(frozen=True, slots=True)
class SeriesOffer:
    """
    A series that can be begun: how many parts, about how many minutes, and why now or not yet.

    `ready` is True when it is recommended; `open_skills` are the titles of the skills whose gate is not passed.
    `locked`: a class keeps it closed, and `why` says what opens it.
    """

    parts: int
    minutes: int
    ready: bool
    why: str
    open_skills: tuple[str, ...]
    past: tuple[SeriesLine, ...]
    locked: bool = False


@dataclass(frozen=True, slots=True)
class DonePart:
    """A part that is closed: `left` is True when it was not played to its end. Its score is told in the end only."""

    place: int
    title: str
    left: bool


@dataclass(frozen=True, slots=True)
class SeriesRun:
    """A series under way. `current` is the part being played, None when the next one has not begun."""

    id: str
    parts: int
    place: int
    current: ExerciseCard | None
    attempt: str | None
    done: tuple[DonePart, ...]


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part looked back on: `score` is 0.0 to 1.0, None for one that was left; `critical` names what went wrong."""

    place: int
    attempt: str
    title: str
    setting: str
    channel: str
    score: float | None
    critical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkillGap:
    """What a skill still lacks for the certificate, in plain words, and the exercise that helps most (None: none)."""

    title: str
    lacks: tuple[str, ...]
    exercise: str | None
    exercise_title: str


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate that was given: where it is printed and confirmed follows from its code."""

    code: str
    name: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class SeriesResult:
    """
    A series that is over.

    `mean` is the mean of the parts' scores (0.0 to 1.0), a part that was left counting as 0. `faults` says in words
    what the series itself did not reach, `gaps` what is missing skill by skill; both empty: the certificate can be
    given, or was (`certificate`). `ended` is True when it was ended before its last part.
    """

    id: str
    at: datetime
    mean: float
    parts: tuple[PartResult, ...]
    planned: int
    skills: tuple[SkillScore, ...]
    faults: tuple[str, ...]
    gaps: tuple[SkillGap, ...]
    certificate: CertificateLine | None
    ended: bool

    @property
    def passed(self) -> bool:
        """True when nothing is missing for the certificate, or it was given."""
        return self.certificate is not None or not (self.faults or self.gaps)


@dataclass(frozen=True, slots=True)
class CertifiedSkill:
    """A skill on a certificate, with its score in the series (0.0 to 1.0; None: under two decisions)."""

    title: str
    score: float | None


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate as anybody may read it. `day` is the date on it, in words."""

    code: str
    name: str
    day: str
    parts: int
    mean: float
    skills: tuple[CertifiedSkill, ...]
