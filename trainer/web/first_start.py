"""The link by which the first account is made: on the terminal, else in a file for the owner alone, never in a log."""

from __future__ import annotations

import logging
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from trainer.service import accounts
from trainer.service.errors import TryAgain
from trainer.service.house import House

_LOG = logging.getLogger("trainer.web")
FILE = "first-instructor.txt"
_OWNER_ONLY = 0o600


def show_first_link(house: House, *, port: int, terminal: TextIO) -> None:
    """
    Show the link as long as nobody has an account; each start makes a new one.

    Args:
        house: The open house.
        port: Where the server listens, for people without a public address.
        terminal: Where the link is shown when somebody sits there; anything else is not trusted with it.
    """
    file = house.settings.data_dir / FILE
    try:
        token = accounts.first_invitation(house, now=datetime.now(UTC))
    except TryAgain:
        _LOG.warning("whether anybody can sign in could not be asked; the next start asks again")
        return
    if token is None:
        file.unlink(missing_ok=True)
        return
    origin = house.settings.public_url or f"http://localhost:{port}"
    text = (
        "Nobody can sign in as an instructor yet. Whoever opens this link first makes the first account;\n"
        f"it works once, within {accounts.INVITATION_LASTS.days} days:\n"
        f"  {origin}/signin?invite={token}\n"
    )
    if terminal.isatty():
        terminal.write(text)
        terminal.flush()
        file.unlink(missing_ok=True)
        return
    try:
        _write(file, text)
    except OSError as error:
        _LOG.warning("the link for the first instructor could not be left in %s: %s", file, error.strerror)
        return
    _LOG.warning("nobody can sign in as an instructor yet: the link for the first one is in %s", file)


def forget_first_link(house: House) -> None:
    """Remove the file; its link does not work any more."""
    (house.settings.data_dir / FILE).unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as part:
        os.fchmod(handle, _OWNER_ONLY)
        part.write(text)
    Path(name).replace(file)
