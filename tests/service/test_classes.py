"""Classes through the service: what instructors do, what trainees do, and what each of them may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.service.classroom import NOW, Room, at, content, here, instructor, room, server, trainee, visit
from trainer import store
from trainer.service import accounts, classes, joining, people
from trainer.service.errors import ServiceError
from trainer.service.house import House
from trainer.service.names import CODE_LETTERS
from trainer.service.refusals import NoSuchClass, NoSuchCode, NotAccepted, NotAllowed, WaitFirst
from trainer.service.rights import Caller

__all__ = ["content", "here", "room", "server"]

DEEDS: dict[str, Callable[[House, Caller, str, str], object]] = {
    "classes": lambda here, caller, each, member: classes.classes(here, caller, each),
    "view": lambda here, caller, each, member: classes.view(here, caller, each),
    "rename": lambda here, caller, each, member: classes.rename(here, caller, each, "Mine now", now=at(1)),
    "locking": lambda here, caller, each, member: classes.set_locking(here, caller, each, True, now=at(1)),
    "code": lambda here, caller, each, member: classes.change_code(here, caller, each, now=at(1)),
    "remove": lambda here, caller, each, member: classes.remove(here, caller, each, member, now=at(1)),
    "invite": lambda here, caller, each, member: accounts.invite(here, caller, class_id=each, now=at(1)),
}
"""Everything that is done to a class."""


@pytest.mark.parametrize("deed", DEEDS)
def test_a_class_is_its_instructors_alone(here: House, room: Room, deed: str) -> None:
    """Visitor, trainee, member and another class's instructor are refused, and nothing changes; its own may."""
    before = classes.view(here, room.teacher, room.class_id)
    member = before.members[0].id
    for caller in (Caller("nobody"), trainee(here, "bo"), room.member, room.other_teacher):
        with pytest.raises((NoSuchClass, NotAllowed)):
            DEEDS[deed](here, caller, room.class_id, member)
    assert classes.view(here, room.teacher, room.class_id) == before
    DEEDS[deed](here, room.teacher, room.class_id, member)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_refusal_does_not_say_whether_there_is_a_class(here: House, room: Room, deed: str) -> None:
    """Somebody else's class and one that does not exist are refused in the same words."""
    said = set()
    for class_id in (room.class_id, "none"):
        with pytest.raises(ServiceError) as caught:
            DEEDS[deed](here, room.other_teacher, class_id, "none")
        said.add((type(caught.value), str(caught.value)))
    assert len(said) == 1


def test_an_administrator_sees_all_classes(here: House, room: Room) -> None:
    """So that a class whose instructor is gone is not lost; an instructor sees their own."""
    assert {row.name for row in classes.classes(here, room.administrator).rows} == {"Monday group", "Evening"}
    mine = classes.classes(here, room.teacher)
    assert [(row.name, row.members) for row in mine.rows] == [("Monday group", 1)]
    assert mine.chosen == classes.view(here, room.teacher, room.class_id)


def test_an_instructor_without_a_class_sees_none(here: House, room: Room) -> None:
    """An empty list, and no class that is chosen."""
    new, _ = instructor(here, room.administrator, "new")
    assert classes.classes(here, new) == classes.classes(here, new, None)
    assert (classes.classes(here, new).rows, classes.classes(here, new).chosen) == ((), None)


def test_a_code_is_typed_as_people_type(here: House, room: Room) -> None:
    """Small letters, blanks and dashes do not matter; it has no letter that looks like another."""
    assert set(room.code) <= set(CODE_LETTERS)
    typed = f" {room.code[:3].lower()}-{room.code[3:]} "
    joined = joining.join(here, trainee(here, "bo"), typed, "Bo", visit=visit("bo"), now=at(1))
    assert (joined.name, joined.as_name, joined.instructors) == ("Monday group", "Bo", ("Lee",))


def test_people_of_one_name_are_told_apart(here: House, room: Room) -> None:
    """The second Ana is told that she is Ana 2, and the instructor sees both."""
    joined = joining.join(here, trainee(here, "other"), room.code, "ana ", visit=visit("other"), now=at(1))
    assert (joined.as_name, joined.told_apart) == ("ana 2", True)
    assert [row.name for row in classes.view(here, room.teacher, room.class_id).members] == ["Ana", "ana 2"]


def test_a_new_code_closes_the_old_one(here: House, room: Room) -> None:
    """Whoever has the old code finds no class; whoever is in the class stays."""
    classes.change_code(here, room.teacher, room.class_id, now=at(1))
    with pytest.raises(NoSuchCode):
        joining.join(here, trainee(here, "bo"), room.code, "Bo", visit=visit("bo"), now=at(2))
    assert len(classes.view(here, room.teacher, room.class_id).members) == 1


def test_leaving_and_being_removed(here: House, room: Room) -> None:
    """Both end the membership; the person, their history and their other classes stay."""
    bo = trainee(here, "bo")
    for code in (room.code, classes.view(here, room.other_teacher, room.other_class).code):
        joining.join(here, bo, code, "Bo", visit=visit("bo"), now=at(1))
    joining.leave(here, room.member, room.class_id, now=at(2))
    (row,) = classes.view(here, room.teacher, room.class_id).members
    classes.remove(here, room.teacher, room.class_id, row.id, now=at(3))
    assert classes.view(here, room.teacher, room.class_id).members == ()
    assert [each.name for each in joining.joining(here, bo, visit=visit("bo"), now=at(4)).joined] == ["Evening"]
    assert store.person(here.store, person_id=bo.person_id).display_name == "Bo"
    with pytest.raises(NoSuchClass):
        classes.remove(here, room.other_teacher, room.other_class, row.id, now=at(5))


def test_the_page_offers_the_class_of_the_address(here: House, room: Room) -> None:
    """Before anybody is stored; a code that leads nowhere is shown again as it was typed."""
    stranger = Caller(people.person_id_of(here, "new"))
    seen = joining.joining(here, stranger, room.code.lower(), visit=visit("new"), now=at(1))
    assert seen.offer is not None and seen.offer.name == "Monday group"
    assert (seen.joined, seen.played, seen.signed_in) == ((), False, False)
    wrong = joining.joining(here, stranger, "zzz-zzz", visit=visit("new"), now=at(1))
    assert (wrong.offer, wrong.typed) == (None, "ZZZZZZ")


def test_guessing_codes_slows_down_and_right_ones_do_not(here: House, room: Room) -> None:
    """After five wrong codes a browser waits, also with a right one; a class behind one address joins at once."""
    eve = trainee(here, "eve")
    for number in range(5):
        for _ in range(3):  # the same again is no new guess
            with pytest.raises(NoSuchCode):
                joining.join(here, eve, f"WRONG{number}", "Eve", visit=visit("eve"), now=at(1))
    with pytest.raises(WaitFirst):
        joining.join(here, eve, room.code, "Eve", visit=visit("eve"), now=at(1.5))
    assert "wait" in joining.joining(here, eve, room.code, visit=visit("eve"), now=at(1.5)).problem
    with pytest.raises(WaitFirst):
        joining.use_transfer(here, "WRONG234", visit=visit("eve"), now=at(1.5))
    for number in range(30):
        name = f"pupil-{number}"
        assert joining.join(here, trainee(here, name), room.code, name, visit=visit(name), now=at(2))


def test_a_second_device_goes_on_with_the_history(here: House, room: Room) -> None:
    """With a code that works once; the class is on both devices then."""
    code = joining.new_transfer(here, room.member, now=at(1))
    typed = f"{code[:4].lower()} {code[4:].lower()}"
    person = joining.use_transfer(here, typed, visit=visit("tablet"), now=at(2))
    assert person == room.member.person_id == people.person_id_of(here, "device-tablet")
    with pytest.raises(NoSuchCode):
        joining.use_transfer(here, code, visit=visit("other"), now=at(3))
    late = joining.new_transfer(here, room.member, now=at(4))
    with pytest.raises(NoSuchCode):
        joining.use_transfer(here, late, visit=visit("other"), now=at(4) + joining.TRANSFER_LASTS)


def test_an_account_is_not_handed_over_by_a_code(here: House, room: Room) -> None:
    """An instructor signs in on the other device instead."""
    with pytest.raises(NotAccepted):
        joining.new_transfer(here, room.teacher, now=NOW)


def test_what_instructors_do_is_in_the_audit(here: House, room: Room) -> None:
    """Each deed with its doer, in order."""
    member = classes.view(here, room.teacher, room.class_id).members[0].id
    for deed in ("rename", "locking", "code", "invite", "remove"):
        DEEDS[deed](here, room.teacher, room.class_id, member)
    found = store.audit_of(here.store, class_id=room.class_id)
    assert [each.action for each in found] == ["remove", "invite", "code", "locking", "rename", "class"]
    assert {each.actor_id for each in found} == {room.teacher.person_id}
