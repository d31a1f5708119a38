"""What short texts tell of a day, whole or in part."""

import pytest

from crawler.extract.date_pieces import Pieces, is_calendar, read_pieces, read_two_digits
from crawler.extract.dates import to_plain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("18 六月，2024", (2024, 6, 18)), ("六月 18, 2024", (2024, 6, 18)), ("18 Jun 2024", (2024, 6, 18)), ("Jun 18 2024", (2024, 6, 18)), ("2024 Jun 18", (2024, 6, 18)),
        ("2024 06 18", (2024, 6, 18)), ("2024年 6月 18日", (2024, 6, 18)), ("2024 年 06 月 18 日", (2024, 6, 18)), ("2024 06-18", (2024, 6, 18)), ("06-18 2024", (2024, 6, 18)), ("2024-06 18", (2024, 6, 18)),
        ("18 2024-06", (2024, 6, 18)), ("18日 2024年6月", (2024, 6, 18)), ("18 2024.6", (2024, 6, 18)), ("18 6月 2024", (2024, 6, 18)), ("18 06 2024", (2024, 6, 18)),
        ("2024-06-18 星期二 09:30", (2024, 6, 18)), ("周二, 18/06/2024 - 10:30", (2024, 6, 18)), ("２０２４－０６－１８", (2024, 6, 18)), ("[2024-06-18]", (2024, 6, 18)),
        ("2024年6月", (2024, 6, 0)), ("2024.6", (2024, 6, 0)), ("六月 2024", (2024, 6, 0)), ("二〇二四年六月", (2024, 6, 0)), ("2024年", (2024, 0, 0)), ("2024年度", (2024, 0, 0)), ("2024", (2024, 0, 0)),
        ("6月", (0, 6, 0)), ("十一月", (0, 11, 0)), ("06-18", (0, 6, 18)), ("06-18 周二", (0, 6, 18)), ("六月十八日", (0, 6, 18)), ("18 6月", (0, 6, 18)), ("18日", (0, 0, 18)), ("18", (0, 0, 18)),
        # a count beside it, two months, a day of either month, nothing of a day
        ("2024-06-18 32", None), ("12 18", None), ("05 06 2024", None), ("2024-13", None), ("2024 18 06", None), ("32", None), ("0", None), ("188", None), ("第3期", None), ("the", None), ("", None),
    ],
)  # fmt: skip
def test_pieces(text: str, told: tuple[int, int, int] | None) -> None:
    assert read_pieces(to_plain(text)) == (Pieces(*told) if told else None)


@pytest.mark.parametrize(
    ("text", "may_be"),
    [("2024", True), ("年", True), ("六月，2024", True), ("Jun", True), ("Tue, 18 Jun", True), ("new", False), ("阅读 32", False), ("", False), ("1" * 40, False)],
)  # fmt: skip
def test_what_may_belong_to_a_day(text: str, may_be: bool) -> None:
    assert is_calendar(to_plain(text)) is may_be


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("[24/06/19]", (24, 6, 19)), ("24-06-19 10:30", (24, 6, 19)), ("24.06.19", (24, 6, 19)), ("2024-06-19", None), ("24/6/19", None), ("版本 24.06.19", None), ("1.24.06.19", None)],
)  # fmt: skip
def test_years_of_two_digits(text: str, numbers: tuple[int, int, int] | None) -> None:
    assert read_two_digits(text) == numbers


def test_a_heading_and_its_row() -> None:
    assert Pieces(day=18).below(Pieces(2024, 6)) == Pieces(2024, 6, 18)
    assert Pieces(0, 5, 18).below(Pieces(2024, 6)) is None
    assert Pieces(2024, 2, 30).as_date() is None
