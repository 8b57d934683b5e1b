"""The front door as a whole: what every answer carries, and who is let in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.client import Visitor
from trainer.settings import Settings
from trainer.web import cookie

ANSWERS = {
    "/": 200,
    "/play?scenario=satisfaction-callback": 200,
    "/nowhere": 404,
    "/play/": 301,
    "/healthz": 200,
    "/metrics": 200,
    "/manifest.webmanifest": 200,
    "/favicon.ico": 200,
    "/pictures/ear-spa.svg": 200,
    "/pictures/none.svg": 404,
    "/assets/none.css": 404,
    "/static/js/none.js": 404,
    "/media/none.png": 404,
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/_stcore/agent/openapi.json": 404,
    "//evil.example": 400,
    "/..%2f..%2fetc/passwd": 400,
}


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_every_answer_is_guarded(door: Visitor, path: str, status: int) -> None:
    """Pages, files, faults and redirects carry the same guards, once each, and do not name the server."""
    answer = door.ask(path)
    assert answer.status == status
    assert answer.one("x-content-type-options") == "nosniff"
    assert answer.one("x-frame-options") == "DENY"
    assert answer.one("referrer-policy") == "same-origin"
    assert answer.one("cross-origin-opener-policy") == "same-origin"
    assert answer.one("cross-origin-resource-policy") == "same-origin"
    assert "camera=()" in (answer.one("permissions-policy") or "")
    assert answer.one("content-security-policy")
    assert answer.one("server") is None
    assert answer.one("strict-transport-security") is None, "this door speaks http"


@pytest.mark.parametrize(("path", "method"), [("/healthz", "POST"), ("/static/x", "DELETE"), ("/", "OPTIONS")])
def test_refused_methods_are_guarded(door: Visitor, path: str, method: str) -> None:
    """A method that is not allowed is refused with the same guards."""
    answer = door.ask(path, method)
    assert answer.status == 405
    assert answer.one("content-security-policy")


def test_nothing_is_allowed_from_elsewhere(door: Visitor) -> None:
    """The page's policy names this host and nobody else; scripts come from addresses only."""
    policy = door.ask("/").one("content-security-policy") or ""
    rules = {name: rest.split() for name, _, rest in (rule.partition(" ") for rule in policy.split("; "))}
    assert rules["default-src"] == ["'self'"]
    assert rules["script-src"] == ["'self'"]
    assert rules["connect-src"] == ["'self'", f"ws://localhost:{door.port}", f"wss://localhost:{door.port}"]
    for name in ("frame-ancestors", "frame-src", "object-src", "base-uri"):
        assert rules[name] == ["'none'"]
    hosts = [word for words in rules.values() for word in words if "." in word or word == "*"]
    assert not hosts


@pytest.mark.parametrize("path", ["/", "/curriculum", "/play", "/debrief?attempt=x", "/progress", "/watch?scenario=y"])
def test_every_page_has_its_address(door: Visitor, path: str) -> None:
    """Each page can be opened directly, gzipped; it is kept by nobody else and asks again before it is shown."""
    answer = door.ask(path)
    assert answer.status == 200
    assert answer.one("content-type") == "text/html; charset=utf-8"
    assert answer.one("cache-control") == "private, no-cache"
    assert answer.one("content-encoding") == "gzip"
    assert "<title>Reception trainer</title>" in answer.text


def test_a_page_is_not_sent_twice(door: Visitor) -> None:
    """Who has the page gets a few bytes: it has not changed."""
    first = door.ask("/play")
    second = door.ask("/progress", if_none_match=first.one("etag") or "")
    assert (second.status, second.body) == (304, b"")


def test_unknown_addresses(door: Visitor) -> None:
    """A person is shown a page that says so, a program a plain 404; neither gets a page with 200."""
    person = door.ask("/a/b/c")
    assert person.status == 404
    assert "<title>Reception trainer</title>" in person.text
    program = door.ask("/robots.txt", accept="*/*")
    assert (program.status, program.text) == (404, "Not found\n")


def test_streamlits_own_page_is_never_sent(door: Visitor) -> None:
    """Neither its title, its inline script nor its words to programs reach a browser."""
    for path in ("/", "/index.html", "/play", "/zzz"):
        text = door.ask(path).text
        assert ">Streamlit<" not in text
        assert "Streamlit app" not in text
        assert "prerenderReady" not in text


@pytest.mark.parametrize(
    "path",
    ["/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/metrics", "/_stcore/upload_file/a/b", "/manifest.json"],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_unused_doors_are_closed(door: Visitor, path: str, method: str) -> None:
    """What Streamlit offers and the trainer does not need is not there."""
    assert door.ask(path, method).status == 404


def test_the_bundle_is_small_and_kept_for_ever(door: Visitor) -> None:
    """Streamlit's files go out compressed and are never asked for again."""
    page = door.ask("/").text
    paths = re.findall(r'"(/static/[^"]+\.(?:js|css))"', page)
    answers = [door.ask(path) for path in paths]
    assert {answer.status for answer in answers} == {200}
    assert {answer.one("cache-control") for answer in answers} == {"public, max-age=31536000, immutable"}
    kinds = {(answer.one("content-type") or "").partition(";")[0] for answer in answers}
    assert kinds == {"text/javascript", "text/css"}
    assert sum(len(answer.body) for answer in answers) < 700_000


def test_no_path_leads_out_of_the_bundle(door: Visitor) -> None:
    """Dots, encoded dots and backslashes in a path find nothing."""
    for tail in ("../index.html", "%2e%2e/index.html", "..%5cindex.html", "/etc/passwd", "js/../../index.html", "js"):
        assert door.ask(f"/static/{tail}").status in (400, 404), tail


def device_cookie(door: Visitor, path: str = "/", **headers: str) -> str | None:
    values = [value for value in door.ask(path, **headers).all("set-cookie") if value.startswith(cookie.NAME)]
    assert len(values) <= 1
    return values[0] if values else None


def value_of(header: str | None) -> str:
    assert header is not None
    return header.partition(";")[0].partition("=")[2]


def test_a_first_visit_gets_a_device(door: Visitor, settings: Settings) -> None:
    """The cookie is signed with the house's key and kept from scripts and other sites."""
    header = device_cookie(door, "/play?scenario=x")
    assert header is not None
    assert header.endswith("; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax")
    key = (settings.secret or "").encode()
    assert cookie.read(value_of(header), key, datetime.now(UTC)) is not None
    assert value_of(header) != value_of(device_cookie(door)), "every first visit is another device"


def test_a_second_visit_keeps_it(door: Visitor) -> None:
    """A good cookie is left alone, on full answers and on 304."""
    value = value_of(device_cookie(door))
    assert device_cookie(door, cookie=f"{cookie.NAME}={value}") is None
    etag = door.ask("/").one("etag") or ""
    assert device_cookie(door, if_none_match=etag) is not None
    assert device_cookie(door, if_none_match=etag, cookie=f"other=1; {cookie.NAME}={value}") is None


def test_an_old_cookie_is_renewed(door: Visitor, settings: Settings) -> None:
    """After thirty days the same device gets a fresh signature."""
    key = (settings.secret or "").encode()
    now = datetime.now(UTC)
    old = cookie.sign("eAtM0mjuOreseHZo1GdA_A", key, now - timedelta(days=31))
    renewed = cookie.read(value_of(device_cookie(door, cookie=f"{cookie.NAME}={old}")), key, now + timedelta(minutes=1))
    assert renewed is not None
    assert renewed.id == "eAtM0mjuOreseHZo1GdA_A"
    assert now - renewed.signed_at < timedelta(minutes=1)


@pytest.mark.parametrize("kind", ["forged", "foreign", "expired", "junk"])
def test_a_bad_cookie_is_replaced(door: Visitor, settings: Settings, kind: str) -> None:
    """Whoever comes with a forged, foreign or expired cookie is a new device, never the one that is claimed."""
    claimed = "eAtM0mjuOreseHZo1GdA_A"
    key = (settings.secret or "").encode()
    now = datetime.now(UTC)
    good = cookie.sign(claimed, key, now)
    value = {
        "forged": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "foreign": cookie.sign(claimed, b"the key of another house, as long", now),
        "expired": cookie.sign(claimed, key, now - timedelta(days=401)),
        "junk": "%00<script>",
    }[kind]
    fresh = cookie.read(value_of(device_cookie(door, cookie=f"{cookie.NAME}={value}")), key, now + timedelta(minutes=1))
    assert fresh is not None
    assert fresh.id != claimed


def test_only_pages_set_it(door: Visitor) -> None:
    """Files, health and metrics set no device cookie, so caches may keep them."""
    for path in ("/healthz", "/metrics", "/favicon.ico", "/manifest.webmanifest", "/pictures/ear-spa.svg"):
        assert device_cookie(door, path) is None, path


def test_ones_own_data_is_for_oneself(door: Visitor) -> None:
    """The file is handed to a browser with our cookie alone, as a download, and kept by no cache."""
    assert door.ask("/my-data.json").status == 403
    assert door.ask("/my-data.json", cookie=f"{cookie.NAME}=forged").status == 403
    answer = door.ask("/my-data.json", cookie=f"{cookie.NAME}={value_of(device_cookie(door))}")
    assert answer.status == 200
    assert answer.json["attempts"] == []
    assert answer.one("cache-control") == "no-store"
    assert (answer.one("content-disposition") or "").startswith("attachment")
