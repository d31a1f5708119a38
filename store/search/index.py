"""Search over every title and text that was ever kept: `search.db`, derived from ledger and
archive, and never more than that.

A document is one reading of one page, or one entry of a list; texts are only added, so the index is
contentless FTS5 over pairs of characters (store/search/bigrams.py), and the words, for excerpts and
for runs of more than a pair, lie beside it in compressed blocks. Where the file is lost or of
another ledger it is made again.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

import zstandard
from sqlite_utils import Database, Migrations

from config.errors import OutOfSpace, StoreFailed
from store.ledger import Ledger
from store.outcomes import Outcome
from store.rows import places, records
from store.search.bigrams import Wanted, indexed, plain, stand_in
from store.sql import queries, run
from store.sqlite_file import connect, transaction

APPLICATION_ID = 0x676B7332  # "gks2": an index of an older shape is none, and made anew
MOST_HITS = 2_000  # gathered for one question; whoever gets more of them asks more closely
MOST_TEXT = 200_000  # characters of one document, as the reader keeps them
A_BLOCK = 16  # documents whose texts are compressed together: sites repeat themselves
_BETWEEN = "\n"  # no plain text has one
_LEVEL = 9  # of zstd

migrations = Migrations("search")

_SQL = queries("index")


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be indexed next: a reading with its body in the archive, or an entry of a list (no
    body).
    """

    number: int  # of facts or item: how far the index has come
    kind: str  # page | item
    unit: str
    page: int
    url: str
    title: str
    at: str
    sha256: str = ""
    status: int | None = None
    headers: str = "[]"  # JSON list of [name, value]


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    unit: str
    page: int
    url: str
    title: str
    at: str  # instant of the reading
    is_present: bool  # False: a later reading of the page no longer holds these words
    text: str  # plain


@dataclass(frozen=True, slots=True)
class Hits:
    total: int
    is_more: bool  # there are more than were counted
    shown: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class IndexedUpTo:
    """How far index and ledger have come."""

    facts: int = 0
    items: int = 0


@migrations()
def documents(db: Database) -> None:
    run(db.conn, _SQL["documents"])


@contextmanager
def writing(data: Path, ledger: Ledger) -> Iterator["Index"]:
    """The index of this data folder, to be added to; begun afresh where it is damaged or of another
    ledger. One writer at a time.

    Raises StoreFailed, OutOfSpace.
    """
    path, of = search_path(data), _name_of(ledger)
    connection = _opened(path)
    if _ledger_of(connection) not in ("", of):
        connection.close()
        _remove(path)
        connection = _opened(path)
    try:
        yield Index(path, connection, of)
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Index:
    path: Path
    connection: sqlite3.Connection
    ledger: str

    @property
    def reach(self) -> IndexedUpTo:
        return _reach(self.connection)

    def add(self, documents: Iterable[tuple[Source, str]]) -> None:
        """Take in sources with their texts, in the order of their numbers, as one transaction."""
        with transaction(self.connection, self.path):
            reach = self.reach
            coming = list(documents)
            for block in (coming[at : at + A_BLOCK] for at in range(0, len(coming), A_BLOCK)):
                texts = [plain(text)[:MOST_TEXT] for _, text in block]
                numbers = [
                    self._add(source, text) for (source, _), text in zip(block, texts, strict=True)
                ]
                self._keep(numbers, texts)
                reach = _further(reach, [source for source, _ in block])
            self.connection.execute("DELETE FROM reach")
            self.connection.execute(
                "INSERT INTO reach VALUES (?, ?, ?)", (self.ledger, reach.facts, reach.items)
            )

    def _add(self, source: Source, text: str) -> int:
        address, at = _address(source), (source.unit, source.url, source.kind)
        self.connection.execute(
            "UPDATE doc SET is_present = 0 WHERE address = ? AND (unit, url, kind) = (?, ?, ?)",
            (address, *at),
        )
        number: int = self.connection.execute(
            """INSERT INTO doc (kind, unit, page, url, title, at, is_present, address)
               VALUES (?, ?, ?, ?, ?, ?, 1, ?) RETURNING id""",
            (
                source.kind,
                source.unit,
                source.page,
                source.url,
                source.title,
                source.at,
                address,
            ),
        ).fetchone()[0]
        self.connection.execute(
            "INSERT INTO doc_words (rowid, title, text) VALUES (?, ?, ?)",
            (number, indexed(plain(source.title)), indexed(text)),
        )
        return number

    def _keep(self, numbers: Sequence[int], texts: Sequence[str]) -> None:
        """Ids follow one another: there is one writer, and nothing is ever taken out."""
        if any(texts):
            whole = _BETWEEN.join(texts).encode(errors="replace")
            self.connection.execute(
                "INSERT INTO doc_text VALUES (?, ?, ?)",
                (numbers[-1], numbers[0], zstandard.compress(whole, _LEVEL)),
            )


def _address(source: Source) -> int:
    said = "\n".join((source.unit, source.kind, source.url))
    return int.from_bytes(sha256(said.encode(errors="replace")).digest()[:8]) >> 1


def _further(reach: IndexedUpTo, sources: Sequence[Source]) -> IndexedUpTo:
    return IndexedUpTo(
        max([reach.facts, *(source.number for source in sources if source.kind == "page")]),
        max([reach.items, *(source.number for source in sources if source.kind != "page")]),
    )


def search_path(data: Path) -> Path:
    return data / "search.db"


def is_stale(data: Path, ledger: Ledger) -> bool:
    """Whether the ledger holds what the index does not know, or the index is missing, damaged or of
    another ledger.
    """
    try:
        connection = connect(search_path(data), APPLICATION_ID, readonly=True)
    except StoreFailed:
        return True
    try:
        return _ledger_of(connection) != _name_of(ledger) or _reach(connection) != ledger_reach(
            ledger
        )
    except sqlite3.Error:
        return True
    finally:
        connection.close()


def ledger_reach(ledger: Ledger) -> IndexedUpTo:
    """As far as an index could have come."""
    row = ledger.db.conn.execute(
        f"""SELECT (SELECT max(id) FROM facts
                    WHERE capture NOT NULL AND outcome IN ({_SHOWS_THE_PAGE})),
                   (SELECT max(id) FROM item)"""
    ).fetchone()
    return IndexedUpTo(row[0] or 0, row[1] or 0)


def unindexed(ledger: Ledger, reach: IndexedUpTo) -> Iterator[Source]:
    """What the index does not hold yet, in the order in which it came to the ledger."""
    ask = ledger.db.conn.execute
    readings = _SQL["unindexed_readings"].format(shows_the_page=_SHOWS_THE_PAGE)
    yield from records(Source, ask(readings, {"reach": reach.facts}))
    yield from records(Source, ask(_SQL["unindexed_entries"], {"reach": reach.items}))


def search(
    data: Path, words: str, *, units: Collection[str] | None, start: int, count: int
) -> Hits:
    """Pages and entries that hold all of the words: those with them in the title first, then the
    latest; one hit an address.

    `units` None: all. Raises StoreFailed where there is no index.
    """
    wanted = Wanted.of(words)
    if not wanted.runs or (units is not None and not units):
        return Hits(0, False, ())
    connection = connect(search_path(data), APPLICATION_ID, readonly=True)
    try:
        in_titles = _matches(connection, wanted, units, in_titles=True)
        anywhere = _matches(connection, wanted, units)
        found = _one_an_address([*in_titles, *anywhere])
        texts = _Texts(connection)
        shown = tuple(_hit(connection, number, texts) for number in found[start : start + count])
    finally:
        connection.close()
    return Hits(len(found), len(anywhere) >= MOST_HITS, shown)


_SHOWS_THE_PAGE = ", ".join(f"'{outcome}'" for outcome in Outcome if outcome.shows_the_page)

Match = tuple[int, str, str, str]  # doc, unit, url, kind


def _matches(
    connection: sqlite3.Connection,
    wanted: Wanted,
    units: Collection[str] | None,
    *,
    in_titles: bool = False,
) -> list[Match]:
    """The latest, as far as they are gathered for one question."""
    among, values = (
        ("", ()) if units is None else (f"AND doc.unit IN ({places(len(units))})", tuple(units))
    )
    expression = f"title : ({wanted.expression})" if in_titles else wanted.expression
    rows = connection.execute(
        f"""SELECT doc.id, doc.unit, doc.url, doc.kind, doc.title
            FROM doc_words JOIN doc ON doc.id = doc_words.rowid
            WHERE doc_words MATCH ? {among} ORDER BY doc_words.rowid DESC""",
        (expression, *values),
    )
    texts, runs = _Texts(connection), wanted.must_be_read
    matches = (
        (number, unit, url, kind)
        for number, unit, url, kind, title in rows
        if not runs
        or stand_in(runs, plain(title))
        or (not in_titles and stand_in(runs, plain(title), texts.of(number)))
    )
    return list(islice(matches, MOST_HITS))


class _Texts:
    """Plain texts of documents; those of one block are unpacked together."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._first, self._texts = 0, [""]

    def of(self, number: int) -> str:
        if not self._first <= number < self._first + len(self._texts):
            self._first, self._texts = self._block(number)
        return self._texts[number - self._first]

    def _block(self, number: int) -> tuple[int, list[str]]:
        """One with nothing in it where no document of the block has a text."""
        row = self._connection.execute(
            "SELECT first, texts FROM doc_text WHERE last >= ? ORDER BY last LIMIT 1", (number,)
        ).fetchone()
        if row is None or row[0] > number:
            return number, [""]
        return row[0], zstandard.decompress(row[1]).decode().split(_BETWEEN)


def _one_an_address(matches: Sequence[Match]) -> list[int]:
    """In order; a page itself rather than the entry of a list that leads to it."""
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for number, unit, url, kind in matches:
        known = first.setdefault((unit, url), (number, kind))
        if known[1] != "page" and kind == "page":
            first[unit, url] = (number, kind)
    return [number for number, _ in first.values()]


def _hit(connection: sqlite3.Connection, number: int, texts: _Texts) -> Hit:
    kind, unit, page, url, title, at, is_present = connection.execute(
        "SELECT kind, unit, page, url, title, at, is_present FROM doc WHERE id = ?", (number,)
    ).fetchone()
    return Hit(kind, unit, page, url, title, at, bool(is_present), texts.of(number))


def _opened(path: Path) -> sqlite3.Connection:
    """For writing; what is no index of ours, or damaged, is made anew: nothing is in it that is not
    elsewhere.
    """
    try:
        connection = connect(path, APPLICATION_ID)
        migrations.apply(Database(connection, execute_plugins=False))
        return connection
    except OutOfSpace:
        raise
    except (StoreFailed, sqlite3.DatabaseError):
        _remove(path)
        connection = connect(path, APPLICATION_ID)
        migrations.apply(Database(connection, execute_plugins=False))
        return connection


def _remove(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        name.unlink(missing_ok=True)


def _reach(connection: sqlite3.Connection) -> IndexedUpTo:
    row = connection.execute("SELECT facts, items FROM reach").fetchone()
    return IndexedUpTo(*row) if row else IndexedUpTo()


def _ledger_of(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT ledger FROM reach").fetchone()
    return str(row[0]) if row else ""


def _name_of(ledger: Ledger) -> str:
    """What tells one ledger from another: the instant of its first night."""
    row = ledger.db.conn.execute("SELECT min(started_at) FROM run").fetchone()
    return str(row[0] or "")
