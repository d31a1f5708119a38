"""Days as documents write them."""

from datetime import date

from monitor.report.days import written_day


def test_days_have_no_leading_zeros_in_chinese() -> None:
    day = date(2012, 3, 5)
    assert (written_day(day, "zh"), written_day(day, "en")) == ("2012年3月5日", "2012-03-05")
