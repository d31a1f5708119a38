"""A night's database file for analysts, to be taken away."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from monitor.console.access import Right
from monitor.console.request import PageRequest
from store.queries.analysts.nightly_files import nightly_files

SQLITE = "application/vnd.sqlite3"


def nightly(request: Request) -> Response:
    """GET: for those who may ask the ledger in SQL."""
    visit = PageRequest(request)
    visit.must(Right.ASK)
    name = request.path_params["file"]
    file = next((one for one in nightly_files(visit.console.data) if one.name == name), None)
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, media_type=SQLITE, filename=name)
