"""The entries of a channel over time: which are known, which are new, which were retitled, redated
or shifted.

`matched` is pure. What falls off a list page is not gone: only its own page says that
(docs/field-notes.md §1.6).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlite_utils import Database

from store.instants import day_text, to_text
from store.merge.item_identity import is_same_text, title_key
from store.records import DateRole, Item
from store.rows import columns, records
from store.sql import queries
from store.urls import canonical

_SQL = queries("items")

# A list most of whose dates changed in one night was migrated or got a new template: its old claims
# are kept (docs/field-notes.md §10.4). Fewer dated entries than this are no list to speak of.
MASS_REDATED = 0.8
MASS_NEEDS = 4


@dataclass(frozen=True, slots=True)
class ItemRow:
    id: int
    title: str
    title_key: str
    url: str
    claimed: date | None
    url_date: date | None
    list_page: int | None


@dataclass(frozen=True, slots=True)
class Matched:
    """An entry as listed tonight, and the known one that it is (None: new)."""

    listed: Item
    known: ItemRow | None


@dataclass(frozen=True, slots=True)
class ChannelReading:
    """A list page newly read."""

    channel: int
    page: int
    items: tuple[Item, ...]
    at: datetime
    previous_at: str | None  # when this page was last seen showing the page, before this look
    run_id: str


def matched(known: Sequence[ItemRow], listed: Iterable[Item]) -> list[Matched]:
    """Pair what is listed with what is known: the same address and title; else the same title where
    its old address now bears another one (positional addresses); else the same address where the
    title is only corrected or the date agrees.
    """
    items = _told_apart(listed)
    addresses = {item.url for item in items}
    left, found = list(known), dict[int, ItemRow]()

    def take(is_it: Callable[[Item, ItemRow], bool]) -> None:
        for position, item in enumerate(items):
            if position in found:
                continue
            candidates = [row for row in left if is_it(item, row)]
            if candidates:
                best = max(candidates, key=lambda row, item=item: row.claimed == item.claimed)  # type: ignore[misc]
                found[position] = best
                left.remove(best)

    take(lambda item, row: row.url == item.url and row.title_key == title_key(item.title))
    take(
        lambda item, row: (
            row.title_key == title_key(item.title)
            and row.url in addresses
            and _dates_agree(item, row)
        )
    )
    take(
        lambda item, row: (
            row.url == item.url
            and (_is_dated_alike(item, row) or is_same_text(row.title_key, title_key(item.title)))
        )
    )
    return [Matched(item, found.get(position)) for position, item in enumerate(items)]


def redated_share(pairs: Sequence[Matched]) -> float:
    """Of the known entries dated then and now, the share whose date is another one; 0 for too short
    a list.
    """
    dated = [pair for pair in pairs if pair.known and pair.known.claimed and pair.listed.claimed]
    if len(dated) < MASS_NEEDS:
        return 0.0
    return sum(
        pair.known is not None and pair.known.claimed != pair.listed.claimed for pair in dated
    ) / len(dated)


def merge_list(db: Database, reading: ChannelReading) -> None:
    """Write one list page's entries: new rows for new ones, changes for changed ones, and note
    which have left the page.
    """
    known = known_items(db, reading.channel)
    pairs = matched(known, reading.items)
    share = redated_share(pairs)
    still_listed = set()
    for pair in pairs:
        if pair.known is None:
            enter_item(db, reading, pair.listed)
        else:
            _amend(db, reading, pair.known, pair.listed, keep_date=share >= MASS_REDATED)
            still_listed.add(pair.known.id)
    left = [row.id for row in known if row.list_page == reading.page and row.id not in still_listed]
    db.conn.executemany(
        "UPDATE item SET list_page = NULL, last_in_list = ? WHERE id = ?",
        [(reading.previous_at or to_text(reading.at), item_id) for item_id in left],
    )
    if share:
        db.conn.execute(
            "UPDATE channel SET redated_share = ?, redated_run = ? WHERE id = ?",
            (share, reading.run_id, reading.channel),
        )


def known_items(db: Database, channel: int) -> list[ItemRow]:
    """Every entry known in that channel."""
    rows = db.conn.execute(f"SELECT {columns(ItemRow)} FROM item WHERE channel = ?", (channel,))
    return list(records(ItemRow, rows))


def enter_item(db: Database, reading: ChannelReading, item: Item) -> None:
    """A new entry, first seen at the instant of that reading."""
    at = to_text(reading.at)
    db.conn.execute(
        _SQL["enter"],
        (
            *(reading.channel, reading.run_id, at, at, reading.page),
            *_shown(item, day_text(item.claimed), item.url_date),
        ),
    )


def amend_item(
    db: Database,
    item: Item,
    claimed: str | None,
    url_date: date | None,
    page: int,
    in_list_at: str | None,
    number: int,
) -> None:
    """The known entry of that number as it is listed now; `in_list_at` None: no new look at it."""
    values = (*_shown(item, claimed, url_date), page, in_list_at, number)
    db.conn.execute(_SQL["amend"], values)


def _shown(item: Item, claimed: str | None, url_date: date | None) -> tuple[object, ...]:
    """title, title_key, url, claimed, date_role, url_date, position: as the row is written."""
    role = DateRole.LIST_ROW.value if claimed else ""
    words = (item.title, title_key(item.title), item.url)
    return (*words, claimed, role, day_text(url_date), item.position)


def _told_apart(listed: Iterable[Item]) -> list[Item]:
    """Each entry once (home pages and tabs repeat them), canonical addresses, a dated copy before
    an undated one.
    """
    once: dict[tuple[str, str], Item] = {}
    for item in listed:
        item = replace(item, url=canonical(item.url))
        key = (item.url, title_key(item.title))
        if key not in once or (once[key].claimed is None and item.claimed is not None):
            once[key] = item
    return list(once.values())


def _dates_agree(item: Item, row: ItemRow) -> bool:
    return item.claimed is None or row.claimed is None or item.claimed == row.claimed


def _is_dated_alike(item: Item, row: ItemRow) -> bool:
    return item.claimed is not None and item.claimed == row.claimed


def _amend(
    db: Database, reading: ChannelReading, known: ItemRow, listed: Item, *, keep_date: bool
) -> None:
    claimed = known.claimed if keep_date or listed.claimed is None else listed.claimed
    changes: list[tuple[str, str | None, str | None]] = []
    if listed.url != known.url:
        changes.append(("moved", known.url, listed.url))
    if title_key(listed.title) != known.title_key:
        changes.append(("edited", known.title, listed.title))
    if listed.claimed is not None and listed.claimed != known.claimed:
        # "redated_in_mass": what the list shows now is on record, what it claimed before still
        # stands.
        what = "dated" if known.claimed is None else "redated_in_mass" if keep_date else "redated"
        changes.append((what, day_text(known.claimed), day_text(listed.claimed)))
    db.conn.executemany(
        "INSERT INTO item_change (item, at, run_id, what, old, new) VALUES (?, ?, ?, ?, ?, ?)",
        [(known.id, to_text(reading.at), reading.run_id, *change) for change in changes],
    )
    url_date, at = listed.url_date or known.url_date, to_text(reading.at)
    amend_item(db, listed, day_text(claimed), url_date, reading.page, at, known.id)
