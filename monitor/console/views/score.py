"""The score of a quarter (考核): the league table, and of one unit every point that it lost. Whoever
sees only some units sees only their lines; their ranks are those among all.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from config.errors import Miswritten
from monitor.console.request import PageRequest
from monitor.scoring.gather import score_quarter
from monitor.scoring.league import League
from monitor.scoring.quarter import QuarterOfYear, quarter_of, read_quarter
from monitor.scoring.said import (
    basis,
    capped_text,
    method,
    note,
    notes,
    reckoned,
    unknown_text,
    why_text,
)


def league(request: Request) -> Response:
    visit = PageRequest(request)
    if not visit.config.office.score.on:
        return visit.page("score_off.html")
    found = _league(visit).only(visit.own_units)
    return visit.page("score.html", league=found, **_around(visit, found))


def unit(request: Request) -> Response:
    visit = PageRequest(request)
    unit_id = request.path_params["unit"]
    visit.must_see(unit_id)
    if not visit.config.office.score.on:
        return visit.page("score_off.html")
    found = _league(visit)
    place = found.place(unit_id)
    if place is None:
        raise HTTPException(404)
    below = [one for one in place.below if one.lines and visit.sees(one.unit)]
    return visit.page("score_unit.html", place=place, below=below, **_around(visit, found))


def _league(visit: PageRequest) -> League:
    """Of the quarter that is asked for; else of the one in which the last night lies."""
    console = visit.console
    with console.ledger() as ledger:
        last = ledger.latest_run()
        quarter = _asked(visit) or quarter_of(
            min(console.today, last.day) if last else console.today
        )
        return score_quarter(visit.config, ledger, console.desk, quarter, console.today)


def _asked(visit: PageRequest) -> QuarterOfYear | None:
    try:
        quarter = read_quarter(visit.request.query_params.get("quarter", ""))
    except Miswritten:
        return None
    return quarter if quarter.first <= visit.console.today else None


def _around(visit: PageRequest, found: League) -> dict[str, object]:
    later = found.quarter.after
    language = visit.language
    return {
        "quarter": found.quarter,
        "until": found.until,
        "earlier": str(found.quarter.before),
        "later": str(later) if later.first <= visit.console.today else "",
        "method": method(visit.config, language),
        "note": lambda place: note(place, language),
        "notes": lambda place: notes(place, language),
        "capped": lambda one: capped_text(one, language),
        "why": lambda score: why_text(score, language),
        "basis": lambda line: basis(line, visit.config, language),
        "reckoned": lambda line: reckoned(line, language),
        "unknown": lambda one: unknown_text(one, language),
    }
