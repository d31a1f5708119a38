"""The office's table as people keep it: merged kinds, totals and signatures, links, spread names,
hidden rows.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
import pytest

from config.office_table.units_table import UnitsTable, read_units_table

HEAD = ["单位名称", "类别", "网址"]
CZJ, SLJ = "http://czj.example.gov.cn/", "http://slj.example.gov.cn/"


def read(
    rows: Sequence[Any],
    *,
    merge: Sequence[str] = (),
    links: Mapping[str, str] | None = None,
    hide: Sequence[int] = (),
    more: Callable[[Any], None] = lambda book: None,
) -> UnitsTable:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(list(row))
    for cells in merge:
        sheet.merge_cells(cells)
    for cell, target in (links or {}).items():
        sheet[cell].hyperlink = target
    for number in hide:
        sheet.row_dimensions[number].hidden = True
    more(book)
    body = io.BytesIO()
    book.save(body)
    return read_units_table(body.getvalue(), "单位表.xlsx")


def units(table: UnitsTable) -> dict[str, list[str]]:
    assert not table.problems, [problem.text().zh for problem in table.problems]
    return {
        draft["name"]: [draft["kind"], *(site["url"] for site in draft.get("sites", []))]
        for draft in table.drafts
    }


def notes(table: UnitsTable) -> str:
    return "\n".join(note.zh for note in table.notes)


def test_a_kind_written_once_for_many_rows_is_each_ones() -> None:
    rows = [
        ["县直单位一览表"],
        ["类别", "序号", "单位名称", "网址"],
        ["县直部门", 1, "某县财政局", CZJ],
        [None, 2, "某县水利局", SLJ],
        ["乡镇", 3, "大河镇人民政府", "http://dh.example.gov.cn/"],
        ["合计", None, "3个", None],
        ["制表：办公室", None, None, "审核：  "],
        ["注：以上网址以备案为准", None, None, None],
    ]
    table = read(rows, merge=["A1:D1", "A3:A4"])
    assert units(table) == {
        "某县财政局": ["department", CZJ],
        "某县水利局": ["department", SLJ],
        "大河镇人民政府": ["township", "http://dh.example.gov.cn/"],
    }
    assert "第 6—8 行是小标题、合计、签字或说明" in notes(table)


def test_a_row_of_its_own_announces_the_kind_of_those_below() -> None:
    rows = [
        ["序号", "单位名称", "网址"],
        ["一、县直部门（2个）"],
        [1, "某县财政局", CZJ],
        [2, "某县水利局", SLJ],
        ["二、乡镇"],
        [3, "大河镇人民政府", None],
        ["小 计", 3, None],
        ["填报人：", None, "联系电话："],
    ]
    table = read(rows, merge=["A2:C2", "A5:C5"])
    kinds = [kind for kind, *_ in units(table).values()]
    assert kinds == ["department", "department", "township"]
    assert "第 2、5、7、8 行是小标题" in notes(table), "nothing is passed over in silence"


def test_the_address_behind_a_word_is_the_units() -> None:
    def by_formula(book: Any) -> None:
        book.active["C3"] = f'=HYPERLINK("{SLJ}","进入网站")'

    rows = [HEAD, ["某县财政局", "部门", "点击访问"], ["某县水利局", "部门", None]]
    table = read(rows, links={"C2": CZJ}, more=by_formula)
    assert units(table) == {"某县财政局": ["department", CZJ], "某县水利局": ["department", SLJ]}


def test_an_address_that_leads_elsewhere_is_asked_about() -> None:
    rows = [HEAD, ["某县财政局", "部门", CZJ], ["某县水利局", "部门", SLJ]]
    (problem,) = read(rows, links={"C2": CZJ, "C3": CZJ}).problems
    assert (problem.line, problem.key) == (3, "网址") and CZJ in problem.text().zh


def test_blanks_and_breaks_that_spread_a_name_are_none_of_it() -> None:
    rows = [
        ["单 位\n名 称", "单位\n类别", "门户网站\n地址"],
        ["某县财 政\u3000局", "县政府工作部门", CZJ],
        ["某县\n水利局", "政府组成部门", SLJ],
        ["大河镇人民政府\xa0", "乡（镇）", None],
        ["某县财政局 ", "部门", CZJ],
    ]
    table = read(rows)
    assert list(units(table)) == ["某县财政局", "某县水利局", "大河镇人民政府"]
    assert "第 5 行与第 2 行是同一单位" in notes(table)


def test_a_word_without_an_address_behind_it_is_refused() -> None:
    (problem,) = read([HEAD, ["某县财政局", "部门", "点击访问"]]).problems
    assert (problem.line, problem.key) == (2, "网址") and "点击访问" in problem.text().zh


def test_one_name_with_two_addresses_is_asked_about() -> None:
    rows = [HEAD, ["某县财政局", "部门", CZJ], ["某县 财政局", "部门", SLJ]]
    (problem,) = read(rows).problems
    assert problem.line == 3 and "第 2 行" in problem.text().zh


def test_a_unit_over_two_rows_has_both_addresses() -> None:
    rows = [HEAD, ["某县财政局", "部门", CZJ], [None, None, "http://www.example.gov.cn/czj/"]]
    table = read(rows, merge=["A2:A3", "B2:B3"])
    assert units(table) == {"某县财政局": ["department", CZJ, "http://www.example.gov.cn/czj/"]}


def test_an_address_over_two_rows_is_both_units() -> None:
    shared = "http://www.example.gov.cn/jy/"
    rows = [HEAD, ["某县教育局", "部门", "点击访问"], ["某县体育局", "部门", None]]
    table = read(rows, merge=["C2:C3"], links={"C2": shared})
    assert [urls for _, *urls in units(table).values()] == [[shared], [shared]]


def test_the_lower_line_of_a_heading_in_two_lines_names_the_columns() -> None:
    rows = [
        ["序号", "单位", None, "网站", None],
        [None, "单位名称", "类别", "网站名称", "网址"],
        [1, "某县财政局", "部门", "某县财政", CZJ],
    ]
    table = read(rows, merge=["A1:A2", "B1:C1", "D1:E1"])
    assert units(table) == {"某县财政局": ["department", CZJ]}


def test_units_of_every_sheet_are_read_and_hidden_ones_asked_about() -> None:
    def second(book: Any) -> None:
        towns, old = book.create_sheet("乡镇"), book.create_sheet("旧表")
        towns.append(HEAD)
        towns.append(["大河镇人民政府", "乡镇", None])
        old.append(HEAD)
        old.append(["某县物价局", "部门", None])
        old.sheet_state = "hidden"

    rows = [HEAD, ["某县财政局", "部门", CZJ], ["某县粮食局", "部门", None]]
    table = read(rows, hide=[3], more=second)
    assert list(units(table)) == ["某县财政局", "大河镇人民政府"]
    assert "第 3 行（某县粮食局）被隐藏" in notes(table)
    assert "第 2 行（某县物价局）被隐藏" in notes(table)


@pytest.mark.parametrize("said", ["无", "暂无网站", "—", "/"])
def test_many_equal_remarks_are_one_line(said: str) -> None:
    rows = [HEAD, *([f"某县第{n}中学", "二级单位", said] for n in range(1, 61))]
    table = read(rows)
    assert len(units(table)) == 60
    (remark,) = [note.zh for note in table.notes if "没有网站" in note.zh]
    assert remark.startswith("第 2—61 行：60 个单位")


def test_many_equal_refusals_are_one_line() -> None:
    rows = [HEAD, *([f"某县第{n}中学", None, None] for n in range(1, 61))]
    (problem,) = read(rows).problems
    assert problem.line == 2 and "第 2—61 行，共 60 处" in problem.text().zh
    assert "rows 2—61, 60 in all" in problem.text().en
