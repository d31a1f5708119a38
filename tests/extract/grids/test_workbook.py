"""Spreadsheets as offices save them, and as nobody honest does."""

import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.documents.bombs import old_workbook
from tests.extract.money.pages import line, read_book, vague, xlsx

ROWS: list[list[object]] = [
    ["某局2012年部门支出预算表", None, None, None],
    [None, None, None, "单位：万元"],
    ["科目编码", "科目名称", "合计", "备注"],
    ["201", "一般公共服务支出", 1000.5, None],
    ["20103", "政府办公厅（室）及相关机构事务", 1000.5, None],
    ["2010301", "行政运行", 700.5, None],
    ["2010399", "其他政府办公厅（室）及相关机构事务支出", 300, None],
    ["合计", None, 1000.5, None],
]
PLAIN: list[list[object]] = [["办公费", 60], ["差旅费", 40], ["合计", 100]]


def test_an_xlsx_with_merged_title_and_total() -> None:
    reading = read_book(xlsx(ROWS, merged=["A1:D1", "A8:B8"]), title="附件")
    assert reading.unreadable == ""
    [table] = reading.tables
    assert (table.title, table.year, table.document, table.unit) == (
        "某局2012年部门支出预算表",
        2012,
        "budget",
        "万元",
    )
    assert (table.total_yuan, table.anomalies) == (10_005_000.0, ())
    heavy = line(table, "其他政府办公厅（室）及相关机构事务支出")
    assert (heavy.code, heavy.amount_yuan, vague(heavy)) == ("2010399", 3_000_000.0, "problem")
    assert "行政运行 700.5" in reading.text


def test_the_year_that_only_the_columns_name_is_the_newest() -> None:
    rows: list[list[object]] = [
        ["一般公共预算基本支出表", None, None, None],
        [None, None, None, "单位：元"],
        ["科目编码", "科目名称", "2023年预算数", "2024年预算数"],
        ["301", "工资福利支出", 80, 90],
        ["30199", "其他工资福利支出", 20, 30],
        [None, "合计", 80, 90],
    ]
    [table] = read_book(xlsx(rows), title="附件6").tables
    assert (table.year, table.total_yuan, line(table, "其他工资福利支出").amount_yuan) == (
        2024,
        90.0,
        30.0,
    )


def test_the_year_of_a_cover_is_that_of_the_sheets_behind_it() -> None:
    book = load_workbook(io.BytesIO(xlsx([["支出表"], ["单位：元"], ["项目", "金额"], *PLAIN])))
    cover = book.create_sheet("封面", 0)
    cover.append([None, "2012年部门预算"])
    cover.append([None, "某局"])
    out = io.BytesIO()
    book.save(out)
    [table] = read_book(out.getvalue(), title="附件6").tables
    assert (table.year, table.total_yuan) == (2012, 100.0)


def test_a_table_of_the_three_publics_on_its_side_keeps_its_unit() -> None:
    rows: list[list[object]] = [
        ["“三公”经费支出表", None, None, None],
        [None, None, None, "单位：万元"],
        ["因公出国（境）费", "公务接待费", "公务用车运行费", "合计"],
        [0, 1.5, 5, 6.5],
    ]
    [table] = read_book(xlsx(rows, merged=["A1:D1"])).tables
    assert (table.title, table.unit, table.total_yuan) == ("“三公”经费支出表", "万元", 65_000.0)


def test_codes_kept_as_numbers_are_codes() -> None:
    rows: list[list[object]] = [
        ["类", "款", "项", "科目名称", "合计"],
        [208, 5, 1, "行政单位离退休", 70],
        [208, 5, 99, "其他养老支出", 30],
        [None, None, None, "合计", 100],
    ]
    [table] = read_book(xlsx(rows)).tables
    assert [each.code for each in table.lines] == ["2080501", "2080599"]


def test_two_tables_below_each_other_in_one_sheet() -> None:
    rows: list[list[object]] = [
        *ROWS,
        [],
        ["某局2012年“三公”经费预算表"],
        ["单位：元"],
        ["项目", "金额"],
        ["公务接待费", 60],
        ["公务用车运行维护费", 40],
        ["合计", 100],
    ]
    first, second = read_book(xlsx(rows)).tables
    assert (first.unit, first.kind, second.unit, second.kind, second.total_yuan) == (
        "万元",
        "function",
        "元",
        "sangong",
        100.0,
    )


def test_every_visible_sheet_is_read_and_a_reason_in_another_sheet_counts() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in ROWS:
        page.append(row)
    words = book.create_sheet("说明")
    words.append(
        [
            "其他政府办公厅（室）及相关机构事务支出300万元，主要用于政务服务大厅改造、应急指挥车购置。"
        ]
    )
    hidden = book.create_sheet("草稿")
    hidden.sheet_state = "hidden"
    hidden.append(["项目", "金额"])
    hidden.append(["其他", 5])
    out = io.BytesIO()
    book.save(out)
    [table] = read_book(out.getvalue()).tables
    assert vague(line(table, "其他政府办公厅（室）及相关机构事务支出")) == "warning"


CSV = "项目,金额（元）,备注\n办公费,700,\n其他,300,\n合计,1000,\n"


@pytest.mark.parametrize(
    "body",
    [
        CSV.encode("gbk"),
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.replace(",", "\t").encode("gb18030"),
    ],
)
def test_csv_in_every_encoding(body: bytes) -> None:
    [table] = read_book(body).tables
    assert (table.unit, table.total_yuan, vague(line(table, "其他"))) == ("元", 1000.0, "problem")


def test_a_csv_with_one_foreign_byte_is_read() -> None:
    body = (
        CSV.encode()
        + "".join(f"差旅费{number},1,\n" for number in range(200)).encode()
        + b"\xa3,0,\n"
    )
    assert read_book(body).unreadable == ""


def _far(body: bytes, cell: str) -> bytes:
    """The workbook with one stray far cell written into its first sheet."""
    row = re.sub(r"\D", "", cell)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            part = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                part = part.replace(
                    b"</sheetData>",
                    f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode(),
                )
            new.writestr(member.filename, part)
    return out.getvalue()


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "IV65536", "XFD30", "IV190000", "ZZ20"])
def test_a_stray_far_cell_changes_nothing(cell: str) -> None:
    body = xlsx(ROWS, merged=["A1:D1", "A8:B8"])
    assert read_book(_far(body, cell)).tables == read_book(body).tables


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_bombs_are_refused_with_a_reason() -> None:
    assert (
        "200 to 1"
        in read_book(
            _zip({"xl/workbook.xml": b"<x/>", "xl/sharedStrings.xml": b" " * 60_000_000})
        ).unreadable
    )
    assert (
        "members" in read_book(_zip({f"xl/{number}.xml": b"" for number in range(2001)})).unreadable
    )
    assert "climbing" in read_book(_zip({"xl/workbook.xml": b"", "../../x": b""})).unreadable
    assert "no xlsx" in read_book(_zip({"word/document.xml": b""})).unreadable


def test_far_cells_that_hide_from_the_thinning_are_refused() -> None:
    body = xlsx(ROWS)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(
        b"</sheetData>",
        b'<row a=">" r="1048576"><c a=">" r="XFD1048576"><v>1</v></c></row></sheetData>',
    )
    assert read_book(_zip(members)).unreadable == "cells too far out"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PK",
        b"PK\x03\x04 not a zip at all",
        xlsx(ROWS)[:2000],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"%PDF-1.4\n1,2\n3,4",
        b"one word",
        b"\x00\x01,\x02\n,",
    ],
)
def test_what_cannot_be_read_says_why(body: bytes) -> None:
    reading = read_book(body)
    assert reading.unreadable
    assert reading.tables == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
        st.binary(max_size=700).map(lambda tail: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + tail),
        st.text(max_size=200).map(str.encode),
    )
)
def test_any_bytes_are_no_exception(body: bytes) -> None:
    reading = read_book(body)
    assert reading.tables == () or not reading.unreadable


GOOD = xlsx(ROWS, merged=["A1:D1"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=12)
)
def test_a_damaged_workbook_is_no_exception(damage: list[tuple[int, int]]) -> None:
    body = bytearray(GOOD)
    for place, value in damage:
        body[place] = value
    assert isinstance(read_book(bytes(body)).unreadable, str)


def test_a_page_under_an_xls_name_is_read_as_the_page_it_is() -> None:
    page = "<html><meta charset=gb2312><p>2012年支出表 单位：元</p><table><tr><td>项目<td>金额<tr><td>办公费<td>70<tr><td>其他<td>30<tr><td>合计<td>100</table>"
    [table] = read_book(page.encode("gbk")).tables
    assert (table.total_yuan, vague(line(table, "其他"))) == (100.0, "problem")


def test_the_note_of_the_next_row_explains_nothing() -> None:
    rows: list[list[object]] = [
        ["项目", "金额（元）", "备注"],
        ["其他支出", 30, None],
        ["差旅费", 70, "主要用于外出参加业务培训学习"],
        ["合计", 100, None],
    ]
    [table] = read_book(xlsx(rows)).tables
    assert (vague(line(table, "其他支出")), line(table, "其他支出").explained) == ("problem", None)


def test_supplier_payments_are_told_by_their_label() -> None:
    body = (
        "Organisation,Business Unit No.,Expense Code,Expense Code Description,GL Date,Invoice No.,Irrecoverable VAT Amount,Invoiced Value,Supplier Name\n"
        "SOME COUNCIL,38004,9120,OTHER AGENCIES,2017-01-03,12,0.00,500.00,A LTD\n"
        "SOME COUNCIL,38005,9130,OTHER COSTS,2017-01-04,13,0.00,300.00,B LTD\n"
        "SOME COUNCIL,38006,9140,OTHER INCOME,2017-01-04,14,0.00,200.00,C LTD\n"
    )
    [table] = read_book(body.encode(), title="Spending over £500").tables
    assert (table.kind, table.total_yuan) == ("detail", 1000.0)
    assert [
        (each.code, each.name, each.is_bare, vague(each)) for each in table.lines if each.is_other
    ] == [("9130", "OTHER COSTS", True, "problem")]


OLD_ROWS: list[tuple[int, int, str | float]] = [
    (0, 0, "某局2012年支出表（单位：万元）"),
    (1, 0, "项目"),
    (1, 1, "金额"),
    (2, 0, "办公费"),
    (2, 1, 60.0),
    (3, 0, "其他支出"),
    (3, 1, 40.0),
    (4, 0, "合计"),
    (4, 1, 100.0),
]


def test_an_old_workbook_is_read() -> None:
    [table] = read_book(old_workbook(OLD_ROWS)).tables
    assert [(each.name, each.amount_yuan, vague(each)) for each in table.lines] == [
        ("办公费", 600_000.0, None),
        ("其他支出", 400_000.0, "problem"),
    ]


@pytest.mark.parametrize("cell", [(65_535, 255), (65_535, 0), (3, 255), (65_535, 3), (40_000, 200)])
def test_a_stray_far_cell_of_an_old_workbook_changes_nothing(cell: tuple[int, int]) -> None:
    body = old_workbook([*OLD_ROWS, (*cell, 1.0)])
    assert read_book(body).tables == read_book(old_workbook(OLD_ROWS)).tables
    assert len(read_book(body).text) < 200


def test_an_old_workbook_that_is_filled_to_the_last_corner_is_refused() -> None:
    assert (
        read_book(old_workbook([(row, row % 256, 1.0) for row in range(65_536)])).unreadable
        == "cells too far out"
    )


def test_csv_in_utf_16() -> None:
    text = "项目,金额（元）\n办公费,60\n其他支出,40\n合计,100\n"
    for body in (text.encode("utf-16"), b"\xfe\xff" + text.encode("utf-16-be")):
        [table] = read_book(body, title="支出表").tables
        assert (table.unit, table.total_yuan) == ("元", 100.0)
