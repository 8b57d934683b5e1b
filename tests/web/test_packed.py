"""Bodies are compressed for those who may, and not sent again to those who have them."""

from __future__ import annotations

import gzip

import pytest
from starlette.datastructures import Headers

from trainer.web.packed import FOR_EVER, pack, respond

TEXT = b"All that we do is for the visitor. " * 100
PACKED = pack(TEXT, "text/css; charset=utf-8")


def test_text_is_gzipped_for_those_who_take_it() -> None:
    """A text goes out smaller, and is the same text."""
    response = respond(PACKED, Headers({"accept-encoding": "br, gzip;q=0.8"}), FOR_EVER)
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["vary"] == "Accept-Encoding"
    assert int(response.headers["content-length"]) < len(TEXT) / 10
    assert gzip.decompress(response.body) == TEXT


@pytest.mark.parametrize("asked", [{}, {"accept-encoding": "identity"}, {"accept-encoding": "br, gzip;q=0"}])
def test_text_goes_out_plain_to_others(asked: dict[str, str]) -> None:
    """Who does not take gzip gets the text as it is, and caches are told that it depends on that."""
    response = respond(PACKED, Headers(asked), FOR_EVER)
    assert "content-encoding" not in response.headers
    assert response.headers["vary"] == "Accept-Encoding"
    assert response.body == TEXT


@pytest.mark.parametrize(("body", "kind"), [(b"short", "text/css"), (TEXT, "image/png"), (TEXT, "font/woff2")])
def test_what_does_not_shrink_is_left_alone(body: bytes, kind: str) -> None:
    """Small bodies, pictures and fonts are not compressed."""
    assert pack(body, kind).gzipped is None


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_who_has_it_gets_304(encoding: str) -> None:
    """A second visit with the tag of the first is answered without a body, under either coding."""
    first = respond(PACKED, Headers({"accept-encoding": encoding}), FOR_EVER)
    second = respond(PACKED, Headers({"accept-encoding": encoding, "if-none-match": first.headers["etag"]}), FOR_EVER)
    assert (second.status_code, second.body) == (304, b"")
    assert second.headers["etag"] == first.headers["etag"]


def test_the_two_codings_have_two_tags() -> None:
    """Gzipped and plain differ byte for byte, so their strong tags differ."""
    tags = {respond(PACKED, Headers({"accept-encoding": one}), FOR_EVER).headers["etag"] for one in ("gzip", "br")}
    assert len(tags) == 2


def test_an_error_never_becomes_304() -> None:
    """A page that is not found stays not found for who has the same page from elsewhere."""
    asked = Headers({"if-none-match": f'"{PACKED.tag}"'})
    assert respond(PACKED, asked, FOR_EVER, status=404).status_code == 404
