"""Taking something down: personal data that was published, or bytes whose years are over. A
tombstone (who, when, why) stays, the bytes go.

What goes with an address: the bodies, the readings' words, the titles that lists and findings took
from it, wherever they stand in the ledger, compressed columns included. What stays: that it was
there, when, in which state, its hashes. A home page or a channel is taken down as the versions that
were kept; it is what the unit shows today, and goes on being looked at.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from config.errors import NotFound, StoreFailed
from config.words import Words
from store.archive import Archive
from store.instants import squeeze, to_text, unsqueeze
from store.ledger import Ledger
from store.merge.item_identity import title_key
from store.merge.redaction import MARK
from store.privacy.key import office_key
from store.privacy.masking import mask_address
from store.records import Purpose
from store.removal import tombstones
from store.removal.tombstones import Tombstone, TombstoneKind
from store.rows import places
from store.sql import queries
from store.sqlite_file import shred
from store.urls import canonical

_SQL = queries("takedown")

SHORTEST_TITLE = 5  # characters: “通知公告” names nobody and stands on every page
UNKNOWN = Words(
    "账本中没有这个地址或内容：{named}", "The ledger knows no such address or body: {named}"
)

_FACES = (Purpose.HOME, Purpose.CHANNEL, Purpose.LIST_PAGE, Purpose.DATA)


@dataclass(frozen=True, slots=True)
class Removal:
    """What a takedown is about. `url` is "" where it was named by its hash, or where the address
    goes on being looked at.
    """

    named: str
    url: str
    pages: tuple[int, ...]
    units: tuple[str, ...]
    bodies: tuple[str, ...]
    titles: tuple[str, ...] = ()  # that no other page bears
    findings: tuple[int, ...] = ()  # that rest on it
    others: int = 0  # further bodies kept of the same pages (a takedown by hash leaves them)


@dataclass(slots=True)
class RemovalResult:
    removal: Removal
    bytes: int = 0
    rows: int = field(default=0)  # of the ledger that lost words


def removal_of(ledger: Ledger, named: str) -> Removal:
    """What bears that name: an address or a SHA-256. Raises NotFound. Asked again after a takedown
    it is the same.
    """
    is_hash = len(named) == 64 and all(
        character in "0123456789abcdef" for character in named.lower()
    )
    if is_hash:
        found = _by_hash(ledger, named.lower())
    else:
        found = _by_url(ledger, canonical(mask_address(named, office_key(ledger.path.parent))))
    if found is None:
        raise NotFound(UNKNOWN.filled(named=named))
    return found


def erase(
    ledger: Ledger, archive: Archive, removal: Removal, *, who: str, why: str, at: datetime
) -> RemovalResult:
    """Set up the tombstones, take out words and bytes, write both files anew. The same again
    changes nothing.

    Raises StoreFailed, OutOfSpace; what was done by then is on record, and doing it again finishes
    it.
    """
    done = RemovalResult(removal)
    for connection in (ledger.db.conn, archive.connection):
        connection.execute("PRAGMA secure_delete = ON")
    with ledger.transaction():
        _set_up(ledger, removal, TombstoneKind.TAKEDOWN, who=who, why=why, at=at)
        done.rows = _forget_readings(ledger, removal) + _forget_titles(ledger, removal)
    done.bytes = archive.remove(removal.bodies)
    shred(ledger.db.conn, ledger.path)
    shred(archive.connection, archive.path)
    return done


def still_naming(
    ledger: Ledger, archive: Archive, removal: Removal, words: Iterable[str] = ()
) -> Removal | None:
    """Kept bytes of the units' other pages that spell out one of its titles, or of `words`: lists,
    mostly. None where there are none.
    """
    spellings = {
        _as_received(text.encode(charset))
        for text in (*removal.titles, *words)
        for charset in ("utf-8", "gb18030")
    }
    rows = ledger.db.conn.execute(
        f"SELECT DISTINCT capture.sha256, page.id FROM capture JOIN page ON page.id = capture.page WHERE page.unit IN ({places(len(removal.units))})",
        removal.units,
    ).fetchall()
    found = (
        [(sha256, page) for sha256, page in rows if _names(archive, sha256, spellings)]
        if spellings
        else []
    )
    if not found:
        return None
    bodies, pages = (
        tuple(sorted({sha256 for sha256, _ in found})),
        tuple(sorted({page for _, page in found})),
    )
    return Removal(removal.named, "", pages, removal.units, bodies)


def _as_received(spelling: bytes) -> re.Pattern[bytes]:
    """A title as bytes spell it: where it was masked, stars stand for the digits of a number."""
    return re.compile(re.escape(spelling).replace(rb"\*", rb"[0-9Xx*]"))


def _names(archive: Archive, sha256: str, spellings: set[re.Pattern[bytes]]) -> bool:
    try:
        body = archive.get(sha256)
    except (NotFound, StoreFailed):
        return False
    return any(spelling.search(body) for spelling in spellings)


def _by_hash(ledger: Ledger, sha256: str) -> Removal | None:
    rows = ledger.db.conn.execute(
        """SELECT page.id, page.unit FROM capture JOIN page ON page.id = capture.page WHERE capture.sha256 = ? OR capture.answer_sha256 = ?
           UNION SELECT NULL, unit FROM second_visit WHERE sha256 = ?""",
        (sha256, sha256, sha256),
    ).fetchall()
    if not rows:
        return None
    pages = tuple(page for page, _ in rows if page is not None)
    others = _bodies_of(ledger, pages) - {sha256}
    return Removal(
        sha256,
        "",
        pages,
        tuple(sorted({unit for _, unit in rows})),
        (sha256,),
        findings=_findings(ledger, sha256),
        others=len(others),
    )


def _by_url(ledger: Ledger, url: str) -> Removal | None:
    rows = ledger.db.conn.execute(
        """SELECT DISTINCT page.id, page.unit, page.purpose FROM page LEFT JOIN capture ON capture.page = page.id
           WHERE page.url = ? OR capture.final_url = ?""",
        (url, url),
    ).fetchall()
    listed = [
        unit
        for (unit,) in ledger.db.conn.execute(
            "SELECT DISTINCT channel.unit FROM item JOIN channel ON channel.id = item.channel WHERE item.url = ?",
            (url,),
        )
    ]
    if not rows and not listed:
        return None
    pages = tuple(page for page, _, _ in rows)
    is_face = any(Purpose(purpose) in _FACES for _, _, purpose in rows)
    second_visits = {
        sha
        for (sha,) in ledger.db.conn.execute(
            "SELECT sha256 FROM second_visit WHERE sha256 <> '' AND ? IN (url, final_url)", (url,)
        )
    }
    return Removal(
        named=url,
        url="" if is_face else url,
        pages=pages,
        units=tuple(sorted({*(unit for _, unit, _ in rows), *listed})),
        bodies=tuple(sorted(_bodies_of(ledger, pages) | second_visits)),
        titles=() if is_face else _own_titles(ledger, url, pages),
        findings=_findings(ledger, url),
    )


def _bodies_of(ledger: Ledger, pages: Iterable[int]) -> set[str]:
    rows = ledger.db.conn.execute(
        f"SELECT sha256, answer_sha256 FROM capture WHERE page IN ({_marks(pages)})"
    )
    return {sha256 for row in rows for sha256 in row if sha256}


def _own_titles(ledger: Ledger, url: str, pages: tuple[int, ...]) -> tuple[str, ...]:
    """What lists and readings call it, as far as no other page is called so."""
    rows = ledger.db.conn.execute(_SQL["titles"].format(pages=_marks(pages)), {"url": url})
    titles = {str(title).strip() for (title,) in rows if title} - {MARK}
    return tuple(
        sorted(
            (
                title
                for title in titles
                if len(title) >= SHORTEST_TITLE and _is_its_own(ledger, title, url, pages)
            ),
            key=len,
            reverse=True,
        )
    )


def _is_its_own(ledger: Ledger, title: str, url: str, pages: tuple[int, ...]) -> bool:
    row = ledger.db.conn.execute(
        f"SELECT EXISTS (SELECT 1 FROM page WHERE title = ? AND id NOT IN ({_marks(pages)})) + EXISTS (SELECT 1 FROM item WHERE title = ? AND url <> ?)",
        (title, title, url),
    ).fetchone()
    return not row[0]


def _findings(ledger: Ledger, words: str) -> tuple[int, ...]:
    return tuple(
        number
        for (number,) in ledger.db.conn.execute(
            "SELECT id FROM finding WHERE instr(evidence, ?) > 0 ORDER BY id", (words,)
        )
    )


def _set_up(
    ledger: Ledger, removal: Removal, kind: TombstoneKind, *, who: str, why: str, at: datetime
) -> None:
    sizes = dict(ledger.db.conn.execute("SELECT sha256, max(size) FROM capture GROUP BY sha256"))
    for sha256 in removal.bodies:
        tombstones.set_up(
            ledger,
            Tombstone(kind, removal.url, sha256, to_text(at), who, why, sizes.get(sha256, 0)),
        )
    if removal.url and removal.url not in tombstones.of_addresses(ledger):
        tombstones.set_up(ledger, Tombstone(kind, removal.url, "", to_text(at), who, why, 0))


def _forget_readings(ledger: Ledger, removal: Removal) -> int:
    """The words of the readings made of these bodies; of the whole address, every reading's."""
    db = ledger.db.conn
    captures = f"SELECT id FROM capture WHERE page IN ({_marks(removal.pages)}) AND sha256 IN ({places(len(removal.bodies))})"
    facts = [
        number
        for (number,) in db.execute(
            f"SELECT id FROM facts WHERE capture IN ({captures})", removal.bodies
        )
    ]
    if removal.url:
        facts += [
            number
            for (number,) in db.execute(
                f"SELECT id FROM facts WHERE page IN ({_marks(removal.pages)}) AND capture IS NULL"
            )
        ]
    rows = db.execute(
        f"UPDATE capture SET headers = '[]', exchange = NULL WHERE id IN ({captures})",
        removal.bodies,
    ).rowcount
    chosen = _marks(facts)
    rows += db.execute(f"DELETE FROM mention WHERE facts IN ({chosen})").rowcount
    db.execute(f"DELETE FROM personal_number WHERE facts IN ({chosen})")
    db.execute(
        f"UPDATE facts SET personal_numbers = 0 WHERE personal_numbers > 0 AND id IN ({chosen})"
    )
    # what a list holds are other pages' words: its entries stay, or every channel would look empty
    if removal.url:
        db.execute(
            f"DELETE FROM spend_line WHERE spend_table IN (SELECT id FROM spend_table WHERE facts IN ({chosen}))"
        )
        rows += db.execute(f"DELETE FROM spend_table WHERE facts IN ({chosen})").rowcount
        rows += db.execute(
            f"""UPDATE facts SET title = '', site_name = '', column_name = '', placeholder = '', move_notice = '', jumps_to = '', anomalies = '[]', kind_reason = '',
                  items = NULL, links = NULL, inquiries = '[]', guides = '[]'
                WHERE id IN ({chosen})"""
        ).rowcount
        rows += db.execute(
            f"DELETE FROM page_links WHERE page IN ({_marks(removal.pages)})"
        ).rowcount
        rows += db.execute(
            f"UPDATE page SET title = '' WHERE id IN ({_marks(removal.pages)})"
        ).rowcount
        rows += db.execute(
            "UPDATE item SET title = ?, title_key = ? WHERE url = ?",
            (MARK, title_key(MARK), removal.url),
        ).rowcount
        db.execute(
            "UPDATE item_change SET old = NULL, new = NULL WHERE what = 'edited' AND item IN (SELECT id FROM item WHERE url = ?)",
            (removal.url,),
        )
    return rows


def _forget_titles(ledger: Ledger, removal: Removal) -> int:
    """Its titles, wherever else they stand: findings, events, messages, verdicts, the lists of
    other pages.
    """
    rows = 0
    columns = _text_columns(ledger)
    for title in removal.titles:
        for spelling in {title, json.dumps(title, ensure_ascii=False)[1:-1], title_key(title)}:
            for table, column in columns:
                rows += ledger.db.conn.execute(
                    f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) WHERE instr("{column}", ?) > 0',
                    (spelling, MARK, spelling),
                ).rowcount
    return rows + _forget_in_lists(ledger, removal)


def _forget_in_lists(ledger: Ledger, removal: Removal) -> int:
    """Entries and links by that address, inside the compressed lists of the unit's pages."""
    if not removal.url:
        return 0
    return _forget_in(ledger, removal, "facts", "id", "items", "links") + _forget_in(
        ledger, removal, "page_links", "page", "files", "links"
    )


def _forget_in(ledger: Ledger, removal: Removal, table: str, key: str, *columns: str) -> int:
    """In the lists `columns` of one table, whose rows belong to pages."""
    changed = []
    page = "facts.page" if table == "facts" else "page_links.page"
    for unit in removal.units:
        for number, *blobs in ledger.db.conn.execute(
            f"SELECT {table}.{key}, {', '.join(columns)} FROM {table} JOIN page ON page.id = {page} WHERE page.unit = ?",
            (unit,),
        ):
            unnamed = [
                _unnamed(unsqueeze(blob), name, removal)
                for name, blob in zip(columns, blobs, strict=True)
            ]
            if any(each is not None for each in unnamed):
                both = zip(blobs, unnamed, strict=True)
                changed.append(
                    (*(blob if each is None else squeeze(each) for blob, each in both), number)
                )
    settings = ", ".join(f"{name} = ?" for name in columns)
    ledger.db.conn.executemany(f"UPDATE {table} SET {settings} WHERE {key} = ?", changed)
    return len(changed)


def _unnamed(entries: list[list[str]], column: str, removal: Removal) -> list[list[str]] | None:
    """The list with the mark for its words; None where it is not in it. Items are [title, url, …],
    links and files [url, words].
    """
    words, url = (0, 1) if column == "items" else (1, 0)
    hit = [
        entry
        for entry in entries
        if canonical(entry[url]) == removal.url or entry[words] in removal.titles
    ]
    for entry in hit:
        entry[words] = MARK
    return entries if hit else None


def _text_columns(ledger: Ledger) -> list[tuple[str, str]]:
    rows = ledger.db.conn.execute(
        """SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
           WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_%' ESCAPE '\\' AND c.type = 'TEXT'"""
    )
    return [
        (table, column)
        for table, column in rows
        if table not in ("tombstone", "seal", "sealed_body")
    ]


def _marks(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers) or "NULL"
