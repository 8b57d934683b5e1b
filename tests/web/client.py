"""A visitor at the front door: plain HTTP over a real socket, nothing followed, unpacked or tidied on the way."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-encoding": "gzip, br"}
"""What a browser sends when it opens a page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: header names in lower case, the body as it was on the wire."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def one(self, name: str) -> str | None:
        values = self.all(name)
        assert len(values) <= 1, f"{name} is there {len(values)} times"
        return values[0] if values else None

    @property
    def text(self) -> str:
        return (gzip.decompress(self.body) if self.one("content-encoding") == "gzip" else self.body).decode()

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who asks at one port. Paths are sent exactly as written."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send a request; a header's underscores stand for dashes."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=20)
        try:
            sent = BROWSER | {name.replace("_", "-"): value for name, value in headers.items()}
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            found = tuple((name.lower(), value) for name, value in response.getheaders())
            return Answer(response.status, found, response.read())
        finally:
            connection.close()


@contextmanager
def serving(app: Callable[..., Any]) -> Iterator[Visitor]:
    """Serve an ASGI app on a free port for as long as the block lasts."""
    with socket.socket() as listening:
        listening.bind(("localhost", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        try:
            yield Visitor(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(20)
