"""What was crawled is read again by index and console (docs/faults.md W19): no page may hold them up."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic

import pytest

from app.looking.page_words import PageWords
from app.night.indexing import refresh_search
from store.search.index import search
from tests.network.small_city import SmallCity, page
from tests.reliability.promises import NESTED_PAGES
from tests.reliability.rows import row
from tests.reliability.scales import scales

NESTED = b"<div>" * 200_000  # 1 MB
WORDS = "关于修筑堤防的公告"
TEXT = "为确保安全度汛，现将今冬修筑堤防的有关事项公告如下，请沿线群众予以支持配合。" * 4
IN_SECONDS = 60.0  # at most, on a busy machine; it was a quarter of an hour


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    city = SmallCity(tmp_path, units=2, timeout_s=10).start()
    yield city
    city.stop()


@scales(few=1, soak=6)
def test_w19_a_nested_page_holds_up_neither_the_index_nor_the_console(
    city: SmallCity, size: int, is_soak: bool
) -> None:
    with row(NESTED_PAGES.fault, NESTED_PAGES.what, soak=is_soak) as counted:
        nested = page(city.name("u01"), 1, title=WORDS, extra=f"<p>{TEXT}</p>") + NESTED
        city.pages["u01"] = nested
        config = city.config()
        city.night(0, config)
        began = monotonic()
        indexed = refresh_search(config)
        seconds = [monotonic() - began]
        found = search(config.data, WORDS, units=None, start=0, count=10)
        counted.point(
            ""
            if found.total == 1
            else f"{found.total} hits for the nested page, {indexed} indexed",
            "" if seconds[0] < IN_SECONDS else f"index: {seconds[0]:.0f} s",
        )
        for _ in range(size):
            began = monotonic()
            lines, look = shown(nested)
            seconds.append(monotonic() - began)
            counted.point(
                "" if TEXT in lines else "no words",
                "" if TEXT in (look or "") else "no look",
                "" if seconds[-1] < IN_SECONDS else f"console: {seconds[-1]:.0f} s",
            )
        counted.note = f"index {seconds[0]:.1f} s, words and look {max(seconds[1:]):.1f} s"


def shown(body: bytes) -> tuple[list[str], str | None]:
    """As the console shows it: words, and look."""
    reader, url, kind = PageWords(), "http://u01.example/", "text/html"
    lines = reader.lines(body, url=url, content_type=kind, status=200, day=date(2026, 11, 11))
    return lines, reader.look(body, url=url, content_type=kind)
