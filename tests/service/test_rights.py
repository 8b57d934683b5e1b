"""Every use case of accounts and classes, tried by everybody: what is not expressly allowed is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.service.classroom import PASSWORD, Room, at, content, here, room, server, trainee, visit
from trainer import store
from trainer.service import accounts, classes, joining, rights
from trainer.service.errors import ServiceError
from trainer.service.house import House
from trainer.service.rights import Caller

__all__ = ["content", "here", "room", "server"]

EVERYBODY = ("visitor", "stranger", "member", "other instructor", "instructor", "administrator")
STAFF = EVERYBODY[3:]
TEACHERS = EVERYBODY[4:]


@dataclass(frozen=True, slots=True)
class Case:
    """A use case with who may."""

    allowed: tuple[str, ...]
    call: Callable[[House, Caller, Room, str], object]


def _change(here: House, caller: Caller, room: Room, member: str) -> None:
    accounts.change_password(here, caller, old=PASSWORD, new="four loud umbrellas", token="", visit=visit("any"),
                             now=at(1))


CASES = {
    "accounts.change_password": Case(STAFF, _change),
    "accounts.invite": Case(TEACHERS, lambda h, c, r, m: accounts.invite(h, c, class_id=r.class_id, now=at(1))),
    "accounts.profile": Case(EVERYBODY, lambda h, c, r, m: accounts.profile(h, c, now=at(1))),
    "accounts.sign_out_everywhere": Case(STAFF, lambda h, c, r, m: accounts.sign_out_everywhere(h, c, now=at(1))),
    "classes.change_code": Case(TEACHERS, lambda h, c, r, m: classes.change_code(h, c, r.class_id, now=at(1))),
    "classes.classes": Case(TEACHERS, lambda h, c, r, m: classes.classes(h, c, r.class_id)),
    "classes.make": Case(STAFF, lambda h, c, r, m: classes.make(h, c, "New", now=at(1))),
    "classes.remove": Case(TEACHERS, lambda h, c, r, m: classes.remove(h, c, r.class_id, m, now=at(1))),
    "classes.rename": Case(TEACHERS, lambda h, c, r, m: classes.rename(h, c, r.class_id, "New", now=at(1))),
    "classes.set_locking": Case(TEACHERS, lambda h, c, r, m: classes.set_locking(h, c, r.class_id, True, now=at(1))),
    "classes.view": Case(TEACHERS, lambda h, c, r, m: classes.view(h, c, r.class_id)),
    "joining.join": Case(EVERYBODY, lambda h, c, r, m: joining.join(h, c, r.code, "Bo", visit=visit("x"), now=at(1))),
    "joining.joining": Case(EVERYBODY, lambda h, c, r, m: joining.joining(h, c, visit=visit("x"), now=at(1))),
    "joining.leave": Case(EVERYBODY, lambda h, c, r, m: joining.leave(h, c, r.class_id, now=at(1))),
    "joining.new_transfer": Case(EVERYBODY[:3], lambda h, c, r, m: joining.new_transfer(h, c, now=at(1))),
    "rights.require_administrator": Case(("administrator",), lambda h, c, r, m: rights.require_administrator(c)),
    "rights.require_class": Case(TEACHERS, lambda h, c, r, m: rights.require_class(h, c, r.class_id)),
    "rights.require_staff": Case(STAFF, lambda h, c, r, m: rights.require_staff(c)),
}


def callers(here: House, room: Room) -> dict[str, Caller]:
    """Everybody who may come."""
    return {
        "visitor": Caller(trainee(here, "visitor").person_id),
        "stranger": _stranger(here, room),
        "member": room.member,
        "other instructor": room.other_teacher,
        "instructor": room.teacher,
        "administrator": room.administrator,
    }


def _stranger(here: House, room: Room) -> Caller:
    """A trainee of another class."""
    found = trainee(here, "stranger")
    code = classes.view(here, room.other_teacher, room.other_class).code
    joining.join(here, found, code, "Zoe", visit=visit("stranger"), now=at(0))
    return found


def _somebody_new(here: House, room: Room) -> str:
    """Let one more trainee in and name the membership."""
    joining.join(here, trainee(here, "late"), room.code, "Late", visit=visit("late"), now=at(2))
    found = classes.view(here, room.teacher, room.class_id).members
    return next(row.id for row in found if row.name == "Late")


def test_every_use_case_that_asks_for_a_caller_is_tried() -> None:
    """Nothing with a caller is left out of the table below."""
    found = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in (accounts, classes, joining, rights)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "caller" in inspect.signature(function).parameters
    }
    assert found == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_allowed_is_refused(here: House, room: Room, name: str) -> None:
    """Whoever may not is refused before anything changes; whoever may is not."""
    case = CASES[name]
    everybody = callers(here, room)
    member = classes.view(here, room.teacher, room.class_id).members[0].id
    before = (classes.view(here, room.teacher, room.class_id), store.audit_of(here.store, class_id=room.class_id))
    for who in EVERYBODY:
        if who not in case.allowed:
            with pytest.raises(ServiceError):
                case.call(here, everybody[who], room, member)
    assert before == (
        classes.view(here, room.teacher, room.class_id), store.audit_of(here.store, class_id=room.class_id))
    for who in case.allowed:
        if name == "classes.remove" and who != case.allowed[0]:
            member = _somebody_new(here, room)
        case.call(here, everybody[who], room, member)
