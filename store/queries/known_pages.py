"""What the ledger knows, as the planner and the reports ask for it."""

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlite_utils import Database

from store.instants import unsqueeze
from store.merge.item_identity import item_key
from store.outcomes import Outcome, OutcomeGroup
from store.privacy.masking import is_masked_address
from store.records import KnownPage, Purpose
from store.rows import columns, places, record, records
from store.sql import queries

_SQL = queries("known_pages")


@dataclass(frozen=True, slots=True)
class RunCoverage:
    """What of one unit was looked at in one crawl of one run."""

    unit: str
    kind: str
    state: str
    stop_reason: str
    planned: int
    fetched: int
    failed: int
    skipped: int
    pending: int
    not_judged: int


def pages(db: Database, unit_id: str) -> list[KnownPage]:
    """Every page of the unit, in the order in which they were first met."""
    keys = _item_keys(db, unit_id)
    rows = db.conn.execute(_SQL["pages"], {"unit": unit_id})
    return [
        replace(
            record(KnownPage, row),
            blocks=tuple(unsqueeze(blocks)[0]) if blocks else (),
            item_keys=keys.get(row[0], ()),
            left_over=bool(left_over),
            is_taken_down=bool(is_taken_down) or is_masked_address(str(row[0])),
        )
        for *row, blocks, left_over, is_taken_down in rows
    ]


def redated(db: Database, unit_id: str, most: int) -> list[str]:
    """Addresses of entries whose list moved their date since their own page was seen: whether more
    than the date was changed is not known.
    """
    rows = db.conn.execute(_SQL["redated"], {"unit": unit_id, "most": most})
    return [url for (url,) in rows]


def gone(db: Database, unit_id: str, most: int) -> list[str]:
    """Addresses of pages met by a link of which nothing was ever seen but that they are not there."""
    outcomes = [outcome.value for outcome in Outcome if outcome.group is OutcomeGroup.GONE]
    rows = db.conn.execute(
        f"""SELECT url FROM page WHERE unit = ? AND purpose IN (?, ?, ?) AND ever_good = 0
              AND last_outcome IN ({places(len(outcomes))}) ORDER BY depth, id LIMIT ?""",
        (unit_id, Purpose.PAGE, Purpose.ITEM, Purpose.ATTACHMENT, *outcomes, most),
    )
    return [url for (url,) in rows]


def not_rendered(db: Database) -> int:
    """Pages that were not seen at their last visit because there is no browser here
    (crawler.browser.presence).
    """
    rows = db.conn.execute(
        "SELECT count(*) FROM page WHERE last_outcome = ? AND last_reason LIKE '%make browser%'",
        (Outcome.NEEDS_BROWSER.value,),
    )
    return int(rows.fetchone()[0])


def coverage(db: Database, run_id: str) -> list[RunCoverage]:
    """What of each unit was looked at in that run, in the order of the units' ids."""
    rows = db.conn.execute(
        f"SELECT {columns(RunCoverage)} FROM unit_run WHERE run_id = ? ORDER BY unit, rowid",
        (run_id,),
    )
    return list(records(RunCoverage, rows))


def _item_keys(db: Database, unit_id: str) -> dict[str, tuple[str, ...]]:
    """Of each channel, by URL: the keys of the entries known in it, newest first."""
    keys: dict[str, list[str]] = defaultdict(list)
    for channel_url, title, url in db.conn.execute(
        """SELECT channel.url, item.title, item.url FROM item JOIN channel ON channel.id = item.channel
           WHERE channel.unit = ? ORDER BY item.id DESC""",
        (unit_id,),
    ):
        keys[channel_url].append(item_key(title, url))
    return {url: tuple(found) for url, found in keys.items()}
