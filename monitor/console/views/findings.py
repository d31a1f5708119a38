"""The findings as a work list: searched, sorted, filtered; many at once acknowledged, put into
hands, given a deadline; taken away as a sheet.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from config.rulebook_files import rule_ids
from config.unit import with_all_below
from monitor.console.attention import Need, need_of
from monitor.console.request import PageRequest
from monitor.console.speaking import RIGHT_TO_SAY, is_said_too_often
from monitor.console.views.overview import last_night, open_needs
from monitor.console.views.rectification import too_often
from monitor.console.worklist import (
    ENDED,
    GRAVEST,
    NOBODY,
    SORTS,
    FindingsAsked,
    asked_for,
    chosen,
    counts,
    persons,
)
from monitor.judging.verdict import Severity
from monitor.rectification.saying import NothingChosen, NotUnderstood, entry_of, word_of_many
from monitor.report.spreadsheet import Cell, Sheet, add_sheet, workbook
from store.desk.entries import NOTHING_ENTERED, DeskAction, add_entries
from store.desk.saved_views import forget_view, save_view, views_of
from store.ledger import Ledger
from store.privacy.numbers import mask
from store.queries.cells import safe_cell
from store.queries.console.lists import EndedAsked, count_ended, ended_rows, findings_by_id

A_PAGE = 50
MOST_AT_ONCE = 200
LONGEST_NAME = 40  # of a view that somebody keeps
MOST_EXPORTED = 20_000
_AT_ONCE = (DeskAction.ACKNOWLEDGED, DeskAction.DEADLINE, DeskAction.PERSON)
_FILLED_IN = (DeskAction.DEADLINE, DeskAction.PERSON)
# Of the sheet, by the names of their words, with their widths in characters.
COLUMNS = {
    "number_head": 8,
    "unit": 16,
    "filter.rule": 18,
    "finding": 70,
    "severity": 8,
    "opened": 14,
    "last_found": 14,
    "due": 14,
    "person_head": 14,
    "ended_on": 14,
}
_CHOSEN = re.compile(r"f([0-9]{1,15})")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def findings(request: Request) -> Response:
    visit = PageRequest(request)
    asked = asked_for(request.query_params)
    start = visit.number("start", least=0, most=1_000_000, otherwise=0)
    units = units_asked(visit, asked)
    user = visit.user
    assert user is not None
    with visit.ledger() as ledger:
        every = open_needs(visit, ledger, last_night(ledger), is_under_secrecy=None)
        totals = counts(every, asked, units, visit.label)
        totals |= {show: count_ended(ledger, _ended(show, asked, units)) for show in ENDED}
        found = _found(visit, ledger, every, asked, units, start, A_PAGE)
    total = totals[asked.show]
    return visit.page(
        "findings.html",
        asked=asked,
        totals=totals,
        found=found,
        total=total,
        rules=rule_ids(),
        units=visit.units,
        parents=_parents(visit),
        persons=persons(every),
        nobody=NOBODY,
        severities=[*Severity],
        sorts=[GRAVEST, *SORTS],
        today=visit.console.today,
        kept=views_of(visit.console.desk, user.id),
        query=_query(asked),
        here=asked.address(start=start or ""),
        earlier=asked.address(start=max(0, start - A_PAGE)) if start else "",
        later=asked.address(start=start + A_PAGE) if start + A_PAGE < total else "",
    )


def findings_asked(
    visit: PageRequest, asked: FindingsAsked, start: int, count: int
) -> tuple[int, list[Need]]:
    """How many the list holds as it is asked for, and those from `start` on."""
    units = units_asked(visit, asked)
    with visit.ledger() as ledger:
        every = open_needs(visit, ledger, last_night(ledger), is_under_secrecy=None)
        total = (
            count_ended(ledger, _ended(asked.show, asked, units))
            if asked.has_ended
            else counts(every, asked, units, visit.label)[asked.show]
        )
        return total, _found(visit, ledger, every, asked, units, start, count)


def keep_view(request: Request, form: Mapping[str, str]) -> Response:
    """POST: this list under a name of one's own, or one of them forgotten. The query is read like
    any, so that nothing else is ever kept.
    """
    visit = PageRequest(request)
    user, desk = visit.user, visit.console.desk
    assert user is not None
    asked = asked_for(dict(parse_qsl(form.get("query", ""))))
    if form.get("what") == "forget":
        number = form.get("view", "")
        if (
            not number.isdecimal()
            or len(number) > 15
            or not forget_view(desk, user.id, int(number))
        ):
            raise HTTPException(404)
        return RedirectResponse(asked.address(done="view_forgotten"), 303)
    name = " ".join(visit.rendered.text(form.get("name", "")).split())[:LONGEST_NAME]
    if form.get("what") != "keep" or not name:
        raise HTTPException(400)
    if not save_view(desk, user.id, mask(name), _query(asked)):
        raise HTTPException(409)
    return RedirectResponse(asked.address(done="view"), 303)


def _query(asked: FindingsAsked) -> str:
    """Of the address line: what makes a list this one."""
    return asked.address().partition("?")[2]


def say_of_many(request: Request, form: Mapping[str, str]) -> Response:
    """POST: what was said of all that were chosen, or of none of them. A person or a day that is
    filled in is said too, whichever button was pressed.
    """
    visit = PageRequest(request)
    what = next((one for one in _AT_ONCE if one.value == form.get("what")), None)
    numbers = [int(chosen_one[1]) for name in form if (chosen_one := _CHOSEN.fullmatch(name))]
    if what is None:
        raise HTTPException(400)
    if not 0 < len(numbers) <= MOST_AT_ONCE:
        raise HTTPException(400) from NothingChosen()
    filled = (one for one in _FILLED_IN if one is not what and form.get(one.value))
    whats = [what, *filled]
    for each in whats:
        visit.must(RIGHT_TO_SAY[each])
    with visit.ledger() as ledger:
        found = findings_by_id(ledger, numbers)
    if len(found) < len(numbers) or not all(visit.sees(one.unit) for one in found):
        raise HTTPException(404)
    if any(one.state != "open" for one in found):
        raise HTTPException(409)
    user, now = visit.user, visit.console.clock.now()
    assert user is not None
    if any(is_said_too_often(visit.console, user, found, each) for each in whats):
        return too_often(visit)
    try:
        said = [
            entry_of(
                word_of_many(each, form.get(each.value, ""), one, visit.console.today),
                one,
                login=user.login,
                name=user.name,
                at=now,
            )
            for each in whats
            for one in found
        ]
    except NotUnderstood as error:
        raise HTTPException(400) from error
    add_entries(visit.console.desk, said)
    return RedirectResponse(_back(form.get("next", "")), 303)


def export(request: Request) -> Response:
    """GET: the list as it is asked for, whole, as .xlsx or .csv."""
    visit = PageRequest(request)
    asked = asked_for(request.query_params)
    units = units_asked(visit, asked)
    with visit.ledger() as ledger:
        every = open_needs(visit, ledger, last_night(ledger), is_under_secrecy=None)
        found = _found(visit, ledger, every, asked, units, 0, MOST_EXPORTED)
    rows = [*_rows(visit, found)]
    titles = {visit.say(name): width for name, width in COLUMNS.items()}
    name = f"findings-{visit.console.today}"
    form = request.path_params["form"]
    if form not in ("csv", "xlsx"):
        raise HTTPException(404)
    if form == "csv":
        return _file(_csv([[*titles], *rows]), "text/csv; charset=utf-8", f"{name}.csv")
    stream = BytesIO()
    with workbook(stream) as book:
        said = f"{visit.say('show.' + asked.show)} · {visit.say('n_found', n=len(rows))}"
        add_sheet(book, Sheet(visit.say("nav.findings"), said, titles, rows, 2))
    return _file(stream.getvalue(), XLSX, f"{name}.xlsx")


def _found(
    visit: PageRequest,
    ledger: Ledger,
    every: Iterable[Need],
    asked: FindingsAsked,
    units: frozenset[str] | None,
    start: int,
    count: int,
) -> list[Need]:
    if not asked.has_ended:
        return chosen(every, asked, units, visit.label)[start : start + count]
    ended = ended_rows(ledger, _ended(asked.show, asked, units), start=start, count=count)
    night = last_night(ledger)
    return [need_of(one, NOTHING_ENTERED, night, visit.console.today) for one in ended]


def _ended(show: str, asked: FindingsAsked, units: frozenset[str] | None) -> EndedAsked:
    return EndedAsked(ENDED[show], units, asked.rule, asked.severity, tuple(asked.words))


def units_asked(visit: PageRequest, asked: FindingsAsked) -> frozenset[str] | None:
    """The units whose findings are asked for, as far as this person sees them; None: all there are,
    former ones too.
    """
    wanted: frozenset[str] | None = visit.own_units
    if asked.parent:
        below = with_all_below([asked.parent], visit.config.units)
        wanted = below if wanted is None else wanted & below
    if asked.unit:
        wanted = (
            frozenset({asked.unit})
            if visit.sees(asked.unit) and (wanted is None or asked.unit in wanted)
            else frozenset()
        )
    return wanted


def _parents(visit: PageRequest) -> list[str]:
    """The units that this person sees and that have others below them."""
    above = {unit.parent for unit in visit.config.units if unit.parent}
    return [unit.id for unit in visit.units if unit.id in above]


def _back(address: str) -> str:
    """To the list from which it was sent, and nowhere else."""
    query = dict(parse_qsl(urlsplit(address).query))
    start = query.get("start", "")
    kept = start if start.isascii() and start.isdecimal() else ""
    return asked_for(query).address(start=kept, done="many")


def _rows(visit: PageRequest, found: Iterable[Need]) -> Iterator[Sequence[Cell]]:
    show = visit.rendered
    for need in found:
        one = need.finding
        yield (
            one.id,
            visit.label(one.unit),
            show.fault(one.rule),
            one.sentence(visit.language),
            show.severity(one.severity),
            one.opened,
            one.last_confirmed,
            need.due or "",
            need.standing.person,
            one.closed or one.withdrawn or "",
        )


def _csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """With the mark by which Excel knows UTF-8; no cell is a formula (docs/faults.md D4)."""
    stream = StringIO()
    csv.writer(stream).writerows(
        [safe_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return stream.getvalue().encode("utf-8-sig")


def _file(body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)
