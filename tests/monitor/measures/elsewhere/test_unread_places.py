"""What was not found may stand behind a menu's word: of the unit's own pages, or of a platform."""

from types import SimpleNamespace
from typing import Any

import pytest

from monitor.dossier.facts import MenuLink
from monitor.judging.verdict import Why
from monitor.measures.elsewhere.unread_places import why_it_may_stand_unread


def why(*links: tuple[str, str], read: str = "") -> Why | None:
    menus = [MenuLink(words, f"http://h{n}.cn/", way) for n, (way, words) in enumerate(links)]  # type: ignore[arg-type]
    dossier: Any = SimpleNamespace(menus=menus, read_elsewhere=SimpleNamespace(hosts={read}))
    return why_it_may_stand_unread({"duties"}, dossier)


@pytest.mark.parametrize("way", ["unknown", "closed"])
def test_an_unread_page_of_that_name_leaves_doubt(way: str) -> None:
    assert why((way, "机构职能")) is Why.COVERAGE_LOW


def test_a_platform_leaves_doubt_until_it_is_read() -> None:
    assert why(("unknown", "信息公开"), ("elsewhere", "政务公开")) is Why.EXTERNAL_PLATFORM
    assert why(("elsewhere", "政务公开"), read="h0.cn") is None


def test_what_was_read_is_of_another_matter_or_an_articles_title_leaves_none() -> None:
    assert why(("read", "机构职能"), ("unknown", "投诉举报")) is None
    assert why(("unknown", "关于落实安全生产主体责任的通知")) is None
