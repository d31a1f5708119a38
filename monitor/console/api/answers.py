"""What the JSON interface answers, as models: their schemas are its documentation. Days are those
of the office's zone.
"""

from datetime import date

from pydantic import BaseModel, Field

from monitor.console.attention import Need
from monitor.console.over_time.nights import UnitNight
from monitor.console.request import PageRequest
from store.judged import Extent, JudgedCounts


class ApiFinding(BaseModel):
    """A finding as the list of findings shows it."""

    id: int
    unit: str
    unit_name: str
    rule: str
    fault: str = Field(description="the rule in words, in the language that was asked for")
    severity: str
    state: str = Field(description="open, closed (repaired) or withdrawn")
    subject: str
    sentence_zh: str
    sentence_en: str
    clause: str
    measured: str
    threshold: str
    opened: date
    last_confirmed: date = Field(description="the last night on which it was found")
    closed: date | None
    withdrawn: date | None
    due: date | None
    overdue_days: int
    person: str = Field(description="who sees to it, as people entered it")
    is_acknowledged: bool
    is_new: bool = Field(description="opened, or back, in the last inspection")
    is_unconfirmed: bool = Field(
        description="found before; the last inspection did not look or could not tell"
    )


class ApiUnit(BaseModel):
    """A unit as of the last inspection. Nothing found is not health: see `extent`."""

    id: str
    name: str
    kind: str
    parent: str
    open: int = Field(description="open findings")
    extent: Extent = Field(description="how far the last inspection judged it")
    decided: int = Field(description="matters that were decided")
    undecided: int = Field(description="matters that could not be decided")


class ApiNight(BaseModel):
    """One night of one unit."""

    day: date
    extent: Extent
    cause: str = Field(description='own_network, not_visited, or "": why nothing of it counts')
    decided: int
    undecided: int
    why: dict[str, int] = Field(description="why matters were not decided, with how many")


class FindingsPage(BaseModel):
    total: int
    start: int
    findings: list[ApiFinding]


class UnitsPage(BaseModel):
    total: int
    units: list[ApiUnit]


class NightsPage(BaseModel):
    """The days from `since` to `until` on which there was a night, oldest first."""

    unit: str
    since: date
    until: date
    nights: list[ApiNight]


def api_finding(visit: PageRequest, need: Need) -> ApiFinding:
    one = need.finding
    return ApiFinding(
        **{
            name: getattr(one, name)
            for name in (
                *("id", "unit", "rule", "state", "subject", "sentence_zh", "sentence_en"),
                *("clause", "measured", "threshold", "opened", "last_confirmed", "closed"),
                "withdrawn",
            )
        },
        unit_name=visit.label(one.unit),
        fault=visit.rendered.fault(one.rule),
        severity=str(one.severity),
        due=need.due,
        overdue_days=need.overdue_days,
        person=need.standing.person,
        is_acknowledged=need.is_acknowledged,
        is_new=need.is_new,
        is_unconfirmed=need.is_unconfirmed and one.state == "open",
    )


def api_night(night: UnitNight) -> ApiNight:
    counts: JudgedCounts = night.counts
    return ApiNight(
        day=night.day,
        extent=night.extent,
        cause=night.cause,
        decided=counts.judged,
        undecided=counts.unknown,
        why=dict(night.why),
    )
