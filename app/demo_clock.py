"""What time it is for an office's data: now; for the demo city's, the morning after its last night,
which may have been years ago or is still to come.
"""

from datetime import datetime, timedelta

from app.data_folder import ledger_path, read_ledger
from config.folder import Config
from store.clock import Clock

MORNING = timedelta(hours=6)  # after a night began
MARK = ".gongkai-demo"  # the file that makes a folder a demo


def clock_of(config: Config) -> Clock:
    morning = morning_after(config)
    return Clock.set_to(morning) if morning else Clock()


def morning_after(config: Config) -> datetime | None:
    """Six hours after a demo city's last night; None for every other office's data."""
    if not (config.data / MARK).exists() or not ledger_path(config.data).exists():
        return None
    with read_ledger(config) as ledger:
        run = ledger.latest_run()
    return run.started_at + MORNING if run else None
