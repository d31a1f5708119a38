"""The first screen: what needs me today?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.console.attention import LastNight, Need, needs
from monitor.console.charts import Trend, trend
from monitor.console.city_map import Quarter, Tile, TileState, city_map
from monitor.console.request import PageRequest
from store.desk.entries import standings
from store.findings import FindingTurn
from store.judged import Extent, JudgedUnits, extent_of, judged_units
from store.ledger import Ledger
from store.outbox import told_to_anybody
from store.queries.console.lists import (
    UnknownRow,
    findings_by_id,
    judged_in,
    last_inspection,
    open_rows,
    turns_by_day,
    turns_in,
    unknown_in,
)
from store.records import Finding, Run

SHOWN = 6  # of each kind; a first screen that lists everything answers nothing
TREND_DAYS = 365
# a night a day: after one and a half of them somebody should ask why there was none
LATE_HOURS = 36


@dataclass(frozen=True, slots=True)
class Unknown:
    """A reason why something could not be judged, and the units it holds for."""

    why: str
    units: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Overview:
    run: Run  # the inspection that is told of
    latest: Run  # the newest run, which may still be under way or have been killed
    hours_ago: float
    quarters: tuple[Quarter, ...]
    needs: tuple[Need, ...]
    secret: tuple[Need, ...]  # open, and may not be told (涉密): in no other number here
    repaired: tuple[Finding, ...]
    unknown: tuple[Unknown, ...]
    trend: Trend | None
    judged: JudgedUnits
    unjudged: tuple[str, ...]  # ids of units of which nothing could be said

    @property
    def tiles(self) -> list[Tile]:
        return [tile for quarter in self.quarters for tile in quarter.tiles]

    @property
    def is_late(self) -> bool:
        return self.hours_ago > LATE_HOURS

    @property
    def new(self) -> list[Need]:
        return [need for need in self.needs if need.is_new]

    @property
    def overdue(self) -> list[Need]:
        return [need for need in self.needs if need.is_overdue]

    @property
    def soon(self) -> list[Need]:
        return [need for need in self.needs if need.is_soon and not need.is_new]

    @property
    def waiting(self) -> int:
        """Words of units that the office has not decided."""
        return sum(len(need.standing.waiting) for need in (*self.needs, *self.secret))

    @property
    def unacknowledged(self) -> int:
        return sum(not need.is_acknowledged for need in self.needs)

    def states(self) -> Mapping[TileState, int]:
        return {state: sum(tile.state is state for tile in self.tiles) for state in TileState}


def overview(request: Request) -> Response:
    visit = PageRequest(request)
    if not visit.config.units and visit.own_units is None:
        return RedirectResponse("/counties", 303)  # an office that inspects nobody itself
    with visit.ledger() as ledger:
        told = _overview(visit, ledger)
    if told is None:
        return before_first_night(visit)
    heading = "judged" if visit.own_units is None else "judged_own"
    if visit.is_of_a_unit:
        heading = "judged_unit"
    return visit.page("overview.html", told=told, shown=SHOWN, heading=heading)


def before_first_night(visit: PageRequest) -> Response:
    """What there is on the first day: the units that will be looked at, each marked as not looked
    at, and what to do.
    """
    return visit.page(
        "no_night.html", quarters=city_map(visit.units, {}, []), can_run=visit.is_office
    )


def _overview(visit: PageRequest, ledger: Ledger) -> Overview | None:
    """None before the first night."""
    run, latest = ledger.run(last_inspection(ledger)), ledger.latest_run()
    if run is None or latest is None:
        return None
    judged = judged_in(ledger, run.id)
    night = last_night(ledger)
    every = open_needs(visit, ledger, night, is_under_secrecy=None)
    standing = [need for need in every if not need.is_under_secrecy]
    own = [unit.id for unit in visit.units]
    closed = [finding for finding, what in night.turns.items() if what is FindingTurn.CLOSED]
    return Overview(
        run=run,
        latest=latest,
        hours_ago=_hours_between(run.started_at, visit.console.clock.now()),
        quarters=tuple(city_map(visit.units, judged, standing)),
        needs=tuple(standing),
        secret=tuple(need for need in every if need.is_under_secrecy),
        repaired=tuple(row for row in findings_by_id(ledger, closed) if visit.sees(row.unit)),
        unknown=tuple(
            by_reason([row for row in unknown_in(ledger, run.id) if visit.sees(row.unit)])
        ),
        trend=trend(
            turns_by_day(
                ledger,
                None if visit.own_units is None else own,
                visit.console.today - timedelta(days=TREND_DAYS),
                apart=[need.finding.id for need in every if need.is_under_secrecy],
            ),
            visit.console.today,
            TREND_DAYS,
        ),
        judged=judged_units(judged.get(unit) for unit in own),
        unjudged=tuple(u for u in own if extent_of(judged.get(u)) is Extent.NOT_AT_ALL),
    )


def last_night(ledger: Ledger) -> LastNight:
    """The last inspection; before the first, a day that no finding lies before."""
    run = ledger.run(last_inspection(ledger))
    if run is None:
        return LastNight(date.min, {})
    return LastNight(run.day, turns_in(ledger, run.id), told_to_anybody(ledger))


def open_needs(
    visit: PageRequest, ledger: Ledger, night: LastNight, *, is_under_secrecy: bool | None = False
) -> list[Need]:
    """Every open finding that this person sees, with what people said of it; what may not be told
    (涉密) as `needs` has it.
    """
    findings = [row for row in open_rows(ledger) if visit.sees(row.unit)]
    said = standings(visit.console.desk, ((row.id, row.reopened) for row in findings))
    return needs(findings, said, night, visit.console.today, is_under_secrecy=is_under_secrecy)


def by_reason(rows: Sequence[UnknownRow]) -> list[Unknown]:
    """The reason that holds for most first."""
    units: dict[str, dict[str, None]] = {}
    points: dict[str, int] = {}
    for row in rows:
        units.setdefault(row.why, {})[row.unit] = None
        points[row.why] = points.get(row.why, 0) + 1
    found = [Unknown(why, tuple(units[why]), points[why]) for why in units]
    return sorted(found, key=lambda unknown: (-len(unknown.units), -unknown.points, unknown.why))


def _hours_between(earlier: datetime, later: datetime) -> float:
    return max(0.0, (later - earlier).total_seconds() / 3600)
