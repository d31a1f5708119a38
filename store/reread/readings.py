"""Readings made again from kept bytes after the reader changed: which are due, and how each takes
its forerunner's place.

A reading is never altered: a new row of `facts` stands beside the old one, labelled with the new
version and with the instant of the look whose bytes it reads, and what pointed to the old row
points to the new one. Nothing was looked at, so no span grows or ends. Where the new reader does
not find the page in bytes that showed it (or finds it where they did not, or cannot open a document
that was read once), the old reading keeps its place: how a visit ended is for the next visit to
say, not for the archive.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from store.capture.settled_looks import SettledLook
from store.ledger import Ledger
from store.merge import channels, readings
from store.merge.items import ChannelReading
from store.merge.page_rows import PageRow, load_pages, update_page
from store.outcomes import Outcome
from store.records import PageFacts, Purpose, Visit
from store.reread import items as reread_items
from store.rows import record
from store.sql import queries

_SQL = queries("readings")
_IN_USE = _SQL["in_use"]
_DUE = _SQL["due"].format(in_use=_IN_USE)


@dataclass(frozen=True, slots=True)
class DueReading:
    """One reading in use that another version of the reader made, and all that its bytes are to be
    read with.
    """

    facts: int
    capture: int
    sha256: str
    page_url: str
    url: str  # where the answer came from
    at: datetime
    outcome: Outcome  # how the visit ended
    status: int | None
    headers: tuple[tuple[str, str], ...]
    fingerprint: str
    masks: frozenset[str] = frozenset()
    was_readable: bool = True  # of a document: its words and tables could be read


@dataclass(frozen=True, slots=True)
class Renewed:
    """A due reading, made again."""

    due: DueReading
    facts: PageFacts


@dataclass(frozen=True, slots=True)
class WaitingScan:
    """A present reading that says no more than that it is a picture, and waits for a recogniser."""

    facts: int
    unit: str
    title: str


def waiting_scans(ledger: Ledger) -> list[WaitingScan]:
    """By unit, in the order of their readings."""
    return [WaitingScan(*row) for row in ledger.db.conn.execute(_SQL["scans"])]


def scans_to_read(ledger: Ledger, scans: Sequence[WaitingScan]) -> Iterator[DueReading]:
    """The scans' readings, with all that their bytes are to be read with."""
    asked = {"facts": json.dumps([scan.facts for scan in scans])}
    yield from _readings(ledger, f"{_SQL['readings']} {_SQL['of_scans']}", asked)


def due_units(ledger: Ledger, extractor: str) -> list[str]:
    """Units with readings to be made again."""
    rows = ledger.db.conn.execute(
        f"SELECT DISTINCT page.unit {_DUE} ORDER BY page.unit", {"extractor": extractor}
    )
    return [row[0] for row in rows]


def due_readings(ledger: Ledger, unit: str, extractor: str) -> Iterator[DueReading]:
    """The unit's readings in use by another version, oldest first; only those whose bytes were
    kept.
    """
    sql = f"{_SQL['readings']} {_DUE} AND page.unit = :unit ORDER BY facts.at, facts.id"
    yield from _readings(ledger, sql, {"extractor": extractor, "unit": unit})


def _readings(ledger: Ledger, sql: str, asked: Mapping[str, str]) -> Iterator[DueReading]:
    for *row, masks, unreadable in ledger.db.conn.execute(sql, asked).fetchall():
        due = record(DueReading, row)
        yield replace(due, masks=frozenset(json.loads(masks)), was_readable=not unreadable)


def without_body(ledger: Ledger, unit: str, extractor: str) -> int:
    """Readings in use by another version that cannot be made again, because no bytes were kept of
    them.
    """
    row = ledger.db.conn.execute(
        f"""SELECT count(*) FROM facts JOIN page ON page.id = facts.page
            WHERE page.unit = :unit AND facts.capture IS NULL AND facts.extractor IS NOT :extractor AND {_IN_USE}""",
        {"unit": unit, "extractor": extractor},
    ).fetchone()
    return int(row[0])


def last_run_of(ledger: Ledger, unit: str) -> str | None:
    """The last run that was seen to its end and in which the unit was looked at."""
    row = ledger.db.conn.execute(
        """SELECT run.id FROM unit_run JOIN run ON run.id = unit_run.run_id
           WHERE unit_run.unit = ? AND run.state = 'complete' AND unit_run.state <> 'not_judged'
           ORDER BY run.started_at DESC, run.rowid DESC LIMIT 1""",
        (unit,),
    ).fetchone()
    return row[0] if row else None


def take_places(ledger: Ledger, unit: str, renewed: list[Renewed], *, run_id: str) -> int:
    """Write the readings and let them take their places, with all that hangs on the pages' present
    ones: channels, entries.

    `run_id` labels corrected entries. All in one transaction; the number of readings whose
    forerunner kept its place.
    """
    with ledger.transaction():
        pages = load_pages(ledger.db, unit)
        kept, present = 0, []
        for each in renewed:
            page = pages[each.due.page_url]
            new = _take_place(ledger, each, page)
            kept += new is None
            if new is not None and new == page.facts:
                present.append((_look(each, page), page, each.due.facts))
        _correct_lists(ledger, unit, present, run_id)
    return kept


def _take_place(ledger: Ledger, renewed: Renewed, page: PageRow) -> int | None:
    """Write the reading; its id, or None where it stays beside the old one, as history."""
    due, facts, db = renewed.due, renewed.facts, ledger.db
    new = readings.insert_facts(db, page.id, due.capture, _look(renewed, page), facts)
    if not _speaks_of_the_same(due, facts):
        return None
    db.conn.execute(
        "UPDATE span SET facts = ?, fingerprint = iif(fingerprint = '', '', ?) WHERE page = ? AND facts = ?",
        (new, facts.fingerprint, page.id, due.facts),
    )
    if page.facts == due.facts:
        page.facts, page.fingerprint = new, facts.fingerprint
        update_page(db, page)
    return new


def _speaks_of_the_same(due: DueReading, facts: PageFacts) -> bool:
    """Both found the page, or neither did; and a document that could be read once is not unreadable
    now.
    """
    return facts.outcome.shows_the_page is due.outcome.shows_the_page and not (
        due.was_readable and facts.document_unreadable
    )


def _correct_lists(
    ledger: Ledger, unit: str, present: list[tuple[SettledLook, PageRow, int]], run_id: str
) -> None:
    """Channels that the new reader finds are entered, and the entries of every list are those it
    reads there.

    As in the merge: every channel first, because a further page of a list needs its channel.
    """
    db = ledger.db
    site_kinds = dict(
        db.conn.execute("SELECT id, kind FROM site WHERE unit = ?", (unit,)).fetchall()
    )
    for look, page, _ in present:
        if look.facts and channels.is_channel(look, look.facts, site_kinds.get(look.site, "")):
            channels.enter(db, page, look, look.facts)
    for look, page, old in present:
        channel = channels.find(db, unit, channels.channel_of(look))
        if channel is not None and look.facts is not None:
            reread_items.correct(
                db,
                ChannelReading(channel, page.id, look.facts.items, look.visit.at, None, run_id),
                old,
            )
    if present:
        channels.note_links(db, unit)


def _look(renewed: Renewed, page: PageRow) -> SettledLook:
    """The look of which this is the reading, as the merge would have it."""
    due = renewed.due
    visit = Visit(
        page.url,
        due.at,
        due.outcome,
        status=due.status,
        final_url=due.url,
        headers=due.headers,
        sha256=due.sha256,
    )
    return SettledLook(
        url=page.url,
        purpose=Purpose(page.purpose),
        site=page.site,
        channel_url=page.channel_url,
        depth=page.depth,
        title_hint=page.title,
        visit=visit,
        facts=renewed.facts,
        changed=False,
        masks=(),
        sha256=due.sha256,
        tries=(),
    )
