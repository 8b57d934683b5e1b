"""Passwords and codes that are tried: counted before they are looked at, under keys that tell nothing by themselves."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from functools import partial

from trainer import store
from trainer.service.house import House, guarded
from trainer.service.refusals import WaitFirst
from trainer.service.throttle import WINDOW, Limit, longest_wait_s


def key_of(house: House, *parts: str) -> str:
    """Name something that tries are counted under, so that the name does not tell what it stands for."""
    with guarded("tries"):
        key = house.settings.secret.encode() if house.settings.secret else store.signing_key(house.store)
    return hmac.new(key, "\n".join(("try", *parts)).encode(), hashlib.sha256).hexdigest()


def admit(house: House, keys: tuple[str, ...], limits: tuple[Limit, ...], *, now: datetime) -> store.Admission:
    """
    Count one try under some keys, each with its limit; `store.forgive` takes it back when it was right.

    Raises:
        WaitFirst: It was tried in vain too often.
        TryAgain: The store cannot be used at the moment.
    """
    wait_of = partial(longest_wait_s, limits, now=now)
    with guarded("tries"):
        admission = store.count_try(house.store, keys, at=now, since=now - WINDOW, wait_of=wait_of)
    if admission.wait_s > 0:
        raise WaitFirst(admission.wait_s)
    return admission
