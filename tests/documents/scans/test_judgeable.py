"""What of a recognised table may be judged: where one figure is misread a sum breaks, and nothing is."""

from dataclasses import replace

import pytest

from config.rulebook_files import shipped_rulebook
from crawler.documents.scans.judgeable import (
    ADDS_UP,
    FOR_REFERENCE,
    NOTHING,
    adds_up,
    as_recognised,
)
from monitor.measures.spending.vague_spending import level
from store.outcomes import Outcome
from store.records import PageFacts, PageKind, SpendLine, SpendTable

LIMITS = shipped_rulebook().limits.vague_expense
AMOUNTS = {"201": 700.0, "20101": 700.0, "212": 300.0, "21299": 300.0}
NAMES = {
    "201": "一般公共服务支出",
    "20101": "人大事务",
    "212": "城乡社区支出",
    "21299": "其他城乡社区支出",
}


def table(**changed: float) -> SpendTable:
    amounts = AMOUNTS | {code.removeprefix("c"): amount for code, amount in changed.items()}
    lines = tuple(
        SpendLine(
            code=code,
            name=NAMES[code],
            amount_yuan=amount * 1e4,
            share=amount / 1_000,
            level=len(code) // 2 - 1,
            is_other=code.endswith("99"),
            is_broken_down=False,
            is_weighed_elsewhere=False,
            rank=1,
        )
        for code, amount in amounts.items()
    )
    return SpendTable(
        title="支出表",
        kind="function",
        is_spending=True,
        year=2025,
        document="budget",
        unit="万元",
        total_yuan=1e7,
        lines=lines,
        is_total_printed=True,
    )


def facts(*tables: SpendTable, unreadable: str = "") -> PageFacts:
    return PageFacts(
        PageKind.ATTACHMENT, "scan", Outcome.OPEN, tables=tables, document_unreadable=unreadable
    )


def test_a_table_whose_sums_hold_is_judged() -> None:
    read = as_recognised(facts(table()))
    assert read.document_unreadable == ADDS_UP
    [recognised] = read.tables
    assert [level(line, LIMITS) for line in recognised.lines if line.is_other] == ["problem"]


@pytest.mark.parametrize("code", ["c201", "c20101", "c212", "c21299"])
@pytest.mark.parametrize("off", [0.1, -200.0, 9_000.0])
def test_one_misread_figure_anywhere_and_nothing_is_judged(code: str, off: float) -> None:
    misread = table(**{code: AMOUNTS[code[1:]] + off})
    assert not adds_up(misread)
    read = as_recognised(facts(misread))
    assert read.document_unreadable == FOR_REFERENCE
    [recognised] = read.tables
    assert "recognised" in recognised.anomalies
    assert not [line for line in recognised.lines if level(line, LIMITS)]


def test_without_a_printed_total_or_a_table_nothing_is_judged() -> None:
    assert not adds_up(replace(table(), is_total_printed=False))
    assert as_recognised(facts()).document_unreadable == NOTHING
    broken = as_recognised(facts(unreadable="no words in the scan"))
    assert broken.document_unreadable == "image_only: no words in the scan"
