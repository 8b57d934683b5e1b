"""Starts workers and makes them begin at one moment."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def worker(task: str, url: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """Start a worker that waits for `begin`; it does not outlive the context."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.worker", task, url, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def begin(*processes: "subprocess.Popen[str]") -> None:
    """Let the workers go."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
