"""
The rules of the turn-order desk: for each visitor who receives, whether it counts as a turn, and by which rule.

Source: curriculum rows 41 to 48 (`turn-...`), section 4.3, with the rulings of section 2.13: phone enquirers count as
ordinary turns; a named person who is absent, or whose surname the visitor cannot give, means ordinary turn with the
register checked; a delegate is arranged beforehand, a turn missed silently is lost; nobody is interrupted without
evidence from the register; a claim without it leaves all rights with the honest receiver; who had just begun keeps the
turn; a forced change is the latter's customer. A turn is only ever a new visitor's: old customers use none. A make-up
comes before the order, and so before a turn that is kept.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from trainer.play.turn_order import words
from trainer.play.turn_order.state import (
    BASIC,
    COMPENSATED,
    DELEGATE,
    NAMED,
    NO_INTERRUPTION,
    PREVIOUS,
    RECOGNISED,
    REFERRAL,
    Desk,
    NobodyFree,
    Reason,
    Ruling,
    Visitor,
)


def rule(desk: Desk, visitor: Visitor) -> Ruling:
    """
    Decide who receives a visitor.

    Returns:
        The ruling with the desk as it stands afterwards; the receiver's status is the caller's to change.

    Raises:
        NobodyFree: Nobody can receive.
    """
    for special in (_insisted, _named, _recognised, _claimed, _referred, _previous):
        found = special(desk, visitor)
        if found is not None:
            return found
    return _ordinary(desk, visitor)


def _insisted(desk: Desk, visitor: Visitor) -> Ruling | None:
    latter, starter = visitor.insists_on, desk.starter
    if latter is None or starter is None or starter == latter or not desk.free(latter):
        return None
    after = replace(desk, register=MappingProxyType({**desk.register, visitor.name: latter}))
    return Ruling(
        latter, counts=False, rule=NO_INTERRUPTION, reason="insisted", desk=after, keeps=starter,
        why=f"{visitor.name} insists on {latter}. A colleague may not break into a reception, but the visitor may "
            f"change: {latter} receives.",
        book=f"The visitor and the result are {latter}'s. It does not count, and {starter}, who had begun, keeps the "
             "turn.")


def _named(desk: Desk, visitor: Visitor) -> Ruling | None:
    name = visitor.asks_for
    if name is None or not desk.free(name) or not visitor.knows_name or visitor.rang_before:
        return None
    return Ruling(
        name, counts=False, rule=NAMED, reason="named", desk=_registered(desk, visitor, name),
        why=f"{visitor.name} asks for {name} by surname, and {name} is here and free: {name} receives.",
        book=f"It does not count: {name} keeps the place in the order. The register is filled in and checked "
             "afterwards.")


def _recognised(desk: Desk, visitor: Visitor) -> Ruling | None:
    name = visitor.seen_by
    if name is None or not desk.free(name) or desk.register.get(visitor.name) != name:
        return None
    return Ruling(
        name, counts=False, rule=RECOGNISED, reason="entry", desk=desk, also=("handed-over",),
        why=f"{name} was waiting, knew {visitor.name} before the door opened and can show the entry: {name} receives, "
            "whatever the order says.",
        book=f"It does not count: {visitor.name} is {name}'s customer already, and the order stays as it is.")


def _claimed(desk: Desk, visitor: Visitor) -> Ruling | None:
    """A claim on a reception that has begun, made at once and with the register entry in hand."""
    owner, starter = desk.register.get(visitor.name), desk.starter
    if owner is None or starter is None or owner not in visitor.claimed_by or not desk.free(owner):
        return None
    others = [name for name in visitor.claimed_by if name != owner]
    rest = f" {words.both(others)} can show none." if others else ""
    keeps = None if starter == owner else starter
    return Ruling(
        owner, counts=False, rule=RECOGNISED, reason="entry", desk=desk, keeps=keeps,
        also=("handed-over", "no-entry") if others else ("handed-over",),
        why=f"{owner} speaks up at once and shows the entry for {visitor.name}.{rest} So {owner} receives, and nobody "
            "may object.",
        book="It does not count." + (f" {keeps}, who had begun, keeps the turn." if keeps else ""))


def _referred(desk: Desk, visitor: Visitor) -> Ruling | None:
    owner = desk.register.get(visitor.brought_by or "")
    if owner is None or not visitor.asks_for_original or not desk.free(owner):
        return None
    return Ruling(
        owner, counts=False, rule=REFERRAL, reason="referral", desk=_registered(desk, visitor, owner),
        why=f"{visitor.brought_by} is {owner}'s customer, and {visitor.name} asks for the same salesperson: {owner} "
            "receives.",
        book=f"The new customer is {owner}'s. It does not count, and the order stays as it is.")


def _previous(desk: Desk, visitor: Visitor) -> Ruling | None:
    owner, starter = desk.register.get(visitor.name), desk.starter
    if owner is None or starter is None:
        return None
    also: tuple[Reason, ...] = ("no-entry",) if visitor.claimed_by or visitor.seen_by else ()
    if desk.free(owner):
        keeps = None if starter == owner else starter
        return Ruling(
            owner, counts=False, rule=PREVIOUS, reason="handed-over", desk=desk, keeps=keeps, also=("entry", *also),
            why=f"{visitor.name} has been here before, with {owner}, who is free: {owner} receives.",
            book="It does not count." + (f" {keeps}, who had begun, keeps the turn." if keeps else ""))
    return Ruling(
        starter, counts=False, rule=PREVIOUS, reason="favour", desk=desk, keeps=starter, also=also,
        why=f"{visitor.name} is {owner}'s customer, and {owner} cannot come now. {starter} receives, as a favour to "
            f"{owner}.",
        book=f"A favour does not count: {starter} keeps the place in the order, and {visitor.name} stays {owner}'s.")


def _ordinary(desk: Desk, visitor: Visitor) -> Ruling:
    owed = desk.owed
    if owed is not None:
        return _made_up(desk, visitor, owed)
    passed: list[str] = []
    for name in desk.order:
        if desk.free(name):
            return _turn(desk, visitor, name, passed)
        if desk.status[name] == "busy-delegated":
            return _delegated(desk, visitor, name, passed)
        passed.append(name)
    raise NobodyFree(visitor.name)


def _made_up(desk: Desk, visitor: Visitor, name: str) -> Ruling:
    left = MappingProxyType({**desk.make_ups, name: desk.make_ups[name] - 1})
    return Ruling(
        name, counts=False, rule=COMPENSATED, reason="make-up", made_up=True,
        desk=_registered(replace(desk, make_ups=left), visitor, name),
        why=f"The company sent {name} away when the turn came, so {name} is owed one new visitor. This is the one.",
        book=f"The turn that was owed to {name} is used up now. It is no turn of the order, which stays as it is.")


def _turn(desk: Desk, visitor: Visitor, name: str, passed: list[str]) -> Ruling:
    lost, credited, after = _pass_over(desk, passed)
    moved = tuple(other for other in after.order if other != name)
    reason, row = _reason(desk, visitor, passed)
    also: tuple[Reason, ...] = () if reason == "in-order" else ("in-order",)
    if visitor.claimed_by and reason == "no-entry":
        also = ("no-interruption", *also)
    return Ruling(
        name, counts=True, rule=row, reason=reason, also=also, lost=lost, credited=credited,
        desk=_registered(replace(after, order=(*moved, name)), visitor, name),
        why=" ".join(filter(None, (words.ordinary(desk, visitor, name), words.passed(desk, passed),
                                   f"{name} is next in the order and receives."))),
        book=words.counted(name, lost, credited))


def _delegated(desk: Desk, visitor: Visitor, name: str, passed: list[str]) -> Ruling:
    """It is the turn of somebody who receives and arranged beforehand that a colleague steps in."""
    agreed = desk.stand_ins.get(name)
    helper = agreed if agreed is not None and desk.free(agreed) else desk.starter
    if helper is None:
        raise NobodyFree(visitor.name)
    lost, credited, after = _pass_over(desk, passed)
    return Ruling(
        helper, counts=False, rule=DELEGATE, reason="stand-in", keeps=name, lost=lost, credited=credited,
        desk=_registered(after, visitor, helper),
        why=f"It is {name}'s turn. {name} is with a customer and asked beforehand that a colleague step in: {helper} "
            "receives.",
        book=f"For {helper} it does not count, and {name} keeps the turn. The new customer is {helper}'s.")


def _pass_over(desk: Desk, passed: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], Desk]:
    """Who loses a turn, who is owed one, and the desk with both at the end of the order."""
    credited = tuple(name for name in passed if desk.status[name] == "away-company")
    lost = tuple(name for name in passed if name not in credited)
    order = (*(name for name in desk.order if name not in passed), *passed)
    make_ups = {**desk.make_ups, **{name: desk.make_ups.get(name, 0) + 1 for name in credited}}
    return lost, credited, replace(desk, order=order, make_ups=MappingProxyType(make_ups))


def _reason(desk: Desk, visitor: Visitor, passed: list[str]) -> tuple[Reason, str]:
    """Why an ordinary turn goes as it goes: whom it passes over, else what the visitor or a colleague said."""
    if passed:
        status = desk.status[passed[0]]
        if status == "busy":
            return "given-up", DELEGATE
        return ("made-up-later" if status == "away-company" else "not-made-up"), COMPENSATED
    if visitor.insists_on is not None and not desk.free(visitor.insists_on):
        return "no-interruption", NO_INTERRUPTION
    if visitor.pleaded_by is not None:
        return "not-made-up", COMPENSATED
    if visitor.claimed_by or visitor.seen_by is not None:
        return "no-entry", RECOGNISED
    if visitor.asks_for is not None:
        return words.unheard(desk, visitor), NAMED
    if visitor.brought_by in desk.register:
        return ("asked-away" if visitor.asks_for_original else "asks-for-nobody"), REFERRAL
    return "in-order", BASIC


def _registered(desk: Desk, visitor: Visitor, name: str) -> Desk:
    """The desk with a new customer written down; an old customer stays with whom they were."""
    if visitor.name in desk.register:
        return desk
    return replace(desk, register=MappingProxyType({**desk.register, visitor.name: name}))
