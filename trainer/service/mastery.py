"""What is known of everybody's skills: mastery and review cards, folded from the log and carried along in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trainer import store
from trainer.assess.mastery import Mastery, Prediction, Result
from trainer.assess.schedule import Practice, SkillCard, review
from trainer.assess.scoring import SkillEvidence, weighted_quality
from trainer.service.house import House, guarded
from trainer.service.kept import Folded, Seen, SeenPlay

# The gate of assessment.md section 2: certain enough, seen often enough, in enough places and on enough days.
GATE_LOWER, GATE_DECISIONS, GATE_SCENARIOS, GATE_DAYS = 0.70, 6, 2, 2


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How a person stands on a skill now.

    `mastery` is None under six decisions' evidence ("not enough information"). `gate` is True when the skill is
    mastered; `missing` says in words what the gate still asks for.
    """

    skill: str
    mastery: Mastery | None
    seen: Seen
    card: SkillCard | None
    gate: bool
    missing: tuple[str, ...]


def refresh(house: House) -> Folded:
    """
    Bring the fold up to the log's end.

    Raises:
        TryAgain: The store cannot be read at the moment.
    """
    folded = house.folded
    with folded.lock, guarded("mastery"):
        fresh = store.evidence_since(house.store, finish=folded.finish)
        for _, rows in groupby(fresh, key=lambda row: row.finish):
            _take(house, folded, tuple(rows))
    return folded


def standing(house: House, person_id: str, skill: str, now: datetime) -> Standing:
    """How a person stands on a skill; raises like `refresh`."""
    return _standing(refresh(house), person_id, skill, now)


def standings(house: House, person_id: str, now: datetime) -> tuple[Standing, ...]:
    """How a person stands on every skill, in the curriculum's order; raises like `refresh`."""
    folded = refresh(house)
    return tuple(_standing(folded, person_id, skill, now) for skill in house.library.sheets.skills)


def day_of(moment: datetime) -> float:
    """A moment as days with fractions."""
    return moment.timestamp() / 86_400


def _take(house: House, folded: Folded, rows: tuple[store.FoldedEvidence, ...]) -> None:
    """Fold one finished attempt."""
    head = rows[0]
    difficulty = {scene_id: scene.difficulty for scene_id, scene in house.version(head.version).exercise.scenes.items()}
    before = len(folded.predictions)
    for result in _results(rows, difficulty):
        folded.predictions += folded.model.update(result)
    expected = _expected(rows, folded.predictions[before:])
    at = rows[-1].taken_at
    day = at.astimezone(_zone(house, folded, head.person_id)).date()
    for skill, pieces in _by_skill(rows):
        key = (head.person_id, skill)
        seen, score = folded.seen.get(key, Seen()), weighted_quality(pieces)
        play = SeenPlay(head.attempt_id, score, expected[skill], len(pieces))
        folded.seen[key] = Seen(seen.decisions + len(pieces), seen.exercises | {head.exercise_id}, seen.days | {day},
                                (*seen.plays, play), head.critical)
        card = review(folded.cards.get(key), Practice(skill, score, len(pieces), head.critical, at, day))
        if card is not None:
            folded.cards[key] = card
    folded.courses.note(folded.model, head.person_id, expected, day, day_of(at))
    folded.finish = head.finish


def _expected(rows: tuple[store.FoldedEvidence, ...], predictions: list[Prediction]) -> dict[str, float]:
    """What was expected of each skill in an attempt: the mean prediction, weighted as its score is."""
    sums: dict[str, tuple[float, float]] = {}
    for row, prediction in zip(rows, predictions, strict=True):
        total, weight = sums.get(row.skill, (0.0, 0.0))
        sums[row.skill] = (total + row.weight * prediction.p, weight + row.weight)
    return {skill: total / weight for skill, (total, weight) in sums.items()}


def _results(rows: tuple[store.FoldedEvidence, ...], difficulty: Mapping[str, str]) -> Iterator[Result]:
    """One result a decision, its skills together."""
    for _, same in groupby(rows, key=lambda row: row.turn):
        parts = tuple(same)
        head = parts[0]
        skills = tuple((part.skill, part.quality, 1.0) for part in parts)
        yield Result(head.person_id, f"{head.exercise_id}/{head.scene}", difficulty.get(head.scene, "medium"),
                     day_of(head.taken_at), skills)


def _by_skill(rows: Iterable[store.FoldedEvidence]) -> Iterator[tuple[str, list[SkillEvidence]]]:
    pieces: dict[str, list[SkillEvidence]] = {}
    for row in rows:
        pieces.setdefault(row.skill, []).append(SkillEvidence(row.skill, row.quality, int(row.weight)))
    yield from sorted(pieces.items())


def zone_of(house: House, person_id: str) -> ZoneInfo:
    """Where a person's days begin and end; UTC for somebody unknown. Raises like `refresh`."""
    with guarded("zone"):
        return _zone(house, house.folded, person_id)


def _zone(house: House, folded: Folded, person_id: str) -> ZoneInfo:
    """The person's time zone, looked up once."""
    if person_id not in folded.zones:
        try:
            folded.zones[person_id] = ZoneInfo(store.person(house.store, person_id=person_id).time_zone)
        except (store.NotFound, ZoneInfoNotFoundError, ValueError):
            folded.zones[person_id] = ZoneInfo("UTC")
    return folded.zones[person_id]


def _standing(folded: Folded, person_id: str, skill: str, now: datetime) -> Standing:
    seen = folded.seen.get((person_id, skill), Seen())
    mastery = folded.model.mastery(person_id, skill, day_of(now.astimezone(UTC)))
    missing = tuple(_missing(mastery, seen))
    return Standing(
        skill=skill, mastery=mastery if seen.decisions >= GATE_DECISIONS else None, seen=seen,
        card=folded.cards.get((person_id, skill)), gate=not missing, missing=missing,
    )


def _missing(mastery: Mastery | None, seen: Seen) -> Iterator[str]:
    """What the gate still asks for, in words."""
    if seen.decisions < GATE_DECISIONS:
        more = GATE_DECISIONS - seen.decisions
        yield "1 more decision" if more == 1 else f"{more} more decisions"
    if len(seen.exercises) < GATE_SCENARIOS:
        yield "practice in another exercise" if seen.exercises else "practice in two exercises"
    if len(seen.days) < GATE_DAYS:
        yield "practice on another day" if seen.days else "practice on two days"
    if seen.critical_last:
        yield "an attempt without a critical choice"
    if mastery is not None and seen.decisions >= GATE_DECISIONS and mastery.lower < GATE_LOWER:
        least, now = round(GATE_LOWER * 100), int(mastery.lower * 100)
        yield f"results so steady that the bar begins at {least} or higher (now at {now})"
