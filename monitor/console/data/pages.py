"""Datasette over the ledger, as an ASGI application for the console to mount: questions first,
tables behind them.

Read-only on the live file (docs/decisions/0010): every connection goes through
`store.queries.analyst.prepare`, which leaves nothing but asking. No page loads anything from
elsewhere, and none runs a script that is not a file of ours or Datasette's.
"""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config.words import Spoken, Words, word_table
from monitor.analysts.beside import AnalystRows
from monitor.console.data import hooks
from monitor.console.data.database import AskedDatabase
from monitor.console.data.safe_csv import SafeCsv
from store.queries.analyst import TIME_LIMIT_S, asking, columns_of
from store.queries.questions import Question, questions
from store.schema_docs.descriptions import descriptions

HERE = Path(__file__).parent
BASE = "/data/"
MOST_ROWS = 1000
LEDGER = "ledger"

WORDS = word_table(HERE / "words.toml")
LANGUAGES = ("zh", "en")
CANNOT_ANSWER = Words(
    "这个地址无法回答：其中的列名或条件有误。",
    "This address has no answer: a column or condition in it is none.",
)
NO_LEDGER = Words("还没有账本。请先运行一次检查。", "There is no ledger yet. Run a night first.")

# Inline styles are Datasette's own and harmless; scripts come from files only, and nothing from
# elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_TEXT_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
_HEADERS = {name.encode(): value.encode() for name, value in _TEXT_HEADERS.items()}
_log = logging.getLogger(__name__)
SETTINGS = {
    "base_url": BASE,
    "sql_time_limit_ms": int(TIME_LIMIT_S * 1000),
    "facet_time_limit_ms": 500,
    "max_returned_rows": MOST_ROWS,
    "default_page_size": 100,
    "num_sql_threads": 3,
    "allow_download": False,
    "allow_signed_tokens": False,
    "suggest_facets": False,
    "allow_csv_stream": False,
    "truncate_cells_html": 300,
}
# Datasette's pages about itself tell paths and versions of this machine.
_INSIDE, _OPEN_INSIDE = "/-/", ("/-/static/", "/-/ours/")


class DataPages:
    """The ASGI application. Before the first night there is no ledger, and it says so; it opens the
    file when it is asked.
    """

    def __init__(self, beside: AnalystRows, language: str = "zh") -> None:
        self._ledger, self._beside, self._language = beside.data / "ledger.db", beside, language
        self._apps: dict[str, ASGIApp] = {}
        self._of: tuple[int, int] = (0, 0)  # the file that they have open
        self._opening = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        inside = _inside(scope["path"])
        if scope["method"] not in ("GET", "HEAD"):
            await PlainTextResponse("Read-only.\n", 405)(scope, receive, send)
        elif _is_about_itself(inside, scope["query_string"]):
            await PlainTextResponse("Not found.\n", 404)(scope, receive, send)
        elif not self._ledger.exists():
            await PlainTextResponse(f"{NO_LEDGER.zh}\n{NO_LEDGER.en}\n", 503)(scope, receive, send)
        else:
            await _answered(self._opened(_language(scope)), _without_base(scope), receive, send)

    def _opened(self, language: str) -> ASGIApp:
        """A ledger that was restored from a backup is another file under the same name."""
        status = self._ledger.stat()
        language = language or self._language
        with self._opening:
            if self._of != (status.st_dev, status.st_ino):
                self._apps, self._of = {}, (status.st_dev, status.st_ino)
            if language not in self._apps:
                self._apps[language] = SafeCsv(_datasette(self._beside, language).app())
            return self._apps[language]


def _language(scope: Scope) -> str:
    """As the console says whom it asks for; "" where it says nothing."""
    wanted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    return wanted if wanted in LANGUAGES else ""


def _is_about_itself(inside: str, query: bytes) -> bool:
    """Datasette's pages about itself, and its CSV inside a page for debugging, which is no CSV."""
    if inside.endswith(".csv") and b"_trace" in query:
        return True
    return inside.startswith(_INSIDE) and not inside.startswith(_OPEN_INSIDE)


def build(data: Path, language: str = "zh", beside: AnalystRows | None = None) -> ASGIApp:
    """What the console mounts at /data. `data` is the office's data folder, `language` the
    office's; a request may ask for the other one (`accept-language: en`).
    """
    return DataPages(beside or AnalystRows(data), language)


def metadata(language: str, columns: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Words for everything that Datasette shows. `columns`: those of each table and view."""
    tables: dict[str, dict[str, Any]] = {
        name: {
            "description": table.about.text(language),
            "columns": {
                column: words.text(language)
                for column, words in table.columns.items()
                if column in columns.get(name, ())
            },
        }
        for name, table in descriptions().items()
    }
    tables["_sqlite_migrations"]["hidden"] = True
    title, about = WORDS["home"].text(language), WORDS["about"].text(language)
    queries = {name: _query(question, language) for name, question in questions().items()}
    return {
        "title": title,
        "description": about,
        "databases": {LEDGER: {"title": title, "tables": tables, "queries": queries}},
    }


def _datasette(beside: AnalystRows, language: str) -> Any:
    if not pm.has_plugin("gongkai"):
        pm.unregister(name=hooks.REPLACED)
        pm.register(hooks, "gongkai")
    ledger = beside.data / "ledger.db"
    with asking(ledger, beside.rows()) as connection:
        columns = columns_of(connection)
    made = Datasette(
        files=[str(ledger)],
        metadata=metadata(language, columns),
        settings=SETTINGS,
        template_dir=str(HERE / "templates"),
        static_mounts=[("-/ours", str(HERE / "static"))],
        memory=False,
        pdb=False,
    )
    made.of_the_office = hooks.OfficeAsked(beside, Spoken(WORDS, language))
    made.remove_database(LEDGER)
    made.add_database(AskedDatabase(made, path=str(ledger)), name=LEDGER)
    return made


def _query(question: Question, language: str) -> dict[str, Any]:
    return {
        "title": question.asks.text(language),
        "description": question.note.text(language),
        "sql": question.sql,
        "hide_sql": True,
        "chart": question.chart,
        **({"params": list(question.defaults)} if question.defaults else {}),
    }


def _without_base(scope: Scope) -> Scope:
    """The scope as Datasette wants it: without the prefix, which it puts before every address that
    it writes.
    """
    raw = scope.get("raw_path") or scope["path"].encode("ascii", "replace")
    return dict(scope) | {
        "path": _inside(scope["path"]),
        "raw_path": _inside(raw.decode("latin-1")).encode("latin-1"),
        "root_path": "",
    }


def _inside(path: str) -> str:
    prefix = BASE.rstrip("/")
    return "/" + (path[len(prefix) :] if path == prefix or path.startswith(BASE) else path).lstrip(
        "/"
    )


def _within_base(location: bytes) -> bytes:
    """Where Datasette mends an address (a slash too many, a letter to be escaped) it forgets BASE."""
    base = BASE.encode()
    is_outside = location.startswith(b"/") and not location.startswith(base)
    return base + location.lstrip(b"/") if is_outside else location


async def _answered(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Datasette's answer with our headers. Where it stumbles over an address (a column that is
    none, half a condition) that is the asker's mistake and no failure of the server: it says 500
    for many of these (docs/faults.md C4).
    """
    stumbled = False

    async def sent(message: Message) -> None:
        nonlocal stumbled
        if message["type"] == "http.response.start":
            stumbled = message["status"] >= HTTPStatus.INTERNAL_SERVER_ERROR
            kept = [
                (name, _within_base(value) if name.lower() == b"location" else value)
                for name, value in message["headers"]
                if name.lower() not in _HEADERS
            ]
            message = {**message, "headers": [*kept, *_HEADERS.items()]}
        if not stumbled:
            await send(message)

    try:
        await app(scope, receive, sent)
    except (ValueError, LookupError, OverflowError) as error:
        _log.warning("no answer to %r: %r", scope["path"][:200], error)
        stumbled = True
    if stumbled:
        await PlainTextResponse(
            f"{CANNOT_ANSWER.zh}\n{CANNOT_ANSWER.en}\n", 400, dict(_TEXT_HEADERS)
        )(scope, receive, send)
