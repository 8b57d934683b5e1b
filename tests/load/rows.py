"""One measurement beside its bar, and the table of them. Nothing is measured here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass


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


def show(title: str, rows: Iterable[Row]) -> None:
    """Print one part of the table as soon as it is there."""
    load = os.getloadavg()[0]
    sys.stdout.write(f"\n{title}  (load average {load:.1f})\n")
    for row in rows:
        sys.stdout.write(f"  {row.name:<58}{row.measured:>24}   {row.bar:<16} {row.verdict}\n")
    sys.stdout.flush()


def middle(values: Iterable[float]) -> float:
    """The median."""
    rising = sorted(values)
    half = len(rising) // 2
    return rising[half] if len(rising) % 2 else (rising[half - 1] + rising[half]) / 2


def quantile(values: Iterable[float], share: float) -> float:
    """The value that `share` of all values do not exceed (nearest rank)."""
    rising = sorted(values)
    return rising[max(0, min(len(rising) - 1, -int(-share * len(rising) // 1) - 1))]
