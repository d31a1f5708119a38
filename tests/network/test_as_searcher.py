"""The one visit that is not made under our own name (docs/faults.md W10): told, and off by one setting."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from config.folder import Config
from crawler.cloaking_check import MANNER
from tests.network.small_city import SmallCity
from tests.reliability.promises import POSING
from tests.reliability.rows import row
from tests.reliability.scales import scales

SAID = "以从搜索引擎进入的普通浏览器的名义各查看一次"


@contextmanager
def running(folder: Path) -> Iterator[SmallCity]:
    folder.mkdir()
    city = SmallCity(folder, units=3, timeout_s=10).start()
    try:
        yield city
    finally:
        city.stop()


def with_setting(config: Config, *, as_searcher: bool) -> Config:
    crawl = config.office.crawl.model_copy(update={"as_searcher": as_searcher})
    return replace(config, office=config.office.model_copy(update={"crawl": crawl}))


@scales(few=(True, False), soak=(True, False))
def test_as_searcher_off_stops_every_such_request_and_its_sentence(
    tmp_path: Path, size: tuple[bool, ...], is_soak: bool
) -> None:
    with row(POSING.fault, POSING.what, soak=is_soak) as counted:
        for as_searcher in size:
            with running(tmp_path / str(as_searcher)) as city:
                counted.points += poses(city, as_searcher=as_searcher)


def poses(city: SmallCity, *, as_searcher: bool) -> int:
    """How many requests were looked at."""
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
    return len(asked)
