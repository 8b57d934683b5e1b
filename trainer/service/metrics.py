"""What the trainer counts, for Prometheus. Any code may count; `render` writes the text. Counts, never ids."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

REGISTRY = CollectorRegistry()
"""Our own registry: nothing of the process or of other libraries gets in unseen."""

_DECISIONS = Counter("trainer_decisions", "Decisions appended to the log.", ["mode"], registry=REGISTRY)
_STARTED = Counter("trainer_attempts_started", "Attempts started.", ["mode"], registry=REGISTRY)
_FINISHED = Counter("trainer_attempts_finished", "Attempts played to an ending.", ["mode"], registry=REGISTRY)
_STORE_ERRORS = Counter("trainer_store_errors", "Calls that the store could not serve.", ["call"], registry=REGISTRY)
_PAGE_FAULTS = Counter("trainer_page_faults", "Pages that broke while they were drawn.", registry=REGISTRY)
_LATENCY = Histogram(
    "trainer_service_seconds",
    "Time that a use case took, store included.",
    ["call"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
    registry=REGISTRY,
)
_SESSIONS = Gauge("trainer_sessions_connected", "Browser tabs connected at this moment.", registry=REGISTRY)
_STARTED_AT = Gauge("trainer_start_time_seconds", "Unix time at which the house was opened.", registry=REGISTRY)


def count_decision(mode: str) -> None:
    """Count one decision that is on disk. `mode` is practice, assessment or what-if."""
    _DECISIONS.labels(mode).inc()


def count_start(mode: str) -> None:
    """Count one attempt begun."""
    _STARTED.labels(mode).inc()


def count_finish(mode: str) -> None:
    """Count one attempt that reached an ending."""
    _FINISHED.labels(mode).inc()


def count_store_error(call: str) -> None:
    """Count one call that failed in the store. `call` names the use case, such as decide."""
    _STORE_ERRORS.labels(call).inc()


def count_page_fault() -> None:
    """Count one page that broke while it was drawn."""
    _PAGE_FAULTS.inc()


@contextmanager
def timed(call: str) -> Iterator[None]:
    """Measure a use case's time, also when it raises. Serves as a decorator too: @timed("decide")."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        _LATENCY.labels(call).observe(time.perf_counter() - begun)


def watch_sessions(count: Callable[[], float]) -> None:
    """Say how connected sessions are counted when the text is written."""
    _SESSIONS.set_function(count)


def set_start_time(unix_s: float) -> None:
    """Note when the house was opened."""
    _STARTED_AT.set(unix_s)


def render() -> bytes:
    """Write all counts as Prometheus text."""
    return generate_latest(REGISTRY)
