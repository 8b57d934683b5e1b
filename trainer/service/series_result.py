"""What came of a series: parts, skills, critical errors; and what is missing for the certificate, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from trainer import store
from trainer.assess.scoring import SkillEvidence
from trainer.assess.series import SKILL_LEAST, combined, mean_score
from trainer.service import series
from trainer.service.errors import NoSuchSeries
from trainer.service.house import House, guarded
from trainer.service.live import read_live
from trainer.service.mastery import standings
from trainer.service.series import records_of
from trainer.service.series_views import (
    CertificateLine,
    PartResult,
    SeriesLine,
    SeriesOffer,
    SeriesResult,
    SkillGap,
)
from trainer.service.today import exercise_for
from trainer.service.views import SkillScore


def result(house: House, person_id: str, series_id: str, *, now: datetime) -> SeriesResult:
    """
    Look back on a series that is over.

    Raises:
        NoSuchSeries: There is none of this person's under this id, or it is not over.
        TryAgain: The store cannot be read at the moment.
    """
    record = next((one for one in records_of(house, person_id) if one.series.id == series_id and one.over), None)
    if record is None:
        raise NoSuchSeries("There is no finished series of yours at this address.")
    parts = tuple(_part(house, person_id, part) for part in record.parts)
    skills = _skills(house, record)
    given = next((one for one in _given(house, person_id) if one.series_id == series_id), None)
    faults = tuple(_faults(record, parts))
    gaps = tuple(_gaps(house, person_id, skills, now))
    return SeriesResult(
        id=series_id, at=record.series.started_at, mean=_mean(record), parts=parts, planned=len(record.series.plan),
        skills=skills, faults=() if given else faults, gaps=() if given else gaps,
        certificate=CertificateLine(given.code, given.name, given.issued_at) if given else None,
        ended=record.ended_at is not None,
    )


def offer(house: House, person_id: str, *, now: datetime) -> SeriesOffer:
    """What the page offers to somebody who is in no series, earlier ones beside it; raises TryAgain."""
    return series.offer(house, person_id, past=lines_of(house, person_id), now=now)


def lines_of(house: House, person_id: str) -> tuple[SeriesLine, ...]:
    """List the series that are over, the last begun first; raises TryAgain."""
    given = {one.series_id: one.code for one in _given(house, person_id)}
    return tuple(SeriesLine(one.series.id, one.series.started_at, _mean(one), one.series.id in given,
                            given.get(one.series.id))
                 for one in records_of(house, person_id) if one.over)


def _given(house: House, person_id: str) -> tuple[store.Certificate, ...]:
    with guarded("series"):
        return store.certificates_of(house.store, person_id=person_id)


def _mean(record: store.SeriesRecord) -> float:
    """The mean over all planned parts; one that was left or never begun counts as 0."""
    scores = [part.summary.score.score for part in record.parts if part.summary.score]
    return mean_score(scores, len(record.series.plan))


def _part(house: House, person_id: str, part: store.SeriesPart) -> PartResult:
    attempt, score = part.summary.attempt, part.summary.score
    playable = house.version(attempt.version)
    critical: tuple[str, ...] = ()
    if score is not None and score.critical:
        live = read_live(house, person_id, attempt.id)
        marked = (d for d, s in zip(live.played.decisions, live.scored, strict=True) if s.mark == "critical")
        critical = tuple(d.option.aside["critical"].render(live.case, d.state.values) for d in marked)
    return PartResult(part.place, attempt.id, playable.exercise.title, playable.setting.place,
                      playable.setting.channel, score.score if score else None, critical)


def _skills(house: House, record: store.SeriesRecord) -> tuple[SkillScore, ...]:
    """Every skill's score over all decisions of the series, in the curriculum's order."""
    pieces: dict[str, list[SkillEvidence]] = {}
    for part in record.parts:
        with guarded("series"):
            scores = store.scores_of(house.store, attempt_id=part.summary.attempt.id)
        for row in scores.evidence if scores else ():
            pieces.setdefault(row.skill, []).append(SkillEvidence(row.skill, row.quality, int(row.weight)))
    found = combined(pieces)
    return tuple(SkillScore(skill.id, skill.title, found.get(skill.id), len(pieces.get(skill.id, ())))
                 for skill in house.library.sheets.skills.values())


def _faults(record: store.SeriesRecord, parts: tuple[PartResult, ...]) -> Iterator[str]:
    """What the series as a whole did not reach."""
    missing = len(record.series.plan) - len(parts)
    if missing:
        yield f"The series was ended with {missing} of {len(record.series.plan)} parts still to come."
    for part in parts:
        if part.score is None:
            yield f"Part {part.place}, “{part.title}”, was left before its end."
        for error in part.critical:
            yield f"Part {part.place}, “{part.title}”, holds a critical error: {error}"


def _gaps(house: House, person_id: str, skills: tuple[SkillScore, ...], now: datetime) -> Iterator[SkillGap]:
    """What is missing skill by skill, with the exercise that helps most."""
    with guarded("series"):
        past = store.attempts_of(house.store, person_id=person_id)
    scores: Mapping[str, SkillScore] = {skill.id: skill for skill in skills}
    for standing in standings(house, person_id, now):
        skill = scores[standing.skill]
        lacks = []
        if skill.score is None:
            lacks.append("too few of your decisions in this series were about it")
        elif skill.score < SKILL_LEAST:
            points, least = int(round(skill.score * 100, 6)), round(SKILL_LEAST * 100)
            lacks.append(f"{points} of 100 in this series, where {least} are needed")
        if standing.missing:
            *most, last = standing.missing
            lacks.append("over all your practice: " + (f"{', '.join(most)} and {last}" if most else last))
        if lacks:
            exercise = exercise_for(house, standing, past)
            title = house.entry(exercise).exercise.title if exercise else ""
            yield SkillGap(skill.title, tuple(lacks), exercise, title)
