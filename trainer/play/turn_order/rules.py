"""
The rules of the turn-order desk: for each visitor who receives, whether it counts as a turn, and by which rule.

Source: curriculum rows 41 to 48 (`turn-...`), section 4.3, with the rulings of section 2.13: phone enquirers count as
ordinary turns; a named person who is absent, or whose surname the visitor cannot give, means ordinary turn with the
register checked; a delegate is arranged beforehand, a turn missed silently is lost; nobody is interrupted without
evidence from the register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Status = Literal["free", "busy", "busy-delegated", "away-own", "away-company"]

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
    still owed; `register` says whose customer somebody is.
    """

    order: tuple[str, ...]
    status: Mapping[str, Status]
    make_ups: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    register: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def free(self, name: str | None) -> bool:
        """True when this salesperson is present and receives nobody."""
        return name is not None and self.status.get(name) == "free"


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    Somebody who comes in, with what can be known.

    `asks_for` a salesperson, whose surname and sex they can give or not (`knows_name`); `rang_before` marks a telephone
    enquirer. `seen_by` a waiting salesperson before entry. `brought_by` a registered customer, and whether they ask for
    that customer's salesperson. `insists_on` another salesperson although a reception has begun.
    """

    name: str
    asks_for: str | None = None
    knows_name: bool = False
    rang_before: bool = False
    seen_by: str | None = None
    brought_by: str | None = None
    asks_for_original: bool = False
    insists_on: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """
    Who receives and why.

    `counts` says whether it is the receiver's turn in the order. `lost` missed their turn for good, `credited` get one
    made up, `keeps` is whose right to the next new customer stays although it was their turn.
    """

    receiver: str
    counts: bool
    rule: str
    why: str
    desk: Desk
    lost: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    keeps: str | None = None


def rule(desk: Desk, visitor: Visitor) -> Ruling:
    """
    Decide who receives a visitor.

    Returns:
        The ruling with the desk as it stands afterwards; the receiver's status is the caller's to change.

    Raises:
        NobodyFree: Nobody can receive.
    """
    for special in (_insisted, _named, _recognised, _referred, _previous):
        found = special(desk, visitor)
        if found is not None:
            return found
    return _ordinary(desk, visitor)


def _insisted(desk: Desk, visitor: Visitor) -> Ruling | None:
    if not desk.free(visitor.insists_on) or visitor.insists_on is None:
        return None
    starter = _next_free(desk)
    if starter is None or starter == visitor.insists_on:
        return None
    why = (f"{visitor.name} insists on {visitor.insists_on}. Nobody may break into a running reception, but the "
           f"customer may change: the result is {visitor.insists_on}'s, and {starter} takes the next new customer.")
    return Ruling(visitor.insists_on, counts=False, rule=NO_INTERRUPTION, why=why, desk=desk, keeps=starter)


def _named(desk: Desk, visitor: Visitor) -> Ruling | None:
    name = visitor.asks_for
    if name is None or not desk.free(name) or not visitor.knows_name or visitor.rang_before:
        return None
    why = (f"{visitor.name} asks for {name} and can give surname and sex; {name} is here. {name} receives, it does not "
           "count as a turn, and the register is checked afterwards.")
    return Ruling(name, counts=False, rule=NAMED, why=why, desk=_registered(desk, visitor, name))


def _recognised(desk: Desk, visitor: Visitor) -> Ruling | None:
    name = visitor.seen_by
    if name is None or not desk.free(name) or desk.register.get(visitor.name) != name:
        return None
    why = (f"{name} is waiting, knew {visitor.name} before the door opened and can point to the register. "
           f"{name} receives whatever the order says, and it does not count.")
    return Ruling(name, counts=False, rule=RECOGNISED, why=why, desk=desk)


def _referred(desk: Desk, visitor: Visitor) -> Ruling | None:
    owner = desk.register.get(visitor.brought_by or "")
    if owner is None or not visitor.asks_for_original or not desk.free(owner):
        return None
    why = (f"{visitor.brought_by} is {owner}'s customer and sent {visitor.name}, who asks for the same salesperson. "
           f"The new customer is {owner}'s, and no turn is counted.")
    return Ruling(owner, counts=False, rule=REFERRAL, why=why, desk=_registered(desk, visitor, owner))


def _previous(desk: Desk, visitor: Visitor) -> Ruling | None:
    owner = desk.register.get(visitor.name)
    if owner is None:
        return None
    starter = _next_free(desk)
    if starter is None:
        return None
    if desk.free(owner):
        rest = "" if starter == owner else f" {starter}, who had begun, takes the next new customer."
        why = (f"Asked in passing, {visitor.name} has been here before, with {owner}, who is present: hand over. "
               f"It does not count.{rest}")
        return Ruling(owner, counts=False, rule=PREVIOUS, why=why, desk=desk,
                      keeps=None if starter == owner else starter)
    why = (f"{visitor.name} is {owner}'s customer, and {owner} cannot receive. {starter} receives as a favour: it does "
           f"not count, and {starter} keeps the right to the next new customer.")
    return Ruling(starter, counts=False, rule=PREVIOUS, why=why, desk=desk, keeps=starter)


def _ordinary(desk: Desk, visitor: Visitor) -> Ruling:
    owed = next((n for n in desk.order if desk.make_ups.get(n, 0) > 0 and desk.free(n)), None)
    if owed is not None:
        left = {**desk.make_ups, owed: desk.make_ups[owed] - 1}
        after = _registered(replace(desk, make_ups=MappingProxyType(left)), visitor, owed)
        why = (f"{owed} was sent away by the company when the turn came, and is owed one new customer. "
               "This is it, and the order stays as it is.")
        return Ruling(owed, counts=False, rule=COMPENSATED, why=why, desk=after)
    lost: list[str] = []
    credited: list[str] = []
    order, make_ups = list(desk.order), dict(desk.make_ups)
    for name in desk.order:
        status = desk.status[name]
        if status == "free":
            after = _after_turn(desk, order, make_ups, name, visitor)
            return _turn(name, visitor, after, tuple(lost), tuple(credited))
        if status == "busy-delegated":
            helper = next((n for n in desk.order if desk.free(n)), None)
            if helper is None:
                raise NobodyFree(visitor.name)
            kept = replace(desk, order=tuple(order), make_ups=MappingProxyType(make_ups))
            why = (f"It is {name}'s turn, who is with a customer and asked beforehand that a colleague step in. "
                   f"{helper} receives as a favour; it does not count, and {name} keeps the turn.")
            return Ruling(helper, counts=False, rule=DELEGATE, why=why, desk=_registered(kept, visitor, helper),
                          lost=tuple(lost), credited=tuple(credited), keeps=name)
        order.remove(name)
        order.append(name)
        if status == "away-company":
            make_ups[name] = make_ups.get(name, 0) + 1
            credited.append(name)
        else:
            lost.append(name)
    raise NobodyFree(visitor.name)


def _turn(name: str, visitor: Visitor, after: Desk, lost: tuple[str, ...], credited: tuple[str, ...]) -> Ruling:
    reasons = []
    if visitor.asks_for is not None and visitor.rang_before:
        reasons.append(f"{visitor.name} only rang before; telephone enquirers come in by the ordinary turn.")
    elif visitor.asks_for is not None:
        reasons.append(f"{visitor.asks_for} is asked for, but not here or not known by surname: the ordinary turn.")
    if lost:
        verb = "misses the turn" if len(lost) == 1 else "miss their turns"
        reasons.append(f"{' and '.join(lost)} {verb} without a word to a colleague; it is not made up.")
    if credited:
        verb = "is" if len(credited) == 1 else "are"
        reasons.append(f"{' and '.join(credited)} {verb} away for the company and will be owed one new customer.")
    reasons.append(f"{name} is next in the order, and it counts.")
    return Ruling(name, counts=True, rule=COMPENSATED if lost or credited else BASIC, why=" ".join(reasons),
                  desk=after, lost=lost, credited=credited)


def _after_turn(desk: Desk, order: list[str], make_ups: dict[str, int], name: str, visitor: Visitor) -> Desk:
    order.remove(name)
    order.append(name)
    after = replace(desk, order=tuple(order), make_ups=MappingProxyType(make_ups))
    return _registered(after, visitor, name)


def _registered(desk: Desk, visitor: Visitor, name: str) -> Desk:
    """The desk with a new customer written down; an old customer stays with whom they were."""
    if visitor.name in desk.register:
        return desk
    return replace(desk, register=MappingProxyType({**desk.register, visitor.name: name}))


def _next_free(desk: Desk) -> str | None:
    return next((name for name in desk.order if desk.free(name)), None)
