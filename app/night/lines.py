"""Files that were crawled over another line than home's. Whatever becomes of the night that sent
them out, killed, gone on with, with its queue or without: each is judged by what the canaries said
over the line that it bears itself, and never by ours or by a third machine's.
"""

from pathlib import Path

from app.night.own_network import ALWAYS, Looked, Window, windows
from crawler.canary import CanaryReport
from store.capture.file import CaptureFile
from store.ledger import Ledger


def is_ours(path: Path) -> bool:
    """Over home's own line, or not begun."""
    with CaptureFile.open(path) as file:
        return file.line is None


def blind_by_its_own(path: Path) -> list[Window]:
    """When what the file saw cannot be believed; ever, where no canary speaks for its line."""
    with CaptureFile.open(path) as file:
        looks = [Looked(at, CanaryReport(good, details)) for at, good, details in file.looks()]
    return windows(looks, *ALWAYS) if looks else [ALWAYS]


def keep_looks_of(ledger: Ledger, path: Path) -> None:
    """On the run's record, for people, once."""
    with CaptureFile.open(path) as file:
        line, looks, run_id = file.line, file.looks(), file.plan().run_id
    for at, good, details in looks if line else []:
        assert line is not None
        ledger.log_canaries(run_id, at, good=good, details=f"{line.name}: {details}", line=line.id)
