"""Time and days of practice: what counts, what a run forgives, and that it never scolds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.assess.habit import LONGEST_TURN_S, REST_DAYS, WEEK, Run, run_of, seconds_practised

TODAY = date(2026, 5, 31)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def ago(*days: int) -> set[date]:
    """Days so many days before today."""
    return {TODAY - timedelta(days=number) for number in days}


@pytest.mark.parametrize(
    ("days", "length"),
    [
        ((), 0),
        ((0,), 1),
        ((1,), 1),
        ((0, 1, 2), 3),
        ((1, 2, 3), 3),
        ((2, 3, 4, 5, 6), 5),
        ((0, 3, 4, 5, 6, 7), 6),
        ((0, 1, 4, 5, 6, 7, 8, 11, 12), 9),
        ((0, 2, 4, 6), 3),
        ((3, 4, 5), 3),
        ((4, 5, 6), 0),
        ((0, 4, 5), 1),
        ((0, -1, -5), 1),
    ],
)
def test_two_days_of_rest_a_week_belong_to_a_run(days, length):
    """Two days off in any seven days keep a run, a third ends it; today is no rest while it lasts."""
    assert run_of(ago(*days), TODAY).days == length


def holds(days: set[date], first: date, end: date) -> bool:
    """The rule itself, word by word: no seven days in a row from first to end hold more than two of rest."""
    span = [first + timedelta(n) for n in range((end - first).days + 1)]
    return all(
        sum(day not in days for day in span[start : start + WEEK]) <= REST_DAYS for start in range(len(span))
    )


@given(st.sets(st.integers(-2, 40)))
def test_a_run_is_the_longest_that_keeps_the_rule(numbers):
    """It begins with the earliest day of practice from which the rule holds up to now, and counts practice only."""
    days = ago(*numbers)
    end = TODAY if TODAY in days else TODAY - timedelta(days=1)
    starts = [day for day in days if day <= end and holds(days, day, end)]
    found = run_of(days, TODAY)
    if not starts:
        assert found == Run(0, None)
    else:
        assert found == Run(sum(min(starts) <= day <= end for day in days), min(starts))


@given(st.sets(st.integers(0, 40)), st.integers(0, 40))
def test_practice_never_shortens_a_run(numbers, more):
    """One more day of practice leaves the run as long as it was, or longer."""
    assert run_of(ago(*numbers, more), TODAY).days >= run_of(ago(*numbers), TODAY).days


def test_a_phone_put_away_adds_three_minutes_at_most():
    """A turn counts with its time, up to the cap; a clock that was set back counts as nothing."""
    second = timedelta(seconds=1)
    turns = [(NOON, NOON + 20 * second), (NOON, NOON + 5000 * second), (NOON, NOON - 5 * second)]
    assert seconds_practised(turns) == 20 + LONGEST_TURN_S
    assert seconds_practised([]) == 0
