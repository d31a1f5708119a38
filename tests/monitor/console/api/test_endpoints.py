"""The interface is one table: what is routed is documented, and what is documented answers."""

from starlette.routing import Route

from monitor.console.access import OPEN_TO_UNITS
from monitor.console.api.endpoints import ENDPOINTS
from monitor.console.app import build
from monitor.console.context import Console
from tests.monitor.console.conftest import Visitor


def test_every_route_of_the_interface_is_in_the_table(console: Console) -> None:
    routed = {
        route.path
        for route in build(console).routes
        if isinstance(route, Route) and route.path.startswith("/api/v1/")
    }
    assert routed == {one.path for one in ENDPOINTS} | {"/api/v1/openapi.json"}
    assert routed <= OPEN_TO_UNITS


def test_pages_of_a_list_are_its_whole(office: Visitor) -> None:
    whole = office.get("/api/v1/findings?count=200").json()
    parts = [
        one["id"]
        for start in range(0, whole["total"], 4)
        for one in office.get(f"/api/v1/findings?count=4&start={start}").json()["findings"]
    ]
    assert parts == [one["id"] for one in whole["findings"]] and len(parts) == whole["total"]


def test_the_documentation_runs_no_script_of_others(office: Visitor) -> None:
    text = office.get("/api").text
    assert "GET /api/v1/units/{unit}/nights" in text
    assert text.count("<script") == 1 and "//" not in text.split("<script")[1].split(">")[0]


def test_nothing_that_there_is_not_is_told(office: Visitor) -> None:
    for path in ("/api/v1/findings/999999", "/api/v1/units/nobody/nights", "/api/v1/other"):
        answer = office.get(path)
        assert answer.status_code == 404 and "error" in answer.json(), path
