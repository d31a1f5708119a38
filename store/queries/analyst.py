"""The ledger as an analyst may ask it: any question, and nothing but questions.

`mode=ro` alone still lets ATTACH create files (docs/stack.md §14), so an authorizer allows reading
and no more; a progress handler ends whatever takes longer than its time; limits on a value, on a
row's columns, on the bytes of an answer and on all that SQLite holds keep it from filling the
memory (docs/faults.md C12).
"""

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sys import getsizeof
from threading import local
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from config.errors import ConfigRefused, NotFound, StoreFailed
from config.words import Words
from store import schema
from store.queries.analysts.views import NOTHING_BESIDE, RowsBeside, names_the_file, show
from store.search.index import search
from store.sqlite_file import connect

TIME_LIMIT_S = 5.0
# Bytes of a value, and of a row while it is sorted: the largest of ours is far below.
LONGEST_VALUE = 4 << 20
MOST_COLUMNS = 100  # of an answer; our widest table has 31
LONGEST_PATTERN = 1000  # of LIKE, whose work is text × pattern within one step that nothing stops
ANSWER_BYTES = 16 << 20  # of one answer in the memory of whoever serves it
# What SQLite may hold in the whole process, which therefore does nothing but ask (decision 0035):
# the net under the limits above, which bound a value and an answer but not how many values a
# question has at hand. Caches of readers are some 2 MB each.
HEAP_BYTES = 256 << 20
MOST_HITS = 200
AROUND = 40  # characters of an excerpt before and after

_MAY = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
# What a table looks like; none of these changes anything.
_ABOUT_A_TABLE = frozenset(
    {
        "table_info",
        "table_xinfo",
        "table_list",
        "index_list",
        "index_info",
        "index_xinfo",
        "foreign_key_list",
    }
)
_ABOUT_THE_FILE = frozenset(
    {
        "schema_version",
        "database_list",
        "encoding",
        "compile_options",
        "page_count",
        "page_size",
        "freelist_count",
    }
)
_TABLE_FUNCTIONS = (
    "json_each",
    "json_tree",
    "pragma_table_info",
    "pragma_table_xinfo",
    "pragma_index_list",
    "pragma_foreign_key_list",
)
_NO_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})

REFUSED = Words(
    "未能执行：{cause}。这里只能查询，不能写入；可查的表见 docs/schema.md。",
    "Not carried out: {cause}. Questions only, nothing is written here; the tables stand in docs/schema.md.",
)
TOO_LONG = Words(
    "查询超过{seconds}秒，已中止。请缩小范围。",
    "The question took more than {seconds} seconds and was stopped. Ask for less.",
)
NO_INDEX = Words(
    "没有可用的全文索引，未检索任何内容；gongkai nightly 每夜结束时建立，控制台也会在后台补建。",
    "There is no search index that can be read, and nothing was searched; gongkai nightly makes it as each night ends, and so does the console behind its pages.",
)
PAST_THE_VIEWS = Words(
    "请直接写表名，不要写 main.表名：认定涉密的问题和信函内容不在查询范围内。",
    "Name tables without main. before them: what is held to be secret, and what letters say, cannot be asked for.",
)
TOO_LARGE = Words(
    f"查询结果超过{ANSWER_BYTES >> 20} MB，已中止。请少选几列、几行，或用 gongkai export 导出全部。",
    f"The answer is larger than {ANSWER_BYTES >> 20} MB and was stopped. Ask for fewer columns or rows; gongkai export gives all of them.",
)


# MemoryError: SQLite would have to hold more than HEAP_BYTES.
_FAILURES = (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError)


class QuestionRefused(ConfigRefused):
    """SQL that is wrong, writes, or takes too long: what was asked for is refused, as a wrong
    setting is.
    """


@dataclass(frozen=True, slots=True)
class Answers:
    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def asking(ledger: Path, rows: RowsBeside = NOTHING_BESIDE) -> Iterator[sqlite3.Connection]:
    """A connection that can only ask. Raises StoreFailed where there is no ledger."""
    connection = connect(ledger, schema.APPLICATION_ID, readonly=True)
    try:
        prepare(connection, ledger.parent, rows=rows)
        yield connection
    finally:
        connection.close()


def columns_of(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The columns of every table and view that may be asked."""
    found: dict[str, tuple[str, ...]] = {}
    for name, column in connection.execute(
        """SELECT t.name, c.name FROM (SELECT name, type FROM sqlite_master
               UNION SELECT name, type FROM sqlite_temp_master) AS t
           JOIN pragma_table_info(t.name) AS c
           WHERE t.type IN ('table', 'view') ORDER BY t.name, c.cid"""
    ):
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), column)))
    return found


def prepare(
    connection: sqlite3.Connection,
    data: Path,
    *,
    answer_bytes: int | None = None,
    rows: RowsBeside = NOTHING_BESIDE,
) -> None:
    """Take away everything but reading; add `full_text(words)`, `unsqueezed(blob)` and the views
    over `rows`. `data` is the folder of the search index.

    An answer larger than `answer_bytes` ends in sqlite3.OperationalError with TOO_LARGE's words.
    """
    show(connection, rows)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, MOST_COLUMNS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute(f"PRAGMA hard_heap_limit = {HEAP_BYTES}")
    if answer_bytes is not None:
        connection.row_factory = _CountedRows(connection.row_factory, answer_bytes)
    connection.execute("PRAGMA query_only = ON")
    for name in _TABLE_FUNCTIONS:
        # Its first use declares a table of its own, which the authorizer could not tell from a
        # CREATE TABLE.
        connection.execute(f"SELECT 1 FROM {name}('[]') LIMIT 0")
    connection.create_function("full_text", 1, lambda words: _full_text(data, words))
    connection.create_function("unsqueezed", 1, _unsqueezed, deterministic=True)
    connection.set_authorizer(_authorize)


class _CountedRows:
    """A row factory round another: it counts what each answer holds, by its cursor, for a question
    may ask another one inside (`full_text`).
    """

    def __init__(self, made: Any, most: int) -> None:
        self._made, self._most = made, most
        self._held: WeakKeyDictionary[sqlite3.Cursor, int] = WeakKeyDictionary()

    def __call__(self, cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> Any:
        held = self._held.get(cursor, 0) + sum(map(getsizeof, row))
        self._held[cursor] = held
        if held > self._most:
            raise sqlite3.OperationalError(f"{TOO_LARGE.zh} {TOO_LARGE.en}")
        return self._made(cursor, row) if self._made else row


def answers(
    connection: sqlite3.Connection,
    sql: str,
    values: Mapping[str, object] | None = None,
    *,
    seconds: float = TIME_LIMIT_S,
) -> Answers:
    """Ask. Raises QuestionRefused for SQL that is wrong, writes, is more than one statement or
    takes too long.
    """
    if names_the_file(sql):
        raise QuestionRefused(PAST_THE_VIEWS)
    end = monotonic() + seconds
    connection.set_progress_handler(lambda: int(monotonic() > end), 10_000)
    try:
        cursor = connection.execute(sql, dict(values or {}))
    except _FAILURES as error:
        raise _refused(error, seconds) from error
    return Answers(
        tuple(column[0] for column in cursor.description or ()), _fetched(cursor, seconds)
    )


def _fetched(cursor: sqlite3.Cursor, seconds: float) -> Iterator[tuple[Any, ...]]:
    try:
        # not `yield from`: given up half-way it closes the cursor, after its connection
        yield from iter(cursor.fetchone, None)
    except _FAILURES as error:
        raise _refused(error, seconds) from error


def _refused(error: Exception, seconds: float) -> QuestionRefused | NotFound:
    if isinstance(error, MemoryError):
        return QuestionRefused(TOO_LARGE)
    if had_no_index():
        return NotFound(NO_INDEX)
    said = TOO_LONG if "interrupted" in str(error) else REFUSED
    return QuestionRefused(said.filled(cause=error, seconds=f"{seconds:g}"))


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    if action == sqlite3.SQLITE_PRAGMA:
        # A table's name may stand in second place; a value may not: that would be a setting.
        asked = (first or "").lower()
        return (
            sqlite3.SQLITE_OK
            if asked in _ABOUT_A_TABLE or (asked in _ABOUT_THE_FILE and second is None)
            else sqlite3.SQLITE_DENY
        )
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _NO_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _MAY else sqlite3.SQLITE_DENY


def _unsqueezed(blob: object) -> str | bytes | None:
    """The JSON inside one of our compressed columns; of more than a value may hold, enough for
    SQLite to call it too big.
    """
    if not isinstance(blob, bytes):
        return None
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(blob, LONGEST_VALUE + 1)
        if len(text) > LONGEST_VALUE:
            return text
        return text.decode() if unpacking.eof else None
    except (zlib.error, UnicodeDecodeError):
        return None


# SQLite says that it was given no JSON, and not why; a question has its thread to itself.
_last_search = local()


def refuse_past_the_views(sql: str) -> None:
    """Raises sqlite3.OperationalError, in both languages, as Datasette shows what SQLite says."""
    if names_the_file(sql):
        raise sqlite3.OperationalError(f"{PAST_THE_VIEWS.zh} {PAST_THE_VIEWS.en}")


@contextmanager
def saying_where_there_is_no_index() -> Iterator[None]:
    """Raises sqlite3.OperationalError in both languages for a search that had none."""
    try:
        yield
    except sqlite3.Error as error:
        if had_no_index():
            raise sqlite3.OperationalError(f"{NO_INDEX.zh} {NO_INDEX.en}") from error
        raise


def had_no_index() -> bool:
    """Whether this thread's last failure was a search without an index; told once."""
    had_none = getattr(_last_search, "had_no_index", False)
    _last_search.had_no_index = False
    return had_none


def _full_text(data: Path, words: object) -> str:
    """JSON list of hits, for json_each; no JSON where there is no index, so that the question
    fails: nothing found is an answer, nothing searched is none.
    """
    text = str(words or "").strip()
    if not text:
        return "[]"
    try:
        hits = search(data, text, units=None, start=0, count=MOST_HITS).shown
    except (StoreFailed, sqlite3.Error):
        _last_search.had_no_index = True
        return f"{NO_INDEX.zh} {NO_INDEX.en}"
    found = [
        {
            "unit": hit.unit,
            "kind": hit.kind,
            "title": hit.title,
            "url": hit.url,
            "at": hit.at,
            "excerpt": _excerpt(hit.text, text),
        }
        for hit in hits
    ]
    return json.dumps(found, ensure_ascii=False)


def _excerpt(text: str, words: str) -> str:
    place = text.find(words.split()[0])
    if place < 0:
        return text[: 2 * AROUND]
    start = max(0, place - AROUND)
    return ("…" if start else "") + text[start : place + len(words) + AROUND]
