"""The settings: environment variables read once, checked all together, frozen. Nothing else reads the environment."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
DATABASES = ("sqlite", "postgresql")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Variable:
    """One row of the table of settings: the variable's name, what holds when it is not set, and what it decides."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("TRAINER_DATA_DIR", "data/", "Folder for the SQLite file. Made when it is missing."),
    Variable(
        "TRAINER_DATABASE_URL",
        "sqlite:///<data folder>/trainer.db",
        "Where everything is kept: an SQLAlchemy URL that begins with sqlite:/// or postgresql://.",
    ),
    Variable(
        "TRAINER_PUBLIC_URL",
        "not set",
        "Address that people open, such as https://trainer.example.com. With https, cookies are sent over https only.",
    ),
    Variable("TRAINER_PORT", "8501", "Port that `make run` listens on, 1 to 65535."),
    Variable(
        "TRAINER_SECRET",
        "made once and kept in the database",
        f"Key that signs cookies, at least {SHORTEST_SECRET} characters. A new key makes every visitor a new person.",
    ),
    Variable("TRAINER_CONTENT", "scenarios/", "Folder with the scenarios, the curriculum and the pictures."),
)
"""Every setting there is, in the order in which the README lists them."""


class SettingsError(ValueError):
    """Raised at start when a setting cannot be used. The message lists every fault with its mend."""


@dataclass(frozen=True, slots=True)
class Settings:
    """
    What the house is built with. The database URL and the secret stay out of repr().

    `data_dir` need not exist yet; `content` does. `public_url` is an origin without a closing slash, or None.
    `secret` is None when the store keeps the key itself.
    """

    data_dir: Path
    database_url: str = field(repr=False)
    public_url: str | None
    port: int
    secret: str | None = field(repr=False)
    content: Path

    @property
    def https(self) -> bool:
        """Whether people reach the trainer over https."""
        return self.public_url is not None and self.public_url.startswith("https://")


class _Fault(Exception):
    """One setting's fault: `what` is wrong, and the `mend`."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """
    Read and check all settings.

    Args:
        environ: The environment; None reads the process's own. An empty value counts as not set.

    Raises:
        SettingsError: At least one value cannot be used; all such values are named together.
    """
    given = {key: value.strip() for key, value in (os.environ if environ is None else environ).items()}
    faults: list[str] = []

    def take(name: str, parse: Callable[[str], _T], default: _T) -> _T:
        text = given.get(name, "")
        if not text:
            return default
        try:
            return parse(text)
        except _Fault as fault:
            faults.append(f"{name} {fault.what}\n    mend: {fault.mend}")
            return default

    data_dir = take("TRAINER_DATA_DIR", _data_dir, ROOT / "data")
    settings = Settings(
        data_dir=data_dir,
        database_url=take("TRAINER_DATABASE_URL", _database_url, f"sqlite:///{data_dir / 'trainer.db'}"),
        public_url=take("TRAINER_PUBLIC_URL", _origin, None),
        port=take("TRAINER_PORT", _port, 8501),
        secret=take("TRAINER_SECRET", _secret, None),
        content=take("TRAINER_CONTENT", _content, ROOT / "scenarios"),
    )
    if faults:
        raise SettingsError("\n".join(faults))
    return settings


def unknown_variables(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Name the TRAINER_ variables that are set and mean nothing here, each as a sentence with its nearest match."""
    known = [variable.name for variable in VARIABLES]
    sentences = []
    for name in sorted(os.environ if environ is None else environ):
        if name.startswith("TRAINER_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            sentences.append(f"{name} is set, but it is not a setting of the trainer: {hint}")
    return tuple(sentences)


def _data_dir(text: str) -> Path:
    folder = Path(text).expanduser().absolute()
    standing = next(path for path in (folder, *folder.parents) if path.exists())
    if not standing.is_dir():
        raise _Fault(f"is {text!r}, but {standing} is a file", "name a folder")
    if not os.access(standing, os.W_OK | os.X_OK):
        raise _Fault(f"is {text!r}, but nothing may be written in {standing}", "name a folder that may be written in")
    return folder


def _database_url(text: str) -> str:
    try:
        url = make_url(text)
    except ArgumentError:
        raise _Fault(  # the text stays unsaid: it may hold a password
            "is not a database URL",
            "write sqlite:///path/to/file.db or postgresql://user:password@host/name",
        ) from None
    kind = url.get_backend_name()
    if kind not in DATABASES:
        near = "postgresql" if kind.startswith("postgre") else "sqlite or postgresql"
        raise _Fault(f"is for {kind!r}, which the store does not know", f"begin the URL with {near}")
    if not url.database:
        raise _Fault(
            f"is {url.render_as_string()!r}, which names no database",
            "sqlite:///path/to/file.db for a file (three slashes, four before an absolute path)"
            if kind == "sqlite"
            else "end the URL with the database's name",
        )
    return text


def _origin(text: str) -> str:
    mend = "write scheme and host only, such as https://trainer.example.com"
    if "@" in text:
        raise _Fault("holds a user name or password", mend)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _Fault(f"is {text!r}, which is not an address", mend) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Fault(f"is {text!r}, which is not an http or https address", mend)
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise _Fault(f"is {text!r}, which has more than scheme and host", mend)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise _Fault(f"is {text!r}, which is not a port", "write a whole number from 1 to 65535, such as 8501")
    return int(text)


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        raise _Fault(
            f"has {len(text)} characters; at least {SHORTEST_SECRET} keep cookies safe",
            'make one with: python -c "import secrets; print(secrets.token_urlsafe(48))"',
        )
    return text


def _content(text: str) -> Path:
    folder = Path(text).expanduser().absolute()
    if not folder.is_dir():
        mend = "name the folder that holds exercises/ and skills.yaml"
        raise _Fault(f"is {text!r}, but there is no such folder", mend)
    return folder
