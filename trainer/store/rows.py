"""Turns a record into the row that keeps it; the fields of both bear the same names."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def row_of(record: "DataclassInstance") -> dict[str, Any]:
    """Return the record's fields by name, values as they are."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
