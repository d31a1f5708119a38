"""The papers over counties lie beside the office's own, and never among them."""

from pathlib import Path

from monitor.counties.write import write_counties
from monitor.report.gathering.gather import gather
from monitor.report.write import days_reported
from tests.monitor.report.sample import DAY, config, inspection


def test_they_lie_apart_from_the_offices_own(tmp_path: Path) -> None:
    paths = write_counties(tmp_path, gather(inspection(), config(tmp_path), DAY))
    folder = tmp_path / "counties" / "reports" / DAY.isoformat()
    assert all(path.parent == folder and path.exists() for path in paths.all)
    assert days_reported(tmp_path) == []
