"""The heads of columns decide which of a row's days is its publication's."""

import pytest

from tests.extract.rows.lists import days, link

HEADS = ("名称", "成文日期", "发布日期", "截止时间")
CELLS = ("2012-06-15", "2012-06-17", "2012-07-15")


def table(heads: tuple[str, ...], cells: tuple[str, ...], row: str = "tr", cell: str = "td") -> str:
    def line(words: tuple[str, ...]) -> str:
        return f"<{row}>{''.join(f'<{cell}>{word}</{cell}>' for word in words)}</{row}>"

    rows = "".join(line((link(place), *cells)) for place in range(3))
    return (
        f"<table>{line(heads)}{rows}</table>" if row == "tr" else f"<div>{line(heads)}{rows}</div>"
    )


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        (HEADS, CELLS, "2012-06-17"),
        (("名称", "发 布 日 期", "截止日期"), CELLS[1:], "2012-06-17"),
        (("名称", "截止", "发布"), (CELLS[2], CELLS[1]), "2012-06-17"),
        (("名称", "受理时间", "办结时间", "公示日期"), ("2012-05-15", "2012-06-01", "2012-06-02"), "2012-06-02"),
        (("名称", "来信时间", "状态"), ("2012-06-15", "已办结"), "2012-06-15"),
        # the head leaves it open, or speaks of another day
        (("名称", "受理时间", "办结时间"), CELLS[:2], ""),
        (("名称", "部门", "截止日期"), ("水利局", "2012-06-15"), ""),
        (("名称", "成文日期"), ("2012-06-15",), ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("row", "cell"), [("tr", "td"), ("ul", "li"), ("li", "span")])
def test_the_head_of_its_column_says_what_a_day_is(
    heads: tuple[str, ...], cells: tuple[str, ...], expected: str, row: str, cell: str
) -> None:
    assert {*days(table(heads, cells, row, cell))} <= {expected}
    if expected:
        assert days(table(heads, cells, row, cell)) == [expected] * 3


def test_pieces_in_cells_of_their_own_are_no_day() -> None:
    rows = "".join(
        f"<tr><td>{3 + place}</td><td>2012-05</td><td>{link(place)}</td></tr>" for place in range(3)
    )
    assert {*days(f"<table>{rows}</table>")} <= {""}
