"""`make bench-console` asks every page that there is, and its ten years are those of real nights."""

from datetime import date
from pathlib import Path

from starlette.routing import Route

from monitor.console.app import build
from monitor.scoring.gather import score_quarter
from monitor.scoring.quarter import QuarterOfYear
from store.ledger import open_ledger
from store.queries.console.lists import last_inspection
from tests.monitor.console.bench import PAGES
from tests.monitor.console.big_ledger import build as build_office
from tests.monitor.console.ten_years import lengthen
from tests.monitor.scoring.sample import console, office

# What draws no page: forms' answers, files, what a browser asks by itself.
NO_PAGES = {
    *("/login", "/favicon.ico", "/captures/{capture:int}/raw"),
    *("/findings/export.{form}", "/answers/{file:int}", "/papers/{paper}"),
    "/nightly/{file}",
    "/counties/papers/{paper}",
    "/papers/notices/{unit}",
}


def test_every_page_is_measured(tmp_path: Path) -> None:
    routes = build(console(office(tmp_path / "office"))).routes
    asked = [path.split("?")[0] for _, path in PAGES]
    missing = [
        route.path
        for route in routes
        if isinstance(route, Route)
        and "GET" in (route.methods or ())
        and route.path not in NO_PAGES
        and not any(route.path_regex.match(path) for path in asked)
    ]
    assert missing == [], "add them to PAGES of tests/monitor/console/bench.py"


def test_the_years_before_leave_the_last_night_the_last(tmp_path: Path) -> None:
    config = build_office(tmp_path, units=2, pages=60, nights=30, with_search=False)
    lengthen(config, 2, pages=60)
    ledger = open_ledger(config.data / "ledger.db")
    run = ledger.latest_run()
    assert run is not None
    assert last_inspection(ledger) == run.id
    past = score_quarter(config, ledger, None, QuarterOfYear(2025, 2), date(2026, 1, 1))
    ledger.verify()
    ledger.close()
    assert all(place.score.nights for place in past.places)
    assert any(place.score.lines for place in past.places)
