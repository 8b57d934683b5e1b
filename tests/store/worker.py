"""A process of its own that works on a store: `python -m tests.store.worker TASK URL ...`, one line for each step."""

import resource
import sys
from collections.abc import Callable

from trainer import store as log
from trainer.store import Store, StoreFull, open_store

from .samples import make_decision

NOTE = "n" * 2000


def main(task: str, url: str, *arguments: str) -> None:
    """Say "ready", wait for a line, and do one task."""
    _say("ready")
    sys.stdin.readline()
    TASKS[task](url, *arguments)


def open_and_close(url: str) -> None:
    """Open the store, and print its signing key."""
    with open_store(url) as store:
        _say(log.signing_key(store).hex())


def append_for_ever(url: str, attempt_id: str, first: str) -> None:
    """Append turn after turn, and print each when the store has acknowledged it."""
    with open_store(url) as store:
        _append_from(store, attempt_id, int(first))


def append_until_full(url: str, attempt_id: str, limit: str) -> None:
    """Append until there is no more room (in a file of `limit` bytes, unless 0), and print what was acknowledged."""
    with open_store(url) as store:
        if int(limit):
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
        try:
            _append_from(store, attempt_id, 1)
        except StoreFull:
            read = len(log.decisions_of(store, attempt_id=attempt_id))
            _say(f"full, still reads {read}")


def _append_from(store: Store, attempt_id: str, turn: int) -> None:
    while True:
        log.append_decision(store, make_decision(attempt_id, turn, note=NOTE))
        _say(str(turn))
        turn += 1


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


TASKS: dict[str, Callable[..., None]] = {"open": open_and_close, "append": append_for_ever, "fill": append_until_full}

if __name__ == "__main__":
    main(*sys.argv[1:])
