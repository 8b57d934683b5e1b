"""Classes: made, joined, left; people of one name told apart; one history on two devices; forgotten with the person."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from trainer import store as log
from trainer.store import NotFound, Store

from .class_samples import keep_account, keep_class, make_class, make_membership
from .samples import NOW, keep_person, later


def test_a_class_is_found_by_its_code(store: Store) -> None:
    """By the code that it has now; a code belongs to one class."""
    first = keep_class(store)
    by = log.instructors_of(store, class_id=first.id)[0].person_id
    assert log.class_of_code(store, code=first.code) == first
    assert not log.add_class(store, replace(make_class(), code=first.code), by=by)
    assert not log.set_code(store, class_id=first.id, code=first.code, by=by, at=NOW)
    assert log.set_code(store, class_id=first.id, code="NEW234", by=by, at=NOW)
    assert log.class_of_code(store, code=first.code) is None
    assert log.class_of_code(store, code="NEW234") == replace(first, code="NEW234")


def test_a_class_is_changed_and_the_audit_says_by_whom(store: Store) -> None:
    """Name, locking and removals are changed, each with an entry, newest first."""
    member = keep_person(store).id
    kept = keep_class(store, member)
    by = log.instructors_of(store, class_id=kept.id)[0].person_id
    log.rename_class(store, class_id=kept.id, name="Tuesday", by=by, at=later(1))
    log.set_locking(store, class_id=kept.id, locking=True, by=by, at=later(2))
    (membership,) = log.members_of(store, class_id=kept.id)
    assert log.remove_member(store, class_id=kept.id, membership_id=membership.id, by=by, at=later(3))
    assert not log.remove_member(store, class_id=kept.id, membership_id=membership.id, by=by, at=later(4))
    assert log.class_of(store, class_id=kept.id) == replace(kept, name="Tuesday", locking=True)
    found = log.audit_of(store, class_id=kept.id)
    assert [each.action for each in found] == ["remove", "locking", "rename", "class"]
    assert {each.actor_id for each in found} == {by}
    assert found[0].subject_id == member
    with pytest.raises(NotFound):
        log.rename_class(store, class_id="none", name="x", by=by, at=NOW)


def test_joining_twice_is_joining_once(store: Store) -> None:
    """Four clicks at once make one membership."""
    kept, person = keep_class(store), keep_person(store).id
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: log.join_class(store, make_membership(kept.id, person)), range(4)))
    assert len({each.id for each in found}) == 1
    assert log.members_of(store, class_id=kept.id) == (found[0],)
    assert log.person(store, person_id=person).display_name == "Ana"


def test_people_of_one_name_are_told_apart(store: Store) -> None:
    """Each gets a number of their own, which nobody else ever gets and which is theirs again when they come back."""
    kept = keep_class(store)
    people = [keep_person(store).id for _ in range(4)]
    names = ("Ana", "ANA", "Ana", "Bo")
    numbers = [log.join_class(store, make_membership(kept.id, person, name)).number
               for person, name in zip(people, names, strict=True)]
    assert numbers == [1, 2, 3, 1]
    assert log.leave_class(store, class_id=kept.id, person_id=people[0], at=later(1))
    assert not log.leave_class(store, class_id=kept.id, person_id=people[0], at=later(2))
    assert log.join_class(store, make_membership(kept.id, keep_person(store).id)).number == 4
    assert log.join_class(store, make_membership(kept.id, people[0])).number == 1
    assert [each.number for each in log.members_of(store, class_id=kept.id)] == [1, 2, 3, 4, 1]


def test_a_person_sees_the_classes_that_they_are_in(store: Store) -> None:
    """Joined ones in order, left and removed ones not; locking counts only where they are."""
    person = keep_person(store).id
    first, second, third = (keep_class(store) for _ in range(3))
    by = log.instructors_of(store, class_id=first.id)[0].person_id
    for number, each in enumerate((first, second, third)):
        log.join_class(store, make_membership(each.id, person, seconds=number))
        log.set_locking(store, class_id=each.id, locking=each is not third, by=by, at=NOW)
    assert [each.training_class.id for each in log.classes_joined(store, person_id=person)] == [
        first.id, second.id, third.id]
    assert log.locking_classes(store, person_id=person) == ("Monday group", "Monday group")
    log.leave_class(store, class_id=first.id, person_id=person, at=later(5))
    (gone,) = log.members_of(store, class_id=second.id)
    log.remove_member(store, class_id=second.id, membership_id=gone.id, by=by, at=later(5))
    assert [each.training_class.id for each in log.classes_joined(store, person_id=person)] == [third.id]
    assert log.locking_classes(store, person_id=person) == ()


def test_an_instructor_sees_the_classes_that_they_teach(store: Store) -> None:
    """With how many are in them; another's only in the list of all."""
    mine = keep_class(store, keep_person(store).id, keep_person(store).id)
    by = log.instructors_of(store, class_id=mine.id)[0].person_id
    other = keep_account(store, "lee", invited_by=by)
    theirs = make_class("Evening")
    log.add_class(store, theirs, by=other)
    assert [(each.training_class, each.members) for each in log.classes_taught(store, person_id=by)] == [(mine, 2)]
    assert {each.training_class.id for each in log.all_classes(store)} == {mine.id, theirs.id}
    assert not log.teaches(store, class_id=theirs.id, person_id=by)


def test_nobody_joins_what_is_not_there(store: Store) -> None:
    """A class or a person that does not exist is named."""
    kept = keep_class(store)
    with pytest.raises(NotFound, match="person"):
        log.join_class(store, make_membership(kept.id, "nobody"))
    with pytest.raises(NotFound, match="class"):
        log.join_class(store, make_membership("none", keep_person(store).id))


def test_a_transfer_code_works_once_and_not_for_long(store: Store) -> None:
    """The device that uses it stands for the person from then on; a second, a late and an older code do nothing."""
    person, other = keep_person(store).id, keep_person(store).id
    log.bind_device(store, device_id="phone", person_id=other)
    log.add_transfer(store, code="OLD", person_id=person, made_at=NOW, expires_at=later(600))
    log.add_transfer(store, code="NEW", person_id=person, made_at=later(1), expires_at=later(600))
    assert log.use_transfer(store, code="OLD", device_id="phone", at=later(2)) is None
    assert log.use_transfer(store, code="NEW", device_id="phone", at=later(600)) is None
    assert log.use_transfer(store, code="NEW", device_id="phone", at=later(3)) == person
    assert log.use_transfer(store, code="NEW", device_id="tablet", at=later(4)) is None
    found = log.person_of_device(store, device_id="phone")
    assert found is not None and found.id == person
    assert log.person_of_device(store, device_id="tablet") is None


def test_ones_own_data_holds_the_classes(store: Store) -> None:
    """The account without its hash, sign-ins, classes taught and joined, transfers and the audit; others' not."""
    person, other = keep_person(store).id, keep_person(store).id
    kept = keep_class(store, person, other)
    by = log.instructors_of(store, class_id=kept.id)[0].person_id
    mine = log.export_of(store, person).classes
    assert mine.account is None
    assert [each.membership.person_id for each in mine.memberships] == [person]
    assert len(mine.transfers) == 1
    theirs = log.export_of(store, by).classes
    assert theirs.account is not None and theirs.account.role == "administrator"
    assert len(theirs.sign_ins) == 1
    assert [each.id for each in theirs.teaches] == [kept.id]
    assert [each.action for each in theirs.audit] == ["account", "class"]
    assert "hash" not in str(theirs)


def test_forgetting_takes_the_classes_along(store: Store) -> None:
    """Nothing leads to somebody who was forgotten, trainee or instructor; the others and the audit stay."""
    person, other = keep_person(store).id, keep_person(store).id
    kept = keep_class(store, person, other)
    by = log.instructors_of(store, class_id=kept.id)[0].person_id
    log.forget(store, person)
    assert [each.person_id for each in log.members_of(store, class_id=kept.id)] == [other]
    log.forget(store, by)
    assert not log.has_accounts(store)
    assert log.instructors_of(store, class_id=kept.id) == ()
    assert [each.action for each in log.audit_of(store, class_id=kept.id)] == ["class"]
    with pytest.raises(NotFound):
        log.export_of(store, by)
