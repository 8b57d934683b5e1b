"""Where no PostgreSQL is installed the tests fail and say what to do; they are never skipped."""

from pathlib import Path

import pytest

from . import postgres


def test_without_server_programs_the_way_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on PATH nor in Debian's place: the fixture raises, and names the package."""
    monkeypatch.setattr(postgres, "INSTALLED", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="apt-get install postgresql"), postgres.running_server():
        pass
