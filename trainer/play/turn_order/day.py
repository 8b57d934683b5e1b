"""
A day at the villa office: a stream of arrivals and changes that follows from a seed and a level, the same everywhere.

Every arrival is ruled by the exact rules, and the day goes on from that ruling. A day that does not come out as planned
is thrown away and the next one tried, so a seed always gives a day that can be solved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from trainer.play.turn_order.dice import Dice
from trainer.play.turn_order.office import Impossible, Office
from trainer.play.turn_order.rules import rule
from trainer.play.turn_order.situations import SITUATIONS
from trainer.play.turn_order.state import Desk, NobodyFree, Ruling, Visitor

LEVELS = (1, 2, 3, 4)
TRIES = 20_000
CUSTOMERS = MappingProxyType({1: 0, 2: 5, 3: 7, 4: 7})
"""How many customers stand in the register in the morning, by level."""
# What happens on a day of each level; of a group in brackets one thing each time.
PLANS: Mapping[int, tuple[tuple[str, ...], ...]] = MappingProxyType({
    1: (("in-order",), ("in-order",), ("lost",), ("lost",), ("owed",), ("owed",), ("make-up",), ("make-up",)),
    2: (("in-order",), ("lost",), ("named",), ("named",), ("no-surname",), ("by-phone",), ("asked-away",),
        ("recognised",), ("recognised", "no-entry")),
    3: (("in-order",), ("referral",), ("asks-for-nobody",), ("referral-away", "handed-over"), ("handed-over",),
        ("favour",), ("favour", "referral"), ("stand-in",), ("given-up",)),
    4: (("lost",), ("plea",), ("owed",), ("make-up",), ("claim-proved", "claims"), ("claim-empty",),
        ("claim-of-another", "insists-on-busy"), ("insists",), ("stand-in", "given-up")),
})


@dataclass(frozen=True, slots=True)
class Arrival:
    """
    Somebody comes in.

    `clock` counts minutes from midnight; `told` is what has changed since the last arrival, in sentences. `before` is
    the desk as it stands then, `notes` say why somebody is not free.
    """

    situation: str
    clock: int
    told: tuple[str, ...]
    before: Desk
    notes: Mapping[str, str]
    visitor: Visitor
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Day:
    """A day: the salespeople in the morning's order, the arrivals, and the desk and the clock when it ends."""

    seed: int
    level: int
    staff: tuple[str, ...]
    arrivals: tuple[Arrival, ...]
    after: Desk
    clock: int


@lru_cache(maxsize=64)
def make_day(seed: int, level: int) -> Day:
    """
    The day of a seed.

    Args:
        seed: Any whole number.
        level: 1 rotation, lost and compensated turns; 2 named requests and recognised customers; 3 referrals, previous
            visits, delegates; 4 disputes.

    Raises:
        KeyError: There is no such level.
    """
    for attempt in range(TRIES):
        dice = Dice("day", seed, level, attempt)
        plan = dice.shuffled([dice.pick(group) for group in PLANS[level]])
        if not _follows(plan):
            continue
        try:
            day = _played(seed, level, plan, Office(dice, CUSTOMERS[level]))
        except (Impossible, NobodyFree):
            continue
        if _varied(day):
            return day
    raise AssertionError(f"no day of level {level} comes of seed {seed}")


def _follows(plan: list[str]) -> bool:
    """A make-up comes after what it makes up for, and a plea for a turn after the turn was lost."""
    owed = 0
    for place, name in enumerate(plan):
        owed += (name == "owed") - (name == "make-up")
        if owed < 0 or (name == "plea" and "lost" not in plan[:place]):
            return False
    return True


def _played(seed: int, level: int, plan: list[str], office: Office) -> Day:
    """
    Let a plan happen.

    Raises:
        Impossible: Something planned cannot happen, or the rules see it differently.
        NobodyFree: Somebody came and nobody could receive.
    """
    arrivals = []
    for name in plan:
        situation, reason = SITUATIONS[name]
        office.later()
        visitor = situation(office)
        ruling = rule(office.desk, visitor)
        if ruling.reason != reason or (ruling.lost and ruling.credited):
            raise Impossible(name)
        notes = MappingProxyType(dict(office.notes))
        arrivals.append(Arrival(name, office.clock, tuple(office.told), office.desk, notes, visitor, ruling))
        office.apply(visitor, ruling)
    return Day(seed, level, office.staff, tuple(arrivals), office.desk, office.clock + 45)


def _varied(day: Day) -> bool:
    """Everybody receives, nobody most of the time, and the same one not three times in a row."""
    receivers = [arrival.ruling.receiver for arrival in day.arrivals]
    often = Counter(receivers)
    rows = zip(receivers, receivers[1:], receivers[2:], strict=False)
    return len(often) == len(day.staff) and max(often.values()) <= 4 and all(len(set(row)) > 1 for row in rows)
