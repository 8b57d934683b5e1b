"""What can happen at the desk, each by a name: a function that brings the office there and says who comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from trainer.play.turn_order.office import Impossible, Office
from trainer.play.turn_order.state import Desk, Reason, Visitor


def _settled(office: Office) -> None:
    """The next in the order is here and free, and nobody who is here is owed anything."""
    office.ready(office.head)
    if office.desk.owed is not None:
        raise Impossible("somebody is owed a turn")


def in_order(office: Office) -> Visitor:
    """Somebody new, and the next one free."""
    _settled(office)
    return Visitor(office.new())


def lost(office: Office) -> Visitor:
    """The next one is away for private reasons."""
    _settled(office)
    office.send(office.head, "away-own")
    office.ready(office.desk.order[1])
    return Visitor(office.new())


def owed(office: Office) -> Visitor:
    """The next one is away for the company."""
    _settled(office)
    office.send(office.head, "away-company")
    office.ready(office.desk.order[1])
    return Visitor(office.new())


def make_up(office: Office) -> Visitor:
    """Somebody who is owed a turn is back, and not next in any case."""
    name = next((n for n in office.desk.order if office.desk.make_ups.get(n)), office.head)
    if name == office.head:
        raise Impossible("nobody is owed a turn out of order")
    office.ready(name)
    office.ready(office.head)
    return Visitor(office.new())


def named(office: Office) -> Visitor:
    """Somebody asks for a salesperson by surname."""
    _settled(office)
    return Visitor(office.new(), asks_for=office.free_other(), knows_name=True)


def no_surname(office: Office) -> Visitor:
    """Somebody remembers a salesperson, but no name."""
    _settled(office)
    return Visitor(office.new(), asks_for=office.free_other())


def asked_away(office: Office) -> Visitor:
    """Somebody asks for a salesperson who is away."""
    _settled(office)
    return Visitor(office.new(), asks_for=_absent(office), knows_name=True)


def by_phone(office: Office) -> Visitor:
    """Somebody has only telephoned before."""
    _settled(office)
    return Visitor(office.new(), asks_for=office.free_other(), knows_name=True, rang_before=True)


def recognised(office: Office) -> Visitor:
    """A salesperson who waits recognises a customer of their own."""
    _settled(office)
    name = office.free_other()
    return Visitor(office.old_of(name), seen_by=name)


def no_entry(office: Office) -> Visitor:
    """A salesperson who waits believes to recognise somebody, and the register knows nothing."""
    _settled(office)
    return Visitor(office.new(), seen_by=office.free_other())


def referral(office: Office) -> Visitor:
    """A customer's friend asks for the same salesperson."""
    _settled(office)
    owner = office.free_other()
    return Visitor(office.new(), brought_by=office.customer_of(owner), asks_for_original=True)


def asks_for_nobody(office: Office) -> Visitor:
    """A customer's friend asks for nobody."""
    _settled(office)
    owner = office.free_other()
    return Visitor(office.new(), brought_by=office.customer_of(owner))


def referral_away(office: Office) -> Visitor:
    """A customer's friend asks for the same salesperson, who is away."""
    _settled(office)
    return Visitor(office.new(), brought_by=office.customer_of(_absent(office)), asks_for_original=True)


def handed_over(office: Office) -> Visitor:
    """Somebody was here before, and their salesperson is free."""
    _settled(office)
    return Visitor(office.old_of(office.free_other()))


def favour(office: Office) -> Visitor:
    """Somebody was here before, and their salesperson cannot come."""
    _settled(office)
    return Visitor(office.old_of(_absent(office, or_busy=True)))


def stand_in(office: Office) -> Visitor:
    """The next one sits with a customer and has arranged that a colleague steps in."""
    _settled(office)
    name, helper = office.head, office.free_other()
    customer = office.old_of(name)
    office.told.append(f"{name} sits down with {customer}, and {helper} has agreed to step in for {name}.")
    office.set(name, "busy-delegated", f"with {customer}; {helper} steps in")
    office.desk = _agreed(office, name, helper)
    return Visitor(office.new())


def given_up(office: Office) -> Visitor:
    """The next one sits with a customer and has arranged nothing."""
    _settled(office)
    name = office.head
    customer = office.old_of(name)
    office.told.append(f"{name} sits down with {customer} and asks nobody to step in.")
    office.set(name, "busy", f"with {customer}")
    office.ready(office.desk.order[1])
    return Visitor(office.new())


def claim_proved(office: Office) -> Visitor:
    """A reception has begun, and a colleague claims the visitor with the entry in hand."""
    _settled(office)
    name = office.free_other()
    return Visitor(office.old_of(name), claimed_by=(name,))


def claim_empty(office: Office) -> Visitor:
    """A reception has begun, and a colleague claims the visitor without any entry."""
    _settled(office)
    return Visitor(office.new(), claimed_by=(office.free_other(),))


def claims(office: Office) -> Visitor:
    """A reception has begun, and two colleagues claim the visitor; the register knows one of them."""
    _settled(office)
    two = [name for name in office.others if office.desk.free(name)][:2]
    if len(two) < 2:
        raise Impossible("two must be free")
    return Visitor(office.old_of(two[0]), claimed_by=tuple(office.dice.shuffled(two)))


def claim_of_another(office: Office) -> Visitor:
    """A reception has begun, a colleague claims the visitor, and the register names a third one, who is free."""
    _settled(office)
    two = [name for name in office.others if office.desk.free(name)][:2]
    if len(two) < 2:
        raise Impossible("two must be free")
    return Visitor(office.old_of(two[0]), claimed_by=(two[1],))


def insists(office: Office) -> Visitor:
    """A reception has begun, and the visitor insists on another salesperson, who is free."""
    _settled(office)
    return Visitor(office.new(), insists_on=office.free_other())


def insists_on_busy(office: Office) -> Visitor:
    """A reception has begun, and the visitor insists on another salesperson, who is receiving somebody."""
    _settled(office)
    busy = [name for name in office.others if office.desk.status[name] == "busy"]
    if not busy:
        raise Impossible("nobody is receiving")
    return Visitor(office.new(), insists_on=busy[0])


def plea(office: Office) -> Visitor:
    """A salesperson is back from a private errand and wants the turn that was missed."""
    _settled(office)
    away = [name for name in office.others if office.desk.status[name] == "away-own"]
    if not away:
        raise Impossible("nobody is away for private reasons")
    office.ready(away[0])
    return Visitor(office.new(), pleaded_by=away[0])


def _absent(office: Office, *, or_busy: bool = False) -> str:
    """Somebody who is not next and not here (or not free): away already, else sent away now."""
    wanted = ("away-own", "busy") if or_busy else ("away-own",)
    away = [name for name in office.others if office.desk.status[name] in wanted]
    if away:
        return away[0]
    name = office.free_other()
    office.send(name, "away-own")
    return name


def _agreed(office: Office, name: str, helper: str) -> Desk:
    return replace(office.desk, stand_ins=MappingProxyType({**office.desk.stand_ins, name: helper}))


Situation = Callable[[Office], Visitor]
SITUATIONS: Mapping[str, tuple[Situation, Reason]] = MappingProxyType({
    "in-order": (in_order, "in-order"), "lost": (lost, "not-made-up"), "owed": (owed, "made-up-later"),
    "make-up": (make_up, "make-up"), "named": (named, "named"), "no-surname": (no_surname, "no-surname"),
    "asked-away": (asked_away, "asked-away"), "by-phone": (by_phone, "by-phone"), "recognised": (recognised, "entry"),
    "no-entry": (no_entry, "no-entry"), "referral": (referral, "referral"),
    "asks-for-nobody": (asks_for_nobody, "asks-for-nobody"), "referral-away": (referral_away, "asked-away"),
    "handed-over": (handed_over, "handed-over"), "favour": (favour, "favour"), "stand-in": (stand_in, "stand-in"),
    "given-up": (given_up, "given-up"), "claim-proved": (claim_proved, "entry"),
    "claim-empty": (claim_empty, "no-entry"), "claims": (claims, "entry"),
    "claim-of-another": (claim_of_another, "handed-over"), "insists": (insists, "insisted"),
    "insists-on-busy": (insists_on_busy, "no-interruption"), "plea": (plea, "not-made-up"),
})
"""Each situation by its name, with the reason that the rules must give for it."""
