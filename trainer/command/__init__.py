"""The command line's work: one module for each group of commands. `trainer/__main__.py` only reads the arguments."""

from __future__ import annotations

OK = 0
FAULTS = 1
CANNOT_RUN = 2


class CannotRun(Exception):
    """The command cannot be carried out; the message says why and what to do. Exit code 2."""
