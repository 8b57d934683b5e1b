"""How fast passwords and codes may be tried. Pure: the store counts, this says how long to wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from trainer.store import Tries

WINDOW = timedelta(hours=1)
"""How long a try in vain is remembered."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in vain within `WINDOW` cost nothing; each further one doubles the pause, up to `longest_s`."""

    free: int
    longest_s: float

    def wait_s(self, tries: Tries, now: datetime) -> float:
        """Seconds until the next try, 0.0 for at once."""
        if tries.count < self.free or tries.last is None:
            return 0.0
        pause = min(self.longest_s, 2.0 ** min(tries.count - self.free, 16))
        return max(0.0, (tries.last - now).total_seconds() + pause)


BROWSER = Limit(free=5, longest_s=60.0)
"""One browser at one account (or at codes)."""
STRANGERS = Limit(free=20, longest_s=60.0)
"""
All browsers together at one account, except those that were signed in to it before.

So whoever attacks an account slows down strangers to it and never its owner at their own desk.
"""
ADDRESS = Limit(free=100, longest_s=30.0)
"""All browsers behind one address; a whole class sits behind one."""


def longest_wait_s(limits: tuple[Limit, ...], tries: tuple[Tries, ...], now: datetime) -> float:
    """The longest of the waits that several limits ask for; `tries` in their order."""
    return max(limit.wait_s(found, now) for limit, found in zip(limits, tries, strict=True))
