"""One measurement beside its bar, and the table of them. Nothing is measured here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, the bar that it should keep, and whether it does (None: there is no bar, or no figure)."""

    name: str
    measured: str
    bar: str = ""
    ok: bool | None = None

    @property
    def verdict(self) -> str:
        """`ok`, `over` or nothing."""
        return "" if self.ok is None else "ok" if self.ok else "over"


def at_most(name: str, value: float, bar: float, unit: str, digits: int = 2) -> Row:
    """A row that should stay under its bar."""
    return Row(name, f"{value:,.{digits}f} {unit}", f"<= {bar:,g} {unit}", value <= bar)


def at_least(name: str, value: float, bar: float, unit: str, digits: int = 1) -> Row:
    """A row that should reach its bar."""
    return Row(name, f"{value:,.{digits}f} {unit}", f">= {bar:,g} {unit}", value >= bar)


def note(name: str, measured: str) -> Row:
    """A row without a bar: what the others are to be read with."""
    return Row(name, measured)


def not_measured(name: str, bar: str, reason: str) -> Row:
    """A row whose figure cannot be had on this machine."""
    return Row(name, f"not measured: {reason}", bar)


def show(title: str, rows: Iterable[Row], busy: str) -> None:
    """Print one part of the table as soon as it is there; `busy` says what else the machine did meanwhile."""
    sys.stdout.write(f"\n{title}  ({busy})\n")
    for row in rows:
        sys.stdout.write(f"  {row.name:<58}{row.measured:>24}   {row.bar:<16} {row.verdict}\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Times:
    """What all cores together have done since the machine's start, in seconds: by us and by everything."""

    own: float
    all: float
    stolen: float
    idle: float

    @classmethod
    def now(cls) -> Times | None:
        """Read them; None where there is no /proc/stat."""
        try:
            fields = Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:9]
        except OSError:
            return None
        ticks = [int(field) / os.sysconf("SC_CLK_TCK") for field in fields]
        used = os.times()
        return cls(sum(used[:4]), sum(ticks), ticks[7], ticks[3] + ticks[4])

    def until(self, later: Times) -> str:
        """
        Say how disturbed a measurement was.

        Time that a host takes for other machines, and time of programs that are none of ours, make every latency
        longer: bars that are meant for an idle machine say little beside more than a few percent of either.
        """
        whole = max(1e-9, later.all - self.all)
        stolen = (later.stolen - self.stolen) / whole
        others = max(0.0, (whole - (later.idle - self.idle) - (later.own - self.own)) / whole - stolen)
        return f"taken by the host {stolen:.0%}, by other programs {others:.0%}"


def middle(values: Iterable[float]) -> float:
    """The median."""
    rising = sorted(values)
    half = len(rising) // 2
    return rising[half] if len(rising) % 2 else (rising[half - 1] + rising[half]) / 2


def quantile(values: Iterable[float], share: float) -> float:
    """The value that `share` of all values do not exceed (nearest rank)."""
    rising = sorted(values)
    return rising[max(0, min(len(rising) - 1, -int(-share * len(rising) // 1) - 1))]
