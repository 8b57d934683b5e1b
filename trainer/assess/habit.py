"""How much and how regularly somebody practises: time, days, and a run of days that rest does not end. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LONGEST_TURN_S = 180.0
"""Of each turn at most this many seconds count: a phone that was put away is no practice."""
REST_DAYS, WEEK = 2, 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """
    Days of practice that hang together.

    `days` counts the days with practice, `since` is the first of them (None without any). Days of rest between them
    are neither counted nor held against anybody.
    """

    days: int
    since: date | None


def seconds_practised(turns: Iterable[tuple[datetime, datetime]]) -> float:
    """
    Add up the time of turns.

    Args:
        turns: When each turn came up and when it was answered, aware. A turn counts for three minutes at most
            (LONGEST_TURN_S), and for nothing when a clock was set back in between.
    """
    return sum(min(LONGEST_TURN_S, max(0.0, (taken - shown).total_seconds())) for shown, taken in turns)


def run_of(days: AbstractSet[date], today: date) -> Run:
    """
    Find the run of days of practice that reaches up to now.

    A run goes on as long as no seven days in a row hold more than two days without practice. People learn better with
    pauses (the reviews themselves come at growing intervals), and most work five days a week: a run that one free day
    ends would reward clicking, not learning. Today counts as soon as it has practice, and is no day of rest before
    that.

    Args:
        days: The days with practice, in the person's own calendar; days after today are left out.
        today: The person's own today.
    """
    rests: list[date] = []
    found: list[date] = []
    day = today if today in days else today - _DAY
    first = min(days, default=today)
    while day >= first:
        if day in days:
            found.append(day)
        else:
            rests.append(day)
            if len([rest for rest in rests[-REST_DAYS - 1:] if (rest - day).days < WEEK]) > REST_DAYS:
                break
        day -= _DAY
    return Run(len(found), found[-1] if found else None)
