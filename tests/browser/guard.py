"""What no page may do while a test looks at it: ask another host, or let a script fail."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

HARMLESS = ("data", "blob", "about")


class Guard:
    """Watches every page of a context; `faults` is empty as long as all is well."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        """Watch `context`, whose pages may talk to the host of `url` only."""
        self.faults: list[str] = []
        self._home = urlsplit(url).netloc
        context.on("request", lambda request: self._ask(request.url))
        context.on("page", self._watch)
        context.on("weberror", lambda error: self.faults.append(f"a script failed: {error.error}"))

    def _watch(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._ask(socket.url))
        page.on("console", lambda message: self._hear(message.type, message.text))

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and ("Content Security Policy" in text or "Refused to" in text):
            self.faults.append(f"the page was refused something: {text}")

    def _ask(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in HARMLESS and parts.netloc != self._home:
            self.faults.append(f"a page asked another host: {address}")
