"""The capture file: one SQLite file for one unit's crawl, and the only thing a crawl leaves behind.

The planner seeds it, the spider fills it, the merge reads it. Everything learned from one page
(visits, body, facts, new frontier rows, the row's own state) is one transaction, so a killed crawl
resumes from here with nothing acknowledged lost and nothing done twice but what was in the air.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from uuid import uuid4

import zstandard
from pydantic import TypeAdapter

from config.errors import OutOfSpace, StoreFailed
from config.words import Words
from store.outcomes import Outcome
from store.records import CrawlEnd, FrontierRow, PageFacts, Purpose, Visit
from store.sql import queries

# Of the tables; 1 had facts as plain text, 2 did not say over whose line it was filled, and both
# are still read and filled.
VERSION = 3
MOST_FACTS = 32 << 20  # bytes of one answer's
_LEVEL = 3  # of zstd, as in the archive, which takes the bodies as they lie here
_QUICKLY = 1  # facts are unpacked at the merge, and gone with the file
_SQL = queries("capture")
TABLES = _SQL["tables"]

SAME_PAGE = "same_page"  # why a row was skipped: another address of a page that is asked
State = Literal["queued", "done", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What this file is for."""

    file_id: str  # uuid4; the merge takes each file once
    run_id: str
    unit: str
    kind: str  # nightly | second_look | manual | vantage
    started_at: datetime
    vantage: str

    @property
    def discovers(self) -> bool:
        """A second look asks again about what is known, and one from a second vantage about entry
        points; neither looks for anything new.
        """
        return self.kind not in ("second_look", "vantage")

    @classmethod
    def new(
        cls, run_id: str, unit: str, kind: str, started_at: datetime, vantage: str
    ) -> "CrawlPlan":
        return cls(str(uuid4()), run_id, unit, kind, started_at, vantage)


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """A line to the web that is not home's: a worker's, of a queue."""

    id: str
    name: str


CanaryLook = tuple[datetime, bool, str]  # at the canaries: when, whether they were seen, details


@dataclass(frozen=True, slots=True)
class StoredVisit:
    """A visit as the capture file keeps it: with what it was for, and facts where a body was read."""

    visit: Visit
    purpose: Purpose
    site: str
    channel_url: str
    depth: int
    title_hint: str
    facts: PageFacts | None
    # the meaningful content differs from the known one, learned masks applied; or it is first seen
    changed: bool
    masks: tuple[str, ...]  # block hashes seen to differ between two looks of this visit


@dataclass(frozen=True, slots=True)
class Queued:
    """A frontier row handed out to be fetched."""

    seq: int
    row: FrontierRow
    attempts: int  # earlier ones in this crawl


class CaptureFile:
    """One writer at a time; readers may look on. Raises StoreFailed or OutOfSpace where SQLite
    fails.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection
        self._in_the_air: set[int] = (
            set()
        )  # handed out by take(); after a crash they are simply queued again

    @classmethod
    def create(cls, path: Path, plan: CrawlPlan, rows: Iterable[FrontierRow] = ()) -> "CaptureFile":
        """A new file at `path`, seeded with the planned rows. Raises StoreFailed where it cannot be
        written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        file = cls(path, _connect(path))
        with file._one_transaction():
            file._db.execute(
                "INSERT INTO crawl (file_id, version, run_id, unit, kind, started_at, vantage) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    plan.file_id,
                    VERSION,
                    plan.run_id,
                    plan.unit,
                    plan.kind,
                    _stamp(plan.started_at),
                    plan.vantage,
                ),
            )
            file._insert(rows)
        return file

    @classmethod
    def open(cls, path: Path) -> "CaptureFile":
        """An existing file, to be resumed or merged. Raises StoreFailed where there is none, or it
        is none of ours.
        """
        if not path.is_file():
            raise StoreFailed(Words(f"找不到抓取文件：{path}", f"no capture file at {path}"))
        return cls(path, _connect(path))

    def seal(self) -> None:
        """Everything in the one file, so that it can be carried; it is not written to any more."""
        try:
            self._db.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise _failure(error, self.path) from error

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> "CaptureFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- the spider's side

    def take(self) -> Queued | None:
        """The next row to fetch, best first, or None; it counts as queued until `record` or `skip`
        settles it.
        """
        for seq, attempts, row in self._db.execute(
            "SELECT seq, attempts, row FROM frontier WHERE state = 'queued' ORDER BY priority DESC, seq LIMIT ?",
            (len(self._in_the_air) + 1,),
        ):
            if seq not in self._in_the_air:
                self._in_the_air.add(seq)
                return Queued(seq, _rows().validate_json(row), attempts)
        return None

    @property
    def has_more(self) -> bool:
        """A queued row is waiting that nobody has taken."""
        (queued,) = self._db.execute(
            "SELECT count(*) FROM frontier WHERE state = 'queued'"
        ).fetchone()
        return bool(queued > len(self._in_the_air))

    @property
    def has_questions_out(self) -> bool:
        """Rows are taken whose end is not recorded yet."""
        return bool(self._in_the_air)

    def record(
        self,
        taken: Queued,
        visits: Sequence[tuple[StoredVisit, bytes | None]],
        *,
        state: State,
        discovered: Iterable[FrontierRow] = (),
        turned_away: Mapping[str, int] | None = None,
        skip_reason: str = "",
        answers: Iterable[tuple[str, bytes]] = (),
    ) -> None:
        """All that came of one taken row, in one transaction. State "queued" asks once more, later
        in the run.

        `answers`: what servers sent, by SHA-256, where a visit's body is the page as a browser
        rendered it.
        """
        with self._one_transaction():
            for stored, body in visits:
                self._insert_visit(stored, body)
            for sha256, answer in answers:
                self._keep(sha256, answer)
            for reason, links in (turned_away or {}).items():
                self._db.execute(
                    "INSERT INTO turned_away VALUES (?, ?) ON CONFLICT (reason) DO UPDATE SET links = links + excluded.links",
                    (reason, links),
                )
            self._insert(discovered)
            self._settle(taken, state, skip_reason, visits[0][0] if visits else None)
        self._in_the_air.discard(taken.seq)

    def skip(self, taken: Queued, reason: str) -> None:
        """Not asked at all this time, and why."""
        self.record(taken, (), state="skipped", skip_reason=reason)

    def seed(self, rows: Iterable[FrontierRow]) -> int:
        """Put planned rows into the frontier; those already there stay as they are. Returns how
        many were new.
        """
        with self._one_transaction():
            return self._insert(rows)

    def finish(self, stop_reason: str = "", *, not_judged: bool = False) -> CrawlEnd:
        """Write down how the crawl ended. Raises StoreFailed where the counts do not add up: such a
        crawl is not complete.
        """
        counts = self.counts()
        pending = counts["queued"]
        state = "not_judged" if not_judged else "partial" if pending else "complete"
        end = CrawlEnd(
            state,
            sum(counts.values()),
            counts["done"],
            counts["failed"],
            counts["skipped"],
            pending,
            self._why(stop_reason),
        )
        (discovered,) = self._db.execute("SELECT count(*) FROM frontier").fetchone()
        if not end.accounts_for_every_page or discovered != end.discovered:
            raise StoreFailed(
                Words(
                    f"抓取文件记录不平衡：{self.path}",
                    f"the capture file {self.path} does not account for every page",
                )
            )
        with self._one_transaction():
            self._db.execute("UPDATE crawl SET end = ?", (_ends().dump_json(end).decode(),))
        return end

    # --- whose line

    def begin_over(self, line: WorkerLine) -> None:
        """From the first visit to the last, by that line: nobody else's canaries speak for it."""
        with self._one_transaction():
            self._db.execute("INSERT INTO line VALUES (?, ?)", (line.id, line.name))

    def looked(self, at: datetime, *, good: bool, details: str) -> None:
        with self._one_transaction():
            self._db.execute("INSERT INTO look VALUES (?, ?, ?)", (at.isoformat(), good, details))

    @property
    def line(self) -> WorkerLine | None:
        """None: home's own."""
        row = self._db.execute("SELECT id, name FROM line").fetchone()
        return WorkerLine(*row) if row else None

    def looks(self) -> list[CanaryLook]:
        """In their order."""
        rows = self._db.execute("SELECT at, good, details FROM look ORDER BY at, rowid")
        return [(datetime.fromisoformat(at), bool(good), details) for at, good, details in rows]

    # ---

    @cached_property
    def discovers(self) -> bool:
        """`CrawlPlan.discovers`."""
        return self.plan().discovers

    def forget(self, *, bodies: Iterable[str], url: str) -> None:
        """Take bodies out, and every word of the page at `url` ("" = of none): something was taken
        down before this file was merged.
        """
        self._db.execute("PRAGMA secure_delete = ON")
        with self._one_transaction():
            self._db.executemany(
                "DELETE FROM capture WHERE sha256 = ?", [(body,) for body in bodies]
            )
            if url:
                self._db.execute(
                    "DELETE FROM capture WHERE sha256 IN (SELECT visit ->> 'sha256' FROM visit WHERE url = ?)",
                    (url,),
                )
                self._db.execute(
                    "DELETE FROM facts WHERE visit_seq IN (SELECT seq FROM visit WHERE url = ?)",
                    (url,),
                )
                self._db.execute(
                    "UPDATE visit SET title_hint = '', changed = 0 WHERE url = ?", (url,)
                )
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- the readers

    @property
    def has_begun(self) -> bool:
        """The plan is in it. A file that was killed, or out of space, while it was made holds
        nothing.
        """
        return bool(self._db.execute("SELECT count(*) FROM crawl").fetchone()[0])

    def verify(self) -> None:
        """Read the whole file and check it. Raises StoreFailed with the first thing found wrong."""
        try:
            (found,) = self._db.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.Error as error:
            raise _failure(error, self.path) from error
        if found != "ok":
            raise StoreFailed(
                Words(
                    f"抓取文件已损坏 {self.path}：{found}",
                    f"the capture file {self.path} is damaged: {found}",
                )
            )

    def plan(self) -> CrawlPlan:
        row = self._db.execute(
            "SELECT file_id, run_id, unit, kind, started_at, vantage FROM crawl"
        ).fetchone()
        if row is None:
            raise StoreFailed(
                Words(f"抓取文件无内容：{self.path}", f"the capture file {self.path} holds no plan")
            )
        return CrawlPlan(row[0], row[1], row[2], row[3], datetime.fromisoformat(row[4]), row[5])

    def visits(self) -> Iterator[StoredVisit]:
        """Every visit in the order of recording."""
        for (
            purpose,
            site,
            channel_url,
            depth,
            title_hint,
            changed,
            masks,
            visit,
            facts,
        ) in self._db.execute(
            "SELECT purpose, site, channel_url, depth, title_hint, changed, masks, visit, facts"
            " FROM visit LEFT JOIN facts ON visit_seq = seq ORDER BY seq"
        ):
            yield StoredVisit(
                visit=_visits().validate_json(visit),
                purpose=Purpose(purpose),
                site=site,
                channel_url=channel_url,
                depth=depth,
                title_hint=title_hint,
                facts=_facts().validate_json(_unpacked(facts)) if facts else None,
                changed=bool(changed),
                masks=tuple(json.loads(masks)),
            )

    @property
    def visit_count(self) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM visit").fetchone()
        return int(count)

    def clock_differences(self, *, after: int = 0) -> list[tuple[str, float]]:
        """By how many seconds a server was ahead of our clock, with the server's address (its name
        where none is known); of all visits but the first `after`.
        """
        rows = self._db.execute("SELECT visit FROM visit ORDER BY seq LIMIT -1 OFFSET ?", (after,))
        seen = (_visits().validate_json(visit) for (visit,) in rows)
        return [
            (
                visit.ip or urlsplit(visit.final_url or visit.url).netloc,
                (visit.server_date - visit.at).total_seconds(),
            )
            for visit in seen
            if visit.server_date is not None
        ]

    def ends_of(self, purpose: Purpose) -> dict[str, Outcome]:
        """How the last visit of that purpose ended, by site."""
        return {
            s: Outcome(o)
            for s, o in self._db.execute(
                "SELECT site, outcome FROM visit WHERE purpose = ? ORDER BY seq", (purpose,)
            )
        }

    def outcomes(self) -> set[Outcome]:
        """In which ways its visits ended, of whatever purpose."""
        return {Outcome(o) for (o,) in self._db.execute("SELECT DISTINCT outcome FROM visit")}

    def body(self, sha256: str) -> bytes:
        """The bytes of a kept body. Raises StoreFailed where the file does not hold it whole."""
        return self.body_with_packed(sha256)[0]

    def body_with_packed(self, sha256: str) -> tuple[bytes, bytes]:
        """As `body`, with its bytes as they lie here, compressed on their own."""
        row = self._db.execute(
            "SELECT size, body FROM capture WHERE sha256 = ?", (sha256,)
        ).fetchone()
        body = zstandard.decompress(row[1], max_output_size=row[0]) if row else b""
        if row is None or hashlib.sha256(body).hexdigest() != sha256:
            raise StoreFailed(
                Words(
                    f"抓取文件缺少原文 {sha256}",
                    f"the capture file {self.path} does not hold {sha256}",
                )
            )
        return body, row[1]

    def frontier_states(self) -> Iterator[tuple[FrontierRow, State, str]]:
        """Every row, its state and the reason where it was skipped."""
        for row, state, reason in self._db.execute(
            "SELECT row, state, skip_reason FROM frontier ORDER BY seq"
        ):
            yield _rows().validate_json(row), state, reason

    def counts(self) -> dict[str, int]:
        return {"queued": 0, "done": 0, "failed": 0, "skipped": 0} | dict(
            self._db.execute("SELECT state, count(*) FROM frontier GROUP BY state").fetchall()
        )

    def turned_away(self) -> dict[str, int]:
        """Links that a trap budget refused to put into the frontier, by budget."""
        return dict(
            self._db.execute("SELECT reason, links FROM turned_away ORDER BY reason").fetchall()
        )

    def end(self) -> CrawlEnd | None:
        row = self._db.execute("SELECT end FROM crawl").fetchone()
        return _ends().validate_json(row[0]) if row and row[0] else None

    # --- inside

    def _insert(self, rows: Iterable[FrontierRow]) -> int:
        return sum(self._insert_row(row) for row in rows)

    def _insert_row(self, row: FrontierRow) -> int:
        text = _rows().dump_json(row, exclude_defaults=True).decode()
        new = self._db.execute(
            "INSERT INTO frontier (url, state, priority, row) VALUES (?, 'queued', ?, ?) ON CONFLICT (url) DO NOTHING",
            (row.url, row.priority, text),
        ).rowcount
        if not new and row.channel_url:
            # Met first on the home page and now in its channel: the channel is the better place to
            # have met it.
            self._db.execute(
                "UPDATE frontier SET row = ?, priority = ? WHERE url = ? AND state = 'queued' AND attempts = 0"
                " AND row ->> 'purpose' = 'page' AND coalesce(row ->> 'channel_url', '') = '' AND row ->> 'known_sha256' IS NULL",
                (text, row.priority, row.url),
            )
        return new

    def _insert_visit(self, stored: StoredVisit, body: bytes | None) -> None:
        visit = stored.visit
        seq = self._db.execute(
            "INSERT INTO visit (url, at, outcome, purpose, site, channel_url, depth, title_hint, changed, masks, visit)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                visit.url,
                _stamp(visit.at),
                visit.outcome,
                stored.purpose,
                stored.site,
                stored.channel_url,
                stored.depth,
                stored.title_hint,
                stored.changed,
                json.dumps(stored.masks),
                _visits().dump_json(visit, exclude_defaults=True).decode(),
            ),
        ).lastrowid
        if stored.facts is not None:
            told = _facts().dump_json(stored.facts, exclude_defaults=True)
            self._db.execute(
                "INSERT INTO facts VALUES (?, ?)",
                (seq, zstandard.compress(told, _QUICKLY) if self._packs_facts else told.decode()),
            )
        if body is not None and visit.sha256:
            self._keep(visit.sha256, body)

    @cached_property
    def _packs_facts(self) -> bool:
        (version,) = self._db.execute("SELECT version FROM crawl").fetchone()
        return bool(version > 1)

    def _keep(self, sha256: str, body: bytes) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO capture VALUES (?, ?, ?)",
            (sha256, len(body), zstandard.compress(body, _LEVEL)),
        )

    def _settle(
        self, taken: Queued, state: State, skip_reason: str, first: StoredVisit | None
    ) -> None:
        tried = taken.attempts + (1 if first else 0)
        priority = taken.row.priority - _LATER if state == "queued" else taken.row.priority
        text = _rows().dump_json(_as_learned(taken.row, first), exclude_defaults=True).decode()
        self._db.execute(
            "UPDATE frontier SET state = ?, attempts = ?, priority = ?, skip_reason = ?, row = ? WHERE seq = ?",
            (state, tried, priority, skip_reason, text, taken.seq),
        )

    def _why(self, stop_reason: str) -> str:
        refused = [
            f"{reason}: {links} links turned away" for reason, links in self.turned_away().items()
        ]
        return "; ".join(filter(None, [stop_reason, *refused]))

    @contextmanager
    def _one_transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise _failure(error, self.path) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")


# A second try waits until everything else has been asked once.
_LATER = 1000


def _as_learned(row: FrontierRow, stored: StoredVisit | None) -> FrontierRow:
    """The row with what the page turned out to be: a page of the navigation may be a channel."""
    if stored is None or (stored.purpose, stored.channel_url) == (row.purpose, row.channel_url):
        return row
    return replace(row, purpose=stored.purpose, channel_url=stored.channel_url)


def _unpacked(facts: bytes | str) -> bytes | str:
    if isinstance(facts, str):
        return facts
    return zstandard.decompress(facts, max_output_size=MOST_FACTS)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=10)
        connection.executescript(f"{_SQL['pragmas']};{TABLES}")
    except sqlite3.Error as error:
        raise _failure(error, path) from error
    return connection


def _failure(error: sqlite3.Error, path: Path) -> StoreFailed:
    """SQLite says a full disk in two ways (docs/stack.md §8.1)."""
    said = str(error)
    if "disk is full" in said or "disk I/O error" in said:
        return OutOfSpace(
            Words(f"磁盘空间不足，无法写入 {path}", f"no space left to write {path}: {said}")
        )
    return StoreFailed(
        Words(f"抓取文件读写失败 {path}：{said}", f"the capture file {path} failed: {said}")
    )


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


@cache
def _rows() -> TypeAdapter[FrontierRow]:
    return TypeAdapter(FrontierRow)


@cache
def _visits() -> TypeAdapter[Visit]:
    return TypeAdapter(Visit)


@cache
def _facts() -> TypeAdapter[PageFacts]:
    return TypeAdapter(PageFacts)


@cache
def _ends() -> TypeAdapter[CrawlEnd]:
    return TypeAdapter(CrawlEnd)
