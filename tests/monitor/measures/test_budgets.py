"""Which documents are one, which tables are judged, and what stands for the same row twice."""

from dataclasses import replace

from config.rulebook import VagueExpense
from monitor.measures.budgets import budgets_of, cannot_be_judged, latest_versions
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
