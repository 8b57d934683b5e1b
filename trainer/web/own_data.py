"""The route that hands a person all that is kept of them, as a file. The cookies say who asks."""

from __future__ import annotations

from datetime import UTC, datetime

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from trainer.service import accounts, own_data, people
from trainer.service.errors import TryAgain
from trainer.service.house import house
from trainer.web import cookie, keys

ADDRESS = "/my-data.json"
_HEADERS = {"cache-control": "no-store", "content-disposition": 'attachment; filename="reception-trainer-my-data.json"'}


async def download(request: Request) -> Response:
    """Answer with the file; 403 to a browser without our cookie, 503 while the records cannot be read."""
    return await to_thread.run_sync(_answer, request.cookies.get(cookie.NAME), request.cookies.get(cookie.SESSION))


def _answer(sent: str | None, token: str | None) -> Response:
    device = keys.device_of(sent)
    if device is None:
        return PlainTextResponse("We do not know this browser.\n", 403, {"cache-control": "no-store"})
    try:
        now = datetime.now(UTC)
        caller = accounts.caller_of(house(), token, people.person_id_of(house(), device), now=now)
        whole = own_data.export(house(), caller.person_id, now=now)
    except TryAgain as error:
        return PlainTextResponse(f"{error}\n", 503, {"cache-control": "no-store"})
    return Response(whole, media_type="application/json", headers=_HEADERS)
