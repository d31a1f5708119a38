"""Whose clock is wrong, ours or a server's (docs/faults.md W20): one server, however many pages it
has, says nothing of ours.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from app.night.crawl_and_merge import CLOCK_TOLERANCE, off_by_most
from crawler.transport.exchange import server_date
from tests.crawler.fixture_server import Handler, Question
from tests.network.small_city import FIRST, SmallCity, not_judged, page
from tests.reliability.promises import FALSE_SERVER_CLOCK
from tests.reliability.rows import row
from tests.reliability.scales import scales

H = 3600.0


@pytest.mark.parametrize(
    ("canaries", "servers", "hours"),
    [
        ([], [], 0),
        ([], [8 * H, 0], 0),
        ([], [8 * H, 0, 0], 0),
        ([], [8 * H, 8 * H, 0], 8),
        ([], [8 * H, -8 * H, 0], 0),
        ([], [-48 * H, -48 * H, -47 * H], 48),
        ([], [8 * H], 8),  # there is nobody else to ask
        ([0], [8 * H], 0),
        ([8 * H], [0, 0], 0),
        ([8 * H], [8 * H, 0], 8),
        ([0, 0], [8 * H] * 30, 0),  # the canaries go before all servers
        ([8 * H, 8 * H], [0] * 30, 8),
        ([8 * H, 0], [8 * H] * 30, 0),
    ],
)
def test_most_decide_and_canaries_first(
    canaries: list[float], servers: list[float], hours: int
) -> None:
    off = off_by_most(canaries, servers)
    assert round(off / timedelta(hours=1)) == hours
    assert (off > CLOCK_TOLERANCE) is (hours > 0)


@pytest.mark.parametrize(
    ("headers", "hour"),
    [
        ({"Date": "Fri, 23 Nov 2012 01:00:00 GMT"}, 1),
        ({"date": "Fri, 23 Nov 2012 01:00:00 GMT", "AGE": "7200"}, 3),
        ({"Date": "Fri, 23 Nov 2012 01:00:00 GMT", "Age": "-7200"}, 1),
        ({"Date": "Fri, 23 Nov 2012 01:00:00 GMT", "Age": "²"}, 1),
        ({"Date": "Fri, 23 Nov 2012 01:00:00 GMT", "Age": "9" * 400}, 1),
        ({"Date": "Fri, 31 Dec 9999 23:59:59 GMT", "Age": "7200"}, None),
        ({"Date": "yesterday", "Age": "7200"}, None),
        ({"Age": "7200"}, None),
    ],
)
def test_the_age_of_a_cached_answer_is_added(headers: dict[str, str], hour: int | None) -> None:
    at = server_date(headers)
    assert at == (None if hour is None else datetime(2012, 11, 23, hour, tzinfo=UTC))


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    city = SmallCity(tmp_path, units=3, timeout_s=10).start()
    yield city
    city.stop()


def dated(city: SmallCity, unit: str, off: timedelta, **headers: str) -> Handler:
    """The unit's pages, told by a server whose clock is `off`."""
    links = "".join(f'<a href="/zwgk/{n}.html">政务公开栏目第{n}号</a>' for n in range(12))
    body = page(city.name(unit), int(unit[1:]), extra=links if unit == "u01" else "")

    async def answer(question: Question) -> None:
        shown = format_datetime(FIRST + off, usegmt=True)
        await question.send(body, Content_Type="text/html", Date=shown, **headers)

    return answer


@scales(few=(3,), soak=(3, -3, 400))
def test_w20_one_server_with_most_pages_has_a_wrong_clock(
    city: SmallCity, size: tuple[int, ...], is_soak: bool
) -> None:
    with row(FALSE_SERVER_CLOCK.fault, FALSE_SERVER_CLOCK.what, soak=is_soak) as counted:
        city.behaviours["u02"] = dated(city, "u02", timedelta(0))
        # kept for four days by a cache, which says so
        city.behaviours["u03"] = dated(city, "u03", timedelta(days=-4), Age=str(4 * 86_400))
        for number, days in enumerate(size):
            city.behaviours["u01"] = dated(city, "u01", timedelta(days=days))
            night = city.night(number)
            counted.point(
                "" if night.run.state == "complete" else f"{days} d: {night.run.state}",
                f"{days} d: {night.run.note}" if "clock_suspect" in night.run.note else "",
                f"{days} d: {not_judged(night)} not judged" if not_judged(night) else "",
            )
        asked = city.fixture_server.asked
        pages = {host: sum(n for (h, _), n in asked.items() if h == host) for host, _ in asked}
        counted.note = f"{pages['u01.example']} of {sum(pages.values())} questions went to it"
        assert pages["u01.example"] > sum(pages.values()) / 2
