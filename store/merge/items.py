"""The entries of a channel over time: which are known, which are new, which were retitled, redated
or shifted.

`matched` is pure. What falls off a list page is not gone: only its own page says that
(docs/field-notes.md §1.6).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlite_utils import Database

from store.instants import day_text, maybe_day, to_text
from store.merge.item_identity import is_same_text, title_key
from store.records import DateRole, Item
from store.urls import canonical

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
    known = _load(db, reading.channel)
    pairs = matched(known, reading.items)
    share = redated_share(pairs)
    still_listed = set()
    for pair in pairs:
        if pair.known is None:
            _insert(db, reading, pair.listed)
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


def _load(db: Database, channel: int) -> list[ItemRow]:
    rows = db.conn.execute(
        "SELECT id, title, title_key, url, claimed, url_date, list_page FROM item WHERE channel = ?",
        (channel,),
    )
    return [
        ItemRow(item_id, title, key, url, maybe_day(claimed), maybe_day(url_date), list_page)
        for item_id, title, key, url, claimed, url_date, list_page in rows
    ]


def _insert(db: Database, reading: ChannelReading, item: Item) -> None:
    db.conn.execute(
        """INSERT INTO item (channel, title, title_key, url, claimed, date_role, url_date, position, first_seen, first_run,
             list_page, last_in_list) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            reading.channel,
            item.title,
            title_key(item.title),
            item.url,
            day_text(item.claimed),
            DateRole.LIST_ROW.value if item.claimed else "",
            day_text(item.url_date),
            item.position,
            to_text(reading.at),
            reading.run_id,
            reading.page,
            to_text(reading.at),
        ),
    )


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
    db.conn.execute(
        """UPDATE item SET title = ?, title_key = ?, url = ?, claimed = ?, date_role = ?, url_date = ?, position = ?,
             list_page = ?, last_in_list = ? WHERE id = ?""",
        (
            listed.title,
            title_key(listed.title),
            listed.url,
            day_text(claimed),
            DateRole.LIST_ROW.value if claimed else "",
            day_text(listed.url_date or known.url_date),
            listed.position,
            reading.page,
            to_text(reading.at),
            known.id,
        ),
    )
