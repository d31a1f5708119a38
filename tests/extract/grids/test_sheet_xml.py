"""XML Spreadsheet 2003 as accounting programs write it."""

import pytest

from crawler.extract.grids.grid import MAX_ROWS
from crawler.extract.grids.safe_xml import XmlRefused
from crawler.extract.grids.sheet_xml import sheets_of_xml

BOOK = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>'


def cell(words: object, more: str = "") -> str:
    kind = "Number" if isinstance(words, int | float) else "String"
    return f'<Cell {more}><Data ss:Type="{kind}">{words}</Data></Cell>'


def sheet(*rows: str, before: str = "", after: str = "") -> bytes:
    table = f"<Table>{before}{''.join(rows)}</Table>"
    return BOOK.format(f'<Worksheet ss:Name="表">{table}{after}</Worksheet>').encode()


def row(*cells: str, more: str = "") -> str:
    return f"<Row {more}>{''.join(cells)}</Row>"


def test_cells_stand_where_they_say_and_merged_ones_repeat() -> None:
    [grid] = sheets_of_xml(
        sheet(
            row(cell("预算表", 'ss:MergeAcross="2"')),
            row(cell("科目", 'ss:MergeDown="1"'), cell("金额", 'ss:Index="3"')),
            row(cell(5.5, 'ss:Index="3"')),
            row(
                cell("合计"), '<Cell ss:Index="3" ss:Formula="=SUM(R[-1]C)"/>', more='ss:Index="6"'
            ),
        )
    )
    assert grid.rows == (
        ("预算表", "预算表", "预算表"),
        ("科目", "", "金额"),
        ("科目", "", "5.5"),
        ("", "", ""),
        ("", "", ""),
        ("合计", "", "="),
    )
    assert grid.repeats == {(0, 1), (0, 2), (2, 0)}
    assert (grid.before, grid.is_cut) == ("表", False)


def test_what_is_hidden_is_left_out() -> None:
    rows = (
        row(cell("科目"), cell("旧"), cell(1)),
        row(cell("其他"), cell("x"), cell(9), more='ss:Hidden="1"'),
    )
    [grid] = sheets_of_xml(sheet(*rows, before='<Column ss:Index="2" ss:Hidden="1"/>'))
    assert grid.rows == (("科目", "", "1"), ("", "", ""))
    hidden = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    assert sheets_of_xml(sheet(*rows, after=hidden)) == []


def test_a_row_far_below_is_not_reached_and_said() -> None:
    [grid] = sheets_of_xml(sheet(row(cell("a")), row(cell("b"), more=f'ss:Index="{MAX_ROWS}"')))
    assert grid.is_cut
    assert len(grid.rows) == 1


def test_entities_are_refused() -> None:
    with pytest.raises(XmlRefused):
        sheets_of_xml(b'<!DOCTYPE a [<!ENTITY x "y">]>' + sheet())
