"""What people do on the pages about classes, as values that the drawers hand to the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Join:
    """Come into the class of a code, under a name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Go out of a class."""

    class_id: str


@dataclass(frozen=True, slots=True)
class ShowCode:
    """Show a code for a second device."""


@dataclass(frozen=True, slots=True)
class UseCode:
    """Go on here with the history of another device."""

    code: str


@dataclass(frozen=True, slots=True)
class MakeClass:
    """Make a class of a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Call the class something else."""

    class_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SetLocking:
    """Let prerequisites lock lessons, or only recommend."""

    class_id: str
    locking: bool


@dataclass(frozen=True, slots=True)
class ChangeCode:
    """Give the class another code."""

    class_id: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take somebody out of the class."""

    class_id: str
    membership_id: str


@dataclass(frozen=True, slots=True)
class Invite:
    """Make a link for another instructor, of a class or of none in particular."""

    class_id: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it: a code or a link that was asked for, or (`good` False) why it did not work."""

    good: bool
    text: str


Doing = Join | Leave | ShowCode | UseCode | MakeClass | Rename | SetLocking | ChangeCode | Remove | Invite
Do = Callable[[Doing], Told]
"""Carries out what was done. What changes the page begins the page anew and does not return."""
