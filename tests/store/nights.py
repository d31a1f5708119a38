"""A small hand for the tests: a night as a list of what was seen, written through the real capture
file and merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from config.unit import Site, Unit
from store.archive import Archive, open_archive
from store.capture.file import CaptureFile, CrawlPlan, StoredVisit
from store.ledger import Ledger, open_ledger
from store.merge.merge import merge
from store.outcomes import Outcome
from store.records import Block, FrontierRow, Item, PageFacts, PageKind, Purpose, Run, Visit

HOME = "http://www.example.gov.cn/"
NEWS = "http://www.example.gov.cn/xwzx/gzdt/"
FIRST_NIGHT = datetime(2012, 3, 1, 18, 0, tzinfo=UTC)  # 02:00 in the city, 2 March
UNIT = Unit(id="shuiliju", name="某市水利局", kind="department", sites=[Site(kind="own", url=HOME)])


def reading(words: str, *, kind: PageKind = PageKind.ARTICLE, **more: object) -> PageFacts:
    """Facts of a page that says `words`; the fingerprint follows the words."""
    digest = sha256(words.encode()).hexdigest()[:16]
    facts: dict[str, object] = {
        "kind": kind,
        "kind_reason": "test",
        "outcome": Outcome.OPEN,
        "extractor": "1",
        "title": words,
        "fingerprint": f"v1:{digest}",
        "blocks": (Block(digest),),
        "text_length": len(words),
    }
    return PageFacts(**{**facts, **more})  # type: ignore[arg-type]


def entry(title: str, day: date | None, number: int | str) -> Item:
    return Item(title, f"{NEWS}t{number}.html", day, None)


def a_list(*items: Item, **more: object) -> PageFacts:
    words = " ".join(f"{item.title}{item.claimed}{item.url}" for item in items)
    return reading(words, kind=PageKind.LIST, items=items, column_name="工作动态", **more)


@dataclass
class Saw:
    """One visit of a night."""

    url: str = HOME
    facts: PageFacts | None = None
    outcome: Outcome = Outcome.OPEN
    purpose: Purpose = Purpose.PAGE
    changed: bool = True
    body: bytes | None = None  # None: made from the facts where the page changed
    channel_url: str = ""
    title: str = ""
    reason: str = ""
    not_modified: bool = False
    ip: str = "203.0.113.7"
    final_url: str = ""
    masks: tuple[str, ...] = ()
    minutes: int = 0
    vantage: str = "office"
    headers: tuple[tuple[str, str], ...] = (("ETag", '"a"'),)
    site: str = "main"


@dataclass
class City:
    """A ledger and an archive in a folder, and the nights that filled them."""

    folder: Path
    ledger: Ledger = field(init=False)
    archive: Archive = field(init=False)
    files: int = 0

    def __post_init__(self) -> None:
        self.ledger = open_ledger(self.folder / "ledger.db")
        self.archive = open_archive(self.folder / "archive.db")

    def close(self) -> None:
        self.ledger.close()
        self.archive.close()

    def night(
        self,
        number: int,
        *saw: Saw,
        unit: Unit = UNIT,
        state: str = "complete",
        left: Sequence[FrontierRow] = (),
    ) -> str:
        """Night `number` (0 = the first) as one run with one crawl of `unit`; its run id."""
        run = self.begin(number, unit)
        with self.write(run, saw, unit=unit, left=left) as file:
            merge(file, self.ledger, self.archive)
        self.ledger.end_run(
            replace(run, state=state, finished_at=run.started_at + timedelta(hours=1))
        )
        return run.id

    def begin(self, number: int, unit: Unit = UNIT) -> Run:
        started = FIRST_NIGHT + timedelta(days=number)
        self.ledger.sync_units([unit], started)
        day = (started + timedelta(hours=8)).date()
        run = Run(self.ledger.next_run_id(day), day, started)
        self.ledger.begin_run(run)
        return run

    def write(
        self, run: Run, saw: Sequence[Saw], *, unit: Unit = UNIT, left: Sequence[FrontierRow] = ()
    ) -> CaptureFile:
        """The capture file of one crawl, finished and not yet merged."""
        self.files += 1
        plan = CrawlPlan.new(run.id, unit.id, "nightly", run.started_at, "office")
        rows = [FrontierRow(one.url, one.purpose, one.site, one.channel_url) for one in saw]
        file = CaptureFile.create(self.folder / f"{self.files}.sqlite", plan, rows)
        by_url: dict[str, list[Saw]] = {}
        for one in saw:
            by_url.setdefault(one.url, []).append(one)
        for number in range(len(by_url)):
            taken = file.take()
            assert taken is not None
            discovered = left if number == len(by_url) - 1 else ()
            file.record(
                taken,
                [_stored(one, run.started_at) for one in by_url[taken.row.url]],
                state="done",
                discovered=discovered,
            )
        file.finish("pages budget" if left else "")
        return file

    def count(self, table: str) -> int:
        return int(self.ledger.db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def one(self, sql: str, *values: object) -> tuple[object, ...]:
        row: tuple[object, ...] = self.ledger.db.conn.execute(sql, values).fetchone()
        return row

    def totals(self) -> dict[str, int]:
        """Rows of every table."""
        return {table: self.count(table) for table in self.ledger.db.table_names()}


def _stored(saw: Saw, started: datetime) -> tuple[StoredVisit, bytes | None]:
    body = saw.body
    if body is None and saw.facts is not None and saw.changed:
        body = f"<html>{saw.facts.title}</html>".encode()
    visit = Visit(
        url=saw.url,
        at=started + timedelta(minutes=saw.minutes),
        outcome=saw.outcome,
        reason=saw.reason,
        status=304 if saw.not_modified else 200,
        final_url=saw.final_url,
        ip=saw.ip,
        vantage=saw.vantage,
        headers=saw.headers,
        not_modified=saw.not_modified,
        sha256=sha256(body).hexdigest() if body is not None else "",
    )
    return StoredVisit(
        visit,
        saw.purpose,
        saw.site,
        saw.channel_url,
        1,
        saw.title,
        saw.facts,
        saw.changed,
        saw.masks,
    ), body
