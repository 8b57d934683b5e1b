"""The tables of series and certificates, in the same metadata as the log's; `trainer.store` always brings all."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, UniqueConstraint

from trainer.store.columns import PlainText, UtcTime, Whole
from trainer.store.tables import attempt_key, metadata

# The mystery shopper: `plan` is JSON, the exercises' ids in order.
series = Table(
    "series",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("person_id", PlainText, ForeignKey("person.id"), nullable=False, index=True),
    Column("seed", Whole, nullable=False),
    Column("plan", PlainText, nullable=False),
    Column("started_at", UtcTime, nullable=False),
)

series_attempt = Table(
    "series_attempt",
    metadata,
    Column("series_id", PlainText, ForeignKey("series.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    attempt_key(),
    UniqueConstraint("attempt_id"),
    CheckConstraint("place >= 1", "place"),
)

# A series that was ended before its last part.
series_end = Table(
    "series_end",
    metadata,
    Column("series_id", PlainText, ForeignKey("series.id"), primary_key=True),
    Column("at", UtcTime, nullable=False),
)

certificate = Table(
    "certificate",
    metadata,
    Column("code", PlainText, primary_key=True),
    Column("person_id", PlainText, ForeignKey("person.id"), nullable=False, index=True),
    Column("series_id", PlainText, ForeignKey("series.id"), nullable=False),
    Column("name", PlainText, nullable=False),
    Column("issued_at", UtcTime, nullable=False),
    Column("content", PlainText, nullable=False),
    UniqueConstraint("series_id"),
)

# Rows that are facts, as in tables.py.
APPEND_ONLY = (series, series_attempt, series_end, certificate)
