"""kill -9 while findings, messages and letters are written (docs/faults.md M1): composed exactly
once, sent at least once.
"""

import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from time import sleep

from tests.monitor.alerts.mailbox import mailbox
from tests.monitor.alerts.test_send import text_of
from tests.reliability.promises import KILL_ALERTS
from tests.reliability.rows import row
from tests.reliability.scales import scales

ROOT = Path(__file__).parents[2]
NIGHTS = 6

# What a night does with its findings, night after night, each begun only where the ledger does not
# hold it yet.
WORK = """
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from config.office import Person
from monitor.alerts.queueing import compose_night
from monitor.alerts.send import send_waiting
from store.findings import Change, FindingTurn, apply, open_findings
from store.ledger import open_ledger
from store.records import Run
from tests.monitor.report.sample import STALE, UNITS, config, inspection

folder, address, nights = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
setup = config(folder, people=(Person(id="leader", name="leader", channels=[address]),), units=UNITS)
ledger = open_ledger(folder / "ledger.db")
print("begun", flush=True)
for number in range(nights):
    day = date(2012, 11, 1) + timedelta(days=number)
    run = Run(day.isoformat(), day, datetime(2012, 11, 1, 18, tzinfo=UTC) + timedelta(days=number), state="complete")
    if ledger.run(run.id) is None:
        ledger.begin_run(run)
    news = replace(STALE, id=0, subject=f"channel:{number}", sentence_zh=f"finding number {number}.", sentence_en=f"finding number {number}.")
    if not any(one.subject == news.subject for one in open_findings(ledger)):
        apply(ledger, [Change(FindingTurn.OPENED, news, run.id, day)])
    compose_night(ledger, setup, inspection(tuple(open_findings(ledger)), opened=()), run)
    send_waiting(ledger, setup.office, run.started_at)
print("done", flush=True)
"""


@scales(few=3, soak=20, is_long=True)
def test_m1_kills_among_findings_messages_and_letters(
    tmp_path: Path, size: int, is_soak: bool
) -> None:
    rng, kills = random.Random(20), 0
    with (
        mailbox() as box,
        row(KILL_ALERTS.fault, KILL_ALERTS.what, soak=is_soak, seeds=20) as counted,
    ):
        while kills < size:
            working = start(tmp_path, box.url("leader"), NIGHTS * (1 + kills))
            assert working.stdout is not None
            working.stdout.readline()
            sleep(rng.uniform(0, 0.25))
            working.send_signal(signal.SIGKILL)
            working.communicate()
            kills += 1
            counted.point()
        nights = NIGHTS * (1 + size)
        working = start(tmp_path, box.url("leader"), nights)
        assert "done" in working.communicate(timeout=300)[0]
        ids = Counter(str(letter["Message-ID"]) for letter in box.letters)
        said = {str(letter["Message-ID"]): text_of(letter) for letter in box.letters}
        told = Counter(
            word.rstrip(".")
            for text in said.values()
            for word in text.split("finding number ")[1:]
            for word in word.split()[:1]
        )
        with closing(sqlite3.connect(tmp_path / "ledger.db")) as db:
            findings, tellings, waiting = (
                db.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
                for what in ("finding", "telling", "message WHERE finished_at IS NULL")
            )
        repeated = sum(ids.values()) - len(ids)
        counted.note = f"{findings} findings, {len(ids)} letters, {repeated} repeated"
        counted.bad += (findings, tellings, waiting) != (nights, nights, 0)
        counted.bad += len(told) != nights or max(told.values()) != 1
        counted.bad += repeated > kills


def start(folder: Path, address: str, nights: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), address, str(nights)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
