"""Bodies that are answered over and over: compressed once, tagged, and answered with 304 to whoever has them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import Response

FOR_EVER = "public, max-age=31536000, immutable"
"""Cache-Control of an address that changes with its content."""
ASK_FIRST = "no-cache"
"""Cache-Control of an address that stays: keep it, but ask whether it is still the newest."""

ONES_OWN = "private, no-cache"
"""Cache-Control of a page: it may carry a cookie, so no cache on the way keeps it for somebody else."""

_COMPRESSIBLE = ("text/", "application/json", "application/manifest+json", "application/javascript", "image/svg+xml")
_SMALLEST = 512
"""Bytes under which gzip does not pay."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A body as it is sent: plain and, where it pays, gzipped. `tag` names the content, without quotes."""

    media_type: str
    plain: bytes
    gzipped: bytes | None
    tag: str


def pack(body: bytes, media_type: str) -> Packed:
    """Compress and tag a body."""
    small = None
    if len(body) >= _SMALLEST and media_type.startswith(_COMPRESSIBLE):
        small = gzip.compress(body, 9, mtime=0)
        if len(small) >= len(body):
            small = None
    return Packed(media_type, body, small, hashlib.sha256(body).hexdigest()[:16])


def respond(
    packed: Packed, asked: Headers, cache: str, *, status: int = 200, extra: Mapping[str, str] | None = None
) -> Response:
    """
    Answer a request with a packed body: 304 when the browser has it, gzipped when it may be.

    Args:
        asked: The request's headers.
        cache: Value of Cache-Control.
        status: Status when the body is sent; only a 200 can become a 304.
        extra: More headers for the answer.
    """
    small = packed.gzipped is not None and _takes_gzip(asked.get("accept-encoding", ""))
    etag = f'"{packed.tag}-gz"' if small else f'"{packed.tag}"'
    headers = {"cache-control": cache, "etag": etag, **(extra or {})}
    if packed.gzipped is not None:
        headers["vary"] = "Accept-Encoding"
    if status == 200 and packed.tag in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers, media_type=packed.media_type)
    if small:
        headers["content-encoding"] = "gzip"
    body = packed.gzipped if small else packed.plain
    return Response(body, status_code=status, headers=headers, media_type=packed.media_type)


def _takes_gzip(accept_encoding: str) -> bool:
    for part in accept_encoding.lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
