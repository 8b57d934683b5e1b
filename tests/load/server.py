"""A Streamlit server in a process of its own, on a free port of this machine, with a folder that it may write to."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).with_name("bare_app.py")
START_S = 60.0
QUIET = (
    "--server.headless", "true", "--browser.gatherUsageStats", "false", "--browser.serverAddress", "localhost",
    "--logger.hideWelcomeMessage", "true",
)
"""Where Streamlit's defaults would open a browser or ask an outside host. None of them touches a turn."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its process, and the monotonic time at which it was started."""

    url: str
    pid: int
    began: float


@contextmanager
def trainer(folder: Path) -> Iterator[Server]:
    """Run the real app with a fresh data folder; `folder` is where it may write."""
    with _running(ROOT, ROOT / "streamlit_app.py", {"TRAINER_DATA_DIR": str(folder / "data")}, folder) as server:
        yield server


@contextmanager
def bare(folder: Path, *, defaults: bool) -> Iterator[Server]:
    """Run the bare app in `folder`: with Streamlit's defaults, or with the trainer's own settings."""
    script = Path(shutil.copy(BARE, folder))
    if not defaults:
        (folder / ".streamlit").mkdir()
        shutil.copy(ROOT / ".streamlit" / "config.toml", folder / ".streamlit")
    with _running(folder, script, {}, folder) as server:
        yield server


def launch(cwd: Path, script: Path, settings: dict[str, str], log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server; returns the process and its address, before anything answers there."""
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRAINER_", "STREAMLIT_"))}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.address", "127.0.0.1",
               "--server.port", str(port), *QUIET]
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=cwd, env={**kept, **settings}, stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=subprocess.STDOUT)
    return process, f"http://127.0.0.1:{port}"


@contextmanager
def _running(cwd: Path, script: Path, settings: dict[str, str], folder: Path) -> Iterator[Server]:
    log, began = folder / "server.log", time.monotonic()
    process, url = launch(cwd, script, settings, log)
    try:
        _wait(process, url, log)
        yield Server(url, process.pid, began)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Wait until the server answers."""
    give_up = time.monotonic() + START_S
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):  # noqa: S310  # our own address
                return
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"the server does not answer:\n{log.read_text('utf-8', errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
