"""
A turn on the Play page under load, beside a bare fragment with as many elements under the same and default settings.

Each server is a process, and so are its players, who speak Streamlit's websocket protocol and think for 4 s a turn.
First one player each, on all servers in the same seconds; then 200 each, one server after the other, in rounds. CPU is
what the server's process used beyond what it uses with the same tabs open and nobody playing, divided by the choices
taken; the windows of a server last 40 s together (80 s for one player, who takes few turns), one whole play or more,
so that starting anew is in it on both sides.
Latency runs from the click until the last button of the next turn has come. Under Streamlit's defaults two cores cannot
serve 200 players; what each finished turn cost is then told all the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.load.rows import Row, at_most, note, quantile
from tests.load.server import ROOT, Server, bare, trainer

SCENARIO = "satisfaction-callback"
MANY = 200
PLAY_S = 40.0
ALONE_S = 80.0
WARM_UP_CLICKS = 24
REST_S = 8.0
JOIN_S = 10.0
SAME_BAR = 2.5
DEFAULTS_BAR = 1 / 3
P95_BAR_MS = 100.0


@dataclass(slots=True)
class Counted:
    """Windows of one server with one number of players, added up."""

    rest: float
    latencies: list[float] = field(default_factory=list)
    cpu_s: float = 0.0
    deltas: int = 0
    size: int = 0
    starts: int = 0
    players_cpu_s: float = 0.0

    def add(self, told: dict[str, Any], seconds: float) -> None:
        """Add a window."""
        self.latencies += told["latencies"]
        self.cpu_s += told["server_cpu_s"] - self.rest * seconds
        self.deltas += told["deltas"]
        self.size += told["size"]
        self.starts += told["starts"]
        self.players_cpu_s += told["players_cpu_s"]

    @property
    def turns(self) -> int:
        """Choices taken."""
        return len(self.latencies)

    @property
    def cpu_ms(self) -> float:
        """The server's CPU a turn, in milliseconds."""
        return self.cpu_s / max(1, self.turns) * 1e3

    def ms(self, share: float) -> float:
        """A quantile of the latency, in milliseconds."""
        return quantile(self.latencies, share) * 1e3 if self.latencies else float("inf")


class Players:
    """The process that plays against one server."""

    def __init__(self, server: Server, page: str, query: str) -> None:
        """Start it; nobody plays yet."""
        command = [sys.executable, "-m", "tests.load.players", server.url, page, query, str(server.pid)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def send(self, **command: Any) -> None:
        """Give a command; `hear` waits for its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """The answer to the last command."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the players have left")
        answer: dict[str, Any] = json.loads(line)
        if answer["errors"]:
            raise RuntimeError(f"players failed: {answer['errors'][:3]}")
        return answer

    def join(self, players: int) -> None:
        """Let players in."""
        self.send(do="join", players=players, over_s=JOIN_S if players > 1 else 0)
        self.hear()


@contextmanager
def _players(server: Server, page: str, query: str) -> Iterator[Players]:
    players = Players(server, page, query)
    try:
        yield players
    finally:
        assert players.process.stdin is not None
        players.process.stdin.close()
        try:
            players.process.wait(20)
        except subprocess.TimeoutExpired:
            players.process.kill()
            players.process.wait()


def measure() -> list[Row]:
    """All rows of turns."""
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(3)]
        servers = {
            "trainer": stack.enter_context(trainer(folders[0])),
            "same": stack.enter_context(bare(folders[1], defaults=False)),
            "defaults": stack.enter_context(bare(folders[2], defaults=True)),
        }
        crowds = {
            name: stack.enter_context(_players(server, *(("play", f"scenario={SCENARIO}") if name == "trainer"
                                                         else ("", ""))))
            for name, server in servers.items()
        }
        alone = _alone(crowds)
        many = _many(crowds)
    rows = _rows("1 player", alone)
    rows += _rows(f"{MANY} players", many)
    rows.append(at_most(f"turn, {MANY} players: p95 from click to buttons", many["trainer"].ms(0.95), P95_BAR_MS,
                        "ms", 1))
    return rows


def _alone(crowds: dict[str, Players]) -> dict[str, Counted]:
    """One player each, all servers in the same seconds."""
    for crowd in crowds.values():
        crowd.join(1)
        crowd.send(do="warm_up", clicks=WARM_UP_CLICKS)
        crowd.hear()
    counted = _resting(crowds)
    for crowd in crowds.values():
        crowd.send(do="measure", seconds=ALONE_S)
    for name, crowd in crowds.items():
        counted[name].add(crowd.hear(), ALONE_S)
    return counted


def _many(crowds: dict[str, Players]) -> dict[str, Counted]:
    """Many players each, one server after the other; the two with the same settings in turns."""
    for crowd in crowds.values():
        crowd.join(MANY - 1)
    counted = _resting(crowds)
    for name, seconds in (("trainer", PLAY_S / 2), ("same", PLAY_S / 2), ("defaults", PLAY_S),
                          ("same", PLAY_S / 2), ("trainer", PLAY_S / 2)):
        crowds[name].send(do="measure", seconds=seconds)
        counted[name].add(crowds[name].hear(), seconds)
    return counted


def _resting(crowds: dict[str, Players]) -> dict[str, Counted]:
    """Nothing counted yet; what each server uses while nobody plays."""
    for crowd in crowds.values():
        crowd.send(do="rest", seconds=REST_S)
    return {name: Counted(crowd.hear()["cpu_share"]) for name, crowd in crowds.items()}


def _rows(players: str, counted: dict[str, Counted]) -> list[Row]:
    ours, same, defaults = counted["trainer"], counted["same"], counted["defaults"]
    return [
        at_most(f"turn, {players}: CPU, bare fragment, same settings = 1", ours.cpu_ms / same.cpu_ms, SAME_BAR, "x"),
        at_most(f"turn, {players}: CPU, bare fragment, defaults = 1", ours.cpu_ms / defaults.cpu_ms,
                round(DEFAULTS_BAR, 3), "x", 3),
        note(f"  CPU a turn, {players}: ours, same, defaults",
             f"{ours.cpu_ms:.2f}, {same.cpu_ms:.2f}, {defaults.cpu_ms:.2f} ms"),
        note("  CPU at rest", ", ".join(f"{c.rest:.2%}" for c in counted.values())),
        note("  turns, starts", ", ".join(f"{c.turns} {c.starts}" for c in counted.values())),
        note("  deltas a turn", ", ".join(f"{c.deltas / max(1, c.turns):.1f}" for c in counted.values())),
        *(note(f"  latency p50, p95, p99: {name}", f"{c.ms(0.5):.0f}, {c.ms(0.95):.0f}, {c.ms(0.99):.0f} ms")
          for name, c in counted.items()),
        note("  CPU of the players' own process", f"{ours.players_cpu_s / max(1, ours.turns) * 1e3:.2f} ms a turn"),
    ]
