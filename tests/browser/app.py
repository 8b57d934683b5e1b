"""The real app in a process of its own: started, killed and started again on the same port and data."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
START_S = 90.0
"""Seconds until the app must answer: two cores may be busy with a browser at the same time."""


class App:
    """One server: `streamlit run streamlit_app.py` with a data folder of its own on a free port of this machine."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None, module: str = "streamlit") -> None:
        """Prepare the app in `folder`, with further settings, run by another module if need be; `start` starts it."""
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_file = folder / "app.log"
        self._settings = settings or {}
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until /healthz is well."""
        ours = ("TRAINER_", "STREAMLIT_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        own = {"TRAINER_DATA_DIR": str(self.folder / "data"), "TRAINER_PORT": str(self.port), **self._settings}
        command = [sys.executable, "-m", self._module, "run", str(ROOT / "streamlit_app.py")]
        command += ["--server.address", "127.0.0.1", "--server.port", str(self.port)]
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--logger.hideWelcomeMessage", "true"],
                cwd=ROOT,
                env={**inherited, **own, "PYTHONFAULTHANDLER": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_well()

    def kill9(self) -> None:
        """Kill the server as a power cut would: it gets no chance to finish anything."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Start the server anew on the same port and data, after `kill9` or while it runs."""
        self.kill9()
        self.start()

    def stop(self) -> None:
        """End the server politely."""
        self._end(signal.SIGTERM)

    def pause(self) -> None:
        """Let the server stand still without closing its connections, as an overloaded machine would."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a paused server go on."""
        self._signal(signal.SIGCONT)

    @property
    def log(self) -> str:
        """What the server has written so far, over all its starts."""
        return self.log_file.read_text("utf-8", errors="replace")

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None or self._process.poll() is not None:
            raise RuntimeError(f"the app is not running:\n{self.log[-3000:]}")
        os.killpg(self._process.pid, number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        self._process = None

    def _wait_until_well(self) -> None:
        assert self._process is not None
        give_up = time.monotonic() + START_S
        answer = "nothing"
        while time.monotonic() < give_up and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as reply:  # noqa: S310  # our own address
                    if reply.status == 200:
                        return
            except urllib.error.HTTPError as error:
                with error:
                    answer = error.read().decode(errors="replace")
            except OSError as error:
                answer = str(error)
            time.sleep(0.05)
        ended = self._process.poll()
        self.kill9()
        state = "is not well" if ended is None else f"ended with exit code {ended}"
        raise RuntimeError(f"the app {state}; /healthz last said: {answer}\n{self.log[-4000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
