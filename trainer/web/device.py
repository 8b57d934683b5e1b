"""The device cookie on its way: every page visit without a good cookie gets one. Ids are never logged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.web import cookie
from trainer.web.packed import ONES_OWN


class DeviceCookie:
    """
    ASGI middleware: sets the cookie on HTML answers to GET when it is missing, bad or old.

    A good cookie that is due is signed anew with the same id; a forged, foreign or expired one is replaced by a fresh
    device. Nothing is stored: a person begins with the first thing that they do.
    """

    def __init__(self, app: ASGIApp, key: Callable[[], bytes | None], https: bool) -> None:
        """Wrap `app`. `key` gives the signing key, or None while there is none (then no cookie is set)."""
        self.app = app
        self.key = key
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                if headers.get("content-type", "").startswith("text/html"):
                    fresh = self._fresh_value(Headers(scope=scope))
                    if fresh is not None:
                        secure = self.https or scope.get("scheme") == "https"
                        headers.append("set-cookie", cookie.set_cookie(fresh, secure=secure))
                        headers["cache-control"] = ONES_OWN
            await send(message)

        await self.app(scope, receive, with_cookie)

    def _fresh_value(self, asked: Headers) -> str | None:
        """Return the value to set, or None when the browser's own is good."""
        key = self.key()
        if key is None:
            return None
        now = datetime.now(UTC)
        device = cookie.read(cookie_parser(asked.get("cookie", "")).get(cookie.NAME), key, now)
        if device is not None and not cookie.is_due(device, now):
            return None
        return cookie.sign(device.id if device else cookie.new_device_id(), key, now)
