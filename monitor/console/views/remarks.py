"""Facts about sites that are no fault, as the last night's reports tell them: for those to know
whose sites they are.
"""

from starlette.requests import Request
from starlette.responses import Response

from config.errors import NotFound
from monitor.console.request import PageRequest
from monitor.judging.plain_text import unlinked
from monitor.report.material import Material
from monitor.report.write import read_material


def remarks(request: Request) -> Response:
    visit = PageRequest(request)
    told = _last_told(visit)
    found = [one for one in told.remarks if visit.sees(one.unit)] if told else []
    said = [
        (one, _with_its_addresses(visit, one.unit, one.said.text(visit.language))) for one in found
    ]
    return visit.page("remarks.html", found=said, day=told.as_of if told else None)


def _with_its_addresses(visit: PageRequest, unit_id: str, said: str) -> str:
    """A unit's own addresses as they are: strangers' alone stay broken up."""
    for unit in visit.config.units:
        for site in unit.sites if unit.id == unit_id else ():
            said = said.replace(unlinked(site.url), site.url)
    return said


def _last_told(visit: PageRequest) -> Material | None:
    """None before the first night that was reported."""
    try:
        return read_material(visit.console.data)
    except NotFound:
        return None
