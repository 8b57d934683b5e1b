"""The owner of the machine gives an account another password; it is never an argument."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer import store
from trainer.__main__ import run
from trainer.command import CannotRun
from trainer.service.passwords import hash_password, is_password

NOW = datetime.now(UTC)


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a store with an instructor, signed in with the token `token`."""
    monkeypatch.setenv("TRAINER_DATA_DIR", str(tmp_path))
    url = f"sqlite:///{tmp_path}/trainer.db"
    lasts = NOW + timedelta(days=1)
    with store.open_store(url) as opened:
        store.add_invite(opened, store.Invite("administrator", None, None, NOW, lasts), token="invite")
        made = store.Account("p", "lee", hash_password("three quiet umbrellas"), "administrator", NOW)
        store.open_account(opened, made, name="Lee", token="invite")
        store.add_sign_in(opened, store.SignIn("p", NOW, lasts, None), token="token", device_id="d")
    return url


def say(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Type a line."""
    monkeypatch.setattr("sys.stdin", io.StringIO(words + "\n"))


def test_a_new_password_is_read_and_kept(
    account: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The old one is of no use, every browser is signed out, and the password is not printed."""
    say(monkeypatch, "four loud umbrellas")
    assert run(["password", "LEE"]) == 0
    assert "umbrellas" not in capsys.readouterr().out
    with store.open_store(account) as opened:
        found = store.account_by_login(opened, login="lee")
        assert found is not None and is_password("four loud umbrellas", found.password_hash)
        assert not is_password("three quiet umbrellas", found.password_hash)
        assert store.account_of_token(opened, token="token", at=NOW) is None


@pytest.mark.parametrize(
    ("login", "password", "said"),
    [("kim", "four loud umbrellas", "Nobody signs in with this name."), ("lee", "short", "10 to 200 characters")],
)
def test_what_cannot_be_is_told(
    account: str, monkeypatch: pytest.MonkeyPatch, login: str, password: str, said: str
) -> None:
    """A name that nobody has and a password that is too short change nothing."""
    say(monkeypatch, password)
    with pytest.raises(CannotRun, match=said):
        run(["password", login])
    with store.open_store(account) as opened:
        assert store.account_of_token(opened, token="token", at=NOW) is not None
