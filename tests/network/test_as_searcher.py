"""The one visit that is not made under our own name (docs/faults.md W10): told, and off by one setting."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.folder import Config
from crawler.cloaking_check import MANNER
from tests.network.small_city import SmallCity

SAID = "以从搜索引擎进入的普通浏览器的名义各查看一次"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    city = SmallCity(tmp_path, units=3, timeout_s=10).start()
    yield city
    city.stop()


def with_setting(config: Config, *, as_searcher: bool) -> Config:
    crawl = config.office.crawl.model_copy(update={"as_searcher": as_searcher})
    return replace(config, office=config.office.model_copy(update={"crawl": crawl}))


@pytest.mark.parametrize("as_searcher", [True, False])
def test_as_searcher_off_stops_every_such_request_and_its_sentence(
    city: SmallCity, as_searcher: bool
) -> None:
    night = city.night(0, with_setting(city.config(), as_searcher=as_searcher))
    asked = city.fixture_server.headers
    posing = [
        (host, path)
        for host, path, headers in asked
        if headers.get("user-agent") != city.config().office.crawl.user_agent
        or any(value in MANNER.values() for value in headers.values())
        or "referer" in headers
    ]
    assert len(asked) > 6 and (len(posing) == 3) is as_searcher and bool(posing) is as_searcher
    page = night.reports.circular_html.read_text(encoding="utf-8")
    assert (SAID in page) is as_searcher
