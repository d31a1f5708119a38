"""What we hang into Datasette: every connection that it opens can only ask, pages speak by our
words and show what codes mean, and a question that is none is answered without a page of its
insides in our log.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from datasette import Response, hookimpl
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError
from markupsafe import Markup

from config.words import Spoken, Words
from monitor.analysts.beside import AnalystRows
from monitor.console.data.cells import LabelWords, cell
from monitor.console.data.chart import chart, guessed
from store.queries.analyst import ANSWER_BYTES, TOO_LARGE, prepare
from store.queries.analysts.nightly_files import nightly_files

# Its own answer to an exception prints every local variable of every frame first, and cannot be
# told not to; ours stands in its place.
REPLACED = "datasette.handle_exception"
_log = logging.getLogger(__name__)


@dataclass
class OfficeAsked:
    """What pages of one language are made with, as the attribute `of_the_office` of a Datasette."""

    beside: AnalystRows
    say: Spoken

    @cached_property
    def labels(self) -> LabelWords:
        return {
            (what, code): Words(zh, en) for what, code, zh, en in json.loads(self.beside.labels())
        }


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    known = datasette.databases.get(database)
    if known is not None and known.path:
        rows = datasette.of_the_office.beside.rows()
        prepare(conn, Path(known.path).parent, answer_bytes=ANSWER_BYTES, rows=rows)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    return _words_of_pages(datasette)


def _words_of_pages(datasette: Any) -> dict[str, Any]:
    office: OfficeAsked = datasette.of_the_office
    return {
        "say": office.say,
        "language": office.say.language,
        "datasette_metadata": datasette.metadata(),
        "chart": chart,
        "guessed": guessed,
        "nightly_files": lambda: nightly_files(office.beside.data),
    }


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    office: OfficeAsked = datasette.of_the_office
    say = office.say
    return cell(value, table or "", column, office.labels, say.language, say("open_page"))


@hookimpl  # type: ignore[untyped-decorator]
def handle_exception(
    datasette: Any, request: Any, exception: Exception
) -> Callable[[], Awaitable[Response]]:
    """The same page or JSON as Datasette's; what is its own fault is `data.pages`' to answer."""

    async def answer() -> Response:
        info: dict[str, Any] = {}
        status, message, title = 500, str(exception), None
        if isinstance(exception, Base400):
            status, message = exception.status, exception.args[0]
        elif isinstance(exception, MemoryError) or TOO_LARGE.en in message:
            status, message = 400, f"{TOO_LARGE.zh} {TOO_LARGE.en}"
        elif isinstance(exception, DatasetteError):
            info = exception.error_dict
            status, message, title = exception.status, exception.message, exception.title
            if exception.message_is_html:
                message = Markup(message)  # noqa: S704 - Datasette's own
        else:
            _log.warning("no answer to %r: %r", request.path[:200], exception)
        info |= {"ok": False, "error": message, "status": status, "title": title}
        if request.path.split("?")[0].endswith(".json"):
            return Response.json(info, status=status)
        template = datasette.jinja_env.select_template([f"{status}.html", "error.html"])
        looks = {"urls": datasette.urls, "base_url": datasette.setting("base_url")}
        looks |= _words_of_pages(datasette)
        html = await template.render_async(**info, **looks)
        return Response.html(html, status=status)

    return answer
