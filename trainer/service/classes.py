"""Classes, seen by their instructors: made, named, joined by a code, locked or not, who is in them."""

from __future__ import annotations

import secrets
from datetime import datetime

from trainer import store
from trainer.service.class_views import ClassesView, ClassRow, ClassView, MemberRow
from trainer.service.errors import TryAgain
from trainer.service.house import House, guarded
from trainer.service.names import CLASS_CODE_LENGTH, LONGEST_CLASS_NAME, clean_name, new_code, shown_name
from trainer.service.refusals import NoSuchClass
from trainer.service.rights import Caller, require_class, require_staff

_DRAWS = 5


def classes(house: House, caller: Caller, class_id: str | None = None) -> ClassesView:
    """
    The caller's classes (all of them, for an administrator), and one of them: the one named, or the only one.

    Raises:
        NotAllowed: The caller is no instructor.
        NoSuchClass: The one that is named is not the caller's.
        TryAgain: The store cannot be read at the moment.
    """
    require_staff(caller)
    with guarded("class"):
        everything = caller.role == "administrator"
        found = (store.all_classes(house.store) if everything
                 else store.classes_taught(house.store, person_id=caller.person_id))
    rows = tuple(ClassRow(each.training_class.id, each.training_class.name, each.members) for each in found)
    chosen = class_id or (rows[0].id if len(rows) == 1 else None)
    return ClassesView(rows, view(house, caller, chosen) if chosen else None, everything)


def view(house: House, caller: Caller, class_id: str) -> ClassView:
    """
    One class with its members.

    Raises:
        NoSuchClass: It is not the caller's.
        TryAgain: The store cannot be read at the moment.
    """
    found = require_class(house, caller, class_id)
    with guarded("class"):
        members = store.members_of(house.store, class_id=class_id)
        instructors = store.instructors_of(house.store, class_id=class_id)
    return ClassView(
        found.id, found.name, found.code, found.locking,
        instructors=tuple(each.display_name for each in instructors),
        members=tuple(MemberRow(each.id, shown_name(each.display_name, each.number), each.joined_at)
                      for each in members),
    )


def make(house: House, caller: Caller, name: str, *, now: datetime) -> str:
    """
    Make a class that the caller teaches, and return its id.

    Raises:
        NotAllowed: The caller is no instructor.
        NotAccepted: The name cannot be used.
        TryAgain: The store cannot be used at the moment.
    """
    require_staff(caller)
    called = clean_name(name, longest=LONGEST_CLASS_NAME)
    for _ in range(_DRAWS):
        new = store.TrainingClass(secrets.token_hex(8), called, new_code(CLASS_CODE_LENGTH), False, now)
        with guarded("class"):
            if store.add_class(house.store, new, by=caller.person_id):
                return new.id
    raise TryAgain("We could not find a free code for this class. Please try again.")


def rename(house: House, caller: Caller, class_id: str, name: str, *, now: datetime) -> None:
    """Call a class something else; raises like `view`, and NotAccepted when the name cannot be used."""
    require_class(house, caller, class_id)
    called = clean_name(name, longest=LONGEST_CLASS_NAME)
    with guarded("class"):
        store.rename_class(house.store, class_id=class_id, name=called, by=caller.person_id, at=now)


def set_locking(house: House, caller: Caller, class_id: str, locking: bool, *, now: datetime) -> None:
    """Let prerequisites lock lessons for the class's members, or only recommend; raises like `view`."""
    require_class(house, caller, class_id)
    with guarded("class"):
        store.set_locking(house.store, class_id=class_id, locking=locking, by=caller.person_id, at=now)


def change_code(house: House, caller: Caller, class_id: str, *, now: datetime) -> None:
    """Give the class another code, so that the old code and link lead nowhere; raises like `view`."""
    require_class(house, caller, class_id)
    for _ in range(_DRAWS):
        with guarded("class"):
            code = new_code(CLASS_CODE_LENGTH)
            if store.set_code(house.store, class_id=class_id, code=code, by=caller.person_id, at=now):
                return
    raise TryAgain("We could not find a free code for this class. Please try again.")


def remove(house: House, caller: Caller, class_id: str, membership_id: str, *, now: datetime) -> None:
    """
    Take somebody out of the class; what they played stays theirs, and the instructors see none of it any more.

    Raises:
        NoSuchClass: The class is not the caller's, or the membership is none of this class.
        TryAgain: The store cannot be used at the moment.
    """
    require_class(house, caller, class_id)
    with guarded("class"):
        gone = store.remove_member(
            house.store, class_id=class_id, membership_id=membership_id, by=caller.person_id, at=now)
    if not gone:
        raise NoSuchClass("This person is not in the class any more.")
