"""Security headers on every answer, and a plain 500 when something breaks below. The outermost middleware."""

from __future__ import annotations

import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("trainer.web")

_STYLES = (
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",  # nothing at all: emotion's, filled by script
    "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",  # react-aria's touch-action of what can be pressed
)
_CONTENT = (
    "default-src 'self'",
    "script-src 'self'",
    f"style-src 'self' {' '.join(_STYLES)}",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
"""
What a page may load: only what this server sends. The exceptions, each tried without in a real browser:
- style-src: two <style> elements that Streamlit adds, by the hash of their text. All others stay forbidden.
- style-src-attr: a bar's length and a map's places are style attributes.
- font-src data: Streamlit's style sheet carries one small font in itself.
- img-src data: our icons are data addresses in the style sheet; blob: Streamlit makes pictures of downloads and charts.
"""

_UNUSED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb"),
)

ALWAYS = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        ", ".join(f"{feature}=()" for feature in _UNUSED),
    ),
)
STRICT_TRANSPORT = ("strict-transport-security", "max-age=31536000")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")


def content_policy(host: str) -> str:
    """
    Write the Content-Security-Policy. Sockets may be opened to the same host only.

    Args:
        host: The request's Host header. Older Safari does not count a socket to the same host as 'self', so it is
            named; a value that is no host is left out.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join((*_CONTENT, f"connect-src 'self'{sockets}"))


def _secured(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """Keep a cookie to https; Streamlit leaves that out of its own when a proxy speaks https for it."""
    name, value = header
    if name == b"set-cookie" and b"secure" not in [part.strip().lower() for part in value.split(b";")]:
        return name, value + b"; Secure"
    return header


class SecurityHeaders:
    """ASGI middleware: sets the headers that an answer does not set itself; an exception becomes a plain 500."""

    def __init__(self, app: ASGIApp, https: bool) -> None:
        """Wrap `app`. `https` says that people come over https even if the request at hand did not."""
        self.app = app
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; sockets and lifespan pass through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        https = self.https or scope.get("scheme") == "https"
        policy = content_policy(Headers(scope=scope).get("host", ""))
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                headers.setdefault("content-security-policy", policy)
                for name, value in ALWAYS:
                    headers.setdefault(name, value)
                if https:
                    headers.setdefault(*STRICT_TRANSPORT)
                    message["headers"] = [_secured(header) for header in headers.raw]
            await send(message)

        try:
            await self.app(scope, receive, dressed)
        except Exception:
            _LOG.exception("an answer failed: %s %s", scope["method"], scope["path"])
            if started:
                raise
            await PlainTextResponse("Something went wrong here. Please try again.\n", 500)(scope, receive, dressed)
