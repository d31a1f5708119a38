"""The nights: that they took place, what was seen in them, how long they took, and what was not
judged; behind each number the list of what it counts.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from monitor.console.access import Right
from monitor.console.charts import shares
from monitor.console.over_time.nights import cause_of, nights_judged
from monitor.console.request import PageRequest
from store.cluster.queue_view import kept
from store.judged import Extent, JudgedCounts, JudgedUnits, extent_of, judged_units
from store.ledger import Ledger
from store.outcomes import ANSWERED, Outcome
from store.queries.console.lists import UnknownRow, judged_on
from store.queries.console.over_time import AnswerCount, answer_counts_of, nights_held
from store.queries.console.runs import (
    NightRow,
    UnitNightRow,
    VisitRow,
    canaries_in,
    channels_named,
    count_nights,
    night,
    nights,
    pages_named,
    undecided_on,
    unit_nights,
    visits_in,
)
from store.queries.console.unit import units_known

A_PAGE = 30
ROWS = 100  # of the lists behind the numbers
# Which pages a number of a crawl counts: each page once, by its last visit.
_COUNTED: Mapping[str, Callable[[Outcome], bool]] = {
    "fetched": lambda outcome: outcome.group in ANSWERED,
    "failed": lambda outcome: (
        outcome.group not in ANSWERED and outcome is not Outcome.ROBOTS_DENIED
    ),
    "not_judged": lambda outcome: outcome is Outcome.NOT_JUDGED,
}


def runs(request: Request) -> Response:
    visit = PageRequest(request)
    start = visit.number("start", least=0, most=100_000, otherwise=0)
    with visit.ledger() as ledger:
        found, total = nights(ledger, start=start, count=A_PAGE), count_nights(ledger)
        judged = _judged(ledger, [row.day for row in found])
    return visit.page(
        "runs.html",
        nights=[(row, _coverage(row), judged.get(row.day)) for row in found],
        total=total,
        has_workers=visit.may(Right.OPERATE) and kept(visit.console.data) is not None,
        earlier=f"/runs?start={max(0, start - A_PAGE)}" if start else "",
        later=f"/runs?start={start + A_PAGE}" if start + A_PAGE < total else "",
    )


def run(request: Request) -> Response:
    visit = PageRequest(request)
    with visit.ledger() as ledger:
        found = _night(visit, ledger)
        crawls = [row for row in unit_nights(ledger, found.id) if visit.sees(row.unit)]
        judged = {
            unit: counts
            for unit, counts in _judged_units_on(ledger, found.day).items()
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
        outcomes=outcomes.most_common(),
        visits=sum(outcomes.values()),
        judged=judged_units(judged.get(unit) for unit in units),
        counts=judged,
        unjudged=sorted(u for u in units if extent_of(judged.get(u)) is Extent.NOT_AT_ALL),
        canaries=canaries,
        listed=_listing(found.id),
    )


def visits(request: Request) -> Response:
    """What a night's numbers count: its visits, of one outcome, of one unit; or its pages as they
    are counted, each once.
    """
    visit = PageRequest(request)
    query = request.query_params
    unit, outcome, counted = (query.get(name, "")[:80] for name in ("unit", "outcome", "counted"))
    start = visit.number("start", least=0, most=10_000_000, otherwise=0)
    with visit.ledger() as ledger:
        found = _night(visit, ledger)
        rows = [
            row
            for row in visits_in(ledger, found.id)
            if visit.sees(row.unit)
            and unit in ("", row.unit)
            and outcome in ("", row.outcome)
            and (counted not in _COUNTED or _is_counted(row, counted))
        ]
        shown = rows[start : start + ROWS]
        pages = pages_named(ledger, {row.page for row in shown})
    here = _listing(found.id, unit=unit, outcome=outcome, counted=counted)
    return visit.page(
        "run_visits.html",
        night=found,
        unit=unit,
        outcome=outcome,
        counted=counted if counted in _COUNTED else "",
        total=len(rows),
        found=[(row, *pages.get(row.page, ("", ""))) for row in shown],
        earlier=here("visits", start=max(0, start - ROWS)) if start else "",
        later=here("visits", start=start + ROWS) if start + ROWS < len(rows) else "",
    )


def undecided(request: Request) -> Response:
    """What could not be judged on a night, matter by matter: of all units or one, for any reason or
    one.
    """
    visit = PageRequest(request)
    unit, why = (request.query_params.get(name, "")[:200] for name in ("unit", "why"))
    start = visit.number("start", least=0, most=10_000_000, otherwise=0)
    with visit.ledger() as ledger:
        found = _night(visit, ledger)
        counts = _judged_units_on(ledger, found.day)
        rows: list[UnknownRow] = [
            row
            for row in undecided_on(ledger, found.day)
            if visit.sees(row.unit)
            and counts.get(row.unit) is not None
            and unit in ("", row.unit)
            and why in ("", row.why)
        ]
        shown = rows[start : start + ROWS]
        channels = channels_named(ledger, {row.unit for row in shown})
    here = _listing(found.id, unit=unit, why=why)
    return visit.page(
        "run_undecided.html",
        night=found,
        unit=unit,
        why=why,
        total=len(rows),
        found=[(row, *channels.get((row.unit, row.subject), ("", 0))) for row in shown],
        earlier=here("undecided", start=max(0, start - ROWS)) if start else "",
        later=here("undecided", start=start + ROWS) if start + ROWS < len(rows) else "",
    )


def _night(visit: PageRequest, ledger: Ledger) -> NightRow:
    """Raises HTTPException where there is none."""
    found = night(ledger, visit.request.path_params["run"])
    if found is None:
        raise HTTPException(404)
    return found


def _judged_units_on(ledger: Ledger, day: date) -> dict[str, JudgedCounts | None]:
    """By unit that was in service, what was judged of it on a night. None: nothing of it counts,
    our own network not being good or the unit not visited, whatever answers reach over the day.
    """
    judged = judged_on(ledger, day)
    held = nights_held(ledger, units_known(ledger), day, day)
    return {unit: None if cause_of(unit, held, day) else counts for unit, counts in judged.items()}


def _judged(ledger: Ledger, days: Collection[date]) -> dict[date, JudgedUnits]:
    """How far the nights of these days judged."""
    if not days:
        return {}
    units = units_known(ledger)
    held = nights_held(ledger, units, min(days), max(days))
    counts: dict[str, list[AnswerCount]] = {}
    for one in answer_counts_of(ledger, units, min(days), max(days)):
        counts.setdefault(one.unit, []).append(one)
    return nights_judged(held, counts)


def _is_counted(row: VisitRow, counted: str) -> bool:
    return row.is_last and row.outcome in set(Outcome) and _COUNTED[counted](Outcome(row.outcome))


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


def _listing(run_id: str, **kept: object) -> Callable[..., str]:
    """For templates: the address of a list of this night, `(what, **asked)`."""

    def listed(what: str, /, **asked: object) -> str:
        query = urlencode({name: value for name, value in {**kept, **asked}.items() if value})
        return f"/runs/{quote(run_id)}/{what}" + (f"?{query}" if query else "")

    return listed
