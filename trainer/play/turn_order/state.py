"""What the turn-order desk is made of: its state, a visitor, a ruling, and the reasons that a ruling can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Status = Literal["free", "busy", "busy-delegated", "away-own", "away-company"]
Reason = Literal[
    "in-order", "not-made-up", "made-up-later", "make-up", "named", "no-surname", "asked-away", "by-phone", "entry",
    "no-entry", "referral", "asks-for-nobody", "handed-over", "favour", "stand-in", "given-up", "insisted",
    "no-interruption",
]

BASIC = "turn-order-basic"
NAMED = "turn-named-request"
RECOGNISED = "turn-recognised-returning"
REFERRAL = "turn-referral"
COMPENSATED = "turn-missed-compensated"
PREVIOUS = "turn-previous-visit-check"
DELEGATE = "turn-delegate-voluntary"
NO_INTERRUPTION = "turn-no-interruption"


class NobodyFree(Exception):
    """No salesperson is free to receive; the visitor waits and the desk stays as it is."""


@dataclass(frozen=True, slots=True)
class Desk:
    """
    The state of the desk.

    `order` is the rotation, next turn first; everyone stands in it exactly once. `make_ups` are compensated receptions
    still owed; `register` says whose customer somebody is; `stand_ins` says who has agreed to receive for whom.
    """

    order: tuple[str, ...]
    status: Mapping[str, Status]
    make_ups: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    register: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    stand_ins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def free(self, name: str | None) -> bool:
        """True when this salesperson is present and receives nobody."""
        return name is not None and self.status.get(name) == "free"

    @property
    def owed(self) -> str | None:
        """Who is free and owed a make-up, the first of them in the order; None when nobody is."""
        return next((name for name in self.order if self.make_ups.get(name, 0) > 0 and self.free(name)), None)

    @property
    def starter(self) -> str | None:
        """Who gets up when somebody comes in and nothing is known of them; None when nobody is free."""
        return self.owed or next((name for name in self.order if self.free(name)), None)


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    Somebody who comes in, with what can be known.

    `asks_for` a salesperson, whose surname and sex they can give or not (`knows_name`); `rang_before` marks a telephone
    enquirer. `seen_by` a waiting salesperson before entry. `brought_by` a registered customer, and whether they ask for
    that customer's salesperson. Once a reception has begun: `insists_on` another salesperson, `claimed_by` colleagues
    who say at once that this is their customer, `pleaded_by` one who wants this visitor for a turn missed earlier.
    """

    name: str
    asks_for: str | None = None
    knows_name: bool = False
    rang_before: bool = False
    seen_by: str | None = None
    brought_by: str | None = None
    asks_for_original: bool = False
    insists_on: str | None = None
    claimed_by: tuple[str, ...] = ()
    pleaded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """
    Who receives and why.

    `counts` says whether it is the receiver's turn in the order; `made_up` that it is a make-up of theirs. `lost`
    missed their turn for good, `credited` get one made up, `keeps` is whose right to the next new customer stays
    although the reception had come to them. `why` tells about the receiver, `book` about what is written down. `also`
    are other reasons that are true as well.
    """

    receiver: str
    counts: bool
    rule: str
    reason: Reason
    why: str
    book: str
    desk: Desk
    made_up: bool = False
    lost: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    keeps: str | None = None
    also: tuple[Reason, ...] = ()
