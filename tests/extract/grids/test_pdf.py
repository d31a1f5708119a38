"""Tables printed in PDFs: drawn lines or none, over pages, lying on their side, merged, broken over
lines.
"""

from collections.abc import Sequence

import pytest

from crawler.documents.pdf import read_pdf
from crawler.documents.reading import DocumentReading, DocumentUnreadable
from crawler.extract.money import read_grids
from store.records import SpendTable
from tests.documents.pdf_writer import A4, Page, pdf
from tests.extract.money.pages import LIMITS, line, vague

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
WIDTHS = [80, 200, 70, 70, 70]
ROWS = [
    ["201", "一般公共服务支出", "60.00", "60.00", ""],
    ["20103", "政府办公厅及相关机构事务", "60.00", "60.00", ""],
    ["2010301", "行政运行", "60.00", "60.00", ""],
    ["212", "城乡社区支出", "40.00", "", "40.00"],
    ["21299", "其他城乡社区支出", "40.00", "", "40.00"],
    ["2129999", "其他城乡社区支出", "40.00", "", "40.00"],
    ["合计", "<", "100.00", "60.00", "40.00"],
]


def tables_of(*pages: Page) -> tuple[tuple[SpendTable, ...], DocumentReading]:
    reading = read_pdf(pdf(*pages))
    return read_grids(
        reading.grids, text=reading.prose, title=reading.title, tolerance=LIMITS.sum_tolerance
    ), reading


def titled(
    words: str = "2012年部门支出预算总表",
    unit: str = "单位：万元",
    *,
    width: int = A4[0],
    height: int = A4[1],
    turned: int = 0,
) -> Page:
    page = Page(width, height, turned)
    page.write(200, 50, words, size=16)
    page.write(480, 80, unit)
    return page


def codes(table: SpendTable) -> list[tuple[str, float | None]]:
    return [(each.code, each.amount_yuan) for each in table.lines]


WHOLE = [
    ("201", 600_000.0),
    ("20103", 600_000.0),
    ("2010301", 600_000.0),
    ("212", 400_000.0),
    ("21299", 400_000.0),
    ("2129999", 400_000.0),
]


def test_a_ruled_table_with_title_unit_and_merged_total() -> None:
    page = titled()
    page.table([HEAD, *ROWS], WIDTHS)
    [table], reading = tables_of(page)
    assert (table.title, table.kind, table.year, table.unit) == (
        "2012年部门支出预算总表",
        "function",
        2012,
        "万元",
    )
    assert (codes(table), table.total_yuan, table.anomalies) == (WHOLE, 1_000_000.0, ())
    assert (vague(line(table, "城乡社区支出")), vague(table.lines[-1])) == (None, "problem")
    assert "2129999\t其他城乡社区支出\t40.00" in reading.text


def test_merged_headings_stand_over_all_their_columns() -> None:
    page = titled()
    page.table(
        [
            ["类", "款", "项", "科目名称", "支出预算", "<"],
            ["^", "^", "^", "^", "合计", "项目支出"],
            *_split(ROWS),
        ],
        [40, 40, 40, 190, 80, 80],
    )
    [table], reading = tables_of(page)
    assert codes(table) == WHOLE
    assert reading.grids[0].rows[0][4:] == ("支出预算", "支出预算")


def _split(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The code in three cells."""
    return [
        ["合计", "<", "<", "<", row[2], row[4]]
        if row[0] == "合计"
        else [row[0][:3], row[0][3:5], row[0][5:], row[1], row[2], row[4]]
        for row in rows
    ]


@pytest.mark.parametrize("again", [True, False])
def test_a_table_that_goes_on_over_the_page_is_one(again: bool) -> None:
    first, second = titled(), Page()
    first.table([HEAD, *ROWS[:4]], WIDTHS)
    first.write(290, 810, "- 7 -")
    second.table([HEAD, *ROWS[4:]] if again else ROWS[4:], WIDTHS, top=60)
    second.write(290, 810, "- 8 -")
    [table], reading = tables_of(first, second)
    assert (codes(table), table.total_yuan, table.anomalies) == (WHOLE, 1_000_000.0, ())
    assert "7" not in reading.prose


def test_a_table_under_its_own_title_on_the_next_page_is_another() -> None:
    first, second = titled(), titled("2012年部门基本支出预算表")
    first.table([HEAD, *ROWS], WIDTHS)
    second.table([HEAD, *ROWS], WIDTHS)
    tables, _ = tables_of(first, second)
    assert [table.title for table in tables] == [
        "2012年部门支出预算总表",
        "2012年部门基本支出预算表",
    ]


def test_the_same_table_of_another_office_on_the_next_page_is_another() -> None:
    first, second = titled(), titled()
    for page, office in ((first, "甲所"), (second, "乙所")):
        page.write(40, 80, f"编制部门：{office}")
        page.table([HEAD, *ROWS], WIDTHS)
    tables, _ = tables_of(first, second)
    assert [table.total_yuan for table in tables] == [1_000_000.0, 1_000_000.0]


def test_a_page_that_cannot_be_opened_is_no_empty_page() -> None:
    page = titled()
    page.table([HEAD, *ROWS], WIDTHS)
    body = pdf(page, Page(), Page())
    second = body.index(b"/Type/Page/", body.index(b"/Type/Page/") + 5)
    reading = read_pdf(body[:second] + b"/Type/Pxge/" + body[second + 11 :])
    assert (len(reading.grids), reading.unreadable) == (1, "broken: page 2 of 3")


def test_a_last_row_alone_on_the_next_page_is_laid_into_the_columns_before() -> None:
    first, second = titled(), Page()
    first.table([HEAD, *ROWS[:-1]], WIDTHS)
    second.table(ROWS[-1:], WIDTHS, top=60)
    [table], _ = tables_of(first, second)
    assert (codes(table), table.total_yuan, table.anomalies) == (WHOLE, 1_000_000.0, ())


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_is_turned_reads_as_any_other(turned: int) -> None:
    page = titled(turned=turned)
    page.table([HEAD, *ROWS], WIDTHS)
    [table], _ = tables_of(page)
    assert (codes(table), table.unit) == (WHOLE, "万元")


@pytest.mark.parametrize("matrix", ["0 1 -1 0 595 0", "0 -1 1 0 0 842"])
def test_words_that_lie_on_their_side_are_read_upright(matrix: str) -> None:
    upright = titled(width=842, height=595)
    upright.table([HEAD, *ROWS], WIDTHS)
    sideways = Page(width=595, height=842)
    sideways.marks = [f"q {matrix} cm", *upright.marks, "Q"]
    [table], _ = tables_of(sideways)
    assert (codes(table), table.unit) == (WHOLE, "万元")


def test_a_table_without_any_drawn_line() -> None:
    page = titled()
    page.table([HEAD, *ROWS[:-1], ["合计", "", "100.00", "60.00", "40.00"]], WIDTHS, ruled=False)
    page.write(40, 400, "说明：其他城乡社区支出40万元，主要用于路灯电费和河道保洁。")
    [table], _ = tables_of(page)
    assert (codes(table), table.total_yuan, table.unit) == (WHOLE, 1_000_000.0, "万元")
    assert (table.lines[-1].explained, table.lines[-1].reason) == ("specific", "路灯电费和河道保洁")


def test_rows_without_lines_between_them_are_rows() -> None:
    page = titled()
    page.table([HEAD, *ROWS[:-1], ["", "合计", "100.00", "60.00", "40.00"]], WIDTHS, ruled=False)
    edges = [40 + sum(WIDTHS[:at]) for at in range(6)]
    for x in edges:
        page.rule(x, 100, x, 260)
    for y in (100, 120, 260):
        page.rule(edges[0], y, edges[-1], y)
    [table], _ = tables_of(page)
    assert (codes(table), table.total_yuan, table.anomalies) == (WHOLE, 1_000_000.0, ())


def test_a_name_over_two_lines_is_one_name() -> None:
    page = titled()
    page.table([HEAD, *ROWS[:4], ["21299", "", "40.00", "", "40.00"], *ROWS[5:]], WIDTHS, row=30)
    page.write(123, 100 + 5 * 30 + 4, "其他城乡社区")
    page.write(123, 100 + 5 * 30 + 16, "支出")
    [table], _ = tables_of(page)
    assert [each.name for each in table.lines if each.code == "21299"] == ["其他城乡社区支出"]


def test_depth_is_read_from_where_words_begin() -> None:
    page = titled()
    y = page.table(
        [
            ["项目", "金额"],
            ["", "60.00"],
            ["", "60.00"],
            ["", "40.00"],
            ["", "40.00"],
            ["合计", "100.00"],
        ],
        [200, 80],
    )
    for number, (words, ems) in enumerate(
        [("人员支出", 0), ("工资", 2), ("公用支出", 0), ("其他支出", 2)], start=1
    ):
        page.write(43 + 10 * ems, 100 + number * 20 + 5, words)
    assert y == 220
    [table], _ = tables_of(page)
    assert [(each.name, each.level) for each in table.lines] == [
        ("人员支出", 0),
        ("工资", 1),
        ("公用支出", 0),
        ("其他支出", 1),
    ]
    assert table.total_yuan == 1_000_000.0


def test_a_reason_cut_by_the_end_of_a_page_is_read_whole() -> None:
    first, second, third = titled(), Page(), Page()
    first.table([HEAD, *ROWS], WIDTHS)
    second.write(
        40, 60, "1、城乡社区支出（类）其他城乡社区支出（款）其他城乡社区支出（项）40万元。主要"
    )
    second.write(290, 815, "19")
    third.write(40, 60, "用于：路灯电费、河道保洁。")
    [table], _ = tables_of(first, second, third)
    assert (table.lines[-1].explained, vague(table.lines[-1])) == ("specific", "warning")


def test_running_titles_cut_neither_sentences_nor_tables() -> None:
    pages = [titled(), Page(), Page(), Page()]
    for number, page in enumerate(pages):
        page.write(200, 20, "某局2012年度部门预算公开")
        page.write(290, 810, f"第 {number + 1} 页")
    pages[0].table([HEAD, *ROWS[:4]], WIDTHS)
    pages[1].table(ROWS[4:], WIDTHS, top=60, left=52)
    pages[2].write(
        40, 760, "1、城乡社区支出（类）其他城乡社区支出（款）其他城乡社区支出（项）40万元。主要"
    )
    pages[3].write(40, 60, "用于：路灯电费、河道保洁。")
    [table], reading = tables_of(*pages)
    assert (codes(table), table.anomalies) == (WHOLE, ())
    assert table.lines[-1].explained == "specific"
    assert "公开" not in reading.prose


def test_pages_that_are_pictures_are_named_and_never_called_clean() -> None:
    scanned, cover = Page(), titled("某局2012年部门预算", unit="")
    scanned.picture()
    _, reading = tables_of(cover, scanned, scanned)
    assert reading.unreadable == "image_only: 2 of 3 pages are pictures without words"
    assert reading.remarks == ("image_only: page 2, 3 of 3",)


def test_a_stamp_page_beside_tables_is_a_remark_only() -> None:
    page, stamp = titled(), Page()
    page.table([HEAD, *ROWS], WIDTHS)
    stamp.picture()
    _, reading = tables_of(page, stamp)
    assert (reading.unreadable, reading.remarks) == ("", ("image_only: page 2 of 2",))


def test_prose_with_numbers_is_no_table() -> None:
    page = Page()
    for number in range(12):
        page.write(
            40,
            60 + 20 * number,
            f"第{number}项工作2012年安排资金{number}00万元，比上年增加{number}万元，增长3%。",
        )
    tables, reading = tables_of(page)
    assert (tables, reading.grids) == ((), ())


def test_a_box_around_words_is_no_table() -> None:
    page = titled()
    page.table([["说明：本单位2012年支出100万元。"]], [400])
    tables, reading = tables_of(page)
    assert tables == ()
    assert "说明：本单位" in reading.prose


def test_broken_and_empty_files_say_so() -> None:
    for body in (b"%PDF-1.4", b"%PDF-1.4\n" + b"x" * 500, pdf(Page())):
        try:
            assert read_pdf(body).unreadable
        except DocumentUnreadable as why:
            assert str(why)
