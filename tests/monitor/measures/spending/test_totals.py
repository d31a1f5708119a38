"""What a document states as all its spending, where it states that in two ways."""

from dataclasses import replace

import pytest

from monitor.measures.spending.totals import another_total
from store.records import SpendTable

WHOLE = SpendTable(
    title="2012年部门预算支出预算表（功能分类）",
    kind="function",
    is_spending=True,
    year=2012,
    document="budget",
    unit="万元",
    total_yuan=6_464_400.0,
    is_total_printed=True,
    whole_yuan=6_464_400.0,
)
BASIC = replace(
    WHOLE,
    title="2012年部门预算基本支出预算表（经济分类）",
    kind="economic",
    total_yuan=6_847_600.0,
    whole_yuan=6_847_600.0,
)


def test_basic_spending_that_is_more_than_all_spending() -> None:
    assert another_total(BASIC, (WHOLE, BASIC)) == WHOLE.total_yuan
    assert another_total(WHOLE, (WHOLE, BASIC)) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(WHOLE, total_yuan=6_847_600.0),
        replace(WHOLE, total_yuan=6_850_000.0),  # rounded to 万元
        replace(WHOLE, year=2011),
        replace(WHOLE, document="final_accounts"),
        replace(WHOLE, title="2012年财政拨款支出预算表（功能分类）"),
        replace(WHOLE, is_total_printed=False),
        replace(WHOLE, kind="other"),
    ],
)
def test_what_is_no_second_sum_of_the_same(other: SpendTable) -> None:
    assert another_total(BASIC, (other, BASIC)) is None


def test_a_total_in_prose_or_in_another_table() -> None:
    for check, what in (("prose", "支出合计"), ("tables", "《支出总表》《收支总表》")):
        remarked = replace(WHOLE, remarks=(f"{check}: {what}: 6464400.00 against 6500000.00",))
        assert another_total(remarked, (remarked,)) == 6_500_000.0
    of_a_line = replace(WHOLE, remarks=("prose: 办公经费: 6464400.00 against 6500000.00",))
    assert another_total(of_a_line, (of_a_line,)) is None
