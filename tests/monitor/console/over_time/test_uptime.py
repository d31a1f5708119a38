"""Whether a site opened, and how long it took."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.console.over_time.uptime import FAILED, OPENED, UNSEEN, response_times, uptime
from store.queries.console.over_time import HomeDays, SiteTime

FIRST = date(2026, 3, 2)
ZONE = ZoneInfo("Asia/Shanghai")


def days(*numbers: int) -> frozenset[date]:
    return frozenset(FIRST + timedelta(days=n) for n in numbers)


def test_walls_and_our_own_faults_count_neither_for_nor_against_a_site() -> None:
    rows = [
        HomeDays("u", "main", "open", days(0, 1)),
        HomeDays("u", "main", "tcp_timeout", days(1, 2)),
        HomeDays("u", "main", "waf_challenge", days(3, 9)),
    ]
    found = uptime("main", rows, days(0, 1, 2, 3, 4))
    assert [found.count(what) for what in (OPENED, FAILED, UNSEEN)] == [2, 1, 1]
    assert found.share == 2 / 3, "a night on which it opened once is one on which it opened"


def test_a_site_that_nobody_saw_has_no_share() -> None:
    assert uptime("main", [], days(0)).share is None
    assert uptime("main", [HomeDays("u", "main", "http_401_403", days(0))], days(0)).share is None


def test_times_are_those_of_days_in_the_office_s_zone() -> None:
    late = datetime(2026, 3, 2, 17, tzinfo=UTC)  # the third in Shanghai
    times = [SiteTime("main", late, 0.2), SiteTime("main", late, 0.4), SiteTime("main", late, 3.0)]
    found = response_times(times, 5, ZONE, FIRST, FIRST + timedelta(days=2))
    assert found is not None
    assert (found.answered, found.of, found.usual, found.slow) == (3, 5, 0.4, None)
    assert found.course.points[0][0] == 500


def test_of_many_probes_the_slow_ones_are_told_and_of_none_nothing() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    times = [SiteTime("main", at, n / 10) for n in range(1, 41)]
    found = response_times(times, 40, ZONE, FIRST, FIRST)
    assert found is not None and found.slow is not None and 3.7 < found.slow < 4
    assert response_times([], 7, ZONE, FIRST, FIRST) is None
