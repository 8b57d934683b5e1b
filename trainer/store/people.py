"""People, their devices and their preferences; says nothing of what anybody may do."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Update, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from trainer.store import tables
from trainer.store.errors import NotFound
from trainer.store.records import Person, Preferences
from trainer.store.tokens import token_hash
from trainer.store.transactions import Store, reading, writing

_person = tables.person.c
_device = tables.device.c
_COLUMNS = (
    _person.id,
    _person.created_at,
    _person.display_name,
    _person.time_zone,
    _person.time_limit,
    _person.mode,
)
_FIND = select(*_COLUMNS).where(_person.id == bindparam("id"))
_OF_DEVICE = select(*_COLUMNS).join(tables.device).where(_device.token_hash == bindparam("token_hash"))
_CHANGE = update(tables.person).where(_person.id == bindparam("key"))
_ADD_DEVICE = insert(tables.device)
_MOVE_DEVICE = update(tables.device).where(_device.token_hash == bindparam("key"))


def add_person(store: Store, person: Person) -> Person:
    """
    Keep a new person.

    Raises:
        StoreError: The id is taken, or a preference is none of the allowed ones.
    """
    with writing(store) as connection:
        insert_person(connection, person)
    return person


def insert_person(connection: Connection, person: Person) -> None:
    """Add a new person inside the caller's transaction."""
    row = {
        "id": person.id,
        "created_at": person.created_at,
        "display_name": person.display_name,
        "time_zone": person.time_zone,
        "time_limit": person.preferences.time_limit,
        "mode": person.preferences.mode,
    }
    connection.execute(insert(tables.person), row)


def person(store: Store, *, person_id: str) -> Person:
    """
    Find a person.

    Raises:
        NotFound: Nobody has this id.
    """
    with reading(store) as connection:
        found = find_person(connection, person_id)
    if found is None:
        raise NotFound("person", person_id)
    return found


def find_person(connection: Connection, person_id: str) -> Person | None:
    """Find a person over the caller's connection; None when nobody has this id."""
    row = connection.execute(_FIND, {"id": person_id}).first()
    return None if row is None else _to_person(row)


def bind_device(store: Store, *, device_id: str, person_id: str) -> None:
    """
    Let a device stand for a person from now on, whomever it stood for before.

    Args:
        device_id: The opaque random string of the device's cookie; only its SHA-256 is kept.
        person_id: Whose device it is.

    Raises:
        NotFound: Nobody has this id.
    """
    with writing(store) as connection:
        move_device(connection, device_id, person_id)


def move_device(connection: Connection, device_id: str, person_id: str) -> None:
    """Let a device stand for a person, inside the caller's transaction; raises like `bind_device`."""
    row = {"token_hash": token_hash(device_id), "person_id": person_id}
    try:
        moved = connection.execute(_MOVE_DEVICE, {"key": row["token_hash"], "person_id": person_id})
        if moved.rowcount == 0:
            connection.execute(_ADD_DEVICE, row)
    except IntegrityError as error:
        raise NotFound("person", person_id) from error


def person_of_device(store: Store, *, device_id: str) -> Person | None:
    """Find whom a device stands for; None for a device that was never bound."""
    with reading(store) as connection:
        row = connection.execute(_OF_DEVICE, {"token_hash": token_hash(device_id)}).first()
    return None if row is None else _to_person(row)


def set_preferences(store: Store, *, person_id: str, preferences: Preferences) -> None:
    """
    Change how a person likes to play.

    Raises:
        NotFound: Nobody has this id.
        StoreError: A preference is none of the allowed ones.
    """
    _change(store, person_id, _CHANGE.values(time_limit=preferences.time_limit, mode=preferences.mode))


def set_time_zone(store: Store, *, person_id: str, time_zone: str) -> None:
    """
    Change where a person's days begin (an IANA name, checked by the caller).

    Raises:
        NotFound: Nobody has this id.
    """
    _change(store, person_id, _CHANGE.values(time_zone=time_zone))


def _change(store: Store, person_id: str, statement: Update) -> None:
    with writing(store) as connection:
        if connection.execute(statement, {"key": person_id}).rowcount == 0:
            raise NotFound("person", person_id)


def _to_person(row: Sequence[Any]) -> Person:
    person_id, created_at, display_name, time_zone, time_limit, mode = row
    return Person(person_id, created_at, display_name, time_zone, Preferences(time_limit, mode))
