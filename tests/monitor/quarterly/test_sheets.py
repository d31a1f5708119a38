"""The same figures as sheets, opened by another program."""

import io
from pathlib import Path
from typing import Any

import openpyxl

from monitor.quarterly.sheets import quarter_sheets
from tests.monitor.quarterly.city import NIGHT, figures, life, looked, office, problem


def test_sheets_hold_the_same_counts_as_numbers(tmp_path: Path) -> None:
    found = [problem(n, "huanbao", "dead_link", subject=f"item:{n}") for n in (4, 3)]
    mended = problem(9, "huanbao", "stale_homepage", sentence_zh="=1+1")
    lives = [(one, [life(one, NIGHT)]) for one in found]
    lives.append((mended, [life(mended, NIGHT, NIGHT)]))
    told = figures(office(tmp_path), lives, seen=[looked("huanbao")])
    book = openpyxl.load_workbook(io.BytesIO(quarter_sheets(told, office(tmp_path))))
    assert book.sheetnames == ["统计表", "网站", "问题分类", "问题"]
    total = [cell.value for cell in list(book["统计表"].rows)[-1]]
    assert total[1:4] == [3, 1, "33.3%"] and total[7:9] == [3, 1]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in list(book["问题"].rows)[2:]]
    assert [row[0] for row in rows] == [3, 4, 9], "by their numbers"
    assert rows[2][3] == "=1+1" and rows[2][5] == "已整改" and rows[2][6].date() == NIGHT
    assert book["问题"]["D5"].data_type == "s", "words, no formula"
