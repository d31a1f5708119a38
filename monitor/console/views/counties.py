"""The counties below this office: which were read, what each found, what all have in common; one of
them; and their papers together. Only ever read.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from config.words import Words
from monitor.console.charts import Trend, trend
from monitor.console.views.papers import PAPERS, for_all_units
from monitor.counties.county import CountyRead
from monitor.counties.union import of_one
from monitor.report.grouping import by_fault, units_of
from monitor.report.material import ReportedProblem, Undecided
from store.findings import FindingTurn

TREND_DAYS, RECENT_DAYS = 365, 30
Turns = Iterable[tuple[date, FindingTurn, int]]


@dataclass(frozen=True, slots=True)
class SharedFault:
    """One kind of fault: in which counties, each with how many problems of it."""

    head: Words
    problems: Sequence[ReportedProblem]

    @property
    def units(self) -> int:
        return units_of(self.problems)

    @property
    def counties(self) -> dict[tuple[str, str], int]:
        """By (id, name)."""
        return Counter((one.unit.partition("/")[0], one.county) for one in self.problems)


@dataclass(frozen=True, slots=True)
class UndecidedReason:
    """Why something could not be judged, of which units."""

    why: str
    matters: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recent:
    """What turned in the last RECENT_DAYS."""

    came: int
    went: int


def counties(request: Request) -> Response:
    visit = for_all_units(request)
    found = visit.console.counties()
    turns = [turn for county in found.counties.read for turn in county.turns]
    return visit.page(
        "counties/counties.html",
        counties=found.counties,
        told=found.material,
        faults=[SharedFault(head, same) for head, same in by_fault(found.material.problems)],
        reasons=reasons(found.material.undecided),
        trend=_trend(turns, visit.console.today),
        recent={
            one.county.id: recent(one.turns, one.material.as_of) for one in found.counties.read
        },
        recent_days=RECENT_DAYS,
        papers=PAPERS,
    )


def county(request: Request) -> Response:
    visit = for_all_units(request)
    one = visit.console.counties().counties.one(request.path_params["county"])
    if one is None:
        raise HTTPException(404)
    told = of_one(one) if isinstance(one, CountyRead) else None
    return visit.page(
        "counties/county.html",
        one=one,
        told=told,
        faults=[SharedFault(head, same) for head, same in by_fault(told.problems if told else ())],
        reasons=reasons(told.undecided if told else ()),
        trend=_trend(one.turns, visit.console.today) if isinstance(one, CountyRead) else None,
    )


def paper(request: Request) -> Response:
    """GET: circular or problem ledger over all counties that were read, to be saved."""
    visit = for_all_units(request)
    known = PAPERS.get(request.path_params["paper"])
    material = visit.console.counties().material
    if known is None or not material.units:
        raise HTTPException(404)
    media_type, make = known
    name = f"counties-{material.as_of.isoformat()}-{request.path_params['paper']}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(make(material), media_type=media_type, headers=headers)


def reasons(undecided: Iterable[Undecided]) -> list[UndecidedReason]:
    """The one that holds for most units first."""
    labels: dict[str, dict[str, None]] = {}
    matters: dict[str, int] = {}
    for one in undecided:
        labels.setdefault(one.why, {})[one.label] = None
        matters[one.why] = matters.get(one.why, 0) + 1
    found = [UndecidedReason(why, matters[why], tuple(units)) for why, units in labels.items()]
    return sorted(found, key=lambda one: (-len(one.labels), -one.matters, one.why))


def recent(turns: Turns, until: date) -> Recent:
    since = until - timedelta(days=RECENT_DAYS)
    came = went = 0
    for day, what, n in turns:
        if day > since:
            came += n * (what in (FindingTurn.OPENED, FindingTurn.REOPENED))
            went += n * (what in (FindingTurn.CLOSED, FindingTurn.WITHDRAWN))
    return Recent(came, went)


def _trend(turns: Turns, today: date) -> Trend | None:
    """Of several counties' turns together, day by day."""
    by_day: dict[tuple[date, FindingTurn], int] = {}
    for day, what, n in turns:
        by_day[day, what] = by_day.get((day, what), 0) + n
    ordered = sorted(by_day.items(), key=lambda pair: pair[0][0])
    return trend([(day, what, n) for (day, what), n in ordered], today, TREND_DAYS)
