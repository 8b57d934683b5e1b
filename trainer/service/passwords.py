"""Passwords: hashed with argon2id and checked in a time that does not tell whether the account exists."""

from __future__ import annotations

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from trainer.service.refusals import NotAccepted

SHORTEST = 10
LONGEST = 200
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB for a moment: more at once would let a few hundred requests fill the memory."""
_HASHER = PasswordHasher()
"""argon2id with the parameters of RFC 9106 section 4, second recommended option (argon2-cffi's own defaults)."""


def check_password(password: str, login: str) -> None:
    """
    Refuse a password that is too easy to guess.

    Raises:
        NotAccepted: It has too few or too many characters, hardly any different ones, or the login in it.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise NotAccepted("password-length")
    if login in password.casefold() or len(set(password)) < 5:
        raise NotAccepted("password-weak")


def hash_password(password: str) -> str:
    """Hash a password with a fresh salt."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Check a password. Without a hash (nobody has this account) it takes as long and is wrong."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(hashed or _nobodys(), password) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False


def is_dated(hashed: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(hashed)


@cache
def _nobodys() -> str:
    """Make a hash that no password fits."""
    return _HASHER.hash(secrets.token_urlsafe(32))
