"""A unit over time, the lists behind each of its numbers, and the units of one kind beside each
other.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from config.kind_words import KIND_WORDS
from config.unit import Unit, with_all_below
from monitor.console.attention import Need
from monitor.console.over_time.course import Course, course
from monitor.console.over_time.nights import (
    UnitNight,
    calendar,
    counted,
    unit_extents,
    unit_nights,
)
from monitor.console.over_time.trends import (
    TOLD,
    Turned,
    open_levels,
    rule_trends,
    turned,
    without,
)
from monitor.console.over_time.uptime import (
    FAILED,
    OPENED,
    ResponseTimes,
    Uptime,
    response_times,
    uptime,
)
from monitor.console.request import PageRequest
from monitor.console.views.overview import last_night, open_needs
from store.judged import Extent
from store.ledger import Ledger
from store.queries.console.lists import findings_by_id
from store.queries.console.over_time import (
    HomeDays,
    NightsHeld,
    answer_counts_of,
    answers_of,
    count_probes,
    first_night,
    home_days,
    nights_held,
    said_of,
    site_times,
    turns_of,
)
from store.queries.console.unit import SiteRow, sites_of, unit_named

PERIODS = (30, 90, 365)  # days that may be asked for
USUAL = 90
NO_NIGHT = "none"  # of the extents: days without a night
A_PAGE = 60


class _OfAUnit(Protocol):
    @property
    def unit(self) -> str: ...


Row = TypeVar("Row", bound=_OfAUnit)


@dataclass(frozen=True, slots=True)
class Period:
    """What is shown, both days included: never from before the first night."""

    days: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class SiteOverTime:
    site: SiteRow
    uptime: Uptime
    times: ResponseTimes | None


@dataclass(frozen=True, slots=True)
class UnitOverTime:
    """A unit as a line among others."""

    unit: Unit
    open_now: int
    turned: Turned
    extents: Mapping[Extent, int]
    opened: int  # nights on which a home page of its opened
    of_opened: int  # of those that count for or against it
    course: Course

    @property
    def is_judged(self) -> bool:
        return bool(self.extents[Extent.WHOLLY] + self.extents[Extent.PARTLY])


def unit(request: Request) -> Response:
    visit = PageRequest(request)
    unit_id = request.path_params["unit"]
    with visit.ledger() as ledger:
        name = must_be_known(visit, ledger, unit_id)
        period = period_of(visit, ledger)
        held, nights = nights_of(ledger, unit_id, period)
        needs = open_needs(visit, ledger, last_night(ledger), is_under_secrecy=None)
        turns = without(turns_of(ledger, [unit_id]), _secret(needs))
        sites = _sites(visit, ledger, unit_id, held, period)
        ids = with_all_below([unit_id], visit.config.units) - {unit_id}
        below = _lines(ledger, [one for one in visit.units if one.id in ids], period, needs)
    by_rule = _open_by(needs, unit_id)
    return visit.page(
        "over_time/unit.html",
        unit_id=unit_id,
        name=name,
        period=period,
        periods=PERIODS,
        calendar=calendar(
            ((night.day, night.extent) for night in nights), period.since, period.until
        ),
        extents=counted(night.extent for night in nights),
        missing=_missing(held, period),
        turned=turned(turns, period.since, period.until),
        open_now=sum(by_rule.values()),
        course=course(
            open_levels(turns, ((night.day, night.extent) for night in nights)),
            period.since,
            period.until,
        ),
        rules=rule_trends(turns, nights, by_rule, period.since, period.until),
        sites=sites,
        below=below,
        kind=next((one.kind for one in visit.units if one.id == unit_id), ""),
        listed=_listing(period, unit_id),
        listed_of=_listing(period),
    )


def nights(request: Request) -> Response:
    """The nights of one unit, the latest first: all, or of one extent, one month, one rule."""
    visit = PageRequest(request)
    unit_id, query = request.path_params["unit"], request.query_params
    start = visit.number("start", least=0, most=100_000, otherwise=0)
    extent, rule, month = (query.get(name, "")[:80] for name in ("extent", "rule", "month"))
    with visit.ledger() as ledger:
        name = must_be_known(visit, ledger, unit_id)
        period = period_of(visit, ledger)
        held, every = nights_of(ledger, unit_id, period)
    found: list[tuple[date, UnitNight | None]] = [
        (night.day, night)
        for night in every
        if extent in ("", night.extent) and (not rule or night.leaves_open(rule))
    ]
    if extent in ("", NO_NIGHT) and not rule:
        found += [(day, None) for day in _days_without(held, period)]
    found = sorted(
        (one for one in found if f"{one[0]:%Y-%m-%d}".startswith(month)),
        key=lambda one: one[0],
        reverse=True,
    )
    here = {"extent": extent, "rule": rule, "month": month}
    return visit.page(
        "over_time/nights.html",
        unit_id=unit_id,
        name=name,
        period=period,
        periods=PERIODS,
        extent=extent,
        rule=rule,
        month=month,
        extents=[*Extent, NO_NIGHT],
        total=len(found),
        found=[*_folded(found[start : start + A_PAGE])],
        earlier=_listed(unit_id, "nights", period, here | {"start": max(0, start - A_PAGE)})
        if start
        else "",
        later=_listed(unit_id, "nights", period, here | {"start": start + A_PAGE})
        if start + A_PAGE < len(found)
        else "",
        listed=_listing(period, unit_id),
    )


def turns(request: Request) -> Response:
    """What was told of a unit, repaired, taken back: each with its finding, the latest first."""
    visit = PageRequest(request)
    unit_id, query = request.path_params["unit"], request.query_params
    what, rule = query.get("what", ""), query.get("rule", "")[:80]
    with visit.ledger() as ledger:
        name = must_be_known(visit, ledger, unit_id)
        period = period_of(visit, ledger)
        needs = open_needs(visit, ledger, last_night(ledger), is_under_secrecy=None)
        shown = TOLD.get(what) or frozenset().union(*TOLD.values())
        found = [
            turn
            for turn in without(turns_of(ledger, [unit_id]), _secret(needs))
            if turn.what in shown
            and period.since <= turn.day <= period.until
            and rule in ("", turn.rule)
        ][::-1]
        turned_ones = {one.finding for one in found}
        findings = {one.id: one for one in findings_by_id(ledger, turned_ones)}
        said = said_of(ledger, turned_ones)
    return visit.page(
        "over_time/turns.html",
        unit_id=unit_id,
        name=name,
        period=period,
        periods=PERIODS,
        what=what if what in TOLD else "",
        whats=TOLD,
        rule=rule,
        found=[
            (
                turn,
                findings[turn.finding],
                said[turn.finding, turn.what, turn.day][visit.language == "en"],
            )
            for turn in found
        ],
        listed=_listing(period, unit_id),
    )


def kind(request: Request) -> Response:
    """The units of one kind, in the circular's order: it is no league table (that is the score)."""
    visit = PageRequest(request)
    asked = request.path_params["kind"]
    units = [one for one in visit.units if one.kind == asked]
    if asked not in set(KIND_WORDS) or not units:
        raise HTTPException(404)
    with visit.ledger() as ledger:
        period = period_of(visit, ledger)
        needs = open_needs(visit, ledger, last_night(ledger), is_under_secrecy=None)
        lines = _lines(ledger, units, period, needs)
    return visit.page(
        "over_time/kind.html",
        kind=asked,
        kinds=[*dict.fromkeys(one.kind for one in visit.units)],
        period=period,
        periods=PERIODS,
        lines=lines,
        listed_of=_listing(period),
    )


def must_be_known(visit: PageRequest, ledger: Ledger, unit_id: str) -> str:
    """Its name. Raises HTTPException for one that is not this person's, or nobody's."""
    visit.must_see(unit_id)
    configured = next((one for one in visit.config.units if one.id == unit_id), None)
    known = unit_named(ledger, unit_id)
    if configured is None and known is None:
        raise HTTPException(404)
    return configured.name if configured else known[0] if known else unit_id


def period_of(visit: PageRequest, ledger: Ledger) -> Period:
    """Tonight counts once it was; a night that did not take place before it counts as missing."""
    days = visit.number("days", least=1, most=max(PERIODS), otherwise=USUAL)
    days = days if days in PERIODS else USUAL
    today, first = visit.console.today, first_night(ledger)
    has_been = today in nights_held(ledger, (), today, today).states
    until = today if has_been else today - timedelta(days=1)
    since = max(until - timedelta(days=days - 1), first or until)
    return Period(days, min(since, until), until)


def nights_of(ledger: Ledger, unit_id: str, period: Period) -> tuple[NightsHeld, list[UnitNight]]:
    """The nights that were held, and what each judged of this unit."""
    held = nights_held(ledger, [unit_id], period.since, period.until)
    answers = answers_of(ledger, [unit_id], period.since, period.until)
    return held, unit_nights(unit_id, held, answers)


def _folded(
    days: Iterable[tuple[date, UnitNight | None]],
) -> Iterator[tuple[date, date, UnitNight | None]]:
    """(from, to, night): days without a night, one after the other, are one line. `days`: the
    latest first.
    """
    for is_missing, group in groupby(days, key=lambda one: one[1] is None):
        of_it = [*group]
        if is_missing:
            # a day that a filter left out lies between two such lines
            run = [of_it[0][0]]
            for day, _ in of_it[1:]:
                if (run[-1] - day).days > 1:
                    yield run[-1], run[0], None
                    run = []
                run.append(day)
            yield run[-1], run[0], None
        else:
            yield from ((day, day, night) for day, night in of_it)


def _days_without(held: NightsHeld, period: Period) -> list[date]:
    days = (period.until - period.since).days + 1
    every = (period.since + timedelta(days=n) for n in range(days))
    return [day for day in every if day not in held.states]


def _missing(held: NightsHeld, period: Period) -> int:
    return len(_days_without(held, period))


def _sites(
    visit: PageRequest, ledger: Ledger, unit_id: str, held: NightsHeld, period: Period
) -> list[SiteOverTime]:
    zone = visit.config.office.zone
    begun = datetime.combine(period.since, time(0), tzinfo=zone)
    met = [*home_days(ledger, [unit_id], period.since, period.until)]
    times = site_times(ledger, unit_id, begun)
    probes = count_probes(ledger, unit_id, begun)
    return [
        SiteOverTime(
            site,
            uptime(site.id, (one for one in met if one.site == site.id), held.states),
            response_times(
                [one for one in times if one.site == site.id],
                probes.get(site.id, 0),
                zone,
                period.since,
                max(period.until, visit.console.today),
            ),
        )
        for site in sites_of(ledger, unit_id)
    ]


def _lines(
    ledger: Ledger, units: Collection[Unit], period: Period, needs: Collection[Need]
) -> list[UnitOverTime]:
    """One line a unit; all courses have one height, so that they compare."""
    if not units:
        return []
    ids = [one.id for one in units]
    held = nights_held(ledger, ids, period.since, period.until)
    answers = _by_unit(answer_counts_of(ledger, ids, period.since, period.until))
    turns = _by_unit(without(turns_of(ledger, ids), _secret(needs)))
    homes = _by_unit(home_days(ledger, ids, period.since, period.until))
    extents = {unit: unit_extents(unit, held, answers.get(unit, ())) for unit in ids}
    levels = {unit: open_levels(turns.get(unit, ()), extents[unit]) for unit in ids}
    most = max((level for of_it in levels.values() for _, level in of_it if level), default=0)
    found = []
    for one in units:
        met = [*_uptimes(homes.get(one.id, ()), held)]
        opened, failed = (sum(site.count(what) for site in met) for what in (OPENED, FAILED))
        found.append(
            UnitOverTime(
                one,
                sum(_open_by(needs, one.id).values()),
                turned(turns.get(one.id, ()), period.since, period.until),
                counted(extent for _, extent in extents[one.id]),
                opened,
                opened + failed,
                course(levels[one.id], period.since, period.until, most=most),
            )
        )
    return found


def _by_unit(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.unit, []).append(row)
    return found


def _uptimes(rows: Iterable[HomeDays], held: NightsHeld) -> Iterator[Uptime]:
    by_site = groupby(sorted(rows, key=lambda row: row.site), key=lambda row: row.site)
    yield from (uptime(site, of_it, held.states) for site, of_it in by_site)


def _open_by(needs: Iterable[Need], unit_id: str) -> dict[str, int]:
    """By rule, as the list of open findings counts them."""
    found: dict[str, int] = {}
    for need in needs:
        if need.finding.unit == unit_id and not need.is_under_secrecy:
            found[need.finding.rule] = found.get(need.finding.rule, 0) + 1
    return found


def _secret(needs: Iterable[Need]) -> frozenset[int]:
    return frozenset(need.finding.id for need in needs if need.is_under_secrecy)


def _listing(period: Period, unit_id: str = "") -> Callable[..., str]:
    """For templates: `(what, **asked)` of this unit, or `(unit, what, **asked)` of any."""
    if unit_id:
        return lambda what, /, **asked: _listed(unit_id, what, period, asked)
    return lambda unit, what, /, **asked: _listed(unit, what, period, asked)


def _listed(unit_id: str, what: str, period: Period, asked: Mapping[str, object]) -> str:
    """The address of a list of this unit for the days that are shown."""
    query = _query(period.days, tuple(asked.items()))
    return f"/units/{unit_id}/{what}" + (f"?{query}" if query else "")


@lru_cache(maxsize=256)  # a page of many units asks for the same lists of each
def _query(days: int, asked: tuple[tuple[str, object], ...]) -> str:
    kept = [("days", days if days != USUAL else ""), *asked]
    return urlencode([(name, value) for name, value in kept if value not in ("", None)])
