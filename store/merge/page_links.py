"""What pages lead to now: every link of a home page, what stands in a list beside its menus, the
documents of an article. A link that is mended keeps its words, so that no reading tells of it; of
each page the links of its last good look are kept, and no others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from store.capture.settled_looks import SettledLook
from store.instants import squeeze, to_text, unsqueeze
from store.records import Link, PageFacts, Purpose

Written = Sequence[Sequence[str]]  # each [address, words], and "script" where one was handed it


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Of one page."""

    links: Written
    files: Written


def keep(db: Database, page: int, look: SettledLook, facts: PageFacts) -> None:
    """AnalystRows the row of `page` whose look this was, and showed it."""
    links = [_written(link) for link in _links_of(look.purpose, facts)]
    files = [_written(file) for file in facts.attachments]
    if not links and not files:
        db.conn.execute("DELETE FROM page_links WHERE page = ?", (page,))
        return
    db.conn.execute(
        """INSERT INTO page_links (page, at, links, files) VALUES (?, ?, ?, ?)
           ON CONFLICT (page) DO UPDATE SET
             at = excluded.at, links = excluded.links, files = excluded.files
           WHERE links <> excluded.links OR files <> excluded.files""",
        (page, to_text(look.visit.at), squeeze(links), squeeze(files)),
    )


def links_of_unit(db: Database, unit: str, until: str) -> dict[int, PageLinks]:
    """By page; of a day in the past only what has not changed since."""
    rows = db.conn.execute(
        """SELECT page_links.page, links, files FROM page_links
           JOIN page ON page.id = page_links.page WHERE page.unit = ? AND at < ?""",
        (unit, until),
    )
    return {page: PageLinks(unsqueeze(links), unsqueeze(files)) for page, links, files in rows}


def _links_of(purpose: Purpose, facts: PageFacts) -> Sequence[Link]:
    if purpose is Purpose.HOME:
        return facts.links
    if purpose is Purpose.CHANNEL:
        return [link for link in facts.links if link.area == "main"]
    return ()


def _written(link: Link) -> list[str]:
    return [link.url, link.text, *(["script"] if link.by_script else [])]
