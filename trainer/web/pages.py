"""Pages and Streamlit's bundle on their way: the shell instead of Streamlit's index.html, the bundle compressed."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.web.addresses import is_page
from trainer.web.packed import FOR_EVER, ONES_OWN, Packed, pack, respond

CLOSED = ("/_stcore/agent/", "/_stcore/metrics", "/_stcore/upload_file/", "/component/", "/manifest.json")
"""Doors of Streamlit that the trainer has no use for: answered with 404."""

_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
"""Not left to the machine's own list, which may differ or lack them."""


class Bundle:
    """
    ASGI middleware for /static/: Streamlit's own files, compressed once each and kept, cacheable for ever.

    Streamlit leaves them uncompressed (2.7 MB on a first visit). Only names that lay in the folder at start are
    answered, so no path is ever built from a request.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """Wrap `app`. `folder` is Streamlit's folder of static files, the one that holds index.html."""
        self.app = app
        files = (path for path in (folder / "static").rglob("*") if path.is_file())
        self.names: Mapping[str, Path] = MappingProxyType(
            {f"/{path.relative_to(folder).as_posix()}": path for path in files}
        )
        self.kept: dict[str, Packed] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            await PlainTextResponse("Method not allowed\n", 405, {"allow": "GET, HEAD"})(scope, receive, send)
            return
        path = self.names.get(scope["path"])
        if path is None:
            await PlainTextResponse("Not found\n", 404)(scope, receive, send)
            return
        packed = self.kept.get(scope["path"])
        if packed is None:  # two first visitors may compress the same file: harmless, and rarer than a lock's cost
            packed = self.kept[scope["path"]] = await to_thread.run_sync(_pack_file, path)
        await respond(packed, Headers(scope=scope), FOR_EVER)(scope, receive, send)


class Pages:
    """
    ASGI middleware: wherever Streamlit would answer with its index.html, our shell is answered instead.

    Streamlit answers every unknown path with that file and 200. Here a page's address gets 200; another address gets
    the shell with 404 when a browser navigates there (the router draws a friendly page) and a plain 404 otherwise.
    """

    def __init__(self, app: ASGIApp, shell: Packed, index: Path) -> None:
        """Wrap `app`. `shell` is the page, `index` Streamlit's index.html, which is known by its entity tag."""
        self.app = app
        self.shell = shell
        self.index_tag = FileResponse(index, stat_result=index.stat()).headers["etag"].encode("latin-1")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(CLOSED):
            await PlainTextResponse("Not found\n", 404)(scope, receive, send)
            return
        replaced = False

        async def swap(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and (b"etag", self.index_tag) in message.get("headers", ()):
                replaced = True
                await self._answer(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, swap)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Headers(scope=scope)
        if is_page(scope["path"]):
            response = respond(self.shell, asked, ONES_OWN)
        elif "text/html" in asked.get("accept", ""):
            response = respond(self.shell, asked, ONES_OWN, status=404)
        else:
            response = PlainTextResponse("Not found\n", 404)
        await response(scope, receive, send)


def _pack_file(path: Path) -> Packed:
    media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return pack(path.read_bytes(), media_type)
