"""Total and parts; what the reader is not sure of is no slip of theirs."""

from store.records import Difference, difference
from tests.extract.money.checks.planted import HEAD, ROWS, changed, remarks


def test_a_difference_is_kept_as_text_and_read_again() -> None:
    each = Difference("parts", "商品和服务支出: 其中", 100.0, 90.0)
    assert difference(str(each)) == each
    assert difference("sums_differ: 1.00 against 2.00") is None


def test_half_of_the_money_missing_is_a_reading_gone_wrong_and_no_slip() -> None:
    assert "total" not in [each.check for each in remarks(changed([HEAD, *ROWS], 1, 2, "2,000.00"))]


def test_nothing_is_added_up_where_an_amount_cannot_be_read() -> None:
    lost = changed([HEAD, *ROWS], 8, 2, "####")
    assert "parts" not in [each.check for each in remarks(lost)]
