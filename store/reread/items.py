"""Entries of a list page that was read again, from the same bytes: what the old reader misread is
put right.

Nothing happened on the site, so nothing is "new tonight" or "redated": an entry missed before was
there when the bytes were received, and a corrected title or date is labelled `reread` in
item_change. Only the page's present reading counts; entries that had left it before stay as they
were read.
"""

from collections import Counter

from sqlite_utils import Database

from store.instants import day_text, to_text, unsqueeze
from store.merge.item_identity import title_key
from store.merge.items import (
    ChannelReading,
    ItemRow,
    Matched,
    amend_item,
    enter_item,
    known_items,
    matched,
)
from store.urls import canonical

LABEL = "reread"


def correct(db: Database, reread: ChannelReading, old_facts: int) -> None:
    """Bring the channel's entries to what the new reader finds on this page."""
    known = known_items(db, reread.channel)
    listed_before = _dates_before(db, old_facts)
    pairs = _same_row_same_entry(
        matched(known, reread.items), [row for row in known if row.list_page == reread.page]
    )
    for pair in pairs:
        if pair.known is None:
            enter_item(db, reread, pair.listed)
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


def _dates_before(db: Database, facts: int) -> dict[tuple[str, str], str | None]:
    """The date that the old reader found beside each entry, by address and title."""
    row = db.conn.execute("SELECT items FROM facts WHERE id = ?", (facts,)).fetchone()
    return {
        (canonical(url), title_key(title)): claimed for title, url, claimed, _ in unsqueeze(row[0])
    }


def _amend(
    db: Database,
    reread: ChannelReading,
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
    amend_item(db, listed, claimed, listed.url_date, reread.page, None, known.id)


def _take_off(db: Database, reread: ChannelReading, row: ItemRow) -> None:
    """The new reader does not take this for an entry of the page. Kept, because a page of ours may
    be known by it.
    """
    _label(db, reread, row, _told(row.title, day_text(row.claimed), row.url), None)
    db.conn.execute("UPDATE item SET list_page = NULL WHERE id = ?", (row.id,))


def _told(title: str, claimed: str | None, url: str) -> str:
    return " ".join(part for part in (claimed, title, url) if part)


def _label(db: Database, reread: ChannelReading, row: ItemRow, old: str, new: str | None) -> None:
    db.conn.execute(
        "INSERT INTO item_change (item, at, run_id, what, old, new) VALUES (?, ?, ?, ?, ?, ?)",
        (row.id, to_text(reread.at), reread.run_id, LABEL, old, new),
    )
