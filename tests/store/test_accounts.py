"""Accounts: made by an invitation that works once, signed in by tokens of which only hashes are kept."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from trainer import store as log
from trainer.store import Account, Invite, LoginTaken, NotFound, SignIn, Store, StoreError
from trainer.store.transactions import reading, writing

from .class_samples import DAY, keep_account, keep_class
from .samples import NOW, later


def invite(store: Store, token: str, *, by: str | None = None, class_id: str | None = None) -> None:
    """Keep an invitation of a day."""
    log.add_invite(store, Invite("instructor", by, class_id, NOW, later(DAY)), token=token)


def account(person: str, login: str, *, seconds: float = 1.0) -> Account:
    """An account that is not kept yet."""
    return Account(person, login, "hash", "instructor", later(seconds))


def test_an_invitation_works_once(store: Store) -> None:
    """Of four who take up one invitation at once, one gets an account; it has the invitation's role."""
    first = keep_account(store)
    invite(store, "token", by=first)

    def take(number: int) -> str | None:
        try:
            log.open_account(store, account(f"p{number}", f"login-{number}"), name="Kim", token="token")
        except NotFound:
            return None
        return f"p{number}"

    with ThreadPoolExecutor(4) as threads:
        taken = [person for person in threads.map(take, range(4)) if person]
    assert len(taken) == 1
    found = log.account_of(store, person_id=taken[0])
    assert found is not None and found.role == "instructor"
    assert log.person(store, person_id=taken[0]).display_name == "Kim"
    assert log.invite_of(store, token="token", at=later(2)) is None


def test_an_invitation_ends(store: Store) -> None:
    """After its last moment, and under another token, it is not there."""
    first = keep_account(store)
    invite(store, "token", by=first)
    assert log.invite_of(store, token="token", at=later(DAY - 1)) is not None
    assert log.invite_of(store, token="token", at=later(DAY)) is None
    assert log.invite_of(store, token="other", at=NOW) is None


def test_the_first_starts_links_end_with_the_first_account(store: Store) -> None:
    """Two starts make two links; when one was used the other does not work either."""
    for token in ("one", "two"):
        invite(store, token)
        assert not log.has_accounts(store)
    log.open_account(store, account("p", "kim"), name="Kim", token="one")
    assert log.has_accounts(store)
    assert log.invite_of(store, token="two", at=later(2)) is None
    with pytest.raises(NotFound):
        log.open_account(store, account("q", "lee"), name="Lee", token="two")


def test_a_login_is_taken_once(store: Store) -> None:
    """A second account of one name is refused, and the invitation can still be used with another."""
    first = keep_account(store, "kim")
    invite(store, "token", by=first)
    with pytest.raises(LoginTaken):
        log.open_account(store, account("p", "kim"), name="Other", token="token")
    log.open_account(store, account("p", "lee"), name="Other", token="token")


def test_an_invitation_to_a_class_makes_its_instructor(store: Store) -> None:
    """Whoever takes it up teaches the class that it names."""
    kept = keep_class(store)
    by = log.instructors_of(store, class_id=kept.id)[0].person_id
    person = keep_account(store, "lee", invited_by=by, class_id=kept.id)
    assert log.teaches(store, class_id=kept.id, person_id=person)
    assert {each.person_id for each in log.instructors_of(store, class_id=kept.id)} == {by, person}


def test_a_token_stands_for_its_account_until_it_ends(store: Store) -> None:
    """Signed in from the first moment to the last; expired, ended or unknown tokens are nobody's."""
    person = keep_account(store, "kim")
    for number in (1, 2):
        log.add_sign_in(store, SignIn(person, NOW, later(60), None), token=f"t{number}", device_id="d")

    def who(token: str, seconds: float = 1.0) -> str | None:
        found = log.account_of_token(store, token=token, at=later(seconds))
        return found.person_id if found else None

    assert who("t1") == person
    assert who("t1", 60) is None
    assert who("nothing") is None
    log.end_sign_in(store, token="t1", at=later(2))
    assert (who("t1"), who("t2")) == (None, person)
    assert len(log.sign_ins_of(store, person_id=person, at=later(3))) == 2
    log.end_sign_ins(store, person_id=person, at=later(3))
    assert who("t2") is None
    assert log.sign_ins_of(store, person_id=person, at=later(4)) == ()


def test_a_new_password_signs_out_everywhere_else(store: Store) -> None:
    """The browser in which it was changed stays; all others are signed out."""
    person = keep_account(store, "kim")
    log.add_sign_in(store, SignIn(person, NOW, later(60), None), token="here", device_id="d")
    log.set_password(store, person_id=person, password_hash="other", by=None, at=later(1), keep="here")
    assert log.account_of_token(store, token="here", at=later(2)) is not None
    assert log.account_of_token(store, token="kim-token", at=later(2)) is None
    found = log.account_by_login(store, login="kim")
    assert found is not None and found.password_hash == "other"
    with pytest.raises(NotFound):
        log.set_password(store, person_id="nobody", password_hash="x", by=None, at=NOW, keep=None)


@pytest.mark.parametrize("by_themselves", [True, False])
def test_the_audit_says_who_gave_a_new_password(store: Store, by_themselves: bool) -> None:
    """The account itself, or nobody when the owner of the machine did it; either way that person can read it."""
    person = keep_account(store, "kim")
    by = person if by_themselves else None
    log.set_password(store, person_id=person, password_hash="other", by=by, at=later(1), keep=None)
    last = log.export_of(store, person_id=person).classes.audit[-1]
    assert (last.action, last.actor_id, last.subject_id) == ("password", by, person)


def test_a_device_is_known_after_it_was_signed_in(store: Store) -> None:
    """Of this account, on this device, also after it was signed out."""
    person = keep_account(store, "kim")
    log.end_sign_ins(store, person_id=person, at=later(1))
    assert log.knows_device(store, person_id=person, device_id="kim-device")
    assert not log.knows_device(store, person_id=person, device_id="other")


def test_no_secret_is_kept(store: Store) -> None:
    """Neither tokens nor devices nor codes are in any table of accounts and classes."""
    person = keep_account(store, "kim")
    log.add_transfer(store, code="SECRETCODE", person_id=person, made_at=NOW, expires_at=later(60))
    with reading(store) as connection:
        kept = [str(row) for table in ("sign_in", "invite", "transfer_code", "audit")
                for row in connection.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608 - names from here
    for secret in ("kim-token", "kim-invite", "kim-device", "SECRETCODE"):
        assert not [row for row in kept if secret in row]


def test_the_audit_cannot_be_changed(store: Store) -> None:
    """No entry can be updated, not even to its own value."""
    keep_account(store, "kim")
    with pytest.raises(StoreError, match="audit is append-only"), writing(store) as connection:
        connection.execute(text("UPDATE audit SET action = action"))


def test_tries_are_counted_before_they_are_made(store: Store) -> None:
    """Of twenty tries at once with five free, five are let through; the others are told to wait."""

    def wait(tries: tuple[log.Tries, ...]) -> float:
        return 30.0 if tries[0].count >= 5 else 0.0

    def ask(_: int) -> log.Admission:
        return log.count_try(store, ("k", "other"), at=NOW, since=later(-60), wait_of=wait)

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(ask, range(20)))
    assert sorted(each.wait_s for each in found) == [0.0] * 5 + [30.0] * 15
    assert all(len(each.ids) == 2 for each in found if not each.wait_s)


def test_tries_are_forgiven_and_forgotten(store: Store) -> None:
    """A try that was right is taken back; old ones go by themselves; under other keys nothing changes."""
    seen: list[tuple[log.Tries, ...]] = []

    def look(tries: tuple[log.Tries, ...]) -> float:
        seen.append(tries)
        return 0.0

    for seconds in (0, 1):
        log.count_try(store, ("a", "b"), at=later(seconds), since=later(seconds - 60), wait_of=look)
    last = log.count_try(store, ("a", "b"), at=later(2), since=later(-58), wait_of=look)
    assert [(each.count, each.last) for each in seen[-1]] == [(2, later(1))] * 2
    log.forgive(store, last, keys=("a",))
    log.count_try(store, ("a", "b"), at=later(3), since=later(-57), wait_of=look)
    assert [each.count for each in seen[-1]] == [0, 2]
    log.count_try(store, ("a", "b"), at=later(61.5), since=later(1.5), wait_of=look)
    assert [each.count for each in seen[-1]] == [1, 1]
