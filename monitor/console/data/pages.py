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

from config.words import Words
from monitor.console.data import hooks
from monitor.console.data.safe_csv import SafeCsv
from store.queries.analyst import TIME_LIMIT_S, columns_of
from store.queries.questions import Question, questions
from store.schema_docs.descriptions import descriptions

HERE = Path(__file__).parent
BASE = "/data/"
MOST_ROWS = 1000
LEDGER = "ledger"

TITLE = Words("检查账本 · 数据查询", "The ledger, for analysts")
ABOUT = Words(
    "只读。先看下面的常用问题，再看以 v_ 开头的视图；时间一律为 UTC，日期为本地日期。单次查询限5秒、1000行，导出全部用 gongkai export。",
    "Read-only. Begin with the questions below, then the views (v_…). Instants are UTC, days are the office's."
    " A question may take 5 seconds and show 1,000 rows; gongkai export gives all of them.",
)
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

    def __init__(self, data: Path, language: str = "zh") -> None:
        self._ledger, self._language = data / "ledger.db", language
        self._app: ASGIApp | None = None
        self._of: tuple[int, int] = (0, 0)  # the file that it has open
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
            await _answered(self._opened(), _without_base(scope), receive, send)

    def _opened(self) -> ASGIApp:
        """A ledger that was restored from a backup is another file under the same name."""
        status = self._ledger.stat()
        with self._opening:
            if self._app is None or self._of != (status.st_dev, status.st_ino):
                self._app, self._of = (
                    SafeCsv(_datasette(self._ledger, self._language).app()),
                    (status.st_dev, status.st_ino),
                )
            return self._app


def _is_about_itself(inside: str, query: bytes) -> bool:
    """Datasette's pages about itself, and its CSV inside a page for debugging, which is no CSV."""
    if inside.endswith(".csv") and b"_trace" in query:
        return True
    return inside.startswith(_INSIDE) and not inside.startswith(_OPEN_INSIDE)


def build(data: Path, language: str = "zh") -> ASGIApp:
    """What the console mounts at /data. `data` is the office's data folder."""
    return DataPages(data, language)


def metadata(language: str, columns: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Words for everything that Datasette shows, in both languages where there are both. `columns`:
    those of each table and view.
    """
    asked = questions()
    tables: dict[str, dict[str, Any]] = {
        name: {
            "description": _both(table.about.zh, table.about.en, language),
            "columns": {
                column: _both(words.zh, words.en, language)
                for column, words in table.columns.items()
                if column in columns.get(name, ())
            },
        }
        for name, table in descriptions().items()
    }
    tables["_sqlite_migrations"]["hidden"] = True
    return {
        "title": TITLE.text(language),
        "description": _both(ABOUT.zh, ABOUT.en, language),
        "extra_css_urls": ["/-/ours/data.css"],
        "databases": {
            LEDGER: {
                "title": TITLE.text(language),
                "description": _both(ABOUT.zh, ABOUT.en, language),
                "tables": tables,
                "queries": {name: _query(question, language) for name, question in asked.items()},
            }
        },
    }


def _datasette(ledger: Path, language: str) -> Any:
    if not pm.has_plugin("gongkai"):
        pm.unregister(name=hooks.REPLACED)
        pm.register(hooks, "gongkai")
    return Datasette(
        files=[str(ledger)],
        metadata=metadata(language, columns_of(ledger)),
        settings=SETTINGS,
        template_dir=str(HERE / "templates"),
        static_mounts=[("-/ours", str(HERE / "static"))],
        memory=False,
        pdb=False,
    )


def _query(question: Question, language: str) -> dict[str, Any]:
    return {
        "title": question.asks.text(language),
        "description": _said_twice(question, language),
        "sql": question.sql,
        "hide_sql": True,
        **({"params": list(question.defaults)} if question.defaults else {}),
    }


def _said_twice(question: Question, language: str) -> str:
    """What the title does not say: the note, and the whole in the other language."""
    if language == "en":
        return f"{question.note.en} / {question.asks.zh}{question.note.zh}"
    return f"{question.note.zh} / {question.asks.en} {question.note.en}"


def _both(zh: str, en: str, language: str) -> str:
    """The office's language first, the other one after it: analysts of one office read both."""
    first, second = (en, zh) if language == "en" else (zh, en)
    return f"{first} / {second}" if first and second else first or second


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
