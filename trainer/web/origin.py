"""Sockets are for the trainer's own pages: one that another site's page opens is refused before Streamlit sees it."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_LOG = logging.getLogger("trainer.web")
REFUSED = 4403
"""Close code before the handshake: the server answers 403."""


class SameOrigin:
    """
    ASGI middleware that lets sockets in from the host asked for and from the public address only.

    Streamlit's own check would let in every page on localhost and on this machine's addresses, and to learn those it
    asks an outside host, once for every foreign socket.
    """

    def __init__(self, app: ASGIApp, public_url: str | None) -> None:
        """Wrap `app`. `public_url` is the origin that people open when a proxy stands before this server, or None."""
        self.app = app
        self.public = netloc_of(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; a browser always says where its page is from, so a silent client is none."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin, host = headers.get("origin"), headers.get("host", "").lower()
        asked_from = netloc_of(origin)
        if origin is not None and (asked_from is None or asked_from not in (host, self.public)):
            _LOG.warning("a socket from another site was refused")
            await receive()
            await send({"type": "websocket.close", "code": REFUSED})
            return
        if asked_from is not None and asked_from != host:
            # A proxy may ask for us by another name; Streamlit compares the origin with the name asked for.
            others = [header for header in scope["headers"] if header[0] != b"host"]
            scope = {**scope, "headers": [*others, (b"host", asked_from.encode())]}
        await self.app(scope, receive, send)


def netloc_of(origin: str | None) -> str | None:
    """Take host and port out of an origin, in small letters; None for none, for `null` and for what is no address."""
    try:
        return urlsplit(origin or "").netloc.lower() or None
    except ValueError:
        return None
