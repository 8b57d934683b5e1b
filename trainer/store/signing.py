"""The key that signs cookies when none is given from outside; signs nothing itself."""

import secrets

from sqlalchemy import bindparam, insert, select

from trainer.store import tables
from trainer.store.transactions import Store, reading, writing

_NAME = "signing-key"
_KEY_BYTES = 32
_FIND = select(tables.secret.c.value).where(tables.secret.c.name == bindparam("name"))


def signing_key(store: Store) -> bytes:
    """Return the store's own key of 32 random bytes, made at the first call and the same for every process."""
    with reading(store) as connection:
        found = connection.scalar(_FIND, {"name": _NAME})
    if found is None:
        with writing(store) as connection:
            # Looked up again: another process may have made it while this one waited for its turn to write.
            found = connection.scalar(_FIND, {"name": _NAME})
            if found is None:
                found = secrets.token_bytes(_KEY_BYTES)
                connection.execute(insert(tables.secret), {"name": _NAME, "value": found})
    return bytes(found)
