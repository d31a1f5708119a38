from datetime import date

from monitor.scoring.nights import Nights


def test_nights_between_two_days_are_bits() -> None:
    days = tuple(date(2026, 10, day) for day in (1, 2, 5, 9))
    nights = Nights(days, 92, date(2026, 12, 31))
    assert nights.between(date(2026, 10, 2), date(2026, 10, 5)) == 0b0110
    assert nights.between(date(2026, 9, 1), None) == 0b1111
    assert nights.between(date(2026, 10, 6), date(2026, 10, 8)) == 0
    assert nights.between(date(2026, 10, 9), date(2026, 10, 1)) == 0
