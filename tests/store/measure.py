"""What one decision costs: `python -m tests.store.measure [URL]` prints CPU and elapsed microseconds per append."""

import sys
import tempfile
import time

from trainer import store as log
from trainer.store import Store, open_store

from .samples import keep_attempt, make_decision

ATTEMPTS = 100


def append_cost(store: Store, turns: int) -> tuple[float, float]:
    """Return CPU and elapsed time per append, both in microseconds, over `turns` turns of 100 attempts."""
    attempts = [keep_attempt(store).id for _ in range(ATTEMPTS)]
    decisions = [make_decision(attempt, turn) for turn in range(1, turns + 1) for attempt in attempts]
    for decision in decisions[:ATTEMPTS]:
        log.append_decision(store, decision)
    cpu, elapsed = time.process_time(), time.perf_counter()
    for decision in decisions[ATTEMPTS:]:
        log.append_decision(store, decision)
    count = len(decisions) - ATTEMPTS
    return (time.process_time() - cpu) / count * 1e6, (time.perf_counter() - elapsed) / count * 1e6


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/trainer.db"
        with open_store(url) as opened:
            cpu_us, elapsed_us = append_cost(opened, 20)
        sys.stdout.write(f"append_decision: {cpu_us:.0f} us CPU, {elapsed_us:.0f} us elapsed, synced\n")
