"""The turn-order desk: every rule and conflict in a table, and what no day can ever break."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.play.turn_order import Desk, NobodyFree, Reason, Visitor, rule
from trainer.play.turn_order.words import REASONS

NAMES = ("Ana", "Ben", "Cleo", "Dov")


def desk(make_ups=None, register=None, stand_ins=None, **status) -> Desk:
    """All four free, Ana next, except as told."""
    found = {name: status.get(name, "free") for name in NAMES}
    return Desk(NAMES, MappingProxyType(found), MappingProxyType(make_ups or {}), MappingProxyType(register or {}),
                MappingProxyType(stand_ins or {}))


OLD = {"Mrs Roth": "Cleo"}
# Desk and visitor; receiver, whether it counts, the rule's row and the reason; who keeps a turn.
TABLE: dict[str, tuple[Desk, Visitor, str, bool, str, str, str | None]] = {
    "the next in order receives and it counts": (
        desk(), Visitor("V"), "Ana", True, "turn-order-basic", "in-order", None),
    "away for own reasons loses the turn": (
        desk(Ana="away-own"), Visitor("V"), "Ben", True, "turn-missed-compensated", "not-made-up", None),
    "away for the company is owed one": (
        desk(Ana="away-company"), Visitor("V"), "Ben", True, "turn-missed-compensated", "made-up-later", None),
    "busy without a word gives the turn up": (
        desk(Ana="busy"), Visitor("V"), "Ben", True, "turn-delegate-voluntary", "given-up", None),
    "busy with a delegate keeps the turn": (
        desk(Ana="busy-delegated"), Visitor("V"), "Ben", False, "turn-delegate-voluntary", "stand-in", "Ana"),
    "who agreed to step in does": (
        desk(Ana="busy-delegated", stand_ins={"Ana": "Dov"}), Visitor("V"), "Dov", False, "turn-delegate-voluntary",
        "stand-in", "Ana"),
    "who agreed to step in is away": (
        desk(Ana="busy-delegated", Dov="away-own", stand_ins={"Ana": "Dov"}), Visitor("V"), "Ben", False,
        "turn-delegate-voluntary", "stand-in", "Ana"),
    "a make-up comes before the order": (
        desk({"Dov": 1}), Visitor("V"), "Dov", False, "turn-missed-compensated", "make-up", None),
    "a make-up of somebody who is still away waits": (
        desk({"Dov": 1}, Dov="away-company"), Visitor("V"), "Ana", True, "turn-order-basic", "in-order", None),
    "a make-up comes before a turn that is kept": (
        desk({"Dov": 1}, Ana="busy-delegated"), Visitor("V"), "Dov", False, "turn-missed-compensated", "make-up", None),
    "asked for by surname, present": (
        desk(), Visitor("V", asks_for="Cleo", knows_name=True), "Cleo", False, "turn-named-request", "named", None),
    "asked for without surname": (
        desk(), Visitor("V", asks_for="Cleo"), "Ana", True, "turn-named-request", "no-surname", None),
    "asked for without surname, but registered": (
        desk(register=OLD), Visitor("Mrs Roth", asks_for="Dov"), "Cleo", False, "turn-previous-visit-check",
        "handed-over", "Ana"),
    "asked for, absent": (
        desk(Cleo="away-own"), Visitor("V", asks_for="Cleo", knows_name=True), "Ana", True, "turn-named-request",
        "asked-away", None),
    "asked for, absent, but registered with another": (
        desk(register=OLD, Dov="away-own"), Visitor("Mrs Roth", asks_for="Dov", knows_name=True), "Cleo", False,
        "turn-previous-visit-check", "handed-over", "Ana"),
    "telephone enquirers are ordinary": (
        desk(), Visitor("V", asks_for="Cleo", knows_name=True, rang_before=True), "Ana", True, "turn-named-request",
        "by-phone", None),
    "recognised before entry with the register": (
        desk(register=OLD), Visitor("Mrs Roth", seen_by="Cleo"), "Cleo", False, "turn-recognised-returning", "entry",
        None),
    "recognised without the register": (
        desk(), Visitor("V", seen_by="Cleo"), "Ana", True, "turn-recognised-returning", "no-entry", None),
    "recognised by somebody who is busy": (
        desk(register=OLD, Cleo="busy"), Visitor("Mrs Roth", seen_by="Cleo"), "Ana", False,
        "turn-previous-visit-check", "favour", "Ana"),
    "recognised as somebody else's customer": (
        desk(register=OLD), Visitor("Mrs Roth", seen_by="Dov"), "Cleo", False, "turn-previous-visit-check",
        "handed-over", "Ana"),
    "claimed at once with the entry": (
        desk(register=OLD), Visitor("Mrs Roth", claimed_by=("Cleo",)), "Cleo", False, "turn-recognised-returning",
        "entry", "Ana"),
    "claimed by the one who has begun": (
        desk(register={"Mrs Roth": "Ana"}), Visitor("Mrs Roth", claimed_by=("Ana", "Dov")), "Ana", False,
        "turn-recognised-returning", "entry", None),
    "claimed without an entry": (
        desk(), Visitor("V", claimed_by=("Cleo",)), "Ana", True, "turn-recognised-returning", "no-entry", None),
    "claimed by two, one of them with the entry": (
        desk(register=OLD), Visitor("Mrs Roth", claimed_by=("Dov", "Cleo")), "Cleo", False,
        "turn-recognised-returning", "entry", "Ana"),
    "claimed by one, and the entry is a third one's": (
        desk(register=OLD), Visitor("Mrs Roth", claimed_by=("Dov",)), "Cleo", False, "turn-previous-visit-check",
        "handed-over", "Ana"),
    "claimed by one, and the third one is away": (
        desk(register=OLD, Cleo="away-own"), Visitor("Mrs Roth", claimed_by=("Dov",)), "Ana", False,
        "turn-previous-visit-check", "favour", "Ana"),
    "a referral asks for the owner": (
        desk(register=OLD), Visitor("V", brought_by="Mrs Roth", asks_for_original=True), "Cleo", False,
        "turn-referral", "referral", None),
    "a referral does not ask": (
        desk(register=OLD), Visitor("V", brought_by="Mrs Roth"), "Ana", True, "turn-referral", "asks-for-nobody", None),
    "a referral whose owner is away": (
        desk(register=OLD, Cleo="away-own"), Visitor("V", brought_by="Mrs Roth", asks_for_original=True), "Ana", True,
        "turn-referral", "asked-away", None),
    "a referral by somebody unknown": (
        desk(), Visitor("V", brought_by="Mrs Roth", asks_for_original=True), "Ana", True, "turn-order-basic",
        "in-order", None),
    "a previous visit is handed over": (
        desk(register=OLD), Visitor("Mrs Roth"), "Cleo", False, "turn-previous-visit-check", "handed-over", "Ana"),
    "a previous visit with who begins": (
        desk(register={"Mrs Roth": "Ana"}), Visitor("Mrs Roth"), "Ana", False, "turn-previous-visit-check",
        "handed-over", None),
    "a previous visit begun by who is owed one": (
        desk({"Dov": 1}, register=OLD), Visitor("Mrs Roth"), "Cleo", False, "turn-previous-visit-check", "handed-over",
        "Dov"),
    "a previous visit whose owner is away is a favour": (
        desk(register=OLD, Cleo="away-own"), Visitor("Mrs Roth"), "Ana", False, "turn-previous-visit-check", "favour",
        "Ana"),
    "a customer who insists is the latter's": (
        desk(), Visitor("V", insists_on="Cleo"), "Cleo", False, "turn-no-interruption", "insisted", "Ana"),
    "a registered customer who insists is the latter's": (
        desk(register=OLD), Visitor("Mrs Roth", insists_on="Dov"), "Dov", False, "turn-no-interruption", "insisted",
        "Ana"),
    "no reception is broken off for a customer who insists": (
        desk(Cleo="busy"), Visitor("V", insists_on="Cleo"), "Ana", True, "turn-no-interruption", "no-interruption",
        None),
    "a plea for a turn that was lost": (
        desk(), Visitor("V", pleaded_by="Dov"), "Ana", True, "turn-missed-compensated", "not-made-up", None),
    "a plea for a turn that is owed": (
        desk({"Dov": 1}), Visitor("V", pleaded_by="Dov"), "Dov", False, "turn-missed-compensated", "make-up", None),
}


@pytest.mark.parametrize("case", TABLE)
def test_every_rule(case):
    """Receiver, count, rule, reason and kept right are those of the manual; the explanation names the receiver."""
    before, visitor, receiver, counts, row, reason, keeps = TABLE[case]
    found = rule(before, visitor)
    assert (found.receiver, found.counts, found.rule, found.reason) == (receiver, counts, row, reason)
    assert found.keeps == keeps
    assert receiver in found.why
    assert reason not in found.also


def test_the_table_meets_every_reason():
    """Each reason that a ruling can have is in the table, and has words of its own."""
    reasons = set(get_args(Reason))
    assert {case[5] for case in TABLE.values()} == reasons == set(REASONS)
    assert len(set(REASONS.values())) == len(REASONS)


def test_a_turn_lost_is_not_made_up_and_one_for_the_company_is():
    """Own absence moves to the end with nothing owed; absence for the company moves to the end and is owed one."""
    lost = rule(desk(Ana="away-own"), Visitor("V"))
    assert (lost.lost, lost.credited, dict(lost.desk.make_ups)) == (("Ana",), (), {})
    credited = rule(desk(Ana="away-company"), Visitor("V"))
    assert (credited.lost, credited.credited, dict(credited.desk.make_ups)) == ((), ("Ana",), {"Ana": 1})
    back = replace(credited.desk, status=MappingProxyType(dict.fromkeys(NAMES, "free")))
    made_up = rule(back, Visitor("W"))
    assert (made_up.receiver, made_up.counts, made_up.desk.make_ups["Ana"]) == ("Ana", False, 0)
    assert rule(made_up.desk, Visitor("X")).receiver == "Cleo"


def test_a_delegated_turn_is_still_first_afterwards():
    """Who delegated stays at the head of the order and takes the next new customer once free."""
    found = rule(desk(Ana="busy-delegated"), Visitor("V"))
    assert found.keeps == "Ana"
    free_again = replace(found.desk, status=MappingProxyType(dict.fromkeys(NAMES, "free")))
    assert rule(free_again, Visitor("W")).receiver == "Ana"


def test_several_who_are_passed_over_each_get_their_due():
    """Of two before the receiver one loses a turn and one is owed one; both go to the end, in their order."""
    found = rule(desk(Ana="away-own", Ben="away-company"), Visitor("V"))
    assert (found.receiver, found.lost, found.credited) == ("Cleo", ("Ana",), ("Ben",))
    assert found.desk.order == ("Dov", "Ana", "Ben", "Cleo")


def test_a_forced_change_is_the_latters_customer():
    """The register then names the one insisted on, whoever it named before; the order is as it was."""
    for register in ({}, OLD):
        found = rule(desk(register=register), Visitor("Mrs Roth", insists_on="Dov"))
        assert found.desk.register["Mrs Roth"] == "Dov"
        assert found.desk.order == NAMES


def test_a_favour_takes_no_customer():
    """Who receives for a colleague who is away does not become the customer's salesperson."""
    found = rule(desk(register=OLD, Cleo="busy"), Visitor("Mrs Roth"))
    assert (found.receiver, found.desk.register["Mrs Roth"]) == ("Ana", "Cleo")


def test_an_old_customer_costs_nobody_a_turn():
    """Somebody away loses nothing when an old customer comes: a turn is only ever a new visitor's."""
    found = rule(desk(register=OLD, Ana="away-own", Ben="away-company"), Visitor("Mrs Roth"))
    assert (found.lost, found.credited, found.desk.order) == ((), (), NAMES)


def test_nobody_free_changes_nothing():
    """With all away or busy the visitor waits: there is no ruling."""
    with pytest.raises(NobodyFree):
        rule(desk(**dict.fromkeys(NAMES, "busy")), Visitor("V"))


statuses = st.sampled_from(["free", "busy", "busy-delegated", "away-own", "away-company"])
people = st.sampled_from([None, *NAMES])
visitors = st.builds(
    Visitor, name=st.sampled_from(["Mrs Roth", "V1", "V2", "V3"]), asks_for=people, knows_name=st.booleans(),
    rang_before=st.booleans(), seen_by=people, brought_by=st.sampled_from([None, "Mrs Roth"]),
    asks_for_original=st.booleans(), insists_on=people, pleaded_by=people,
    claimed_by=st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
)


@given(st.lists(st.tuples(visitors, st.fixed_dictionaries(dict.fromkeys(NAMES, statuses))), max_size=40))
def test_over_any_day_no_turn_is_lost_by_the_desk_and_nobody_gets_two(day):
    """The order always holds everyone once; a counted receiver goes last; a make-up is credited and used once each."""
    now = desk(register=OLD)
    owed = 0
    for visitor, status in day:
        now = replace(now, status=MappingProxyType(status))
        try:
            found = rule(now, visitor)
        except NobodyFree:
            continue
        assert status[found.receiver] == "free"
        assert sorted(found.desk.order) == sorted(NAMES)
        used = sum(now.make_ups.values()) + len(found.credited) - sum(found.desk.make_ups.values())
        assert used in (0, 1)
        assert (used == 1) == found.made_up == (found.reason == "make-up")
        assert not found.made_up or (now.make_ups[found.receiver] > 0 and not found.counts)
        assert found.keeps is None or (not found.counts and found.keeps not in (*found.lost, *found.credited))
        owed += len(found.credited) - used
        assert owed == sum(found.desk.make_ups.values()) >= 0
        if found.counts:
            assert found.desk.order[-1] == found.receiver
        moved = {*found.lost, *found.credited} | ({found.receiver} if found.counts else set())
        stayed = [name for name in now.order if name not in moved]
        assert [name for name in found.desk.order if name not in moved] == stayed
        assert all(found.desk.register[old] == owner for old, owner in now.register.items()
                   if (old, found.reason) != (visitor.name, "insisted"))
        assert found.desk.register.keys() == now.register.keys() | {visitor.name}
        now = found.desk
