"""One unit: its sites, its channels on a timeline, its findings with their life, where its money
goes, how its nights went.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from config.unit import Unit, with_all_below
from monitor.console.attention import Need, needs
from monitor.console.charts import Share, lanes, months, shares
from monitor.console.city_map import state
from monitor.console.reader import TableOverYears
from monitor.console.request import PageRequest
from monitor.console.views.overview import last_night
from store.desk.entries import standings
from store.findings import findings_of
from store.ledger import Ledger
from store.queries.console.lists import judged_in, last_inspection, unknown_in
from store.queries.console.unit import (
    channels_of,
    crawls_of,
    page_outcomes_of,
    sites_of,
    unit_named,
)
from store.records import SpendLine

NIGHTS_SHOWN = 30
TABLES_SHOWN = 3
ENDED_SHOWN = 20  # of what was repaired and of what was withdrawn, the latest
LINES_SHOWN = 12  # of a table: heads, and whatever is marked


@dataclass(frozen=True, slots=True)
class SpendingSummary:
    """A table as a summary: its heads and its 其他 lines, with what they were a year before."""

    account: TableOverYears
    lines: tuple[SpendLine, ...]
    left_out: int

    def year_before(self, line: SpendLine) -> float | None:
        return self.account.year_before.get(line.code or "".join(line.name.split()))

    @staticmethod
    def bar(line: SpendLine) -> int:
        return round(1000 * min(1.0, max(0.0, line.share or 0.0)))


@dataclass(frozen=True, slots=True)
class UnitBelow:
    """A unit below the one shown: how it stands, and what is open there."""

    unit: Unit
    state: str
    needs: list[Need]


def unit(request: Request) -> Response:
    visit = PageRequest(request)
    unit_id = request.path_params["unit"]
    visit.must_see(unit_id)
    with visit.ledger() as ledger:
        known = unit_named(ledger, unit_id)
        configured = next((one for one in visit.config.units if one.id == unit_id), None)
        if known is None and configured is None:
            raise HTTPException(404)
        values = _of_ledger(visit, ledger, unit_id)
        below = _below(visit, ledger, unit_id)
    accounts, unread = visit.console.accounts(unit_id, visit.config)
    most = None if request.query_params.get("tables") == "all" else TABLES_SHOWN
    return visit.page(
        "unit.html",
        unit_id=unit_id,
        name=configured.name if configured else known[0] if known else unit_id,
        kind=configured.kind if configured else known[1] if known else "",
        parent=_parent(configured),
        ended_shown=ENDED_SHOWN,
        below=below,
        retired=known[2] if known and configured is None else None,
        unit=configured,
        spending=[_summary(account) for account in sorted(accounts, key=_is_in_order)[:most]],
        tables=len(accounts),
        unread=unread,
        **values,
    )


def _of_ledger(visit: PageRequest, ledger: Ledger, unit_id: str) -> dict[str, object]:
    run_id = last_inspection(ledger)
    every = findings_of(ledger, unit_id)
    still_open = [row for row in every if row.state == "open"]
    said = standings(visit.console.desk, ((row.id, row.reopened) for row in still_open))
    night, today = last_night(ledger), visit.console.today
    standing = needs(still_open, said, night, today)
    judged = judged_in(ledger, run_id).get(unit_id)
    crawls = crawls_of(ledger, unit_id, NIGHTS_SHOWN)
    channels = channels_of(ledger, unit_id)
    return {
        "run": ledger.run(run_id),
        "judged": judged,
        "state": state(judged, standing),
        "needs": standing,
        "secret": needs(still_open, said, night, today, is_under_secrecy=True),
        "repaired": sorted(
            (row for row in every if row.state == "closed"),
            key=lambda row: row.closed or row.opened,
            reverse=True,
        ),
        "withdrawn": sorted(
            (row for row in every if row.state == "withdrawn"),
            key=lambda row: row.withdrawn or row.opened,
            reverse=True,
        ),
        "unknown": unknown_in(ledger, run_id, unit_id),
        "sites": sites_of(ledger, unit_id),
        "channel_of": {f"channel:{channel.url}": channel for channel in channels},
        "lanes": lanes(channels, today),
        "months": months(today),
        "crawls": [
            (crawl, _coverage(crawl.fetched, crawl.failed, crawl.skipped, crawl.pending))
            for crawl in crawls
        ],
        "outcomes": page_outcomes_of(ledger, unit_id),
    }


def _below(visit: PageRequest, ledger: Ledger, unit_id: str) -> list[UnitBelow]:
    """Every unit below it that this person sees, those with findings first."""
    judged = judged_in(ledger, last_inspection(ledger))
    night, today = last_night(ledger), visit.console.today
    ids = with_all_below([unit_id], visit.config.units) - {unit_id}
    found = []
    for unit in visit.config.units:
        if unit.id in ids and visit.sees(unit.id):
            still_open = [row for row in findings_of(ledger, unit.id) if row.state == "open"]
            said = standings(visit.console.desk, ((row.id, row.reopened) for row in still_open))
            standing = needs(still_open, said, night, today)
            found.append(UnitBelow(unit, state(judged.get(unit.id), standing), standing))
    return sorted(found, key=lambda one: (not one.needs, one.unit.id))


def _coverage(fetched: int, failed: int, skipped: int, pending: int) -> list[Share]:
    return shares(
        (("fetched", fetched), ("failed", failed), ("skipped", skipped), ("pending", pending))
    )


def _parent(unit: Unit | None) -> str:
    return unit.parent or "" if unit else ""


def _is_in_order(account: TableOverYears) -> bool:
    """What is marked comes first; otherwise the order in which the accounts came stands."""
    return not any(account.level(line) for line in account.table.lines)


def _summary(account: TableOverYears) -> SpendingSummary:
    lines: Sequence[SpendLine] = account.table.lines
    heads = [line for line in lines if line.level == 0 or line.is_other]
    chosen = heads[:LINES_SHOWN]
    return SpendingSummary(account, tuple(chosen), len(lines) - len(chosen))
