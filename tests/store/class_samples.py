"""Small accounts and classes to begin a test with."""

from uuid import uuid4

from trainer import store as log
from trainer.store import Account, Invite, Membership, SignIn, Store, TrainingClass

from .samples import NOW, later

DAY = 86_400.0


def keep_account(store: Store, login: str = "", *, invited_by: str | None = None, class_id: str | None = None) -> str:
    """Keep an account that was invited, signed in with the token `login-token`; return its person."""
    person = uuid4().hex
    login = login or f"login-{person}"
    invite = Invite("instructor" if invited_by else "administrator", invited_by, class_id, NOW, later(DAY))
    log.add_invite(store, invite, token=f"{login}-invite")
    log.open_account(store, Account(person, login, "hash", "instructor", NOW), name="Mr Lee", token=f"{login}-invite")
    log.add_sign_in(store, SignIn(person, NOW, later(DAY), None), token=f"{login}-token", device_id=f"{login}-device")
    return person


def make_class(name: str = "Monday group") -> TrainingClass:
    """Make a class that is not kept yet."""
    key = uuid4().hex
    return TrainingClass(key, name, key[:6].upper(), False, NOW)


def make_membership(class_id: str, person_id: str, name: str = "Ana", *, seconds: float = 0.0) -> Membership:
    """Make a membership that is not kept yet."""
    return Membership(uuid4().hex, class_id, person_id, name, name.casefold(), 1, later(seconds))


def keep_class(store: Store, *members: str) -> TrainingClass:
    """Keep a class of a new instructor with these people in it, and something in every other table of classes."""
    first = keep_account(store) if not log.has_accounts(store) else _anybody(store)
    kept = make_class()
    log.add_class(store, kept, by=first)
    for member in members:
        log.join_class(store, make_membership(kept.id, member))
        log.add_transfer(store, code=uuid4().hex, person_id=member, made_at=NOW, expires_at=later(600))
    log.count_try(store, ("key",), at=NOW, since=later(-60), wait_of=lambda _tries: 0.0)
    return kept


def _anybody(store: Store) -> str:
    """Find the instructor of any class."""
    taught = log.all_classes(store)[0].training_class
    return log.instructors_of(store, class_id=taught.id)[0].person_id
