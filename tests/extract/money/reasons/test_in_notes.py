"""Reasons in a row of their own, under a mark, in a remark over several rows."""

import pytest

from tests.extract.money.pages import read_page
from tests.extract.money.reasons.beside import ROWS, other


def test_a_sentence_in_the_last_row() -> None:
    rows = [*ROWS, ["说明：“其他支出”为偿还公路工程欠款。", "说明：“其他支出”为偿还公路工程欠款。"]]
    assert (other(rows=rows).explained, other(rows=rows).reason) == ("specific", "偿还公路工程欠款")


@pytest.mark.parametrize(
    ("marked", "note"),
    [
        ("其他支出*", "*防汛物资、抗旱打井。"),
        ("其他支出①", "① 防汛物资、抗旱打井。"),
        ("其他支出（注1）", "注1：防汛物资、抗旱打井。"),
        ("其他支出[2]", "[2] 防汛物资、抗旱打井。"),
    ],
)
def test_a_footnote_is_found_by_its_mark(marked: str, note: str) -> None:
    rows = [*ROWS[:3], [marked, "250.00"], ROWS[4]]
    line = other(rows=rows, below=f"<p>{note}</p>")
    assert line.explained == "specific"
    assert "防汛物资" in line.reason
    assert other(
        rows=rows, below=f"<p>{note.replace('防汛物资、抗旱打井', '其他')}</p>"
    ).explained != ("specific")


def test_a_footnote_of_another_mark_is_of_another_line() -> None:
    rows = [*ROWS[:2], ["公用支出②", "250.00"], ["其他支出①", "250.00"], ROWS[4]]
    assert other(rows=rows, below="<p>② 水电费。</p>").explained is None


def test_a_remark_over_several_rows_is_theirs_only_whom_it_names() -> None:
    def remarked(words: str) -> str | None:
        head = "<tr><td>项目</td><td>金额</td><td>备注</td></tr>"
        first = f"<tr><td>人员支出</td><td>750.00</td><td rowspan=2>{words}</td></tr>"
        rest = "<tr><td>其他支出</td><td>250.00</td></tr><tr><td>合计</td><td>1,000.00</td><td></td></tr>"
        page = (
            f"<p>2012年支出预算表</p><p>单位：万元</p><table border=1>{head}{first}{rest}</table>"
        )
        return next(line for line in read_page(page)[0].lines if line.is_other).explained

    assert remarked("其他支出为路灯改造。") == "specific"
    assert remarked("人员支出为在职人员工资。") == "unclear"
