"""
The programs that the tests need beside Python: Chromium and PostgreSQL. Found, else fetched, else a clear failure.

`python -m tests.programs` is what `make test` runs first. Playwright's own Chromium is tried before Debian's package.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.chromium import works

DOWNLOAD_S = 300
"""Seconds that Playwright's download may take; without a way out it would try for many minutes."""
POSTGRES_FOLDERS = Path("/usr/lib/postgresql")
CREATE_CLUSTER = Path("/etc/postgresql-common/createcluster.d/reception-trainer-tests.conf")

NO_BROWSER = """The browser tests need Chromium, and it cannot be had here.
{tried}
    mend: install Chromium so that `chromium` is on the PATH (Debian: sudo apt-get install chromium),
          or let Playwright fetch it: {python} -m playwright install --with-deps chromium
"""
NO_POSTGRES = """The store's tests need PostgreSQL's programs (initdb, postgres), and they cannot be had here.
{tried}
    mend: install the server (Debian: sudo apt-get install postgresql), or put its bin folder on the PATH.
          No server needs to run: the tests start their own and remove it.
"""


def provide_driver() -> str | None:
    """Make sure that Playwright's driver starts. Returns None when it does, else what was tried."""
    ask = [sys.executable, "-m", "playwright", "--version"]
    if _run(ask, 60, quiet=True):
        return None
    tried = _install("libatomic1")  # the driver is a Node of its own, and an empty Debian lacks this one library
    return None if _run(ask, 60) else "\n".join((*tried, f"Playwright's driver does not start: {' '.join(ask)}"))


def provide_chromium() -> str | None:
    """Make sure that a Chromium starts. Returns None when one does, else what was tried."""
    path, tried = works()
    if path is None:
        _say("No Chromium found. Playwright fetches its own ...")
        if _run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_S):
            path, tried = works()
            if path is None and _root() is not None:  # fetched, but libraries of the system are missing
                _run([*_root(), sys.executable, "-m", "playwright", "install-deps", "chromium"], DOWNLOAD_S)
                path, tried = works()
        else:
            tried = (*tried, "Playwright could not fetch its Chromium.")
    if path is None:
        tried = (*tried, *_install("chromium", "fonts-noto-core"))
        path, broken = works()
        tried = (*tried, *broken)
    if path is None:
        return "\n".join(dict.fromkeys(tried))
    _say(f"Chromium: {path}")
    return None


def provide_browser() -> str | None:
    """Make sure that a browser can be driven. Returns None when one can, else what was tried."""
    return provide_driver() or provide_chromium()


def provide_postgres() -> str | None:
    """Make sure that PostgreSQL's programs are there. Returns None when they are, else what was tried."""
    tried: tuple[str, ...] = ()
    folder = find_postgres()
    if folder is None:
        with _no_cluster_of_its_own():
            tried = _install("postgresql")
        folder = find_postgres()
    if folder is None:
        return "\n".join(tried)
    _say(f"PostgreSQL: {folder}")
    return None


def find_postgres() -> Path | None:
    """Find the folder with initdb and postgres: Debian's newest, else the PATH's; None when there is none."""
    folders = sorted(POSTGRES_FOLDERS.glob("*/bin"), key=lambda folder: _number(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    folders += [Path(on_path).resolve().parent] if on_path else []
    return next((one for one in folders if (one / "initdb").is_file() and (one / "postgres").is_file()), None)


def _number(version: str) -> int:
    return int(version) if version.isdigit() else 0


def _install(*packages: str) -> tuple[str, ...]:
    """Install Debian's packages. Returns what went wrong; nothing when it worked."""
    if shutil.which("apt-get") is None:
        return ("This is no Debian or Ubuntu (no apt-get).",)
    root = _root()
    if root is None:
        return ("Debian's package could not be installed: neither root nor sudo without a password.",)
    _say(f"Installing Debian's {' '.join(packages)} ...")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    # Second time with fresh lists: an empty machine has none, an old one has stale ones.
    if _run(install, 600) or (_run([*apt, "update"], 300) and _run(install, 600)):
        return ()
    return (f"apt-get could not install {' '.join(packages)}.",)


def _root() -> list[str] | None:
    """Find what to put before a command that needs root: nothing for root itself, None where it cannot be had."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    return ["sudo", "-n"] if sudo and _run([sudo, "-n", "true"], 10, quiet=True) else None


@contextmanager
def _no_cluster_of_its_own() -> Iterator[None]:
    """Keep Debian's package from making and starting a cluster: the tests start their own."""
    if os.geteuid() != 0 or CREATE_CLUSTER.exists():  # by sudo it is left as Debian does it; it harms nothing
        yield
        return
    made = [folder for folder in (CREATE_CLUSTER.parent, CREATE_CLUSTER.parent.parent) if not folder.exists()]
    CREATE_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    CREATE_CLUSTER.write_text("create_main_cluster = false\n", "ascii")
    try:
        yield
    finally:
        CREATE_CLUSTER.unlink()
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _run(command: list[str], timeout_s: float, *, quiet: bool = False) -> bool:
    """Run a command without input. Returns whether it ended well and in time."""
    out = subprocess.DEVNULL if quiet else None
    try:
        # A session of its own, so that a download's children end with it.
        started = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
    except OSError as error:
        _say(f"{command[0]}: {error}")
        return False
    try:
        return started.wait(timeout_s) == 0
    except subprocess.TimeoutExpired:
        _say(f"Given up after {timeout_s:.0f} s: {' '.join(command)}")
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        return False


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def main() -> int:
    """Provide both; 1 when one of them cannot be had."""
    failed = 0
    for text, provide in ((NO_BROWSER, provide_browser), (NO_POSTGRES, provide_postgres)):
        tried = provide()
        if tried is not None:
            sys.stderr.write(text.format(tried=tried, python=sys.executable))
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
