"""A small office on disk, and nights written straight into its ledger."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.folder import Config, load
from store.ledger import open_ledger
from store.records import Run

OFFICE = """
name = "清河市政务公开办公室"
city = "清河市"
data = "data"
[schedule]
night_at = "02:10"
{more}
"""
UNIT = 'id = "caizheng"\nname = "财政局"\nkind = "department"\n[[sites]]\nkind = "own"\nurl = "http://caizheng.example.test/"\n'
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def office(folder: Path, more: str = "") -> Config:
    (folder / "units").mkdir(parents=True, exist_ok=True)
    (folder / "office.toml").write_text(OFFICE.format(more=more), encoding="utf-8")
    (folder / "units" / "caizheng.toml").write_text(UNIT, encoding="utf-8")
    return load(folder)


def night_ended(config: Config, ended: datetime, *, state: str = "complete") -> None:
    config.data.mkdir(exist_ok=True)
    ledger = open_ledger(config.data / "ledger.db")
    began = ended - timedelta(hours=1)
    run = Run(ledger.next_run_id(began.date()), began.astimezone(config.office.zone).date(), began)
    ledger.begin_run(run)
    ledger.end_run(Run(run.id, run.day, began, state=state, finished_at=ended))
    ledger.close()
