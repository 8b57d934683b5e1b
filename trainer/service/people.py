"""Persons: found by their device, made when they first do something, with their preferences."""

from __future__ import annotations

from datetime import datetime

from trainer import store
from trainer.play.deal import seed_of
from trainer.service.house import House, guarded


def person_id_of(house: House, device_id: str) -> str:
    """
    The person behind a device: the one that it was bound to, else the one that it will be.

    Nobody is stored by asking.
    """
    with guarded("person"):
        found = store.person_of_device(house.store, device_id=device_id)
    return found.id if found else f"{seed_of('person', device_id):016x}{seed_of('reception', device_id):016x}"


def meet(house: House, device_id: str, *, time_zone: str, now: datetime) -> str:
    """Make the person behind a device, when there is none yet, and return the id."""
    person_id = person_id_of(house, device_id)
    with guarded("meet"):
        if store.person_of_device(house.store, device_id=device_id) is None:
            store.add_person(house.store, store.Person(person_id, now, time_zone=time_zone))
            store.bind_device(house.store, device_id=device_id, person_id=person_id)
    return person_id


def preferences(house: House, person_id: str) -> store.Preferences:
    """How a person likes to play; the defaults for somebody who is not stored yet."""
    with guarded("preferences"):
        try:
            return store.person(house.store, person_id=person_id).preferences
        except store.NotFound:
            return store.Preferences()


def set_preferences(house: House, person_id: str, wish: store.Preferences) -> None:
    """Keep how a person likes to play; the next attempts follow it."""
    with guarded("preferences"):
        store.set_preferences(house.store, person_id=person_id, preferences=wish)
