"""What we hang into Datasette: every connection that it opens can only ask, and the front page is
given all our words.
"""

from pathlib import Path
from typing import Any

from datasette import hookimpl

from store.queries.analyst import prepare


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    known = datasette.databases.get(database)
    if known is not None and known.path:
        prepare(conn, Path(known.path).parent)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(template: str, datasette: Any) -> dict[str, Any]:
    return {"datasette_metadata": datasette.metadata()} if template == "index.html" else {}
