"""Datasette's CSV with every cell made safe: its own would hand out texts that a spreadsheet runs
(docs/faults.md D4).
"""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from store.queries.export import safe_cell

# One cell, with its quotation marks where it has any.
_CELL = re.compile(r'"(?:[^"]|"")*"|[^",\r\n]+')
_TYPES = (b"text/csv", b"text/plain")


class SafeCsv:
    """Round an application: what it answers as CSV goes out whole, once it is safe.

    The size is bounded by the application, which answers at most `data.pages.MOST_ROWS` rows.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, is_csv = bytearray(), False

        async def sent(message: Message) -> None:
            nonlocal is_csv
            if message["type"] == "http.response.start":
                content_type = dict(message["headers"]).get(b"content-type", b"")
                is_csv = scope["path"].endswith(".csv") and content_type.startswith(_TYPES)
            elif is_csv:
                body.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                message = {**message, "body": safe_csv(body.decode()).encode()}
            await send(message)

        await self._app(scope, receive, sent)


def safe_csv(text: str) -> str:
    return _CELL.sub(_safe, text)


def _safe(found: re.Match[str]) -> str:
    cell = found[0]
    if not cell.startswith('"'):
        return str(safe_cell(cell))
    inside = str(safe_cell(cell[1:-1].replace('""', '"')))
    return f'"{inside.replace(chr(34), chr(34) * 2)}"'
