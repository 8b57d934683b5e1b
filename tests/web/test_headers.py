"""Headers hold for odd hosts, over https, and when something breaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from tests.web.client import Visitor, serving
from trainer.web.device import DeviceCookie
from trainer.web.headers import SecurityHeaders, content_policy


async def page(_request: Request) -> HTMLResponse:
    response = HTMLResponse("<p>Good morning</p>", headers={"referrer-policy": "no-referrer"})
    response.set_cookie("theirs", "1")
    response.set_cookie("ours", "1", secure=True)
    return response


async def broken(_request: Request) -> PlainTextResponse:
    raise RuntimeError("the password is hush")


async def breaking_off(_request: Request) -> StreamingResponse:
    def parts() -> Iterator[bytes]:
        yield b"Good "
        raise RuntimeError("the password is hush")

    return StreamingResponse(parts())


def house(key: bytes | None, *, https: bool) -> Starlette:
    return Starlette(
        routes=[Route("/", page), Route("/broken", broken), Route("/off", breaking_off)],
        middleware=[
            Middleware(SecurityHeaders, https=https),
            Middleware(DeviceCookie, key=lambda: key, https=https),
        ],
    )


@pytest.fixture(scope="module")
def secure() -> Iterator[Visitor]:
    with serving(house(b"a key for tests only, long enough", https=True)) as visitor:
        yield visitor


@pytest.mark.parametrize("host", ["desk.example", "desk.example:8501", "127.0.0.1:80", "[::1]:8501"])
def test_sockets_go_to_the_same_host(host: str) -> None:
    """A host is named in both socket schemes."""
    assert content_policy(host).endswith(f"; connect-src 'self' ws://{host} wss://{host}")


@pytest.mark.parametrize("host", ["", "a b", "x; script-src *", "a\r\nx: y", "h:123456", "[::1", "*", "a,b", "é.com"])
def test_what_is_no_host_is_left_out(host: str) -> None:
    """A Host header cannot write into the policy."""
    assert content_policy(host).endswith("; connect-src 'self'")


def test_https_is_kept(secure: Visitor) -> None:
    """Over https browsers are told to stay there, and every cookie is kept to it."""
    answer = secure.ask("/")
    assert answer.one("strict-transport-security") == "max-age=31536000"
    cookies = answer.all("set-cookie")
    assert len(cookies) == 3
    assert [value.lower().split("; ").count("secure") for value in cookies] == [1, 1, 1]


def test_a_page_with_a_cookie_is_kept_by_nobody_else(secure: Visitor) -> None:
    """No cache on the way may hand one visitor's device to the next."""
    assert secure.ask("/").one("cache-control") == "private, no-cache"


def test_an_answers_own_headers_stay(secure: Visitor) -> None:
    """What an answer says itself is not overwritten, nor said twice."""
    assert secure.ask("/").one("referrer-policy") == "no-referrer"


def test_a_fault_tells_nothing(secure: Visitor) -> None:
    """A fault below is a plain sentence with all headers; its reason stays in the log."""
    answer = secure.ask("/broken")
    assert (answer.status, answer.text) == (500, "Something went wrong here. Please try again.\n")
    assert answer.one("content-security-policy")
    assert answer.one("x-frame-options") == "DENY"


def test_a_fault_in_mid_answer_breaks_it_off(secure: Visitor) -> None:
    """An answer that has begun is broken off, never ended as if it were whole."""
    with pytest.raises(Exception, match=r"IncompleteRead|closed"):
        secure.ask("/off")


def test_without_a_key_there_is_no_cookie() -> None:
    """While the store cannot give the key, pages are still answered, without a device."""
    with serving(house(None, https=False)) as visitor:
        answer = visitor.ask("/")
        assert answer.status == 200
        assert not [value for value in answer.all("set-cookie") if value.startswith("rt_device")]
