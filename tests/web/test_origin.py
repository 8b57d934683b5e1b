"""Sockets are opened by the trainer's own pages only, and no outside host is asked whether one may be."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit import net_util

from tests.web.client import Visitor
from trainer.web.origin import REFUSED, SameOrigin

SOCKET = "/_stcore/stream"
OPENING = {
    "connection": "Upgrade", "upgrade": "websocket", "sec_websocket_version": "13",
    "sec_websocket_key": "dGhlIHNhbXBsZSBub25jZQ==", "sec_websocket_protocol": "streamlit",
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question for this machine's address that Streamlit puts to an outside host."""
    questions: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_: questions.append(url))
    return questions


def test_a_page_of_ours_gets_its_socket(door: Visitor) -> None:
    """A socket from the page's own origin is opened."""
    assert door.ask(SOCKET, origin=f"http://localhost:{door.port}", **OPENING).status == 101


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "http://localhost:1", "http://127.0.0.1", "null", "http://[", "x"])
def test_a_page_of_another_site_gets_none(door: Visitor, asked: list[str], origin: str) -> None:
    """A socket from any other origin is refused, and no outside host is asked about it."""
    assert door.ask(SOCKET, origin=origin, **OPENING).status == 403
    assert asked == []


def test_streamlit_alone_would_ask_outside(asked: list[str]) -> None:
    """The danger is real: without our check, Streamlit asks an outside host about a foreign origin."""
    from streamlit.web.server import server_util

    assert not server_util.is_url_from_allowed_origins("https://elsewhere.example")
    assert asked != []


@pytest.mark.parametrize(
    ("origin", "let_in", "host"),
    [
        (None, True, b"inner:8501"),
        (b"https://trainer.example", True, b"trainer.example"),
        (b"http://inner:8501", True, b"inner:8501"),
        (b"https://trainer.example.evil", False, None),
        (b"https://trainer.example:444", False, None),
    ],
)
def test_behind_a_proxy_the_public_address_is_ours_too(origin: bytes | None, let_in: bool, host: bytes | None) -> None:
    """With TRAINER_PUBLIC_URL a page opened there gets its socket, and Streamlit sees one origin."""
    seen: list[Any] = []
    sent: list[Any] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(dict(scope["headers"])[b"host"])

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"inner:8501"), *([(b"origin", origin)] if origin else [])]
    scope = {"type": "websocket", "path": SOCKET, "headers": headers}
    # By hand: nothing in it waits, and a browser of another test may have a loop running in this thread.
    with pytest.raises(StopIteration):
        SameOrigin(inner, "https://trainer.example")(scope, receive, send).send(None)
    assert seen == ([host] if let_in else [])
    assert sent == ([] if let_in else [{"type": "websocket.close", "code": REFUSED}])
