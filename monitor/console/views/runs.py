"""The nights: that they took place, what was seen in them, how long they took, and what was not
judged.
"""

from collections import Counter

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from monitor.console.access import Right
from monitor.console.charts import shares
from monitor.console.request import PageRequest
from store.cluster.queue_view import kept
from store.judged import Extent, extent_of, judged_units
from store.queries.console.lists import judged_on
from store.queries.console.runs import (
    NightRow,
    UnitNightRow,
    canaries_in,
    count_nights,
    night,
    nights,
    unit_nights,
)

A_PAGE = 30


def runs(request: Request) -> Response:
    visit = PageRequest(request)
    start = visit.number("start", least=0, most=100_000, otherwise=0)
    with visit.ledger() as ledger:
        found, total = nights(ledger, start=start, count=A_PAGE), count_nights(ledger)
    return visit.page(
        "runs.html",
        nights=[(row, _coverage(row)) for row in found],
        longest=max((row.seconds or 0 for row in found), default=0) or 1,
        total=total,
        has_workers=visit.may(Right.OPERATE) and kept(visit.console.data) is not None,
        earlier=f"/runs?start={max(0, start - A_PAGE)}" if start else "",
        later=f"/runs?start={start + A_PAGE}" if start + A_PAGE < total else "",
    )


def run(request: Request) -> Response:
    visit = PageRequest(request)
    with visit.ledger() as ledger:
        found = night(ledger, request.path_params["run"])
        if found is None:
            raise HTTPException(404)
        crawls = [row for row in unit_nights(ledger, found.id) if visit.sees(row.unit)]
        judged = {
            unit: counts
            for unit, counts in judged_on(ledger, found.day).items()
            if visit.sees(unit)
        }
        canaries = canaries_in(ledger, found.id)
    units = {*judged, *(row.unit for row in crawls)}
    outcomes: Counter[str] = Counter()
    for row in crawls:
        outcomes.update(row.outcomes)
    return visit.page(
        "run.html",
        night=found,
        coverage=_coverage(found),
        crawls=[
            (row, _coverage(row)) for row in sorted(crawls, key=_is_whole)
        ],  # what did not go well stands first
        longest=max((row.seconds or 0 for row in crawls), default=0) or 1,
        outcomes=outcomes.most_common(),
        visits=sum(outcomes.values()),
        judged=judged_units(judged.get(unit) for unit in units),
        unjudged=sorted(u for u in units if extent_of(judged.get(u)) is Extent.NOT_AT_ALL),
        canaries=canaries,
    )


def _is_whole(row: UnitNightRow) -> bool:
    return row.state == "complete" and row.fetched >= row.planned


def _coverage(row: NightRow | UnitNightRow) -> list[object]:
    parts = (
        ("fetched", row.fetched),
        ("failed", row.failed),
        ("skipped", row.skipped),
        ("pending", row.pending),
    )
    return list(shares(parts))
