"""The circular's lists: each only where it has a row, and the numbers those of ledger and letters."""

from dataclasses import replace
from pathlib import Path

from monitor.report.annexes import ROWS_SHOWN, annexes_of
from tests.monitor.report.sample import FINDINGS, STALE, inspection
from tests.monitor.report.test_circular import material


def test_an_annex_is_only_where_it_has_a_row(tmp_path: Path) -> None:
    seen = inspection(())
    clear = tuple(replace(unit, verdicts=()) for unit in seen.units)
    assert annexes_of(material(tmp_path, replace(seen, units=clear))) == ()
    kinds = [annex.kind for annex in annexes_of(material(tmp_path))]
    assert kinds == ["problems", "undecided", "warnings"]


def test_a_row_bears_the_findings_number_and_marks_what_is_critical(tmp_path: Path) -> None:
    problems = annexes_of(material(tmp_path))[0]
    assert {row[0] for row in problems.rows} == {str(finding.id) for finding in FINDINGS}
    [grave] = [row for row in problems.rows if row[0] == str(STALE.id)]
    assert grave[1:] == ("张集镇", f"【严重】{STALE.sentence_zh}", "2012年12月7日")
    assert all(sum(annex.widths) == 156 for annex in annexes_of(material(tmp_path)))


def test_what_is_cut_off_is_said(tmp_path: Path) -> None:
    many = tuple(replace(STALE, id=n, subject=f"c:{n}") for n in range(ROWS_SHOWN + 7))
    problems = annexes_of(material(tmp_path, inspection(many)))[0]
    assert len(problems.rows) == ROWS_SHOWN and problems.note.startswith("另有7项")
