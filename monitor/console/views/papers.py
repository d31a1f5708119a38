"""The papers of any night: circular and problem ledger; and the notice (整改通知书) of each unit as of
the last one. They are made again as they are asked for, without what was withdrawn or held to be
secret since.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from monitor.console.request import PageRequest
from monitor.console.views.overview import last_night, open_needs
from monitor.console.views.pages import SANDBOX
from monitor.rectification.notice import write_notice
from monitor.report.circular import write_circular
from monitor.report.circular_html import circular_html
from monitor.report.ledger_xlsx import problem_ledger
from monitor.report.material import Material
from monitor.report.papers.paper_docx import paper_docx
from monitor.report.write import days_reported

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# By the name of its file: what it is called, and how it is made.
PAPERS: Mapping[str, tuple[str, Callable[[Material], bytes]]] = {
    "circular.docx": (DOCX, lambda material: paper_docx(write_circular(material))),
    "circular.html": (
        "text/html; charset=utf-8",
        lambda material: circular_html(write_circular(material)).encode(),
    ),
    "problems.xlsx": (XLSX, problem_ledger),
}
SHOWN = 60  # nights


def papers(request: Request) -> Response:
    visit = for_all_units(request)
    days = days_reported(visit.console.data)
    notices: Counter[str] = Counter()
    if days:
        with visit.ledger() as ledger:
            every = open_needs(visit, ledger, last_night(ledger))
        notices.update(need.finding.unit for need in every)
    return visit.page(
        "papers/papers.html",
        days=days[::-1][:SHOWN],
        papers=PAPERS,
        notices=[(unit.id, notices[unit.id]) for unit in visit.units if notices[unit.id]],
    )


def notice(request: Request) -> Response:
    """GET: the notice of one unit, to be saved; of one that has nothing to repair there is none."""
    visit = for_all_units(request)
    material = visit.console.notice(request.path_params["unit"])
    if material is None or not material.told:
        raise HTTPException(404)
    name = f"{material.as_of:%Y-%m-%d}-notice-{material.unit.id}.docx"
    return Response(
        paper_docx(write_notice(material, visit.config)),
        media_type=DOCX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def paper(request: Request) -> Response:
    """GET: one paper, to be saved or, with `open`, read; `day` in the address line, else of the
    latest night.
    """
    visit = for_all_units(request)
    known = PAPERS.get(request.path_params["paper"])
    days = days_reported(visit.console.data)
    asked = request.query_params.get("day", days[-1].isoformat() if days else "")
    day = next((day for day in days if day.isoformat() == asked), None)
    if known is None or day is None:
        raise HTTPException(404)
    media_type, make = known
    name = f"{day:%Y-%m-%d}-{request.path_params['paper']}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if "open" in request.query_params and known[0].startswith("text/html"):
        headers = {"Content-Disposition": "inline", "Content-Security-Policy": SANDBOX}
    return Response(_made(visit, day, make), media_type=media_type, headers=headers)


def _made(visit: PageRequest, day: date, make: Callable[[Material], bytes]) -> bytes:
    return make(visit.console.told_today(day))


def for_all_units(request: Request) -> PageRequest:
    """They speak of every unit. Raises HTTPException for whoever does not see them all."""
    visit = PageRequest(request)
    if visit.own_units is not None:
        raise HTTPException(403)
    return visit
