"""Wrong passwords and codes, counted so that a restart forgets nothing; what a count means is the caller's business."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select

from trainer.store.class_tables import failed_try
from trainer.store.transactions import Store, reading, writing

_try = failed_try.c
_COUNT = select(func.count(), func.max(_try.at)).where(
    _try.key == bindparam("key"), _try.at > bindparam("since", type_=_try.at.type)
)


@dataclass(frozen=True, slots=True)
class Tries:
    """How often something was tried in vain under one key, and when last (None: never)."""

    count: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a try may be made: seconds to wait first (0: go on), and the numbers under which it was counted."""

    wait_s: float
    ids: tuple[int, ...] = ()


def count_try(
    store: Store,
    keys: Sequence[str],
    *,
    at: datetime,
    since: datetime,
    wait_of: Callable[[tuple[Tries, ...]], float],
) -> Admission:
    """
    Ask for one try, and count it as failed before it is made: a thousand at once are counted like a thousand in a row.

    Args:
        store: Where.
        keys: What it is counted under.
        at: Now.
        since: Tries before this moment are forgotten, for good.
        wait_of: Says for the counts, in the keys' order, how many seconds must pass first.

    Returns:
        The wait, or the try's numbers for `forgive`.
    """
    with writing(store) as connection:
        connection.execute(delete(failed_try).where(_try.at <= since))
        found = tuple(Tries(*connection.execute(_COUNT, {"key": key, "since": since}).one()) for key in keys)
        wait_s = wait_of(found)
        if wait_s > 0:
            return Admission(wait_s)
        ids = [
            connection.execute(insert(failed_try).values(key=key, at=at).returning(_try.id)).scalar_one()
            for key in keys
        ]
    return Admission(0.0, tuple(ids))


def has_tried(store: Store, key: str, *, since: datetime) -> bool:
    """Whether something was tried in vain under a key after a moment."""
    with reading(store) as connection:
        return bool(connection.execute(_COUNT, {"key": key, "since": since}).one()[0])


def forgive(store: Store, admission: Admission, *, keys: Sequence[str] = ()) -> None:
    """Take a try back that was right, and all others under some keys."""
    with writing(store) as connection:
        connection.execute(delete(failed_try).where(_try.id.in_(admission.ids) | _try.key.in_(tuple(keys))))
