"""The certificate's pages: one that can be printed, and one that tells anybody whether a code was given."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.web.client import Answer, Visitor
from trainer import store
from trainer.assess.codes import RANDOM_BYTES, make_code
from trainer.service import house as houses
from trainer.web.headers import ALWAYS

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
NASTY = "<script>alert(1)</script>\"'>&amp;{{ 7*7 }} Mei"
UNKNOWN = make_code(bytes(RANDOM_BYTES))
NO_SUCH = "We have given no certificate with this code."


@pytest.fixture
def given(door: Visitor) -> Iterator[str]:
    """The code of a certificate with a nasty name on it."""
    assert door.port
    opened = houses.house().store
    person, series = secrets.token_hex(16), secrets.token_hex(16)
    store.add_person(opened, store.Person(person, NOW))
    store.begin_series(opened, store.Series(series, person, 1, ("one",), NOW))
    content = {"format": 1, "day": "4 May 2026", "parts": 7, "mean": 0.876,
               "skills": [{"id": "welcome", "title": "Welcome <i>", "score": 0.999},
                          {"id": "empathy", "title": "Empathy", "score": None}]}
    code = make_code(secrets.token_bytes(RANDOM_BYTES))
    store.add_certificate(opened, store.Certificate(code, person, series, NASTY, NOW, json.dumps(content)))
    yield code
    store.forget(opened, person)


def text_of(answer: Answer) -> str:
    """What a reader sees: without tags, blanks joined."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def assert_plain(answer: Answer) -> None:
    """Everything is escaped, nothing is kept by caches, and the headers are those of every page."""
    assert "<script>alert" not in answer.text
    assert "Welcome <i>" not in answer.text
    assert set(re.findall(r"(?:src|href|action)=\"([^\"]*)\"", answer.text)) <= {
        "/", "/progress", "/certificate", "/favicon.ico", "/certificate/sheet.css", "/certificate/sheet.js"}
    assert " style=" not in answer.text
    for name, value in ALWAYS:
        assert answer.one(name) == value
    policy = answer.one("content-security-policy") or ""
    assert "script-src 'self'" in policy
    assert answer.one("x-robots-tag") == "noindex"
    assert "public" not in (answer.one("cache-control") or "")


@pytest.mark.parametrize("path", ["/certificate", "/certificate/print"])
def test_the_pages_say_what_was_given(door: Visitor, given: str, path: str) -> None:
    """Name, date, skills and code are there as text, however the code is typed."""
    for typed in (given, given.lower().replace("-", "+")):
        answer = door.ask(f"{path}?code={typed}")
        assert answer.status == 200
        assert_plain(answer)
        seen = text_of(answer)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&gt;&amp;amp;{{ 7*7 }} Mei" in seen
        for words in ("4 May 2026", given, "Welcome &lt;i&gt; 99", "Empathy in practice"):
            assert words in seen


def test_the_certificate_names_the_address_of_this_house(door: Visitor, given: str) -> None:
    """On paper it says where it can be confirmed."""
    seen = text_of(door.ask(f"/certificate/print?code={given}"))
    assert f"http://localhost:{door.port}/certificate" in seen
    assert "88 of 100" in seen


@pytest.mark.parametrize("typed", [UNKNOWN, "nonsense", "%00", "%3Cscript%3E", "x" * 3000])
def test_an_unknown_code_gets_one_sentence(door: Visitor, typed: str) -> None:
    """Whatever is wrong with a code, the answer is the same, and does not repeat it."""
    answer = door.ask(f"/certificate?code={typed}")
    assert answer.status == 404
    assert_plain(answer)
    assert NO_SUCH in text_of(answer)
    assert answer.text == door.ask(f"/certificate?code={UNKNOWN}").text
    printed = door.ask(f"/certificate/print?code={typed}")
    assert (printed.status, printed.one("location")) == (303, "/certificate")


def test_without_a_code_it_asks_for_one(door: Visitor) -> None:
    """The bare address is a form and no verdict."""
    answer = door.ask("/certificate")
    assert answer.status == 200
    assert_plain(answer)
    assert '<label for="code">' in answer.text
    assert NO_SUCH not in answer.text


def test_a_store_that_is_away_says_so(door: Visitor, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the records cannot be read nothing is said of the code."""
    def away(*_: object, **__: object) -> None:
        raise store.StoreUnavailable("away")

    monkeypatch.setattr(store, "certificate", away)
    for path in ("/certificate", "/certificate/print"):
        answer = door.ask(f"{path}?code={given}")
        assert answer.status == 503
        assert "We cannot reach our records" in text_of(answer)
        assert NO_SUCH not in text_of(answer)


SHEETS = [("/certificate/sheet.css", "text/css"), ("/certificate/sheet.js", "text/javascript")]


@pytest.mark.parametrize(("path", "kind"), SHEETS)
def test_what_the_pages_load(door: Visitor, path: str, kind: str) -> None:
    """Style and script are ours, and are asked for again only when they have changed."""
    answer = door.ask(path)
    assert answer.status == 200
    assert (answer.one("content-type") or "").startswith(kind)
    assert door.ask(path, if_none_match=answer.one("etag") or "").status == 304
    assert "http" not in answer.text.replace("http://www.w3.org/2000/svg", "")
