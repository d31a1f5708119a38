"""What a document states two ways, in both languages."""

import pytest

from monitor.measures.spending.consistency import SAID, differences_in, told
from store.records import Difference, SpendTable


def table(*remarks: str) -> SpendTable:
    return SpendTable("支出表", "detail", True, 2012, "budget", "元", 1e6, remarks=remarks)


def test_each_is_told_once_and_what_is_no_difference_not_at_all() -> None:
    each = str(Difference("total", "合计", 1000.0, 990.0))
    found = differences_in([table(each, "unknown"), table(each)])
    assert [told(one).zh for one in found] == [
        "表内数据不勾稽：“合计”1,000.00元，各行相加990.00元，相差10.00元"
    ]


@pytest.mark.parametrize("check", SAID)
def test_every_comparison_is_told_with_both_sums(check: str) -> None:
    said = told(Difference(check, "办公费", 1234.5, 1200.0))
    for words in (said.zh, said.en):
        assert all(sum_ in words for sum_ in ("1,234.50", "1,200.00", "34.50"))
        assert "{" not in words
