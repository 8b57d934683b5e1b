"""A process that is killed loses no decision that it had acknowledged."""

import random

from trainer import store as log
from trainer.store import open_store

from .processes import begin, worker
from .samples import keep_attempt

KILLS = 4


def test_killed_processes_lose_nothing(url: str) -> None:
    """After each SIGKILL at a random moment every acknowledged decision is there, and at most one more."""
    with open_store(url) as store:
        attempt = keep_attempt(store)
        moments = random.Random(20260301)  # noqa: S311 - any moments will do
        kept = 0
        for _ in range(KILLS):
            with worker("append", url, attempt.id, str(kept + 1)) as process:
                begin(process)
                assert process.stdout is not None
                lines = [process.stdout.readline() for _ in range(moments.randint(1, 60))]
                process.kill()
                lines += process.stdout.readlines()
            acknowledged = int(lines[-1])
            log.ping(store)  # a server may still be committing what the dead process asked for: queue behind it
            turns = [each.turn for each in log.decisions_of(store, attempt_id=attempt.id)]
            assert turns == list(range(1, len(turns) + 1))
            assert acknowledged <= len(turns) <= acknowledged + 1
            assert len(turns) > kept
            kept = len(turns)
