"""Channels (栏目): which pages are lists of the unit, what they are called, and whether the site
still leads to them.
"""

import re

from sqlite_utils import Database

from store.capture.settled_looks import SettledLook
from store.instants import to_text, unsqueeze
from store.merge.page_rows import PageRow
from store.outcomes import OutcomeGroup
from store.records import PageFacts, PageKind, Purpose
from store.urls import canonical

# An anchor that says only "more" names nothing.
_NAMES_NOTHING = re.compile(
    r"^[\s>»›＞·\[\]【】()（）]*(?:更多|查看更多|更多内容|more|首页|网站首页|主页|进入|点击进入|详细|列表)?[\s>»›＞.…\[\]【】()（）]*$",
    re.I,
)
_TITLE_PARTS = re.compile(r"\s*(?:[-—–_|>»]|--)+\s*")
_LONGEST_NAME = 24  # longer anchors are sentences; a channel's name stands in a menu


def is_channel(look: SettledLook, facts: PageFacts, site_kind: str) -> bool:
    """A page planned or found to be a channel, a list met as an ordinary page, or a unit's place on
    a portal.

    One that says “正在建设中” is a channel too, and an empty one; one behind an error page is not
    known to be anything.
    """
    if look.visit.outcome.group not in (
        OutcomeGroup.OPEN,
        OutcomeGroup.DEFECTIVE,
        OutcomeGroup.REPLACED,
    ):
        return False
    if look.purpose is Purpose.CHANNEL:
        return True
    if look.purpose is Purpose.HOME:
        return site_kind == "portal_channel"
    return look.purpose is Purpose.PAGE and facts.kind is PageKind.LIST


def channel_of(look: SettledLook) -> str:
    """The URL of the channel whose entries this page lists; "" where it lists none."""
    if look.purpose in (Purpose.LIST_PAGE, Purpose.DATA):
        return look.channel_url
    return look.url


def enter(db: Database, page: PageRow, look: SettledLook, facts: PageFacts) -> int:
    """The channel's id, entered on its first reading; a better name found later replaces an empty
    one.
    """
    # A portal channel that is an entry point carries the office's word for the unit, which says
    # nothing of its class.
    menu_word = "" if look.purpose is Purpose.HOME else look.title_hint or page.title
    name = best_name(menu_word, facts)
    db.conn.execute(
        """INSERT INTO channel (unit, site, url, page, name, column_type, first_at, was_linked, redated_share)
           VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0) ON CONFLICT (unit, url) DO UPDATE SET
             site = excluded.site, column_type = excluded.column_type, name = iif(name = '', excluded.name, name)""",
        (page.unit, page.site, page.url, page.id, name, facts.column_type, to_text(look.visit.at)),
    )
    found = find(db, page.unit, page.url)
    assert found is not None
    return found


def find(db: Database, unit_id: str, url: str) -> int | None:
    row = db.conn.execute(
        "SELECT id FROM channel WHERE unit = ? AND url = ?", (unit_id, url)
    ).fetchone()
    return row[0] if row else None


def best_name(hint: str, facts: PageFacts) -> str:
    """The menu's word for it, else the page's own tag, else the first part of its title.

    The tag comes second: in the wild ColumnName is often the home page's, copied
    (docs/field-notes.md §12).
    """
    hint = hint.strip()
    if len(hint) <= _LONGEST_NAME and not _NAMES_NOTHING.match(hint):
        return hint
    if facts.column_name and not _NAMES_NOTHING.match(facts.column_name):
        return facts.column_name.strip()
    parts = [part for part in _TITLE_PARTS.split(facts.title.strip()) if part]
    return parts[0] if parts else ""


def note_links(db: Database, unit_id: str) -> None:
    """Mark the channels that the unit's home pages and channels lead to now. Once linked stays
    marked: what is no longer linked, and was, has been taken down; what never was, we simply found
    otherwise.
    """
    db.conn.executemany(
        "UPDATE channel SET was_linked = 1 WHERE unit = ? AND url = ? AND was_linked = 0",
        [(unit_id, url) for url in _linked_now(db, unit_id)],
    )


def _linked_now(db: Database, unit_id: str) -> set[str]:
    rows = db.conn.execute(
        "SELECT page.url, facts.links FROM page JOIN facts ON facts.id = page.facts WHERE page.unit = ? AND facts.links IS NOT NULL",
        (unit_id,),
    )
    return {
        canonical(link[0])
        for own_url, blob in rows
        for link in unsqueeze(blob)
        if canonical(link[0]) != own_url
    }
