"""Content is a function of scenario, seed, URL and time; only the volatile bits change between two
looks.
"""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from demo.city import City
from demo.seeded_random import SeededRandom
from demo.world import SHANGHAI
from demo.writing.fields import FIELDS
from demo.writing.money import DemoPaper, Style, write
from tests.demo.asking import ask, text_of

_VOLATILE = re.compile(
    r"浏览次数：<span class=\"pv\">\d+</span>|浏览次数：\d+|点击：\d+|点击：\[<span id=\"dynclicks_wbnews_\d+\">\d+</span>\]|您是第(?:<b>)?\d+(?:</b>)?位访问者|在线人数：\d+"
    r"|天气：\S+ \d+～\d+℃ 风力\d级|content=\"[0-9a-f]{16}\"|value=\"[0-9a-f]{16}\"|\?[vt_]=[0-9a-f]{16}|耗时：[\d.]+毫秒"
)
_TURNING = re.compile(
    r"热点推荐(?:</div>)?.*?(?:</ul>|</table>|</div>)|友情链接.*?</(?:div|td)>", re.S
)


@pytest.mark.parametrize("unit", ["guoshui", "gongdian", "yaojian", "laodong"])
def test_two_looks_differ_in_volatile_bits_and_nothing_else(old_city: City, unit: str) -> None:
    now = old_city.nights[5]
    old_city.set_now(now)
    encoding = "gbk" if unit == "laodong" else "utf-8"
    for url in (
        old_city.site_url(unit),
        old_city.channel_url(unit, "gzdt"),
        old_city.item_urls(unit, "gzdt")[0],
    ):
        one, two = (text_of(old_city, url, now, encoding) for _ in range(2))
        assert one != two
        assert _still(one) == _still(two)


def test_another_day_changes_the_banner_and_nothing_else(old_city: City) -> None:
    night = old_city.nights[4]
    old_city.set_now(night)
    url = old_city.item_urls("laodong", "zcwj")[-1]
    one, two = (
        text_of(old_city, url, night, "gbk"),
        text_of(old_city, url, night + timedelta(days=1), "gbk"),
    )
    assert "今天是2012年10月2日 星期二" in one
    assert "今天是2012年10月3日 星期三" in two
    banner = re.compile(r"今天是\S+ 星期.")
    assert banner.sub("", _still(one)) == banner.sub("", _still(two))


def test_a_file_site_answers_304_until_something_changes(old_city: City) -> None:
    night = old_city.nights[5]
    url = old_city.site_url("caizheng")
    first = ask(old_city, url, night)
    etag = dict(first.headers)["etag"]
    assert first.body == ask(old_city, url, night).body
    assert (
        ask(old_city, url, night + timedelta(hours=2), headers={"if-none-match": etag}).status
        == 304
    )
    assert (
        ask(old_city, url, night + timedelta(days=9), headers={"if-none-match": etag}).status == 200
    )
    modified = dict(first.headers)["last-modified"]
    assert ask(old_city, url, night, headers={"if-modified-since": modified}).status == 304


def test_the_same_seed_plants_the_same_city_and_others_do_not() -> None:
    cities = [City("inspection-2012", seed, port=None) for seed in (2, 2, 3)]
    try:
        night = cities[0].nights[-1]
        placed = [
            {
                (unit, rule)
                for unit, rule, _ in city.truth.findings
                if rule in ("vague_expense", "one_sided_disclosure")
            }
            for city in cities
        ]
        assert placed[0] == placed[1] != placed[2]
        pages = [ask(city, city.channel_url("caizheng", "gzdt"), night).body for city in cities]
        assert pages[0] == pages[1] != pages[2]
    finally:
        for city in cities:
            city.stop()


def test_a_workbook_is_the_same_bytes_whenever_it_is_written() -> None:
    words = ("局", "局", FIELDS["tax"], DemoPaper.BUDGET, 2012, Style.CLEAN)
    assert write(*words, SeededRandom("a")).workbook == write(*words, SeededRandom("a")).workbook
    assert b"2000-01-01" in ZipFile(BytesIO(write(*words, SeededRandom("a")).workbook)).read(
        "docProps/core.xml"
    )


def test_healthy_channels_are_inside_their_limits_on_every_night(any_city: City) -> None:
    allowed = any_city.truth.stale_units
    for night in any_city.nights:
        assert any_city.truth_on(night).stale_units <= allowed


def test_nights_are_at_two_in_the_citys_zone(any_city: City) -> None:
    assert all(night.astimezone(SHANGHAI).hour == 2 for night in any_city.nights)
    assert any_city.nights == sorted(any_city.nights)


def _still(page: str) -> str:
    return _TURNING.sub("", _VOLATILE.sub("", page))
