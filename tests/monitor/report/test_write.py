"""The documents themselves, opened again by other programs: LibreOffice, openpyxl, an HTML parser."""

import re
import shutil
import subprocess
import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import time_machine
from docx import Document
from docx.shared import Length
from rich.console import Console as Screen
from selectolax.lexbor import LexborHTMLParser

from config.errors import NotFound, StoreFailed
from config.office import Person
from monitor.report.circular import write_circular
from monitor.report.terminal import print_inspection
from monitor.report.write import (
    ReportPaths,
    old_reports,
    paths_of,
    read_material,
    remove_reports,
    write_material,
    write_reports,
)
from tests.monitor.report.sample import DAY, DUE, FINDINGS, STALE, UNITS, config, inspection

NAUGHTY = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    '=HYPERLINK("http://bad.test")',
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a\x00b\x0bc",
]


@pytest.fixture
def paths(tmp_path: Path) -> ReportPaths:
    return write_reports(config(tmp_path), inspection(), DAY)


def test_libreoffice_opens_the_circular_and_shows_every_part(
    paths: ReportPaths, tmp_path: Path
) -> None:
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        warnings.warn(
            "soffice or pdftotext is missing: the circular was NOT opened in LibreOffice",
            stacklevel=1,
        )
        pytest.skip("needs soffice and pdftotext (apt install libreoffice-writer poppler-utils)")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(paths.circular_docx),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "circular.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    pages = [re.sub(r"\s", "", page) for page in shown.rstrip("\f").split("\f")]
    assert (
        "老河口市政务公开工作领导小组办公室文件" in pages[0]
        and "关于老河口市政务公开网上检查情况的通报" in pages[0]
    )
    assert pages[0].endswith("—1—") and pages[1].endswith("—2—")
    whole = "".join(pages)
    for part in (
        "一、总体情况",
        "二、存在的问题",
        "三、未能判断的事项及原因",
        "四、检查范围和方法",
        "五、整改要求",
        "附件：1.",
    ):
        assert part in whole
    assert "2012年11月23日印发" in pages[-1]


def test_the_page_is_that_of_gb_t_9704(paths: ReportPaths) -> None:
    document = Document(str(paths.circular_docx))
    section = document.sections[0]
    width, height = section.page_width or 0, section.page_height or 0
    top, bottom = section.top_margin or 0, section.bottom_margin or 0
    left, right = section.left_margin or 0, section.right_margin or 0
    assert [round(Length(one).mm) for one in (width, height)] == [210, 297]
    assert [round(Length(one).mm) for one in (top, left)] == [37, 28]
    text_block = (width - left - right, height - top - bottom)
    assert [round(Length(one).mm) for one in text_block] == [156, 225]
    xml = ZipFile(paths.circular_docx).read("word/document.xml").decode()
    for font in ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"):
        assert f'w:eastAsia="{font}"' in xml
    assert document.settings.odd_and_even_pages_header_footer


def test_a_clock_that_lost_its_battery_still_gives_a_circular(tmp_path: Path) -> None:
    with time_machine.travel(datetime(1970, 1, 2, tzinfo=UTC)):
        paths = write_reports(config(tmp_path), inspection(), DAY)
    assert Document(str(paths.circular_docx)).paragraphs
    members = ZipFile(paths.circular_docx).infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_the_problem_ledger_says_what_was_not_looked_at_again_and_until_when_people_gave_time(
    tmp_path: Path,
) -> None:
    before = tuple(replace(f, last_confirmed=date(2012, 11, 20)) for f in FINDINGS[:1])
    given = {FINDINGS[1].id: date(2013, 1, 4)}
    seen = inspection((*before, *FINDINGS[1:]))
    paths = write_reports(config(tmp_path), seen, DAY, given)
    rows = table(paths, "问题台账")
    assert len(rows) == len(FINDINGS)
    assert rows[-1]["整改情况"] == "整改期内；本次未复核", "after all that was found"
    assert day(rows[-1]["最近确认"]) == date(2012, 11, 20)
    dues = [day(row["整改期限"]) for row in rows]
    assert dues.count(date(2013, 1, 4)) == 1 and dues.count(DUE) == len(FINDINGS) - 1


def test_the_problem_ledger_is_kept_as_an_office_keeps_one(tmp_path: Path) -> None:
    repaired = replace(FINDINGS[0], state="closed", closed=DAY, id=77)
    late = replace(FINDINGS[1], due=DAY - timedelta(days=3))
    seen = inspection((late, *FINDINGS[2:]), closed=(repaired,))
    setup = config(tmp_path, people=(Person(id="leader", name="分管领导"),))
    units = tuple(
        u.model_copy(update={"parent": "caizheng"}) if u.id == "zhangji" else u for u in UNITS
    )
    paths = write_reports(replace(setup, units=units), seen, DAY, {}, {STALE.id: "王主任"})
    rows = {row["编号"]: row for row in table(paths, "问题台账")}
    assert list(rows[STALE.id]) == [
        *("编号", "单位", "主管单位", "问题", "依据", "严重程度", "首次认定", "最近确认"),
        *("整改期限", "责任人", "整改情况", "销号"),
    ]
    assert rows[STALE.id]["主管单位"] == "财政局" and rows[STALE.id]["责任人"] == "王主任"
    assert rows[STALE.id]["严重程度"] == "严重" and rows[late.id]["严重程度"] == "一般"
    assert rows[late.id]["责任人"] == "分管领导" and "逾期3天" in str(rows[late.id]["整改情况"])
    assert rows[77]["整改情况"] == "已整改" and day(rows[77]["销号"]) == DAY
    assert "本系统默认标准，非法定" in str(rows[STALE.id]["依据"])
    known = replace(seen, opened=())
    unheard = write_reports(replace(setup, units=units), known, DAY, told=())
    state = {row["编号"]: row["整改情况"] for row in table(unheard, "问题台账")}[late.id]
    assert state == "未告知，期限未起算"
    assert not any("site:" in str(value) or "unit" in str(value) for value in rows[77].values())


def test_every_number_is_the_same_in_circular_ledger_and_terminal(tmp_path: Path) -> None:
    setup, seen = config(tmp_path), inspection()
    paths = write_reports(setup, seen, DAY)
    circular = write_circular(read_material(tmp_path / "data"))
    screen = StringIO()
    print_inspection(Screen(file=screen, width=400), seen, setup)
    for row in table(paths, "问题台账"):
        assert (str(row["编号"]), row["单位"], row["问题"]) in {
            (number, unit, sentence.removeprefix("【严重】"))
            for number, unit, sentence, _ in circular.annexes[0].rows
        }
        assert f"{row['单位']} {row['编号']}" in screen.getvalue()


def test_the_problem_ledger_holds_what_was_measured(paths: ReportPaths) -> None:
    [row] = [row for row in table(paths, "问题明细") if row["单位"] == "张集镇"]
    assert row["栏目／文件"] == "通知公告" and row["超期天数"] == 434
    assert day(row["最后更新（发布）日期"]) == date(2011, 9, 2)
    assert row["检查标准"] == "14天，本系统默认标准，非法定"
    book = openpyxl.load_workbook(paths.problems_xlsx)
    sheet = book["问题台账"]
    assert sheet.freeze_panes == "C3" and sheet.auto_filter.ref == f"A2:L{len(FINDINGS) + 2}"
    undecided = list(book["未判断事项"].iter_rows(min_row=3, values_only=True))
    assert [line[1] for line in undecided] == ["财政局", "人防办"]
    assert "8个单位：6个全部判断，2个部分判断（2项未能判断）" in str(sheet["A1"].value)
    assert "提示事项" not in book.sheetnames, "a list without a row is no sheet"


def table(paths: ReportPaths, name: str) -> list[dict[str, object]]:
    """A sheet's rows by its head."""
    sheet = openpyxl.load_workbook(paths.problems_xlsx)[name]
    head, *rows = sheet.iter_rows(min_row=2, values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def day(cell: object) -> date:
    assert isinstance(cell, datetime)
    return cell.date()


@pytest.mark.parametrize("naughty", NAUGHTY)
def test_what_stands_on_a_page_is_never_a_formula_a_link_or_a_script(
    tmp_path: Path, naughty: str
) -> None:
    details = {"channel": naughty, "last_date": naughty, "overdue_days": naughty, "url": naughty}
    hostile = replace(STALE, sentence_zh=naughty, details=details)
    paths = write_reports(config(tmp_path), inspection((hostile,)), DAY)
    book = openpyxl.load_workbook(paths.problems_xlsx)
    expected = re.sub("[\x00\x0b]", "", naughty)
    for sheet, column in (("问题台账", "D"), *(("问题明细", each) for each in "CDEG")):
        cell = book[sheet][f"{column}3"]
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", expected, None)
    page = LexborHTMLParser(paths.circular_html.read_bytes())
    assert page.css("script") == [] and page.css("a") == []
    Document(str(paths.circular_docx))


def test_no_problems_is_said_in_words(tmp_path: Path) -> None:
    paths = write_reports(config(tmp_path), inspection(()), DAY)
    assert (
        openpyxl.load_workbook(paths.problems_xlsx)["问题台账"]["A3"].value
        == "在作出判断的范围内，未发现问题。"
    )


def test_html_and_docx_say_the_same(paths: ReportPaths) -> None:
    html = LexborHTMLParser(paths.circular_html.read_bytes())
    in_html = [node.text(strip=True) for node in html.css("h2, h3, p.body")]
    in_docx = [paragraph.text for paragraph in Document(str(paths.circular_docx)).paragraphs]
    assert in_html and set(in_html) <= set(in_docx)


def test_reports_are_made_again_from_what_was_written_down(
    paths: ReportPaths, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    before = paths.circular_html.read_bytes()
    paths.circular_html.unlink()
    assert read_material(data) == read_material(data, DAY)
    write_material(data, read_material(data))
    assert paths.circular_html.read_bytes() == before


def test_a_day_without_an_inspection_and_a_torn_file_are_said(
    paths: ReportPaths, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="2012-11-24"):
        read_material(tmp_path / "data", DAY.replace(day=24))
    paths.material_json.write_text("{", encoding="utf-8")
    with pytest.raises(StoreFailed, match=r"inspection\.json"):
        read_material(tmp_path / "data")


def test_a_folder_that_cannot_be_listed_is_not_one_without_reports(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("no folder")
    with pytest.raises(StoreFailed, match="reports"):
        read_material(tmp_path)


NIGHTS = (date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1))


def _written(data: Path) -> None:
    for day in NIGHTS:
        for path in paths_of(data, day).all:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x", "utf-8")


def test_what_is_older_goes_and_what_is_evidence_stays(tmp_path: Path) -> None:
    _written(tmp_path)
    stamp = tmp_path / "reports" / "2025-01-01" / "manifest.tsr"
    stamp.write_text("x", "utf-8")
    remove_reports(old_reports(tmp_path, date(2025, 6, 1)))
    left = {path.relative_to(tmp_path / "reports").as_posix() for path in tmp_path.rglob("*.*")}
    assert left == {
        "2025-01-01/manifest.tsr",
        *(f"2026-01-01/{path.name}" for path in paths_of(tmp_path, NIGHTS[-1]).all),
    }
    assert not (tmp_path / "reports" / "2024-01-01").exists()


def test_the_last_night_stays_however_old_it_is(tmp_path: Path) -> None:
    _written(tmp_path)
    assert {path.parent.name for path in old_reports(tmp_path, date(2030, 1, 1))} == {
        "2024-01-01",
        "2025-01-01",
    }


def test_nothing_is_old_where_no_night_was(tmp_path: Path) -> None:
    assert old_reports(tmp_path, date(2030, 1, 1)) == []
