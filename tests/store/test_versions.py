"""An exercise's version is kept for ever, byte for byte."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from trainer.store import ExerciseVersion, NotFound, Store, load_version, save_version
from trainer.store.transactions import reading

from .samples import NOW, later

RUNS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RUNS
@given(content=st.binary(max_size=500))
def test_content_comes_back_byte_for_byte(store: Store, content: bytes) -> None:
    """Whatever the content, it is loaded as it was saved."""
    version = uuid4().hex
    save_version(store, version=version, exercise_id="callback", content=content, at=NOW)
    assert load_version(store, version=version) == ExerciseVersion(version, "callback", content, NOW)


def test_the_first_save_stays(store: Store) -> None:
    """Saving a version again changes nothing, not even the time."""
    save_version(store, version="v1", exercise_id="callback", content=b"{}", at=NOW)
    save_version(store, version="v1", exercise_id="callback", content=b"{}", at=later(60))
    assert load_version(store, version="v1").saved_at == NOW


def test_content_is_compressed(store: Store) -> None:
    """A version takes far less room than its text."""
    save_version(store, version="v1", exercise_id="callback", content=b'{"say": "Good morning"}' * 1000, at=NOW)
    with reading(store) as connection:
        kept = connection.scalar(text("SELECT length(content) FROM exercise_version"))
    assert kept is not None
    assert kept < 500


def test_unknown_versions_are_not_found(store: Store) -> None:
    """A hash that was never saved is refused by name."""
    with pytest.raises(NotFound, match="there is no exercise version 'v0'"):
        load_version(store, version="v0")
