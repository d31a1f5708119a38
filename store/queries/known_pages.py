"""What the ledger knows, as the planner and the reports ask for it."""

import json
from collections import defaultdict
from dataclasses import dataclass

from sqlite_utils import Database

from store.instants import maybe_instant, unsqueeze
from store.merge.item_identity import item_key
from store.outcomes import Outcome
from store.records import KnownPage, Purpose


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
    rows = db.conn.execute(
        """SELECT page.url, purpose, site, channel_url, page.title, depth, last_visit_at, last_full_at, last_outcome, ever_good,
             etag, last_modified, sha256, page.fingerprint, masks, left_over, facts.blocks, page.url IN (SELECT url FROM tombstone
               WHERE sha256 = '' AND lifted_at IS NULL)
           FROM page LEFT JOIN facts ON facts.id = page.facts WHERE unit = ? ORDER BY page.id""",
        (unit_id,),
    )
    return [
        KnownPage(
            url=url,
            purpose=Purpose(purpose),
            site=site,
            channel_url=channel_url,
            title=title,
            depth=depth,
            last_visit_at=maybe_instant(last_visit_at),
            last_full_at=maybe_instant(last_full_at),
            last_outcome=Outcome(last_outcome) if last_outcome else None,
            ever_good=bool(ever_good),
            etag=etag,
            last_modified=last_modified,
            sha256=sha256,
            fingerprint=fingerprint,
            blocks=tuple(unsqueeze(blocks)[0]) if blocks else (),
            masks=tuple(json.loads(masks)),
            item_keys=keys.get(url, ()),
            left_over=bool(left_over),
            is_taken_down=bool(is_taken_down),
        )
        for (
            url,
            purpose,
            site,
            channel_url,
            title,
            depth,
            last_visit_at,
            last_full_at,
            last_outcome,
            ever_good,
            etag,
            last_modified,
            sha256,
            fingerprint,
            masks,
            left_over,
            blocks,
            is_taken_down,
        ) in rows
    ]


def undrawn(db: Database) -> int:
    """Pages that were not seen at their last visit because there is no browser here
    (crawler.browser.presence).
    """
    rows = db.conn.execute(
        "SELECT count(*) FROM page WHERE last_outcome = ? AND last_reason LIKE '%make browser%'",
        (Outcome.NEEDS_BROWSER.value,),
    )
    return int(rows.fetchone()[0])


def coverage(db: Database, run_id: str) -> list[RunCoverage]:
    rows = db.conn.execute(
        """SELECT unit, kind, state, stop_reason, planned, fetched, failed, skipped, pending, not_judged
           FROM unit_run WHERE run_id = ? ORDER BY unit, rowid""",
        (run_id,),
    )
    return [RunCoverage(*row) for row in rows]


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
