"""Whose device it is: the key that signs the device cookie, and the device behind a cookie that was sent."""

from __future__ import annotations

import hashlib
import hmac
import logging
from datetime import UTC, datetime
from functools import lru_cache

from trainer.service.house import house
from trainer.store import Store, StoreError, signing_key
from trainer.web import cookie

_LOG = logging.getLogger("trainer.web")


def device_key() -> bytes | None:
    """Return the signing key: TRAINER_SECRET, else the store's own. None while the store cannot be asked."""
    secret = house().settings.secret
    if secret:
        return secret.encode()
    try:
        return _stored_key(house().store)
    except StoreError:
        _LOG.exception("the key that signs cookies cannot be read")
        return None


def device_of(value: str | None) -> str | None:
    """Return the device id in a cookie's value, such as st.context.cookies.get(cookie.NAME); None for a bad one."""
    key = device_key()
    device = cookie.read(value, key, datetime.now(UTC)) if key else None
    return device.id if device else None


def form_token(device_id: str) -> str:
    """Return what our own forms carry on this device: no other site's page can know it. Empty without a key."""
    key = device_key()
    return hmac.new(key, f"form:{device_id}".encode(), hashlib.sha256).hexdigest() if key else ""


def is_form_token(sent: str, device_id: str) -> bool:
    """Whether a form carried this device's token."""
    token = form_token(device_id)
    return bool(token) and hmac.compare_digest(sent.encode(), token.encode())


@lru_cache(maxsize=4)
def _stored_key(store: Store) -> bytes:
    return signing_key(store)
