"""Which documents are one, which tables are judged, and what stands for the same row twice."""

from dataclasses import replace

from config.rulebook import VagueExpense
from monitor.judging.verdict import Why
from monitor.measures.spending.budgets import (
    budgets_of,
    cannot_be_judged,
    latest_versions,
    not_judged,
    why_not_judged,
)
from store.records import SpendLine
from tests.monitor.measures.papers import document, other, table


def test_a_document_put_up_again_takes_the_place_of_the_first() -> None:
    first = document(table(other(0.3)), day=1)
    again = document(table(other(0.1)), title="2026年部门预算（更正）", day=9)
    another_month = document(replace(table(), total_yuan=5.0), day=5)
    unread = replace(document(day=2), unreadable="image_only")
    kept = list(latest_versions((again, first, another_month, unread)))
    assert kept == [again, unread, another_month]


def test_a_document_is_judged_where_one_table_of_spending_adds_up() -> None:
    broken = replace(table(), anomalies=("sums_differ: 3%",))
    assert cannot_be_judged(document(broken))
    assert not cannot_be_judged(document(broken, table()))
    assert not cannot_be_judged(document(replace(broken, is_spending=False)))
    assert cannot_be_judged(replace(document(table()), unreadable="encrypted"))


def test_the_heaviest_row_comes_first_and_a_budget_without_other_is_a_whole() -> None:
    small = replace(table(other(0.9)), total_yuan=10.0)
    rows = budgets_of([document(small, table(other(0.2)))], VagueExpense())["spending:budget:2026"]
    assert [row.line.share for row in rows] == [0.2, 0.9], (
        "the larger whole before the larger share"
    )
    whole = budgets_of([document(table(year=None))], VagueExpense())
    assert [row.subject for row in whole["spending:budget:unknown"]] == ["spending:budget:unknown"]


def test_a_mere_file_name_gives_way_to_the_tables_title() -> None:
    (named,) = budgets_of([document(table(), title="download.jsp")], VagueExpense()).values()
    assert named[0].title == "支出表"


def test_nothing_follows_from_a_table_without_its_whole_and_the_reason_is_told() -> None:
    of_no_total = document(replace(table(other(0.3)), anomalies=("no_total: 合计 “####”",)))
    assert (cannot_be_judged(of_no_total), why_not_judged(of_no_total)) == (True, Why.NO_TOTAL)
    in_no_unit = document(replace(table(other(0.3)), anomalies=("no_unit",)))
    assert why_not_judged(in_no_unit) is Why.NO_UNIT
    assert why_not_judged(replace(in_no_unit, unreadable="encrypted")) is Why.DOCUMENT_UNREADABLE


def test_a_table_that_was_not_judged_is_told_of_beside_one_that_was() -> None:
    broken = replace(table(other(0.3)), anomalies=("no_total: pieces",))
    beside = document(table(SpendLine("30201", "办公费", 1e6, 1.0)), broken)
    assert not_judged(beside) == [(Why.NO_TOTAL, broken)]
    assert not_judged(document(table(other(0.3)), broken)) == [], "the same line was judged"


def test_one_sum_is_one_subject_under_its_name_and_its_codes() -> None:
    under_name = replace(other(0.3, code=""), name="五、其他支出")
    rows = [
        under_name,
        *(replace(other(0.3, code=code)) for code in ("22999", "2299999")),
    ]
    another = replace(other(0.31, code=""), name="六、其他支出")
    budgets = budgets_of([document(table(*rows, another))], VagueExpense())
    assert {row.subject for row in budgets["spending:budget:2026"]} == {
        "spending:budget:2026:2299999",
        "spending:budget:2026:六、其他支出",
    }


def test_a_funds_own_paper_gives_way_to_the_paper_of_the_whole() -> None:
    fund_line = replace(other(1.0), amount_yuan=10_000.0)
    fund = replace(table(fund_line, kind="function"), total_yuan=10_000.0)
    whole = table(replace(other(0.01), amount_yuan=10_000.0), kind="function")
    papers = [document(fund, title="政府性基金支出表"), document(whole, title="支出总表", day=2)]
    (rows,) = budgets_of(papers, VagueExpense()).values()
    assert [row.line.share for row in rows] == [0.01]
    (alone,) = budgets_of(papers[:1], VagueExpense()).values()
    assert [row.line.share for row in alone] == [1.0]
