"""Before the start: where the trainer can be opened, or why it cannot start."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from trainer.settings import read_settings
from trainer.web import announce

SETTINGS = read_settings({})


def test_three_addresses() -> None:
    """This machine, a phone in the same network, and everybody, as far as each is known."""
    public = replace(SETTINGS, public_url="https://trainer.example.com")
    assert [where for _whom, where in announce.addresses(public, "192.168.1.20")] == [
        "http://localhost:8501",
        "http://192.168.1.20:8501",
        "https://trainer.example.com",
    ]
    assert announce.addresses(SETTINGS, None) == (("on this machine", "http://localhost:8501"),)


def test_without_a_network_it_is_said() -> None:
    """Whoever looks for the phone's address reads why there is none."""
    assert "no network" in announce.describe(SETTINGS, None)
    assert "no network" not in announce.describe(SETTINGS, "192.168.1.20")


def test_a_port_that_is_taken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """When something listens there already, that is said with another port to take, and nothing starts."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("TRAINER_PORT", str(port))
        assert announce.main() == announce.TAKEN
    told = capsys.readouterr()
    assert f"Port {port} is taken" in told.err
    assert "TRAINER_PORT=" in told.err
    assert not told.out


def test_a_setting_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong setting is named before anything starts."""
    monkeypatch.setenv("TRAINER_PORT", "eighty")
    assert announce.main() == announce.UNUSABLE
    assert "TRAINER_PORT" in capsys.readouterr().err


def test_looking_for_the_network_sends_nothing() -> None:
    """The address is an IPv4 address of this machine, or there is none."""
    found = announce.find_network_ip()
    if found is not None:
        with socket.socket() as probe:
            probe.bind((found, 0))
