"""What is kept of accounts and classes, as frozen values; no SQL and no behaviour. All times are aware UTC."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

StaffRole = Literal["instructor", "administrator"]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signs in; `login` is in small letters, `password_hash` argon2id's (None: no password)."""

    person_id: str
    login: str
    password_hash: str | None = field(repr=False)
    role: StaffRole
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser that is, or was, signed in; of its token and its device only hashes are kept."""

    person_id: str
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time right to make an account; `made_by` is None for the first start's, `class_id` a class to teach."""

    role: StaffRole
    made_by: str | None
    class_id: str | None
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrainingClass:
    """A class: what it is called, the code that people join by, and whether prerequisites lock lessons."""

    id: str
    name: str
    code: str
    locking: bool
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ClassCount:
    """A class with how many people are in it."""

    training_class: TrainingClass
    members: int


@dataclass(frozen=True, slots=True)
class Instructor:
    """Somebody who teaches a class."""

    person_id: str
    display_name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """
    A person in a class, from `joined_at` until they left or were removed.

    `number` tells apart people of one name (`name_key`: how names are compared) in one class, from 1.
    """

    id: str
    class_id: str
    person_id: str
    display_name: str
    name_key: str
    number: int
    joined_at: datetime
    left_at: datetime | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClassJoined:
    """A membership with its class."""

    membership: Membership
    training_class: TrainingClass


@dataclass(frozen=True, slots=True)
class TransferUse:
    """A transfer code that a person asked for: when, and when it was used. The code itself is not kept."""

    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something that was done: by whom, to which class and whom. Ids only; `id` grows over the whole audit."""

    at: datetime
    actor_id: str | None
    action: str
    class_id: str | None = None
    subject_id: str | None = None
    detail: str | None = None
    id: int | None = None
