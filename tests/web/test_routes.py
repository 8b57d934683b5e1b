"""Pictures, manifest, icons, health and counts, on their real files and a real store."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.applications import Starlette

from tests.web.client import Visitor, serving
from trainer.service import metrics
from trainer.store import open_store, ping
from trainer.web.assets import load_assets
from trainer.web.routes import build_routes

HOSTILE = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("content")
    pictures = root / "pictures"
    pictures.mkdir()
    (pictures / "ear-spa.svg").write_text(HOSTILE)
    (pictures / "Upper.svg").write_text(HOSTILE)
    (pictures / ".hidden.svg").write_text(HOSTILE)
    (pictures / "note.txt").write_text("not for visitors")
    (root / "secret.svg").write_text("not for visitors")
    return root


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Visitor]:
    with open_store(f"sqlite:///{folder}/data/trainer.db", wait_s=0.3) as store:
        checks = {"database": lambda: ping(store), "content": lambda: next((folder / "pictures").glob("*.svg"))}
        with serving(Starlette(routes=build_routes(load_assets(), folder / "pictures", checks))) as visitor:
            yield visitor


def test_a_picture_is_served_shut_in(desk: Visitor) -> None:
    """A picture runs nothing, even opened on its own page, and may be kept for an hour."""
    answer = desk.ask("/pictures/ear-spa.svg")
    assert (answer.status, answer.text) == (200, HOSTILE)
    assert answer.one("content-type") == "image/svg+xml"
    assert answer.one("content-security-policy") == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer.one("cache-control") == "public, max-age=3600"


def test_a_changed_picture_is_seen(desk: Visitor, folder: Path) -> None:
    """An author's new drawing is served without a restart, under a new tag."""
    path = folder / "pictures" / "lobby.svg"
    assert desk.ask("/pictures/lobby.svg").status == 404
    path.write_text("<svg/>")
    first = desk.ask("/pictures/lobby.svg")
    path.write_text("<svg></svg>")
    second = desk.ask("/pictures/lobby.svg", if_none_match=first.one("etag") or "")
    assert (first.text, second.status, second.text) == ("<svg/>", 200, "<svg></svg>")
    path.unlink()
    assert desk.ask("/pictures/lobby.svg").status == 404


@pytest.mark.parametrize(
    "name",
    [
        "../secret.svg",
        "..%2fsecret.svg",
        "%2e%2e/secret.svg",
        "..%5csecret.svg",
        "ear-spa.svg/../../secret.svg",
        "/etc/passwd",
        "Upper.svg",
        ".hidden.svg",
        "note.txt",
        "ear-spa",
        "ear-spa.svg%00.txt",
        "ear-spa%0a.svg",
        "-.svg",
        ".svg",
        "",
    ],
)
def test_no_other_file_is_served(desk: Visitor, name: str) -> None:
    """Only a plain name of a picture finds one: no folder, no other ending, no trick of spelling."""
    answer = desk.ask(f"/pictures/{name}")
    assert answer.status == 404
    assert "not for visitors" not in answer.text


def test_a_picture_that_cannot_be_read_is_not_there(desk: Visitor, folder: Path) -> None:
    """A link to nowhere is not found; the server does not fall over."""
    (folder / "pictures" / "broken-link.svg").symlink_to(folder / "nowhere")
    assert desk.ask("/pictures/broken-link.svg").status == 404


def test_the_manifest(desk: Visitor) -> None:
    """The phone finds a name, a start and icons that are there, in the sizes that they claim."""
    answer = desk.ask("/manifest.webmanifest")
    manifest = answer.json
    assert answer.one("content-type") == "application/manifest+json"
    assert manifest["name"] == "Reception trainer"
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} == {"any", "180x180", "192x192", "512x512"}
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        found = desk.ask(icon["src"])
        assert (found.status, found.one("content-type")) == (200, icon["type"])
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", found.body[16:24])
            assert icon["sizes"] == f"{width}x{height}"


def test_assets_are_kept_for_ever(desk: Visitor) -> None:
    """Our files change their address with their content, so browsers need never ask again."""
    assets = load_assets()
    for path in assets.files:
        assert desk.ask(path).one("cache-control") == "public, max-age=31536000, immutable"
    assert desk.ask(assets.style.replace(".css", "0.css")).status == 404


def test_the_icon_of_old(desk: Visitor) -> None:
    """Browsers that ask for /favicon.ico get our bell."""
    answer = desk.ask("/favicon.ico")
    assert (answer.status, answer.one("content-type")) == (200, "image/png")
    assert answer.body == desk.ask("/favicon.png").body


def test_all_is_well(desk: Visitor) -> None:
    """Store and content were really tried, and nobody keeps the answer."""
    answer = desk.ask("/healthz")
    assert (answer.status, answer.json) == (200, {"status": "ok", "checks": {"database": "ok", "content": "ok"}})
    assert answer.one("cache-control") == "no-store"


def test_a_locked_database_is_told(desk: Visitor, folder: Path) -> None:
    """A store that cannot be written is 503 and named; content is still well; it heals by itself."""
    with closing(sqlite3.connect(folder / "data" / "trainer.db", isolation_level=None)) as intruder:
        intruder.execute("BEGIN IMMEDIATE")
        answer = desk.ask("/healthz")
        intruder.execute("ROLLBACK")
    assert answer.status == 503
    assert answer.json == {"status": "failing", "checks": {"database": "failing", "content": "ok"}}
    assert str(folder) not in answer.text, "where things lie is nobody's business"
    assert desk.ask("/healthz").status == 200


def test_missing_content_is_told(desk: Visitor, folder: Path) -> None:
    """Content that cannot be read is 503 and named."""
    (folder / "pictures").rename(folder / "elsewhere")
    answer = desk.ask("/healthz")
    (folder / "elsewhere").rename(folder / "pictures")
    assert (answer.status, answer.json["checks"]) == (503, {"database": "ok", "content": "failing"})


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    """A database file full of something else is 503."""
    with open_store(f"sqlite:///{tmp_path}/trainer.db", wait_s=0.3) as store:
        routes = build_routes(load_assets(), tmp_path, {"database": lambda: ping(store)})
        with serving(Starlette(routes=routes)) as desk:
            assert desk.ask("/healthz").status == 200
            store.close()
            for path in tmp_path.glob("trainer.db*"):
                path.write_bytes(b"not a database, and never was one. " * 1000)
            answer = desk.ask("/healthz")
    assert (answer.status, answer.json["checks"]) == (503, {"database": "failing"})


def test_counts_are_told(desk: Visitor) -> None:
    """Prometheus reads what was counted, and no ids."""
    before = desk.ask("/metrics").text
    metrics.count_decision("practice")
    metrics.count_start("practice")
    metrics.count_finish("practice")
    metrics.count_store_error("decide")
    with metrics.timed("decide"):
        pass
    answer = desk.ask("/metrics")
    assert answer.one("content-type") == "text/plain; version=0.0.4; charset=utf-8"
    for line in (
        'trainer_decisions_total{mode="practice"}',
        'trainer_attempts_started_total{mode="practice"}',
        'trainer_attempts_finished_total{mode="practice"}',
        'trainer_store_errors_total{call="decide"}',
        'trainer_service_seconds_count{call="decide"}',
    ):
        assert value(answer.text, line) == value(before, line) + 1
    assert "python_info" not in answer.text


def value(text: str, name: str) -> float:
    return next((float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(name)), 0.0)
