"""Datasette's CSV with every cell made safe: its own would hand out texts that a spreadsheet runs
(docs/faults.md D4).
"""

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config.words import Words
from store.queries.cells import safe_cell

# One cell, with its quotation marks where it has any.
_CELL = re.compile(r'"(?:[^"]|"")*"|[^",\r\n]+')
_TYPES = (b"text/csv", b"text/plain")

NO_CSV = Words(
    "查询未能执行：语句有误、超时或结果过大。原因见同一查询的网页。",
    "The question was not answered: it is wrong, too long or too large. Its page says which.",
)


class SafeCsv:
    """Round an application: what it answers as CSV goes out whole, once it is safe.

    Its size is bounded by what a question may answer (`store.queries.analyst`). A CSV without a
    column is Datasette's way of not saying that a question was refused: it becomes a 400 in words.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, start = bytearray(), None  # the start of an answer that is CSV

        async def sent(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_csv(scope, message):
                start = message
            elif start is None:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                if not body.strip():
                    refused = PlainTextResponse(f"{NO_CSV.zh}\n{NO_CSV.en}\n", 400)
                    await refused(scope, receive, send)
                    return
                await send(start)
                await send({**message, "body": safe_csv(body.decode()).encode()})

        await self._app(scope, receive, sent)


def _is_csv(scope: Scope, start: Message) -> bool:
    content_type: bytes = dict(start["headers"]).get(b"content-type", b"")
    return scope["path"].endswith(".csv") and content_type.startswith(_TYPES)


def safe_csv(text: str) -> str:
    return _CELL.sub(_safe, text)


def _safe(found: re.Match[str]) -> str:
    cell = found[0]
    if not cell.startswith('"'):
        return str(safe_cell(cell))
    inside = str(safe_cell(cell[1:-1].replace('""', '"')))
    return f'"{inside.replace(chr(34), chr(34) * 2)}"'
