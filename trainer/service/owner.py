"""What the owner of the machine does on its command line, without asking anybody for a right."""

from __future__ import annotations

from datetime import datetime

from trainer import store
from trainer.service.names import read_login
from trainer.service.passwords import check_password, hash_password
from trainer.service.refusals import NotAccepted


def reset_password(opened: store.Store, login: str, new: str, *, now: datetime) -> None:
    """
    Give an account another password and sign it out everywhere.

    Args:
        opened: The open store.
        login: What the account's owner signs in with.
        new: The new password.
        now: The present, aware.

    Raises:
        NotAccepted: The password cannot be used, or nobody signs in by this name.
        StoreError: The store cannot be used.
    """
    known_as = read_login(login)
    check_password(new, known_as)
    account = store.account_by_login(opened, login=known_as)
    if account is None:
        raise NotAccepted("nobody")
    store.set_password(
        opened, person_id=account.person_id, password_hash=hash_password(new), by=None, at=now, keep=None)
