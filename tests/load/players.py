"""
Players in a process of their own: each opens a tab, presses start, takes choices with time to think, and starts again.

`python -m tests.load.players URL PAGE QUERY PID` reads commands from standard input, a line of JSON each, and answers
each with one: `join` lets players in, `warm_up` lets the first one click about, `measure` lets all of them play for a
while, `rest` tells what the server uses while nobody does anything. Only this machine is ever asked.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Any

from tests.load.tab import Button, Run, Tab

THINK_S = 4.0
"""Time to think, on average: evenly from half to one and a half of it, or one stall would keep all players in step."""
SETTLE_S = 2.0


@dataclass(slots=True)
class Tally:
    """What happened in one window: click to the next turn's buttons in seconds, and what the server sent and used."""

    latencies: list[float] = field(default_factory=list)
    deltas: int = 0
    size: int = 0
    starts: int = 0
    server_cpu_s: float = 0.0
    players_cpu_s: float = 0.0
    errors: list[str] = field(default_factory=list)


class Crowd:
    """All players of one server. They play while `playing` is set, and stand still otherwise."""

    def __init__(self, url: str, page: str, query: str, server: int) -> None:
        """Aim at a server with the process id `server`."""
        self.url, self.page, self.query, self.server = url, page, query, server
        self.playing = asyncio.Event()
        self.tally: Tally | None = None
        self.failed: list[str] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.tabs: list[Tab] = []

    async def join(self, players: int, over_s: float) -> dict[str, Any]:
        """Let more players in, spread over some seconds; each has its first turn before it when this is over."""
        await asyncio.gather(*(self._enter(over_s * number / players) for number in range(players)))
        return {"players": len(self.tasks), "errors": self.failed}

    async def measure(self, seconds: float) -> dict[str, Any]:
        """Let all play, and after a moment count for some seconds."""
        self.playing.set()
        await asyncio.sleep(THINK_S + SETTLE_S)
        self.tally = tally = Tally()
        server, own = cpu_s(self.server), time.process_time()
        await asyncio.sleep(seconds)
        self.tally = None
        tally.server_cpu_s, tally.players_cpu_s = cpu_s(self.server) - server, time.process_time() - own
        self.playing.clear()
        tally.errors = self.failed
        return asdict(tally)

    async def warm_up(self, clicks: int) -> dict[str, Any]:
        """Let the first player click through a play without much thought, so that nothing measured is a first time."""
        tab, random = self.tabs[0], Random(0)  # noqa: S311  # repeatable
        for _ in range(clicks):
            await asyncio.sleep(0.1)
            await tab.press(_next(tab, random)[0])
        return {"errors": self.failed}

    async def rest(self, seconds: float) -> dict[str, Any]:
        """What the server's process uses, in CPU seconds a second, while all are connected and nobody plays."""
        before = cpu_s(self.server)
        await asyncio.sleep(seconds)
        return {"cpu_share": (cpu_s(self.server) - before) / seconds, "errors": self.failed}

    async def leave(self) -> None:
        """Close all tabs."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await asyncio.gather(*(tab.close() for tab in self.tabs), return_exceptions=True)

    async def _enter(self, after_s: float) -> None:
        await asyncio.sleep(after_s)
        tab, random = Tab(self.url, self.page, self.query), Random(len(self.tabs))  # noqa: S311  # repeatable
        self.tabs.append(tab)
        try:
            await tab.open()
            await tab.press(_next(tab, random)[0])
        except Exception as error:  # noqa: BLE001  # whatever fails is told, and the others play on
            self.failed.append(repr(error))
            return
        self.tasks.append(asyncio.create_task(self._play(tab, random)))

    async def _play(self, tab: Tab, random: Random) -> None:
        try:
            while True:
                if self.playing.is_set():
                    await asyncio.sleep(THINK_S * random.uniform(0.5, 1.5))
                else:
                    await self.playing.wait()
                    await asyncio.sleep(THINK_S * random.random())  # not all at once
                if self.playing.is_set():
                    button, choice = _next(tab, random)
                    clicked = time.monotonic()
                    self._count(await tab.press(button), clicked, choice)
        except Exception as error:  # noqa: BLE001  # as above
            self.failed.append(repr(error))

    def _count(self, run: Run, clicked: float, choice: bool) -> None:
        tally = self.tally
        if tally is None:
            return
        if not choice:
            tally.starts += 1
            return
        tally.latencies.append(run.last_button_at - clicked)
        tally.deltas += run.deltas
        tally.size += run.size


def _next(tab: Tab, random: Random) -> tuple[Button, bool]:
    """What a player presses: a choice (never silence), else start; and whether it is a choice."""
    choices = [b for b in tab.buttons if b.key.startswith("choice-") and not b.key.endswith("-silence")]
    if choices:
        return random.choice(choices), True
    starts = [button for button in tab.buttons if button.key == "start"]
    if not starts:
        raise LookupError(f"{tab.page or 'the page'} offers only {[button.key for button in tab.buttons]}")
    return starts[0], False


def cpu_s(pid: int) -> float:
    """The CPU seconds, to the nanosecond, of another process and all threads that it ever had (Linux)."""
    return time.clock_gettime(~pid << 3 | 2)  # CPUCLOCK_SCHED of the whole process, as clock_getcpuclockid(3) makes it


async def _serve(crowd: Crowd) -> None:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        match command["do"]:
            case "join":
                answer = await crowd.join(command["players"], command["over_s"])
            case "warm_up":
                answer = await crowd.warm_up(command["clicks"])
            case "rest":
                answer = await crowd.rest(command["seconds"])
            case _:
                answer = await crowd.measure(command["seconds"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    await crowd.leave()


def main() -> int:
    """Serve commands until standard input ends."""
    url, page, query, pid = sys.argv[1:]

    async def run() -> None:
        await _serve(Crowd(url, page, query, int(pid)))

    asyncio.run(run())
    return 0


if __name__ == "__main__":
    sys.exit(main())
