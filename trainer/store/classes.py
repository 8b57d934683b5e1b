"""Classes and who teaches them; who is in them is in members.py. Says nothing of what anybody may do."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from trainer.store import class_tables as tables
from trainer.store.audit import write_audit
from trainer.store.class_records import AuditEntry, ClassCount, Instructor, TrainingClass
from trainer.store.errors import NotFound
from trainer.store.rows import row_of
from trainer.store.tables import person
from trainer.store.transactions import Store, reading, writing

_class = tables.training_class.c
_teaches = tables.class_instructor.c
_member = tables.class_member.c

CLASS = (_class.id, _class.name, _class.code, _class.locking, _class.made_at)
_BY_CODE = select(*CLASS).where(_class.code == bindparam("code"))
_BY_ID = select(*CLASS).where(_class.id == bindparam("id"))
_HERE = (
    select(func.count())
    .select_from(tables.class_member)
    .where(_member.class_id == _class.id, _member.left_at.is_(None), _member.removed_at.is_(None))
    .correlate(tables.training_class)
    .scalar_subquery()
)
_ALL = select(*CLASS, _HERE).order_by(_class.made_at.desc(), _class.id)
_TAUGHT = _ALL.join(tables.class_instructor).where(_teaches.person_id == bindparam("person_id"))
_TEACHES = select(1).where(_teaches.class_id == bindparam("class_id"), _teaches.person_id == bindparam("person_id"))
_INSTRUCTORS = (
    select(_teaches.person_id, func.coalesce(person.c.display_name, ""), _teaches.since)
    .join(person, person.c.id == _teaches.person_id)
    .where(_teaches.class_id == bindparam("class_id"))
    .order_by(_teaches.since, _teaches.person_id)
)


def add_class(store: Store, new: TrainingClass, *, by: str) -> bool:
    """
    Keep a new class with whoever made it as its instructor.

    Returns:
        False when another class has the code; then nothing is kept.
    """
    with writing(store) as connection:
        if connection.execute(_BY_CODE, {"code": new.code}).first() is not None:
            return False
        connection.execute(insert(tables.training_class), row_of(new))
        teaching = {"class_id": new.id, "person_id": by, "since": new.made_at}
        connection.execute(insert(tables.class_instructor), teaching)
        write_audit(connection, AuditEntry(new.made_at, by, "class", new.id))
    return True


def class_of_code(store: Store, *, code: str) -> TrainingClass | None:
    """Find the class that is joined by a code."""
    with reading(store) as connection:
        row = connection.execute(_BY_CODE, {"code": code}).first()
    return None if row is None else TrainingClass(*row)


def class_of(store: Store, *, class_id: str) -> TrainingClass | None:
    """Find a class."""
    with reading(store) as connection:
        row = connection.execute(_BY_ID, {"id": class_id}).first()
    return None if row is None else TrainingClass(*row)


def classes_taught(store: Store, *, person_id: str) -> tuple[ClassCount, ...]:
    """List the classes of an instructor, newest first."""
    with reading(store) as connection:
        return tuple(_counted(row) for row in connection.execute(_TAUGHT, {"person_id": person_id}))


def all_classes(store: Store) -> tuple[ClassCount, ...]:
    """List all classes, newest first."""
    with reading(store) as connection:
        return tuple(_counted(row) for row in connection.execute(_ALL))


def teaches(store: Store, *, class_id: str, person_id: str) -> bool:
    """Whether somebody is an instructor of a class."""
    with reading(store) as connection:
        return connection.execute(_TEACHES, {"class_id": class_id, "person_id": person_id}).first() is not None


def instructors_of(store: Store, *, class_id: str) -> tuple[Instructor, ...]:
    """List who teaches a class, the longest first."""
    with reading(store) as connection:
        return tuple(Instructor(*row) for row in connection.execute(_INSTRUCTORS, {"class_id": class_id}))


def rename_class(store: Store, *, class_id: str, name: str, by: str, at: datetime) -> None:
    """
    Call a class something else.

    Raises:
        NotFound: There is none of this id.
    """
    with writing(store) as connection:
        _change(connection, class_id, {"name": name}, AuditEntry(at, by, "rename", class_id))


def set_locking(store: Store, *, class_id: str, locking: bool, by: str, at: datetime) -> None:
    """
    Let prerequisites lock lessons in a class, or let them only recommend.

    Raises:
        NotFound: There is none of this id.
    """
    entry = AuditEntry(at, by, "locking", class_id, detail=str(locking))
    with writing(store) as connection:
        _change(connection, class_id, {"locking": locking}, entry)


def set_code(store: Store, *, class_id: str, code: str, by: str, at: datetime) -> bool:
    """
    Give a class another code; the old one leads nowhere from now on.

    Returns:
        False when another class has the code; then nothing changes.

    Raises:
        NotFound: There is none of this id.
    """
    with writing(store) as connection:
        if connection.execute(_BY_CODE, {"code": code}).first() is not None:
            return False
        _change(connection, class_id, {"code": code}, AuditEntry(at, by, "code", class_id))
    return True


def _change(connection: Connection, class_id: str, values: dict[str, Any], entry: AuditEntry) -> None:
    """Change a class and say so in the audit, inside the caller's transaction."""
    statement = update(tables.training_class).where(_class.id == class_id).values(values)
    if connection.execute(statement).rowcount == 0:
        raise NotFound("class", class_id)
    write_audit(connection, entry)


def _counted(row: Any) -> ClassCount:
    *columns, members = row
    return ClassCount(TrainingClass(*columns), members)
