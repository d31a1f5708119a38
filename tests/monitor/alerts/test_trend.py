"""What stood open after each of the last nights."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.alerts.trend import NIGHTS, open_by_night
from store.findings import Change, FindingTurn, all_findings, apply
from store.ledger import open_ledger
from store.records import Run
from tests.monitor.alerts.test_send import FIRST_NIGHT, NOW, closed
from tests.monitor.report.sample import NO_SITE, STALE


def test_what_opens_and_ends_counts_from_its_night_and_only_the_last_nights_are_told(
    tmp_path: Path,
) -> None:
    with closing(open_ledger(tmp_path / "ledger.db")) as ledger:
        for number in range(NIGHTS + 2):
            day = FIRST_NIGHT + timedelta(days=number)
            state = "interrupted" if number == 1 else "complete"
            run = Run(ledger.next_run_id(day), day, NOW + timedelta(days=number), state=state)
            ledger.begin_run(run)
            new = {0: [*NO_SITE, STALE], 3: []}.get(number, [])
            turns = [Change(FindingTurn.OPENED, replace(f, id=0), run.id, day) for f in new]
            if number == 3:
                first = all_findings(ledger)[0]
                turns = [Change(FindingTurn.CLOSED, closed(first, day), run.id, day)]
            apply(ledger, turns)
        counts = [count for _, count in open_by_night(ledger, None)]
        assert counts == [5, *[4] * (NIGHTS - 1)]
        own = [count for _, count in open_by_night(ledger, {"zhangji"})]
        assert own == [1] * NIGHTS
        secret = {one.id for one in all_findings(ledger) if one.unit == "zhangji"}
        told = [count for _, count in open_by_night(ledger, None, secret)]
        assert told == [4, *[3] * (NIGHTS - 1)], "a sum tells nothing of what may not be told"
