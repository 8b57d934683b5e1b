"""Attempts that are parts of a mystery shopper's series: where they stand, and what stays closed until its end."""

from __future__ import annotations

from trainer import store
from trainer.service.errors import SeriesOpen
from trainer.service.house import House, guarded
from trainer.service.views import SeriesPlace


def series_place(house: House, attempt: store.Attempt) -> SeriesPlace | None:
    """
    Where an attempt stands in a series; None for an attempt on its own.

    Raises:
        TryAgain: The store cannot be read at the moment.
    """
    if attempt.mode != "assessment" or attempt.parent_attempt_id is not None:
        return None
    with guarded("series"):
        record = store.series_of_attempt(house.store, attempt_id=attempt.id)
    if record is None:
        return None
    place = next(part.place for part in record.parts if part.summary.attempt.id == attempt.id)
    return SeriesPlace(record.series.id, place, len(record.series.plan), record.over)


def sealed_attempts(house: House, person_id: str) -> frozenset[str]:
    """The parts of a person's open series; raises TryAgain."""
    with guarded("series"):
        records = store.series_of(house.store, person_id=person_id)
    return frozenset(part.summary.attempt.id for record in records if not record.over for part in record.parts)


def require_unsealed(house: House, attempt: store.Attempt) -> None:
    """
    Let nobody look behind a part of a series that is not over.

    Raises:
        SeriesOpen: It is such a part.
        TryAgain: The store cannot be read at the moment.
    """
    place = series_place(house, attempt)
    if place is not None and not place.over:
        raise SeriesOpen("This was a part of the mystery shopper. What each turn did is told when the series is over.")
