"""Who asks, and what they may do: every service call that touches a class asks here again, whatever the page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trainer import store
from trainer.service.house import House, guarded
from trainer.service.refusals import NoSuchClass, NotAllowed

Role = Literal["trainee", "instructor", "administrator"]
STAFF: tuple[Role, ...] = ("instructor", "administrator")

_NO_CLASS = "There is no class of yours at this address."
_STAFF_ONLY = "This is for instructors who are signed in."
_ADMINISTRATORS_ONLY = "This is for administrators who are signed in."


@dataclass(frozen=True, slots=True)
class Caller:
    """
    Somebody who asks for something: the person, and the role that their sign-in gives them at this moment.

    Only `accounts.caller_of` makes one for a request. A trainee needs no account; an instructor who is not signed in is
    a trainee like any other.
    """

    person_id: str
    role: Role = "trainee"

    @property
    def staff(self) -> bool:
        """Whether this is an instructor or an administrator, signed in."""
        return self.role in STAFF


def require_staff(caller: Caller) -> None:
    """
    Let instructors and administrators pass.

    Raises:
        NotAllowed: The caller is neither.
    """
    if not caller.staff:
        raise NotAllowed(_STAFF_ONLY)


def require_administrator(caller: Caller) -> None:
    """
    Let administrators pass.

    Raises:
        NotAllowed: The caller is none.
    """
    if caller.role != "administrator":
        raise NotAllowed(_ADMINISTRATORS_ONLY)


def require_class(house: House, caller: Caller, class_id: str) -> store.TrainingClass:
    """
    Let the instructors of a class and administrators pass, and find the class.

    Somebody else's class and one that does not exist look exactly the same from outside.

    Raises:
        NoSuchClass: There is none, or it is not the caller's.
        TryAgain: The store cannot be read at the moment.
    """
    if not caller.staff:
        raise NoSuchClass(_NO_CLASS)
    with guarded("class"):
        found = store.class_of(house.store, class_id=class_id)
        allowed = found is not None and (
            caller.role == "administrator"
            or store.teaches(house.store, class_id=class_id, person_id=caller.person_id)
        )
    if found is None or not allowed:
        raise NoSuchClass(_NO_CLASS)
    return found
