"""People and their devices are found again, and nobody can be found by a stolen table of devices."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from trainer import store as log
from trainer.store import NotFound, Person, Preferences, Store, StoreError
from trainer.store.transactions import reading

from .samples import keep_person

RUNS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# What a browser can send and both databases can hold: no lone surrogates, no NUL.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@RUNS
@given(
    created_at=st.datetimes(timezones=st.timezones()).filter(lambda moment: 2 < moment.year < 9998),
    name=st.none() | TEXTS,
    preferences=st.builds(
        Preferences,
        time_limit=st.sampled_from(["1", "1.5", "2", "none"]),
        mode=st.sampled_from(["practice", "assessment"]),
    ),
)
def test_people_come_back_as_they_were(
    store: Store, created_at: datetime, name: str | None, preferences: Preferences
) -> None:
    """Any name and any moment in any zone come back equal, the moment in UTC."""
    person = Person(uuid4().hex, created_at, name, "Asia/Seoul", preferences)
    log.add_person(store, person)
    found = log.person(store, person_id=person.id)
    # A moment in the hour that a clock change repeats never equals the same moment in another zone (PEP 495).
    assert found == replace(person, created_at=created_at.astimezone(UTC))
    assert found.created_at.tzname() == "UTC"


def test_nobody_is_found_under_an_unknown_id(store: Store) -> None:
    """An unknown person is not found, and nothing of theirs can be changed."""
    with pytest.raises(NotFound):
        log.person(store, person_id="nobody")
    with pytest.raises(NotFound):
        log.set_preferences(store, person_id="nobody", preferences=Preferences())
    with pytest.raises(NotFound):
        log.set_time_zone(store, person_id="nobody", time_zone="UTC")


def test_an_id_is_given_once(store: Store) -> None:
    """A second person of the same id is refused, and the first stays."""
    person = keep_person(store)
    with pytest.raises(StoreError):
        log.add_person(store, replace(person, display_name="impostor"))
    assert log.person(store, person_id=person.id) == person


def test_preferences_and_zone_change(store: Store) -> None:
    """A change is kept and touches nothing else, nor anybody else."""
    person, other = keep_person(store), keep_person(store)
    log.set_preferences(store, person_id=person.id, preferences=Preferences("none", "assessment"))
    log.set_time_zone(store, person_id=person.id, time_zone="Europe/Zurich")
    changed = replace(person, time_zone="Europe/Zurich", preferences=Preferences("none", "assessment"))
    assert log.person(store, person_id=person.id) == changed
    assert log.person(store, person_id=other.id) == other


@pytest.mark.parametrize("preferences", [Preferences("3", "practice"), Preferences("1", "exam")])  # type: ignore[arg-type]
def test_preferences_that_do_not_exist_are_refused(store: Store, preferences: Preferences) -> None:
    """The database itself refuses a preference that is none of the allowed ones."""
    person = keep_person(store)
    with pytest.raises(StoreError):
        log.set_preferences(store, person_id=person.id, preferences=preferences)
    assert log.person(store, person_id=person.id) == person


def test_a_device_stands_for_one_person(store: Store) -> None:
    """A device finds its person, then the person it was bound to later; an unknown device finds nobody."""
    first, second = keep_person(store), keep_person(store)
    assert log.person_of_device(store, device_id="cookie") is None
    log.bind_device(store, device_id="cookie", person_id=first.id)
    log.bind_device(store, device_id="phone", person_id=first.id)
    assert log.person_of_device(store, device_id="cookie") == first
    log.bind_device(store, device_id="cookie", person_id=second.id)
    assert log.person_of_device(store, device_id="cookie") == second
    assert log.person_of_device(store, device_id="phone") == first


def test_a_device_is_bound_to_people_only(store: Store) -> None:
    """A device cannot be bound to nobody, and keeps whom it stood for."""
    person = keep_person(store)
    with pytest.raises(NotFound):
        log.bind_device(store, device_id="cookie", person_id="nobody")
    log.bind_device(store, device_id="cookie", person_id=person.id)
    with pytest.raises(NotFound):
        log.bind_device(store, device_id="cookie", person_id="nobody")
    assert log.person_of_device(store, device_id="cookie") == person


def test_only_a_hash_of_a_device_is_kept(store: Store) -> None:
    """Whoever reads the table of devices learns no cookie from it."""
    log.bind_device(store, device_id="the-very-cookie", person_id=keep_person(store).id)
    with reading(store) as connection:
        (kept,) = connection.execute(text("SELECT token_hash FROM device")).one()
    assert len(kept) == 64
    assert "cookie" not in kept
