"""Why a use case could not be carried out, in words for the person who asked. The tree stands on top."""

from __future__ import annotations


class ServiceError(Exception):
    """Something that the person asked for cannot be done. `str(error)` is a sentence for the page."""


class TryAgain(ServiceError):
    """The store is busy, full or away at the moment. Nothing was changed or lost; the same call may work."""


class NoSuchExercise(ServiceError):
    """No exercise has this id (or none that can be played)."""


class ExerciseBroken(ServiceError):
    """The exercise is there, but its file has errors; an instructor sees them."""


class NoSuchAttempt(ServiceError):
    """No attempt of this person has this id. Somebody else's attempt looks exactly the same from outside."""


class NotFinished(ServiceError):
    """The debrief of an attempt that is still open."""


class SeriesOpen(ServiceError):
    """What a part of a mystery shopper's series was worth, while the series is not over."""


class NoSuchSeries(ServiceError):
    """No series of this person that is over has this id. Somebody else's looks exactly the same from outside."""


class NotYet(ServiceError):
    """A certificate for which something is missing, or that was asked for without a name to print."""
