"""What a unit published in one year, entry by entry, as the ledger knows it: the rows of a year's
volume.

An entry belongs to the year of its publication (形成年度): the date that the list or the page
claims, else the one in its address, else the day we first saw it. Home page and channels belong to
every year in which a version of them was kept.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from store.instants import from_text
from store.ledger import Ledger
from store.outcomes import Outcome, OutcomeGroup
from store.queries.evidence import CaptureOnFile, PageOnFile, captures_of, pages_of_unit
from store.records import Purpose

_FACES = (Purpose.HOME, Purpose.CHANNEL)
_NOT_ENTRIES = (*_FACES, Purpose.LIST_PAGE, Purpose.DATA)


@dataclass(frozen=True, slots=True)
class VolumeEntry:
    """One line of the index."""

    kind: str  # home | channel | item | attachment | page
    title: str
    channel: str
    published: date | None  # None: nothing says when; the year is that of the first sight
    first_seen: datetime
    last_seen: datetime | None  # shown as the page it is; None: never
    url: str
    still_there: bool | None  # on the unit's own site, at the last look; None: cannot tell
    last_outcome: str
    last_looked: datetime | None
    page: PageOnFile | None
    captures: tuple[CaptureOnFile, ...]  # error pages that stood in its place included
    shown: tuple[CaptureOnFile, ...]  # those that are the page itself


def entries_of(
    ledger: Ledger, unit: str, year: int, zone: ZoneInfo, *, with_personal_numbers: bool = False
) -> list[VolumeEntry]:
    """Every entry of that year, oldest first; faces first of all."""
    pages = {page.url: page for page in pages_of_unit(ledger, unit)}
    captures: dict[int, list[CaptureOnFile]] = {}
    for capture in captures_of(
        ledger, list(pages.values()), with_personal_numbers=with_personal_numbers
    ):
        captures.setdefault(capture.page, []).append(capture)
    listed, said, looks = _listed(ledger, unit), _said(ledger, unit), _looks(ledger, unit)
    good = _good_bodies(ledger, unit)
    found: list[VolumeEntry] = []
    for url in {**pages, **listed}:
        page = pages.get(url)
        mine = tuple(captures.get(page.id, ())) if page else ()
        title, channel, claimed, item_first = listed.get(url, ("", "", None, None))
        if page is not None and page.purpose in _FACES:
            mine = tuple(one for one in mine if one.at.astimezone(zone).year == year)
            if not mine:
                continue
            published = None
        elif page is not None and page.purpose in _NOT_ENTRIES:
            continue
        else:
            published = claimed or (said.get(page.id) if page else None)
        first = min(
            at for at in (item_first, from_text(page.first_at) if page else None) if at is not None
        )
        is_face = page is not None and page.purpose in _FACES
        if not is_face and (published or first.astimezone(zone).date()).year != year:
            continue
        last_seen, outcome, looked = (
            looks.get(page.id, (None, "", None)) if page else (None, "", None)
        )
        kind = page.purpose.value if page else Purpose.ITEM.value
        name = title or (page.title if page else "")
        shown = tuple(one for one in mine if (one.page, one.sha256) in good)
        found.append(
            VolumeEntry(
                kind,
                name,
                channel,
                published,
                first,
                last_seen,
                url,
                _still_there(outcome),
                outcome,
                looked,
                page,
                mine,
                shown,
            )
        )
    order = {Purpose.HOME.value: 0, Purpose.CHANNEL.value: 1}
    return sorted(
        found,
        key=lambda entry: (
            order.get(entry.kind, 2),
            entry.published or entry.first_seen.astimezone(zone).date(),
            entry.url,
        ),
    )


def days_watched(ledger: Ledger, unit: str, year: int) -> tuple[int, int]:
    """(nights of that year on which the unit was looked at, days of the year): what the volume may
    claim to know.
    """
    row = ledger.db.conn.execute(
        """SELECT count(DISTINCT run.day) FROM unit_run JOIN run ON run.id = unit_run.run_id
           WHERE unit_run.unit = ? AND substr(run.day, 1, 4) = ? AND run.state = 'complete' AND unit_run.state <> 'not_judged'""",
        (unit, str(year)),
    ).fetchone()
    return int(row[0]), (date(year + 1, 1, 1) - date(year, 1, 1)) // timedelta(days=1)


def _listed(ledger: Ledger, unit: str) -> dict[str, tuple[str, str, date | None, datetime]]:
    """(title, channel, date, first seen) of every entry by its address; an address in two channels
    is one entry.
    """
    rows = ledger.db.conn.execute(
        """SELECT item.url, item.title, channel.name, coalesce(item.claimed, item.url_date), item.first_seen
           FROM item JOIN channel ON channel.id = item.channel WHERE channel.unit = ? ORDER BY item.first_seen DESC, item.id DESC""",
        (unit,),
    )
    return {
        url: (title, channel, date.fromisoformat(day) if day else None, from_text(at))
        for url, title, channel, day, at in rows
    }


def _said(ledger: Ledger, unit: str) -> dict[int, date]:
    """The date that the page itself, or its address, claims."""
    rows = ledger.db.conn.execute(
        """SELECT page.id, coalesce(facts.published, facts.url_date) AS day FROM page JOIN facts ON facts.id = page.facts
           WHERE page.unit = ? AND day NOT NULL""",
        (unit,),
    )
    return {page: date.fromisoformat(day) for page, day in rows}


def _looks(ledger: Ledger, unit: str) -> dict[int, tuple[datetime | None, str, datetime]]:
    """(last shown, outcome at the last look, instant of that look) by page."""
    shown: dict[int, datetime] = {}
    found: dict[int, tuple[datetime | None, str, datetime]] = {}
    for page, outcome, last_at in ledger.db.conn.execute(
        "SELECT span.page, outcome, last_at FROM span JOIN page ON page.id = span.page WHERE page.unit = ? ORDER BY span.id",
        (unit,),
    ):
        if Outcome(outcome).shows_the_page:
            shown[page] = from_text(last_at)
        found[page] = (shown.get(page), outcome, from_text(last_at))
    return found


def _good_bodies(ledger: Ledger, unit: str) -> set[tuple[int, str]]:
    """(page, SHA-256) of what showed the page itself."""
    rows = ledger.db.conn.execute(
        """SELECT span.page, capture.sha256, span.outcome FROM span JOIN capture ON capture.id = span.capture JOIN page ON page.id = span.page
           WHERE page.unit = ?""",
        (unit,),
    )
    return {(page, sha256) for page, sha256, outcome in rows if Outcome(outcome).shows_the_page}


def _still_there(outcome: str) -> bool | None:
    if not outcome:
        return None
    if Outcome(outcome).shows_the_page:
        return True
    return False if Outcome(outcome).group is OutcomeGroup.GONE else None
