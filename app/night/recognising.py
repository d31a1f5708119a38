"""Scanned budgets recognised at night's end, when nothing waits for the processor.

Only what promised spending is tried, so many pages a night; what was recognised once is marked and
not tried again. One transaction a unit: a run that was killed goes on where it stopped. As after a
reread, what the new readings alone would change is held back for one night.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from app.data_folder import DataFolder, open_data_folder
from app.night.lock import held_night
from app.night.rereading import LastNights, Reread, kept_answer, take_in
from config.errors import NotFound, StoreFailed
from config.folder import Config
from crawler.documents.answers import read_scan
from crawler.documents.scans.presence import is_missing
from crawler.extract.money.promised import promises_spending
from crawler.extract.reader import ReadingContext
from store.clock import Clock
from store.privacy.key import office_key
from store.records import PageFacts
from store.reread.readings import (
    DueReading,
    Renewed,
    WaitingScan,
    scans_to_read,
    waiting_scans,
)

PAGES_A_NIGHT = 300  # some 20 minutes of one core
_PAGES = re.compile(r"recognised: (\d+) pages")


def recognise_scans(config: Config, clock: Clock) -> int:
    """How many documents were recognised; 0 where the extra `ocr` is missing.

    Raises:
        AlreadyRunning: somebody else holds this data folder's night.
        StoreFailed: the ledger fails. What was recognised of other units stays.
    """
    if is_missing():
        return 0
    with held_night(config.data), open_data_folder(config) as data_folder:
        return _recognise(data_folder, clock)


def _recognise(data_folder: DataFolder, clock: Clock) -> int:
    waiting = [scan for scan in waiting_scans(data_folder.ledger) if _promises(scan)]
    done, room, nights = 0, PAGES_A_NIGHT, LastNights(data_folder)
    for unit, scans in groupby(waiting, key=lambda scan: scan.unit):
        if room <= 0:
            break
        renewed = _renewed(data_folder, list(scans), room)
        room -= sum(_pages(each.facts) for each in renewed)
        done += len(renewed)
        with data_folder.ledger.transaction():
            take_in(nights, unit, renewed, clock, Reread("ocr"))
    return done


def _promises(scan: WaitingScan) -> bool:
    return promises_spending(Path(scan.title).stem) or promises_spending(scan.title)


def _renewed(data_folder: DataFolder, scans: Sequence[WaitingScan], room: int) -> list[Renewed]:
    renewed: list[Renewed] = []
    for due in scans_to_read(data_folder.ledger, scans):
        if room <= 0:
            break
        try:
            facts = _read(data_folder, due)
        except (NotFound, StoreFailed):
            continue  # a damaged body is no evidence
        room -= _pages(facts)
        renewed.append(Renewed(due, facts))
    return renewed


def _read(data_folder: DataFolder, due: DueReading) -> PageFacts:
    """The same document, known better: its fingerprint stays, or the next visit would see a change."""
    answer, day = kept_answer(data_folder, due)
    key = office_key(data_folder.config.data)
    facts = read_scan(answer, ReadingContext(day, data_folder.config.rulebook, due.masks, key))
    return replace(facts, text="", fingerprint=due.fingerprint)


def _pages(facts: PageFacts) -> int:
    found = next((match for said in facts.anomalies if (match := _PAGES.search(said))), None)
    return int(found[1]) if found else 1
