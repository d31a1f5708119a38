"""Whether the console answers and how old the last night is: for monitoring, without a login, and
nothing else.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from config.errors import StoreFailed
from monitor.console.context import BeforeFirstNight, Console
from monitor.console.views.overview import LATE_HOURS
from store.queries.nights import last_night_began


def health(request: Request) -> Response:
    """`{"ok": …, "last_night_hours": …}`; 503 where there was no night within a day and a half, or
    the ledger cannot be read.
    """
    console: Console = request.app.state.console
    try:
        with console.ledger() as ledger:
            began = last_night_began(ledger)
    except (BeforeFirstNight, StoreFailed):
        began = None
    hours = round((console.clock.now() - began).total_seconds() / 3600, 1) if began else None
    is_ok = hours is not None and hours <= LATE_HOURS
    return JSONResponse({"ok": is_ok, "last_night_hours": hours}, 200 if is_ok else 503)
