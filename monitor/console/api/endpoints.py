"""The JSON interface as one table: from it come the routes and the documentation of them. It only
reads, and answers with what the person whose token it is may see.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from config.words import Words
from monitor.console.access import may_ask
from monitor.console.api.answers import (
    ApiFinding,
    ApiUnit,
    FindingsPage,
    NightsPage,
    UnitsPage,
    api_finding,
    api_night,
)
from monitor.console.api.openapi import document
from monitor.console.attention import need_of
from monitor.console.request import PageRequest
from monitor.console.views.findings import findings_asked
from monitor.console.views.over_time import PERIODS, USUAL, must_be_known, nights_of, period_of
from monitor.console.views.overview import last_night, open_needs
from monitor.console.views.rectification import found_by
from monitor.console.worklist import ENDED, SHOWN, SORTS, FindingsAsked, asked_for
from store.desk.entries import entries_of, standing_of
from store.judged import JudgedCounts, extent_of
from store.queries.console.lists import judged_in, last_inspection

MOST = 200  # findings of one answer
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    says: Words
    choices: tuple[str, ...] = ()
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`path` as it is routed; `parameters`: of the address line, none of them needed."""

    path: str
    view: Callable[[Request], Response]
    says: Words
    answer: type[BaseModel]
    parameters: tuple[Parameter, ...] = ()

    @property
    def documented_path(self) -> str:
        """As OpenAPI writes it: without the types of the router."""
        return self.path.replace(":int}", "}")


def findings(request: Request) -> Response:
    visit = PageRequest(request)
    start = visit.number("start", least=0, most=1_000_000, otherwise=0)
    count = visit.number("count", least=1, most=MOST, otherwise=50)
    total, found = findings_asked(visit, asked_for(request.query_params), start, count)
    told = [api_finding(visit, need) for need in found]
    return _json(FindingsPage(total=total, start=start, findings=told))


def finding(request: Request) -> Response:
    visit = PageRequest(request)
    with visit.ledger() as ledger:
        found = found_by(visit, ledger, visit.id("finding"))
        night = last_night(ledger)
    standing = standing_of(entries_of(visit.console.desk, found.id), found.reopened)
    return _json(api_finding(visit, need_of(found, standing, night, visit.console.today)))


def units(request: Request) -> Response:
    visit = PageRequest(request)
    with visit.ledger() as ledger:
        judged = judged_in(ledger, last_inspection(ledger))
        needs = open_needs(visit, ledger, last_night(ledger))
    told = []
    for unit in visit.units:
        counts = judged.get(unit.id)
        told.append(
            ApiUnit(
                id=unit.id,
                name=unit.name,
                kind=unit.kind,
                parent=unit.parent or "",
                open=sum(need.finding.unit == unit.id for need in needs),
                extent=extent_of(counts),
                decided=(counts or JudgedCounts()).judged,
                undecided=(counts or JudgedCounts()).unknown,
            )
        )
    return _json(UnitsPage(total=len(told), units=told))


def nights(request: Request) -> Response:
    visit = PageRequest(request)
    unit_id = request.path_params["unit"]
    with visit.ledger() as ledger:
        must_be_known(visit, ledger, unit_id)
        period = period_of(visit, ledger)
        _, found = nights_of(ledger, unit_id, period)
    return _json(
        NightsPage(
            unit=unit_id,
            since=period.since,
            until=period.until,
            nights=[api_night(night) for night in found],
        )
    )


def _json(answer: BaseModel) -> JSONResponse:
    return JSONResponse(answer.model_dump(mode="json"))


_ASKED = {
    "show": Words("列表", "which list"),
    "q": Words("编号，或单位和问题中的词", "a number, or words of unit and finding"),
    "unit": Words("单位的 id", "a unit's id"),
    "parent": Words("主管单位的 id：它及全部下属", "a unit's id: it and all below"),
    "rule": Words("规则的 id", "a rule's id"),
    "severity": Words("程度", "severity"),
    "person": Words("负责人；- 为没有负责人", "whose hands it is in; - for nobody's"),
    "due": Words("期限不晚于这一天（YYYY-MM-DD）", "due by this day (YYYY-MM-DD)"),
    "sort": Words("排序", "order"),
}
_CHOICES = {"show": (*SHOWN, "under_secrecy", *ENDED), "sort": tuple(SORTS)}
_OF_THE_LIST = tuple(
    Parameter(name, _ASKED[name], _CHOICES.get(name, ()))
    for name in FindingsAsked.__dataclass_fields__
)

ENDPOINTS = (
    Endpoint(
        "/api/v1/findings",
        findings,
        Words("问题清单，条件同“问题”页", "the list of findings, asked for as on its page"),
        FindingsPage,
        (
            *_OF_THE_LIST,
            Parameter("start", Words("从第几项起（0起）", "from which one (0 first)"), (), True),
            Parameter("count", Words(f"几项，最多{MOST}", f"how many, {MOST} at most"), (), True),
        ),
    ),
    Endpoint(
        "/api/v1/findings/{finding:int}", finding, Words("一个问题", "one finding"), ApiFinding
    ),
    Endpoint(
        "/api/v1/units",
        units,
        Words("各单位最近一次检查的情况", "the units as of the last inspection"),
        UnitsPage,
    ),
    Endpoint(
        "/api/v1/units/{unit}/nights",
        nights,
        Words("一个单位历次检查判断到什么程度", "how far nights judged one unit"),
        NightsPage,
        (
            Parameter(
                "days",
                Words(f"最近多少天，默认{USUAL}", f"how many days back, {USUAL} if not said"),
                tuple(str(days) for days in PERIODS),
                True,
            ),
        ),
    ),
)


def documentation(request: Request) -> Response:
    """The interface as a page: no script, nothing from elsewhere."""
    visit = PageRequest(request)
    return visit.page("api/endpoints.html", endpoints=_shown_to(visit), version=VERSION)


def openapi(request: Request) -> Response:
    visit = PageRequest(request)
    return JSONResponse(document(_shown_to(visit), visit.language))


def _shown_to(visit: PageRequest) -> list[Endpoint]:
    """Those that this person may ask. Raises HTTPException without one."""
    if visit.user is None:
        raise HTTPException(401)
    return [one for one in ENDPOINTS if may_ask(visit.user, one.path)]
