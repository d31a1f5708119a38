"""The list of findings: what is open by what it needs, what was repaired, what was withdrawn."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from config.rulebook_files import rule_ids
from monitor.console.attention import Need
from monitor.console.request import PageRequest
from monitor.console.views.overview import last_night, open_needs
from store.queries.console_lists import ended_rows

A_PAGE = 50

SHOWN: Mapping[str, Callable[[Need], bool]] = {
    "open": lambda need: need.finding.state == "open",
    "new": lambda need: need.is_new,
    "overdue": lambda need: need.is_overdue,
    "soon": lambda need: need.is_soon,
    "unacknowledged": lambda need: not need.is_acknowledged,
    "critical": lambda need: need.is_critical,
    "unconfirmed": lambda need: need.is_unconfirmed,
    "waiting": lambda need: bool(need.standing.waiting),
    "sent_back": lambda need: need.is_sent_back,
    "escalated": lambda need: need.standing.escalated is not None,
}
UNDER_SECRECY = "under_secrecy"  # open as well, and in none of these lists
# What is shown of what has ended, by the state that it ended in.
ENDED: Mapping[str, str] = {"repaired": "closed", "withdrawn": "withdrawn"}


def findings(request: Request) -> Response:
    visit = PageRequest(request)
    asked = request.query_params
    show = asked.get("show", "open")
    unit, rule = asked.get("unit", ""), asked.get("rule", "")
    start = visit.number("start", least=0, most=100_000, otherwise=0)
    with visit.ledger() as ledger:
        if show in ENDED:
            units = _units_asked(visit, unit)
            ended = ended_rows(ledger, ENDED[show], start=start, count=A_PAGE + 1, units=units)
            listed: list[Need] = []
        else:
            ended = []
            is_shown = SHOWN.get(show, SHOWN["open"])
            every = open_needs(
                visit, ledger, last_night(ledger), is_under_secrecy=show == UNDER_SECRECY
            )
            listed = [
                need
                for need in every
                if is_shown(need)
                and unit in ("", need.finding.unit)
                and rule in ("", need.finding.rule)
            ]
    found = ended[:A_PAGE] if show in ENDED else listed[start : start + A_PAGE]
    has_more = len(ended) > A_PAGE if show in ENDED else len(listed) > start + A_PAGE
    kept = {"show": show, "unit": unit, "rule": rule}
    return visit.page(
        "findings.html",
        kinds=(*SHOWN, UNDER_SECRECY, *ENDED),
        has_ended=show in ENDED,
        found=found,
        total=None if show in ENDED else len(listed),
        asked=kept,
        rules=rule_ids(),
        units=visit.units,
        earlier=_page(kept, max(0, start - A_PAGE)) if start else "",
        later=_page(kept, start + A_PAGE) if has_more else "",
    )


def _units_asked(visit: PageRequest, unit: str) -> frozenset[str] | None:
    if unit:
        return frozenset({unit}) if visit.sees(unit) else frozenset()
    return visit.own_units


def _page(kept: Mapping[str, str], start: int) -> str:
    return "/findings?" + urlencode(
        {**{name: value for name, value in kept.items() if value}, "start": start}
    )
