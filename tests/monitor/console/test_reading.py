"""What was kept, as people read it: a table row by row, and no word about versions that is not so."""

from datetime import date

import pytest

from app.looking.page_words import PageWords
from config.folder import Config
from crawler.documents.page_lines import in_rows
from monitor.console.rendered import Rendered
from store.ledger import open_ledger
from store.queries.console.page import captures_of
from tests.monitor.console.conftest import Visitor

ROWS = "".join(
    f"<tr><td>3029{n}</td><td> 其他 支出{n}</td><td></td><td>{n},000.00</td></tr>" for n in range(4)
)
INTRODUCTION = "现将本单位支出预算公开如下，欢迎监督。" * 20


def test_the_cells_of_a_row_stand_in_one_line() -> None:
    page = (
        f"<html><body><h1>支出预算表</h1><p>{INTRODUCTION}</p><table>{ROWS}</table></body></html>"
    )
    lines = PageWords().lines(
        page.encode(),
        url="http://a.example/b.html",
        content_type="text/html",
        status=200,
        day=date(2026, 1, 1),
    )
    assert "30292　其他 支出2　2,000.00" in lines and INTRODUCTION in lines


def test_a_table_that_only_lays_out_the_page_joins_nothing() -> None:
    lines = ["第一段", "第二段", "30291", "1,000.00"]
    page = "<table><tr><td><p>第一段</p><p>第二段</p><table><tr><td>30291</td><td>1,000.00</td></tr></table></td></tr></table>"
    assert in_rows(lines, page) == ["第一段", "第二段", "30291　1,000.00"]
    assert in_rows(lines, "<p>第一段") == lines


def test_an_early_version_is_not_called_the_only_one(office: Visitor, config: Config) -> None:
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        page = ledger.db.conn.execute(
            "SELECT page FROM capture GROUP BY page HAVING count(*) > 1 LIMIT 1"
        ).fetchone()[0]
        first = captures_of(ledger, page)[0]
    finally:
        ledger.close()
    assert "只留存了一个版本" not in office.get(f"/pages/{page}?after={first.id}").text


@pytest.mark.parametrize(
    ("short", "zh", "en"),
    [
        ("6/0/0", "职权6件、义务0件、权利0件", "powers 6, duties 0, rights 0"),
        ("3 failures, 26.5 h", "3次失败，26.5小时", "3 failures, 26.5 h"),
        ("2 looks, 30 s apart", "2次访问，间隔30秒", "2 looks, 30 s apart"),
        ("5.3% of 38 probes", "38次探测的5.3%", "5.3% of 38 probes"),
        ("1 d, 1 checks", "1天，1次访问", "1 day, 1 check"),
        ("6 mo", "6个月", "6 months"),
        ("15 nights", "15次夜间检查", "15 nights"),
        ("picture only", "只有图片", "picture only"),
        ("35.6%", "35.6%", "35.6%"),
        ("2026-06-30", "2026年6月30日", "2026-06-30"),
    ],
)
def test_a_measure_is_said_in_the_reader_s_language(
    config: Config, short: str, zh: str, en: str
) -> None:
    zone = config.office.zone
    assert (Rendered("zh", zone).measure(short), Rendered("en", zone).measure(short)) == (zh, en)


def test_a_subject_of_the_budget_is_said_and_not_keyed(config: Config) -> None:
    zone = config.office.zone
    assert Rendered("zh", zone).subject("disclosure:final_accounts:2023") == "2023年决算"
    assert (
        Rendered("en", zone).subject("spending:budget:2026:30299")
        == "spending budget of 2026 · 30299"
    )
