"""ink as a peer: inkjs in a process of node, installed once under `.cache/`, away from the project's own files."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / "bench-node"
VERSION = "2.4.0"
INSTALL_S = 120


class NoInk(Exception):
    """The peer cannot be had here; the message says why."""


@dataclass(frozen=True, slots=True)
class Race:
    """Random plays of ink: how many, how many turns they had, and the seconds that they took."""

    plays: int
    turns: int
    seconds: float

    @property
    def rate(self) -> float:
        """Plays a second."""
        return self.plays / self.seconds


class Ink:
    """A process of node that has inkjs loaded; `load` a story first."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def load(self, source: Path) -> None:
        """Compile a story."""
        self._ask({"do": "load", "source": str(source)})

    def replay(self, rolls: Sequence[Sequence[float]]) -> list[list[tuple[str, list[str]]]]:
        """Play by given numbers from 0 to 1, one a turn; per play and turn the lines and the texts of the offers."""
        answer = self._ask({"do": "replay", "rolls": rolls})
        return [[(line, offers) for line, offers in play] for play in answer]

    def race(self, seconds: float) -> Race:
        """
        Play at random for a while.

        The lesser of CPU and elapsed time counts: other processes hold up the clock, and node's helper threads, which
        an idle core would take, add to the CPU time. Either way the doubt is the peer's gain.
        """
        answer = self._ask({"do": "race", "seconds": seconds})
        return Race(answer["plays"], answer["turns"], min(answer["wall_s"], answer["cpu_s"]))

    def _ask(self, command: dict[str, Any]) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps(command) + "\n")
        stdin.flush()
        answer = stdout.readline()
        if not answer:
            raise NoInk("node ended; its words are above")
        return json.loads(answer)


@contextmanager
def ink() -> Iterator[Ink]:
    """
    Start node with inkjs.

    Raises:
        NoInk: There is no node or no npm, or inkjs cannot be installed.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NoInk("no node" if node is None else "no npm")
    if _installed() != VERSION:
        _install(npm)
    command = [node, str(Path(__file__).with_name("ink_peer.cjs")), str(FOLDER)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Ink(process)
        finally:
            process.kill()


def _installed() -> str | None:
    manifest = FOLDER / "node_modules" / "inkjs" / "package.json"
    if not manifest.is_file():
        return None
    version = json.loads(manifest.read_text("utf-8"))["version"]
    return str(version)


def _install(npm: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text('{"private": true}\n', "utf-8")
    command = [npm, "install", "--no-save", "--no-fund", "--no-audit", "--ignore-scripts", f"inkjs@{VERSION}"]
    try:
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=INSTALL_S, check=False)
    except subprocess.TimeoutExpired:
        raise NoInk("npm cannot install inkjs in time") from None
    if done.returncode:
        raise NoInk("npm cannot install inkjs")
