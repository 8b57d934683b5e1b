"""The turn-order desk: every rule and conflict in a table, and what no day can ever break."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.play.turn_order.rules import Desk, NobodyFree, Visitor, rule

NAMES = ("Ana", "Ben", "Cleo", "Dov")


def desk(make_ups=None, register=None, **status) -> Desk:
    """All four free, Ana next, except as told."""
    found = {name: status.get(name, "free") for name in NAMES}
    return Desk(NAMES, MappingProxyType(found), MappingProxyType(make_ups or {}), MappingProxyType(register or {}))


OLD = {"Mrs Roth": "Cleo"}
TABLE = {
    "the next in order receives and it counts": (desk(), Visitor("V"), "Ana", True, "turn-order-basic"),
    "away for own reasons loses the turn": (
        desk(Ana="away-own"), Visitor("V"), "Ben", True, "turn-missed-compensated"),
    "busy without a word loses the turn": (desk(Ana="busy"), Visitor("V"), "Ben", True, "turn-missed-compensated"),
    "busy with a delegate keeps the turn": (
        desk(Ana="busy-delegated"), Visitor("V"), "Ben", False, "turn-delegate-voluntary"),
    "a make-up comes before the order": (desk({"Dov": 1}), Visitor("V"), "Dov", False, "turn-missed-compensated"),
    "asked for by surname, present": (
        desk(), Visitor("V", asks_for="Cleo", knows_name=True), "Cleo", False, "turn-named-request"),
    "asked for without surname": (desk(), Visitor("V", asks_for="Cleo"), "Ana", True, "turn-order-basic"),
    "asked for, absent": (
        desk(Cleo="away-own"), Visitor("V", asks_for="Cleo", knows_name=True), "Ana", True, "turn-order-basic"),
    "telephone enquirers are ordinary": (
        desk(), Visitor("V", asks_for="Cleo", knows_name=True, rang_before=True), "Ana", True, "turn-order-basic"),
    "recognised before entry with the register": (
        desk(register=OLD), Visitor("Mrs Roth", seen_by="Cleo"), "Cleo", False, "turn-recognised-returning"),
    "recognised without the register": (desk(), Visitor("V", seen_by="Cleo"), "Ana", True, "turn-order-basic"),
    "a claim on somebody else's customer goes to the owner": (
        desk(register=OLD), Visitor("Mrs Roth", seen_by="Dov"), "Cleo", False, "turn-previous-visit-check"),
    "a referral asks for the owner": (
        desk(register=OLD), Visitor("V", brought_by="Mrs Roth", asks_for_original=True), "Cleo", False,
        "turn-referral"),
    "a referral does not ask": (
        desk(register=OLD), Visitor("V", brought_by="Mrs Roth"), "Ana", True, "turn-order-basic"),
    "a referral whose owner is away": (
        desk(register=OLD, Cleo="away-own"), Visitor("V", brought_by="Mrs Roth", asks_for_original=True), "Ana", True,
        "turn-order-basic"),
    "a previous visit is handed over": (
        desk(register=OLD), Visitor("Mrs Roth"), "Cleo", False, "turn-previous-visit-check"),
    "a previous visit whose owner is away is a favour": (
        desk(register=OLD, Cleo="away-own"), Visitor("Mrs Roth"), "Ana", False, "turn-previous-visit-check"),
    "a customer who insists is the latter's": (
        desk(), Visitor("V", insists_on="Cleo"), "Cleo", False, "turn-no-interruption"),
}


@pytest.mark.parametrize("case", TABLE)
def test_every_rule(case):
    """Receiver, count and rule are those of the manual, and the reason names the receiver."""
    before, visitor, receiver, counts, row = TABLE[case]
    found = rule(before, visitor)
    assert (found.receiver, found.counts, found.rule) == (receiver, counts, row)
    assert receiver in found.why


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


def test_nobody_free_changes_nothing():
    """With all away or busy the visitor waits: there is no ruling."""
    with pytest.raises(NobodyFree):
        rule(desk(**dict.fromkeys(NAMES, "busy")), Visitor("V"))


statuses = st.sampled_from(["free", "busy", "busy-delegated", "away-own", "away-company"])
people = st.sampled_from([None, *NAMES])
visitors = st.builds(
    Visitor, name=st.sampled_from(["Mrs Roth", "V1", "V2", "V3"]), asks_for=people, knows_name=st.booleans(),
    rang_before=st.booleans(), seen_by=people, brought_by=st.sampled_from([None, "Mrs Roth"]),
    asks_for_original=st.booleans(), insists_on=people,
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
        assert used == 0 or (found.rule == "turn-missed-compensated" and not found.counts)
        owed += len(found.credited) - used
        assert owed == sum(found.desk.make_ups.values()) >= 0
        if found.counts:
            assert found.desk.order[-1] == found.receiver
        moved = {*found.lost, *found.credited} | ({found.receiver} if found.counts else set())
        stayed = [name for name in now.order if name not in moved]
        assert [name for name in found.desk.order if name not in moved] == stayed
        assert all(found.desk.register[old] == owner for old, owner in now.register.items())
        now = found.desk
