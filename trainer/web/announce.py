"""Say at which addresses the trainer can be opened, before `make run` starts it: `python -m trainer.web.announce`."""

from __future__ import annotations

import socket
import sys

from trainer.settings import Settings, SettingsError, read_settings

TAKEN = 1
UNUSABLE = 2
_SOMEWHERE = ("192.0.2.1", 9)
"""An address that no machine has (RFC 5737). Connecting a datagram socket picks a way out and sends nothing."""


def addresses(settings: Settings, network_ip: str | None) -> tuple[tuple[str, str], ...]:
    """
    List where people find the trainer, as pairs of whom it is for and the address.

    Args:
        settings: The checked settings.
        network_ip: This machine's address in its network; None when it is in none.
    """
    found = [("on this machine", f"http://localhost:{settings.port}")]
    if network_ip:
        found.append(("on a phone in the same network", f"http://{network_ip}:{settings.port}"))
    if settings.public_url:
        found.append(("for everybody", settings.public_url))
    return tuple(found)


def find_network_ip() -> str | None:
    """Find the address that other machines of the network reach this one at; None without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_SOMEWHERE)
            ip = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if ip.startswith("127.") or ip == "0.0.0.0" else ip  # noqa: S104  # compared, not bound


def is_free(port: int) -> bool:
    """Whether nothing listens on that port yet."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104  # the trainer itself is for the whole network
        except OSError:
            return False
    return True


def describe(settings: Settings, network_ip: str | None) -> str:
    """Write what is printed at start: one address a line, and how to stop."""
    rows = addresses(settings, network_ip)
    width = max(len(whom) for whom, _address in rows)
    lines = ["The reception trainer starts. Open it", *(f"  {whom:<{width}}  {where}" for whom, where in rows)]
    if network_ip is None:
        lines.append("  (This machine is in no network, so a phone cannot reach it.)")
    lines.append("Stop it with Ctrl+C; nothing is lost.")
    return "\n".join(lines)


def main() -> int:
    """Print the addresses; 1 when the port is taken, 2 when a setting cannot be used."""
    try:
        settings = read_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    if not is_free(settings.port):
        sys.stderr.write(
            f"Port {settings.port} is taken: something listens there already, perhaps the trainer itself.\n"
            f"    mend: stop it, or choose another port: TRAINER_PORT={settings.port % 65535 + 1} make run\n"
        )
        return TAKEN
    sys.stdout.write(describe(settings, find_network_ip()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
