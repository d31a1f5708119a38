"""Reports of nights gone by go after their years; what is evidence, and the last night, stay."""

from datetime import date
from pathlib import Path

from monitor.report.keeping import old_reports, remove_reports
from monitor.report.write import paths_of

DAYS = (date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1))


def written(data: Path) -> None:
    for day in DAYS:
        for path in paths_of(data, day).all:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x", "utf-8")


def test_what_is_older_goes_and_what_is_evidence_stays(tmp_path: Path) -> None:
    written(tmp_path)
    stamp = tmp_path / "reports" / "2025-01-01" / "manifest.tsr"
    stamp.write_text("x", "utf-8")
    remove_reports(old_reports(tmp_path, date(2025, 6, 1)))
    left = {path.relative_to(tmp_path / "reports").as_posix() for path in tmp_path.rglob("*.*")}
    assert left == {
        "2025-01-01/manifest.tsr",
        *(f"2026-01-01/{path.name}" for path in paths_of(tmp_path, DAYS[-1]).all),
    }
    assert not (tmp_path / "reports" / "2024-01-01").exists()


def test_the_last_night_stays_however_old_it_is(tmp_path: Path) -> None:
    written(tmp_path)
    assert {path.parent.name for path in old_reports(tmp_path, date(2030, 1, 1))} == {
        "2024-01-01",
        "2025-01-01",
    }


def test_nothing_is_old_where_no_night_was(tmp_path: Path) -> None:
    assert old_reports(tmp_path, date(2030, 1, 1)) == []
