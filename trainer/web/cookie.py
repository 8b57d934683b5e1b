"""The device cookie: sign and read, pure. Who is behind a device is the store's business."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import Signer

NAME = "rt_device"
SESSION = "rt_session"
"""The cookie of a sign-in: a random token, of which the store keeps a hash."""
SALT = b"reception-trainer.device.v1"
MAX_AGE = timedelta(days=400)
"""Longest life that browsers grant a cookie (RFC 6265bis, section 5.5)."""
RENEW_AFTER = timedelta(days=30)
CLOCK_SLACK = timedelta(days=1)
"""A cookie may come from a server whose clock is this far ahead."""

_VALUE = re.compile(r"(?P<id>[A-Za-z0-9_-]{22})\.(?P<at>[0-9]{9,10})~[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that carries our cookie: its random id and when the cookie was signed (aware UTC)."""

    id: str
    signed_at: datetime


def new_device_id() -> str:
    """Draw a device id: 128 random bits in 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def sign(device_id: str, key: bytes, now: datetime) -> str:
    """Make the cookie's value for a device id, signed with `key` at `now` (aware)."""
    return _signer(key).sign(f"{device_id}.{int(now.timestamp())}").decode("ascii")


def read(value: str | None, key: bytes, now: datetime) -> Device | None:
    """Read a cookie's value. None when it is missing, forged, signed with another key, malformed or expired."""
    found = _VALUE.fullmatch(value or "")
    if found is None:
        return None
    device = Device(found["id"], datetime.fromtimestamp(int(found["at"]), UTC))
    # Signed anew and compared, rather than unsigned: base64 has several spellings of one signature.
    if not hmac.compare_digest(sign(device.id, key, device.signed_at), found.string):
        return None
    if not -CLOCK_SLACK <= now - device.signed_at <= MAX_AGE:
        return None
    return device


def is_due(device: Device, now: datetime) -> bool:
    """Whether the cookie is old enough to be signed anew."""
    return now - device.signed_at > RENEW_AFTER


def set_cookie(value: str, *, secure: bool) -> str:
    """Write the Set-Cookie header for a signed value: not for scripts, not for other sites, for every page."""
    attributes = f"Max-Age={int(MAX_AGE.total_seconds())}; Path=/; HttpOnly; SameSite=Lax"
    return f"{NAME}={value}; {attributes}" + ("; Secure" if secure else "")


def set_session(token: str, *, lasts_s: int, secure: bool) -> str:
    """Write the Set-Cookie header of a sign-in; no seconds take the cookie away."""
    attributes = f"Max-Age={lasts_s}; Path=/; HttpOnly; SameSite=Lax"
    return f"{SESSION}={token}; {attributes}" + ("; Secure" if secure else "")


def _signer(key: bytes) -> Signer:
    return Signer(key, salt=SALT, sep="~", key_derivation="hmac", digest_method=hashlib.sha256)
