"""The kinds of columns: what a value looks like in each of the two databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import TIMESTAMP, BigInteger, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

# Whole numbers of 64 bits; SQLite counts by itself only in a column of the very type INTEGER.
Whole = BigInteger().with_variant(Integer(), "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """
    Aware UTC to the microsecond: `timestamptz` in PostgreSQL, sortable ISO text of one width in SQLite.

    Raises:
        ValueError: A time without a zone was given; which moment it means cannot be known.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's type."""
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn a time into what the column holds."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time must have a zone (got {value!r})")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn what the column holds into an aware time."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """
    Text that both databases can hold; PostgreSQL knows no NUL character, and a log must be able to move.

    Raises:
        ValueError: The text holds a NUL character.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the same
        """Refuse what only one of the databases would keep."""
        if value is not None and "\0" in value:
            raise ValueError("a text must not hold a NUL character")
        return value
