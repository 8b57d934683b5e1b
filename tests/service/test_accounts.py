"""Accounts: begun by a link that works once, signed in with a password, signed out everywhere, never locked out."""

from __future__ import annotations

import pytest

from tests.service.classroom import (
    NOW,
    PASSWORD,
    Room,
    at,
    content,
    first,
    here,
    instructor,
    room,
    server,
    trainee,
    visit,
)
from trainer import store
from trainer.service import accounts, classes
from trainer.service.house import House
from trainer.service.refusals import NoSuchClass, NoSuchInvitation, NotAccepted, NotAllowed, WaitFirst
from trainer.service.rights import Caller
from trainer.service.tries import key_of

__all__ = ["content", "here", "room", "server"]


def test_the_first_link_makes_an_administrator_once(here: House) -> None:
    """As long as there is no account each start makes a link; one of them works, and then there are no more."""
    one, two = (accounts.first_invitation(here, now=NOW) for _ in range(2))
    assert one and two
    assert accounts.invitation(here, two, now=NOW).first
    token = accounts.open_account(here, one, name=" Mr  Lee ", login="Lee@Example.com", password=PASSWORD,
                                  visit=visit(), now=NOW)
    caller = accounts.caller_of(here, token, "device's person", now=NOW)
    assert caller.role == "administrator"
    profile = accounts.profile(here, caller, now=NOW)
    assert profile is not None and (profile.name, profile.login, profile.browsers) == ("Mr Lee", "lee@example.com", 1)
    assert accounts.first_invitation(here, now=NOW) is None
    for token in (one, two):
        with pytest.raises(NoSuchInvitation):
            accounts.open_account(here, token, name="Eve", login="eve", password=PASSWORD, visit=visit(), now=NOW)


def test_instructors_invite_instructors(here: House) -> None:
    """An instructor's guest is an instructor, of the class named; only administrators invite administrators."""
    head, _ = first(here)
    one, _ = instructor(here, head, "one")
    class_id = classes.make(here, one, "Monday", now=NOW)
    two, _ = instructor(here, one, "two", class_id)
    assert two.role == "instructor"
    assert set(classes.view(here, two, class_id).instructors) == {"One", "Two"}
    with pytest.raises(NotAllowed):
        accounts.invite(here, one, role="administrator", now=NOW)
    with pytest.raises(NotAllowed):
        accounts.invite(here, trainee(here, "ana"), now=NOW)
    third, _ = instructor(here, head, "third")
    with pytest.raises(NoSuchClass):
        accounts.invite(here, third, class_id=class_id, now=NOW)
    assert accounts.invite(here, head, role="administrator", now=NOW)


def test_an_invitation_ends_after_a_week(here: House) -> None:
    """Then it is as if it had never been made."""
    token = accounts.first_invitation(here, now=NOW)
    assert token
    with pytest.raises(NoSuchInvitation):
        accounts.invitation(here, token, now=NOW + accounts.INVITATION_LASTS)


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("name", " \u200b ", "name"),
        ("name", "x" * 41, "name-long"),
        ("login", "ab", "login"),
        ("login", "two words", "login"),
        ("login", "LEE", "login-taken"),
        ("password", "short", "password-length"),
        ("password", "x" * 201, "password-length"),
        ("password", "aaaaaaaaaaaa", "password-weak"),
        ("password", "kimberly2026", "password-weak"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_link_still_works(here: House, field: str, value: str, word: str) -> None:
    """Names and passwords that are none are refused by a word; the invitation is not used up."""
    head, _ = first(here, "lee")
    token = accounts.invite(here, head, now=NOW)
    good = {"name": "Kim", "login": "kimberly", "password": PASSWORD}
    with pytest.raises(NotAccepted) as caught:
        accounts.open_account(here, token, **{**good, field: value}, visit=visit(), now=NOW)
    assert caught.value.word == word
    assert accounts.open_account(here, token, **good, visit=visit(), now=NOW)


def test_passwords_are_kept_as_argon2id(here: House) -> None:
    """The hash says argon2id, and nothing in the store is the password."""
    caller, _ = first(here)
    account = store.account_of(here.store, person_id=caller.person_id)
    assert account is not None and (account.password_hash or "").startswith("$argon2id$")
    assert "argon2" not in repr(account)


def test_signing_in_and_out(here: House) -> None:
    """With name (however it is written) and password; a wrong one of either says the same."""
    caller, old = first(here, "lee")
    token = accounts.sign_in(here, " LEE ", PASSWORD, visit=visit("home"), now=NOW)
    assert accounts.caller_of(here, token, "x", now=NOW) == caller
    said = set()
    for login, password in (("lee", "not that one"), ("nobody", PASSWORD)):
        with pytest.raises(NotAccepted) as caught:
            accounts.sign_in(here, login, password, visit=visit("home"), now=NOW)
        said.add((caught.value.word, str(caught.value)))
    assert len(said) == 1
    accounts.sign_out(here, token, now=at(1))
    assert accounts.caller_of(here, token, "x", now=at(1)) == Caller("x")
    assert accounts.caller_of(here, old, "x", now=at(1)) == caller
    assert accounts.caller_of(here, old, "x", now=NOW + accounts.STAYS_SIGNED_IN) == Caller("x")
    accounts.sign_out_everywhere(here, caller, now=at(2))
    assert accounts.caller_of(here, old, "x", now=at(2)) == Caller("x")


def test_a_new_password_ends_the_other_sign_ins(here: House) -> None:
    """With the old one only; here one stays signed in, elsewhere not, and the old password is of no use."""
    caller, elsewhere = first(here, "lee")
    token = accounts.sign_in(here, "lee", PASSWORD, visit=visit("home"), now=NOW)
    kept = {"token": token, "visit": visit("home"), "now": at(1)}
    with pytest.raises(NotAccepted):
        accounts.change_password(here, caller, old="not that one", new="four loud umbrellas", **kept)
    accounts.change_password(here, caller, old=PASSWORD, new="four loud umbrellas", **kept)
    assert accounts.caller_of(here, token, "x", now=at(2)).staff
    assert not accounts.caller_of(here, elsewhere, "x", now=at(2)).staff
    with pytest.raises(NotAccepted):
        accounts.sign_in(here, "lee", PASSWORD, visit=visit("home"), now=at(3))
    with pytest.raises(NotAllowed):
        accounts.change_password(here, trainee(here, "ana"), old="x", new="y", **kept)


def guess(here: House, login: str, name: str, seconds: float) -> float:
    """Try a password from a browser: seconds to wait, 0.0 when it was looked at and wrong."""
    try:
        accounts.sign_in(here, login, "not that one", visit=visit(name), now=at(seconds))
    except WaitFirst as error:
        return error.wait_s
    except NotAccepted:
        return 0.0
    raise AssertionError("signed in")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost nothing: what is tested is how often they may be tried."""
    monkeypatch.setattr(accounts, "is_password", lambda given, hashed: hashed is not None and given == PASSWORD)


@pytest.mark.usefixtures("quick")
def test_guessing_slows_down_and_never_stops_the_owner(here: House) -> None:
    """A browser waits after five wrong tries, strangers after twenty; the owner's own browser comes in at once."""
    first(here, "lee")
    assert [guess(here, "lee", "eve", second) for second in range(5)] == [0.0] * 5
    assert 0.0 < guess(here, "lee", "eve", 5 - 0.5) <= 60.0
    assert guess(here, "lee", "eve", 66) == 0.0
    for number in range(20):
        guess(here, "lee", f"bot-{number}", 70 + number)
    assert guess(here, "lee", "bot-new", 89.5) > 0.0
    token = accounts.sign_in(here, "lee", PASSWORD, visit=visit("lee"), now=at(89.6))
    assert accounts.caller_of(here, token, "", now=at(90)).staff


@pytest.mark.usefixtures("quick")
def test_nobody_waits_longer_than_a_minute(here: House) -> None:
    """However often it was tried, a minute later the right password is looked at."""
    first(here, "lee")
    moment = 0.0
    for _ in range(60):
        moment += max(0.1, guess(here, "lee", "eve", moment))
    assert guess(here, "lee", "eve", moment) <= 60.0
    assert accounts.sign_in(here, "lee", PASSWORD, visit=visit("eve"), now=at(moment + 60.0))


@pytest.mark.usefixtures("quick")
def test_a_restart_forgets_no_try(here: House) -> None:
    """The tries lie in the store: another process counts on where this one stopped."""
    first(here, "lee")
    for _ in range(5):
        guess(here, "lee", "eve", 0.0)
    again = store.count_try(here.store, (key_of(here, "browser", "lee", "device-eve"),), at=at(1),
                            since=at(-3600), wait_of=lambda tries: float(tries[0].count))
    assert again.wait_s == 5.0


def test_what_a_sign_in_gives_is_asked_anew(here: House, room: Room) -> None:
    """A caller is made from the store each time: whoever is signed out has no rights in the next call."""
    token = accounts.sign_in(here, "lee", PASSWORD, visit=visit("lee"), now=NOW)
    assert classes.view(here, accounts.caller_of(here, token, "", now=NOW), room.class_id)
    accounts.sign_out_everywhere(here, room.teacher, now=at(1))
    with pytest.raises(NoSuchClass):
        classes.view(here, accounts.caller_of(here, token, "", now=at(1)), room.class_id)
