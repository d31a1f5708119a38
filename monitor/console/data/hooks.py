"""What we hang into Datasette: every connection that it opens can only ask, the front page is given
all our words, and a question that is none is answered without a page of its insides in our log.
"""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette import Response, hookimpl
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError
from markupsafe import Markup

from store.queries.analyst import ANSWER_BYTES, TOO_LARGE, prepare

# Its own answer to an exception prints every local variable of every frame first, and cannot be
# told not to; ours stands in its place.
REPLACED = "datasette.handle_exception"
_log = logging.getLogger(__name__)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    known = datasette.databases.get(database)
    if known is not None and known.path:
        prepare(conn, Path(known.path).parent, answer_bytes=ANSWER_BYTES)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(template: str, datasette: Any) -> dict[str, Any]:
    return {"datasette_metadata": datasette.metadata()} if template == "index.html" else {}


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
        looks = {"urls": datasette.urls, "app_css_hash": datasette.app_css_hash()}
        html = await template.render_async(**info, **looks, menu_links=list)
        return Response.html(html, status=status)

    return answer
