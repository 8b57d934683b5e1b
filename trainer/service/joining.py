"""Classes, seen by trainees: joined by a code, left again; and how one history goes on at a second device."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from trainer import store
from trainer.service.accounts import Visit
from trainer.service.class_views import JoinedClass, JoinOffer, JoinView
from trainer.service.house import House, guarded
from trainer.service.names import TRANSFER_CODE_LENGTH, clean_name, name_key, new_code, read_code, shown_name
from trainer.service.refusals import NoSuchCode, NotAccepted, WaitFirst
from trainer.service.rights import Caller
from trainer.service.throttle import ADDRESS, BROWSER, WINDOW, Limit
from trainer.service.tries import admit, key_of

TRANSFER_LASTS = timedelta(minutes=10)
_LIMITS = (BROWSER, ADDRESS, Limit(free=1_000_000, longest_s=0.0))
_NO_CLASS = "No class has this code. Please compare it with what your instructor gave you, letter by letter."
_NO_TRANSFER = (
    "This code leads nowhere: it was used already, it is older than ten minutes, or a letter is wrong. "
    "Show a new one on your first device."
)


def joining(house: House, caller: Caller, code: str = "", *, visit: Visit, now: datetime) -> JoinView:
    """
    What the page for joining and leaving shows.

    Raises:
        TryAgain: The store cannot be read at the moment.
    """
    typed, offer, problem = read_code(code), None, ""
    if typed:
        try:
            offer = _offer(house, _class_of_code(house, typed, visit=visit, now=now))
        except (NoSuchCode, WaitFirst) as error:
            problem = str(error)
    with guarded("join"):
        joined = store.classes_joined(house.store, person_id=caller.person_id)
        played = bool(store.attempts_of(house.store, person_id=caller.person_id))
        try:
            name = store.person(house.store, person_id=caller.person_id).display_name or ""
        except store.NotFound:
            name = ""
    return JoinView(offer, "" if offer else typed, name, tuple(_joined(house, each) for each in joined), played,
                    caller.staff, problem)


def join(house: House, caller: Caller, code: str, name: str, *, visit: Visit, now: datetime) -> JoinedClass:
    """
    Let the caller, whose person is stored already, into a class; somebody who is in it already stays as they are.

    Raises:
        NoSuchCode: No class has the code.
        WaitFirst: Codes were guessed too often.
        NotAccepted: The name cannot be used.
        TryAgain: The store cannot be used at the moment.
    """
    called = clean_name(name)
    found = _class_of_code(house, read_code(code), visit=visit, now=now)
    new = store.Membership(secrets.token_hex(8), found.id, caller.person_id, called, name_key(called), 1, now)
    with guarded("join"):
        kept = store.join_class(house.store, new)
    return _joined(house, store.ClassJoined(kept, found))


def leave(house: House, caller: Caller, class_id: str, *, now: datetime) -> None:
    """Let the caller out of a class; nothing happens when they are not in it. Raises like `joining`."""
    with guarded("leave"):
        store.leave_class(house.store, class_id=class_id, person_id=caller.person_id, at=now)


def new_transfer(house: House, caller: Caller, *, now: datetime) -> str:
    """
    Make the short code by which a second device goes on with the caller's history.

    Raises:
        NotAccepted: The caller has an account: they sign in on the other device instead.
        TryAgain: The store cannot be used at the moment.
    """
    with guarded("transfer"):
        if store.account_of(house.store, person_id=caller.person_id) is not None:
            raise NotAccepted("has-account")
        code = new_code(TRANSFER_CODE_LENGTH)
        store.add_transfer(house.store, code=code, person_id=caller.person_id, made_at=now,
                           expires_at=now + TRANSFER_LASTS)
    return code


def use_transfer(house: House, code: str, *, visit: Visit, now: datetime) -> str:
    """
    Let a device go on with the history that a code stands for, and return the person's id.

    Raises:
        NoSuchCode: It was used, is over or never was.
        WaitFirst: Codes were guessed too often.
        TryAgain: The store cannot be used at the moment.
    """
    typed = read_code(code)
    admission = _admit(house, visit, key_of(house, "transfer", "same", visit.device_id, typed), now)
    with guarded("transfer"):
        person_id = store.use_transfer(house.store, code=typed, device_id=visit.device_id, at=now)
        if person_id is None:
            raise NoSuchCode(_NO_TRANSFER)
        store.forgive(house.store, admission)
    return person_id


def _class_of_code(house: House, typed: str, *, visit: Visit, now: datetime) -> store.TrainingClass:
    """
    Find the class of a code.

    Every code is counted before it is looked at, right ones are taken back, and a wrong one that this browser asks for
    again (a page is drawn many times) is counted once.
    """
    if not typed:
        raise NoSuchCode(_NO_CLASS)
    same = key_of(house, "code", "same", visit.device_id, typed)
    with guarded("join"):
        again = store.has_tried(house.store, same, since=now - WINDOW)
    admission = store.Admission(0.0) if again else _admit(house, visit, same, now)
    with guarded("join"):
        found = store.class_of_code(house.store, code=typed)
        if found is None:
            raise NoSuchCode(_NO_CLASS)
        store.forgive(house.store, admission)
    return found


def _admit(house: House, visit: Visit, same: str, now: datetime) -> store.Admission:
    """Count a code that is tried, by browser and by address, and remember which."""
    keys = (key_of(house, "code", "browser", visit.device_id), key_of(house, "code", "address", visit.address), same)
    return admit(house, keys, _LIMITS, now=now)


def _offer(house: House, found: store.TrainingClass) -> JoinOffer:
    return JoinOffer(found.id, found.code, found.name, _instructors(house, found.id))


def _joined(house: House, each: store.ClassJoined) -> JoinedClass:
    member, taught = each.membership, each.training_class
    return JoinedClass(taught.id, taught.name, shown_name(member.display_name, member.number), member.number > 1,
                       taught.locking, _instructors(house, taught.id))


def _instructors(house: House, class_id: str) -> tuple[str, ...]:
    with guarded("join"):
        return tuple(each.display_name for each in store.instructors_of(house.store, class_id=class_id))
