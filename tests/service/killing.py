"""
A worker that plays through the service and the store until it is killed, again and again.

Run as a program: it prepares a house once, then forks worker after worker. Each opens the store anew, plays the
exercises with random choices, and notes every acknowledged decision in a file. SIGKILL ends it at a random moment.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.service.conftest import settings_for
from trainer import store
from trainer.service import people, practice
from trainer.service.house import House, build_house

EXERCISES = ("satisfaction-callback", "spa-welcome")
SHORTEST_LIFE_S, LONGEST_LIFE_S = 0.01, 0.2


def play_until_killed(house: House, acknowledged: Path, ready: int, seed: int) -> None:
    """Play for ever; every decision is noted only after `decide` has returned. `ready` is told when play begins."""
    luck = random.Random(seed)  # noqa: S311 - it plays
    with_store = replace(house, store=store.open_store(house.settings.database_url))
    note = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    person = people.meet(with_store, "killed-device", time_zone="UTC", now=datetime.now(UTC))
    os.write(ready, b"!")
    while True:
        exercise = luck.choice(EXERCISES)
        view = practice.start(with_store, person, exercise, mode="practice", now=datetime.now(UTC))
        while view.finish is None:
            response = luck.choice(view.responses).id
            turn = view.turn
            view = practice.decide(with_store, person, view.attempt, turn, response, now=datetime.now(UTC))
            os.write(note, f"{view.attempt} {turn} {response}\n".encode())


def main(folder: Path, kills: int, seed: int) -> None:
    """Fork and kill `kills` workers one after another; print how many were alive when killed."""
    house = build_house(settings_for(folder))
    for exercise in EXERCISES:
        house.playable(exercise)  # made ready once, before the forks
    house.store.close()
    luck = random.Random(seed)  # noqa: S311 - it plays
    killed = 0
    for number in range(kills):
        begun, ready = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                play_until_killed(house, folder / "acknowledged.txt", ready, seed=seed * 1000 + number)
            except BaseException:  # noqa: BLE001 - whatever ended it is told before the child goes
                traceback.print_exc()
            os._exit(3)
        os.close(ready)
        os.read(begun, 1)  # nothing comes when the child died by itself: the count below tells
        os.close(begun)
        time.sleep(luck.uniform(SHORTEST_LIFE_S, LONGEST_LIFE_S))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
    sys.stdout.write(f"killed {killed}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
