"""Entries of a list page that was read again, from the same bytes: what the old reader misread is
put right.

Nothing happened on the site, so nothing is "new tonight" or "redated": an entry missed before was
there when the bytes were received, and a corrected title or date is labelled `reread` in
item_change. Only the page's present reading counts; entries that had left it before stay as they
were read.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store.instants import day_text, maybe_day, to_text, unsqueeze
from store.merge.item_identity import title_key
from store.merge.items import ItemRow, Matched, matched
from store.records import DateRole, Item
from store.urls import canonical

LABEL = "reread"


@dataclass(frozen=True, slots=True)
class Correction:
    """One list page, read again."""

    channel: int
    page: int
    old_facts: int
    items: tuple[Item, ...]
    at: datetime  # when the bytes were received
    run_id: str


def correct(db: Database, reread: Correction) -> None:
    """Bring the channel's entries to what the new reader finds on this page."""
    known = _known(db, reread.channel)
    listed_before = _dates_before(db, reread.old_facts)
    pairs = _same_row_same_entry(
        matched(known, reread.items), [row for row in known if row.list_page == reread.page]
    )
    for pair in pairs:
        if pair.known is None:
            _insert(db, reread, pair.listed)
        else:
            _amend(db, reread, pair, listed_before)
    still = {pair.known.id for pair in pairs if pair.known}
    for row in known:
        if row.list_page == reread.page and row.id not in still:
            _take_off(db, reread, row)


def _same_row_same_entry(pairs: list[Matched], on_page: list[ItemRow]) -> list[Matched]:
    """In the same bytes one address is one row, however differently its title is read: pair what
    `matched` would not.
    """
    taken = {pair.known.id for pair in pairs if pair.known}
    left = [row for row in on_page if row.id not in taken]
    addresses = Counter(
        [*(pair.listed.url for pair in pairs if pair.known is None), *(row.url for row in left)]
    )
    by_url = {row.url: row for row in left if addresses[row.url] == 2}  # one listed, one known
    return [
        pair if pair.known else Matched(pair.listed, by_url.get(pair.listed.url)) for pair in pairs
    ]


def _known(db: Database, channel: int) -> list[ItemRow]:
    rows = db.conn.execute(
        "SELECT id, title, title_key, url, claimed, url_date, list_page FROM item WHERE channel = ?",
        (channel,),
    )
    return [
        ItemRow(item_id, title, key, url, maybe_day(claimed), maybe_day(url_date), list_page)
        for item_id, title, key, url, claimed, url_date, list_page in rows
    ]


def _dates_before(db: Database, facts: int) -> dict[tuple[str, str], str | None]:
    """The date that the old reader found beside each entry, by address and title."""
    row = db.conn.execute("SELECT items FROM facts WHERE id = ?", (facts,)).fetchone()
    return {
        (canonical(url), title_key(title)): claimed for title, url, claimed, _ in unsqueeze(row[0])
    }


def _insert(db: Database, reread: Correction, item: Item) -> None:
    at = to_text(reread.at)
    db.conn.execute(
        """INSERT INTO item (channel, title, title_key, url, claimed, date_role, url_date, position, first_seen, first_run,
             list_page, last_in_list) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (reread.channel, *_shown(item, day_text(item.claimed)), at, reread.run_id, reread.page, at),
    )


def _amend(
    db: Database,
    reread: Correction,
    pair: Matched,
    listed_before: dict[tuple[str, str], str | None],
) -> None:
    """A claim is touched only where the reading of its row is another one: what was decided about
    it meanwhile stands.
    """
    known, listed = pair.known, pair.listed
    assert known is not None
    was, reads = (
        listed_before.get((known.url, known.title_key), day_text(known.claimed)),
        day_text(listed.claimed),
    )
    claimed = day_text(known.claimed) if was == reads else reads
    before, after = (
        _told(known.title, day_text(known.claimed), known.url),
        _told(listed.title, claimed, listed.url),
    )
    if before != after:
        _label(db, reread, known, before, after)
    db.conn.execute(
        """UPDATE item SET title = ?, title_key = ?, url = ?, claimed = ?, date_role = ?, url_date = ?, position = ?, list_page = ?
           WHERE id = ?""",
        (*_shown(listed, claimed), reread.page, known.id),
    )


def _take_off(db: Database, reread: Correction, row: ItemRow) -> None:
    """The new reader does not take this for an entry of the page. Kept, because a page of ours may
    be known by it.
    """
    _label(db, reread, row, _told(row.title, day_text(row.claimed), row.url), None)
    db.conn.execute("UPDATE item SET list_page = NULL WHERE id = ?", (row.id,))


def _shown(item: Item, claimed: str | None) -> tuple[object, ...]:
    role = DateRole.LIST_ROW.value if claimed else ""
    return (
        item.title,
        title_key(item.title),
        item.url,
        claimed,
        role,
        day_text(item.url_date),
        item.position,
    )


def _told(title: str, claimed: str | None, url: str) -> str:
    return " ".join(part for part in (claimed, title, url) if part)


def _label(db: Database, reread: Correction, row: ItemRow, old: str, new: str | None) -> None:
    db.conn.execute(
        "INSERT INTO item_change (item, at, run_id, what, old, new) VALUES (?, ?, ?, ?, ?, ?)",
        (row.id, to_text(reread.at), reread.run_id, LABEL, old, new),
    )
