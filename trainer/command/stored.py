"""Commands on the database: backup, restore, rebuild."""

from __future__ import annotations

import argparse

from trainer import store
from trainer.command import OK, CannotRun
from trainer.service.house import build_house
from trainer.service.scores import rebuild
from trainer.settings import Settings, SettingsError, read_settings


def run(command: str, given: argparse.Namespace) -> int:
    """
    Carry out one of the commands.

    Raises:
        CannotRun: The settings, the file or the database do not allow it; the message says what to do.
    """
    try:
        settings = read_settings()
        match command:
            case "backup":
                return _backup(settings, given)
            case "restore":
                return _restore(settings, given)
            case _:
                return _rebuild(settings)
    except (store.StoreError, SettingsError) as error:
        raise CannotRun(str(error)) from error


def _backup(settings: Settings, given: argparse.Namespace) -> int:
    opened = store.open_store(settings.database_url)
    try:
        store.backup(opened, file=given.file)
    finally:
        opened.close()
    print(f"backed up to {given.file}")
    return OK


def _restore(settings: Settings, given: argparse.Namespace) -> int:
    store.restore(given.file, settings.database_url, force=given.force)
    print(f"restored from {given.file}")
    return OK


def _rebuild(settings: Settings) -> int:
    house = build_house(settings)
    try:
        count = rebuild(house)
    finally:
        house.store.close()
    print(f"scores of {count} finished attempts computed anew from the log")
    return OK
