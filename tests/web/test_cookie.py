"""The device cookie holds what was signed, and nothing else is believed."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.web.cookie import MAX_AGE, RENEW_AFTER, Device, _signer, is_due, new_device_id, read, set_cookie, sign

KEY = b"the key of this house, long enough"
NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
LETTERS = string.ascii_letters + string.digits + "-_"
ID = "eAtM0mjuOreseHZo1GdA_A"


def test_what_was_signed_is_read() -> None:
    """Id and time of signing come back."""
    assert read(sign(ID, KEY, NOW), KEY, NOW + timedelta(days=3)) == Device(ID, NOW)


def test_ids_are_random() -> None:
    """A thousand ids are a thousand different ones, each of the shape that is read back."""
    ids = {new_device_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(read(sign(one, KEY, NOW), KEY, NOW) for one in ids)


def test_another_key_is_not_believed() -> None:
    """A cookie signed with another house's key is foreign."""
    assert read(sign(ID, b"another key, as long as the first", NOW), KEY, NOW) is None


def test_another_purpose_is_not_believed() -> None:
    """The key's other signatures (another salt) are no device cookies."""
    from itsdangerous import Signer

    other = Signer(KEY, salt=b"class-code", sep="~", key_derivation="hmac").sign(f"{ID}.{int(NOW.timestamp())}")
    assert read(other.decode(), KEY, NOW) is None


@pytest.mark.parametrize("place", [0, 21, 25, 40, 75])
def test_a_changed_letter_is_not_believed(place: int) -> None:
    """Changing any part of the value, id, time or signature, makes it forged."""
    value = sign(ID, KEY, NOW)
    changed = value[:place] + ("B" if value[place] != "B" else "C") + value[place + 1 :]
    assert read(changed, KEY, NOW) is None


@pytest.mark.parametrize("value", [None, "", "~", ID, f"{ID}.1", f"{ID}.1772357400~", "a" * 5000, "é~é", "\x00~\x00"])
def test_other_shapes_are_not_believed(value: str | None) -> None:
    """Anything that is not a whole cookie is none."""
    assert read(value, KEY, NOW) is None


def test_a_value_has_one_spelling() -> None:
    """Letters and bits that base64 would overlook do not pass."""
    value = sign(ID, KEY, NOW)
    assert read(value + "é", KEY, NOW) is None
    assert read(value + "=", KEY, NOW) is None
    assert [read(value[:-1] + last, KEY, NOW) for last in LETTERS if last != value[-1]] == [None] * 63


def test_a_foreign_content_with_our_signature_is_none() -> None:
    """Even with the right signature, only an id of our shape is read."""
    value = _signer(KEY).sign("../../etc/passwd.1772357400").decode()
    assert read(value, KEY, NOW) is None


def test_cookies_expire() -> None:
    """After 400 days the cookie is nobody's; a day before it still counts."""
    value = sign(ID, KEY, NOW)
    assert read(value, KEY, NOW + MAX_AGE) is not None
    assert read(value, KEY, NOW + MAX_AGE + timedelta(seconds=1)) is None


def test_cookies_from_the_future_are_none() -> None:
    """A cookie may be ahead of our clock by a day, not more."""
    value = sign(ID, KEY, NOW)
    assert read(value, KEY, NOW - timedelta(hours=23)) is not None
    assert read(value, KEY, NOW - timedelta(hours=25)) is None


def test_cookies_are_renewed_after_thirty_days() -> None:
    """A cookie older than thirty days is due, a younger one is not."""
    assert not is_due(Device(ID, NOW), NOW + RENEW_AFTER)
    assert is_due(Device(ID, NOW), NOW + RENEW_AFTER + timedelta(seconds=1))


def test_the_header() -> None:
    """The header keeps the cookie from scripts and other sites; Secure follows https."""
    plain = "rt_device=abc; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax"
    assert set_cookie("abc", secure=False) == plain
    assert set_cookie("abc", secure=True) == plain + "; Secure"


@given(st.text(max_size=120))
def test_no_text_is_ever_believed(text: str) -> None:
    """Random text is read as nobody, without an error."""
    assert read(text, KEY, NOW) is None
