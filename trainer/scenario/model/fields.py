"""Field types shared by all content models: ids, texts and whole numbers out of untyped YAML scalars."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

_WHOLE = re.compile(r"[+-]?[0-9]{1,6}\Z")


def whole_number(value: Any) -> Any:
    """Turn the scalar of a whole number (`3`, `+1`, `-2`) into an int; leave all else for pydantic to refuse."""
    if isinstance(value, str) and _WHOLE.match(value):
        return int(value)
    return value


class Model(BaseModel):
    """The strictness that all authored content shares: frozen, no unknown keys, no silent conversion."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=40)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Whole = Annotated[int, BeforeValidator(whole_number)]
Positive = Annotated[int, BeforeValidator(whole_number), Field(ge=1)]
Source = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
