"""The ledger: the one file in which everything seen, judged and told is written down. One writer,
any number of readers.

This file opens it and names what can be asked; how each is done stands in the file of that name
beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

from sqlite_utils import Database, Migrations

from config.unit import Unit
from store import canaries, runs, schema, units, verdicts, views
from store.queries import known_pages as known
from store.queries.known_pages import RunCoverage
from store.records import KnownPage, Run
from store.soundness import (
    refuse_missing_tables,
    refuse_newer,
    refuse_older,
    refuse_unsound,
    refuse_unsound_once,
)
from store.sqlite_file import close, connect, failures_named, transaction
from store.verdicts import VerdictRow

# Each module keeps its own set; they are applied in this order, because findings refer to runs and
# alerts to findings. A module may move; the name of its set and the names of its migrations may
# not: every ledger holds them.
MIGRATION_MODULES = (
    "store.schema",
    "store.findings",
    "store.outbox",
    "store.reread.answers",
    "store.probes",
    "store.merge.page_identities",
    "store.removal.tombstones",
    "store.sealing.seals",
    "store.sealing.manifests",
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """ledger.db, open. Other files of `store` read and write through `db`; nobody else does."""

    path: Path
    db: Database

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All inside is written or nothing; nested use joins the outer one. Raises StoreFailed,
        OutOfSpace.
        """
        with transaction(self.db.conn, self.path):
            yield

    def sync_units(self, configured: Iterable[Unit], now: datetime) -> None:
        """Bring the ledger's list of units to what the office says; who is gone is retired, never
        deleted.
        """
        with self.transaction():
            units.sync(self.db, configured, now)

    def next_run_id(self, day: date) -> str:
        """The day itself, or `<day>.2`, `<day>.3` … where it already has runs."""
        return runs.next_id(self.db, day)

    def begin_run(self, run: Run) -> None:
        with self.transaction():
            runs.begin(self.db, run)

    def end_run(self, run: Run) -> None:
        """Write the run's state, note and end. Raises KeyError for a run never begun."""
        with self.transaction():
            runs.end(self.db, run)

    def latest_run(self) -> Run | None:
        return runs.latest(self.db)

    def run(self, run_id: str) -> Run | None:
        return runs.one(self.db, run_id)

    def run_of_day(self, day: date) -> Run | None:
        """The last of that day."""
        return runs.of_day(self.db, day)

    def days_of_runs(self) -> list[date]:
        return runs.days(self.db)

    def has_merged(self, file_id: str) -> bool:
        return runs.has_merged(self.db, file_id)

    def unmerged(self, file_ids: Iterable[str]) -> list[str]:
        """Those of `file_ids` that no transaction has taken in yet, in the order given."""
        return [file_id for file_id in file_ids if not self.has_merged(file_id)]

    def known_pages(self, unit_id: str) -> list[KnownPage]:
        """Everything known of the unit's pages: the planner's input."""
        return known.pages(self.db, unit_id)

    def redated_pages(self, unit_id: str, most: int) -> list[str]:
        """Addresses of entries whose date was moved after their own page was seen last."""
        return known.redated(self.db, unit_id, most)

    def not_rendered_pages(self) -> int:
        """How many pages wait for a browser that is not installed."""
        return known.not_rendered(self.db)

    def coverage(self, run_id: str) -> list[RunCoverage]:
        """What of each unit was looked at in that run."""
        return known.coverage(self.db, run_id)

    def record_verdicts(
        self, unit_id: str, rows: Sequence[VerdictRow], *, run_id: str, day: date
    ) -> None:
        """Keep the night's answers on one unit as spans: the same answer again is the same row."""
        with self.transaction():
            verdicts.record(self.db, unit_id, rows, run_id=run_id, day=day)

    def answers_in(self, unit_id: str, run_id: str) -> dict[tuple[str, str], str]:
        """What was answered of the unit in its last run, by (rule, subject)."""
        return verdicts.answers_in(self.db, unit_id, run_id)

    def log_canaries(
        self, run_id: str, at: datetime, *, good: bool, details: str, line: str = ""
    ) -> None:
        with self.transaction():
            canaries.log(self.db, run_id, at, good=good, details=details, line=line)

    def verify(self) -> None:
        """Read the whole file and check it. Raises StoreFailed with the first thing found wrong."""
        with self.transaction():
            refuse_unsound(self.db.conn, self.path)

    def close(self) -> None:
        """A writer leaves no WAL behind: under permanent readers it grew to 80 MB (docs/stack.md
        §8.1).
        """
        close(self.db.conn)


def open_ledger(path: Path, *, readonly: bool = False, is_sound: bool = False) -> Ledger:
    """The ledger at `path`, made or upgraded where it is to be written. `is_sound`: the process
    that began this one has read the whole file and holds it open.

    Raises:
        StoreFailed: missing (readers), not a ledger, damaged, locked. OtherVersion: written by a
            newer program; for readers, by an older one too.
    """
    connection = connect(path, schema.APPLICATION_ID, readonly=readonly)
    ledger = Ledger(path, Database(connection, execute_plugins=False, use_counts_table=False))
    try:
        with failures_named(path), transaction(connection, path) if not readonly else nullcontext():
            refuse_newer(connection, path, migration_sets())
            if not is_sound:
                (refuse_unsound_once if readonly else refuse_unsound)(connection, path)
            _bring_up_to_date(ledger, readonly)
    except BaseException:
        connection.close()
        raise
    return ledger


def open_anothers(path: Path) -> Ledger:
    """Another office's ledger or a copy of it, read-only, and whole: it is checked each time, since
    a copy may come into the place of another. Raises as `open_ledger`.
    """
    connection = connect(path, schema.APPLICATION_ID, readonly=True)
    try:
        refuse_unsound(connection, path)
    finally:
        connection.close()
    return open_ledger(path, readonly=True, is_sound=True)


def migration_sets() -> list[Migrations]:
    """Every module's set, in order."""
    return [import_module(name).migrations for name in MIGRATION_MODULES]


def _bring_up_to_date(ledger: Ledger, readonly: bool) -> None:
    if readonly:
        refuse_older(ledger.db.conn, ledger.path, migration_sets())
    else:
        for migrations in migration_sets():
            migrations.apply(ledger.db)
    refuse_missing_tables(ledger.db.conn, ledger.path, migration_sets())
    if not readonly:
        views.refresh(ledger.db)
