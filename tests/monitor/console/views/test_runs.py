"""The nights and the lists behind their numbers."""

import re

import pytest

from tests.monitor.console.conftest import Visitor

NIGHT = "/runs/2026-11-20"
_NUMBERS = re.compile(r'<(?:td|dd)[^>]*class="number[^>]*>(.*?)</(?:td|dd)>', re.S)


def cells(html: str) -> list[str]:
    return [cell for cell in _NUMBERS.findall(html) if "秒" not in cell and "分钟" not in cell]


@pytest.mark.parametrize("path", ["/", "/runs", NIGHT])
def test_every_number_leads_to_its_list(office: Visitor, path: str) -> None:
    page = office.get(path).text
    bare = [cell for cell in cells(page) if re.search(r"[1-9]", re.sub(r"<a .*?</a>", "", cell))]
    assert cells(page) and bare == []
    facts = re.search(r'<dl class="facts counts">(.*?)</dl>', page, re.S)
    if facts:
        told = re.findall(r"<dd>(.*?)</dd>", facts[1])
        assert told and all(one == "0" or one.startswith("<a ") for one in told)


@pytest.mark.parametrize("counted", ["fetched", "failed", "not_judged", ""])
def test_a_list_holds_as_many_as_its_number_says(office: Visitor, counted: str) -> None:
    page = office.get(NIGHT).text
    for unit in re.findall(r'href="/units/(\w+)"', page):
        query = f"unit={unit}&amp;counted={counted}" if counted else f"unit={unit}"
        linked = re.search(rf'href="{NIGHT}/visits\?{query}">(\d+)<', page)
        if linked:
            told = office.get(f"{NIGHT}/visits?{query}".replace("&amp;", "&")).text
            n = int(re.search(r"(\d+)(?:页|次访问)</span></h1>", told)[1])  # type: ignore[index]
            assert n == int(linked[1]) if counted else n >= int(linked[1])


def test_what_was_left_undecided_is_listed_matter_by_matter(office: Visitor) -> None:
    page = office.get(NIGHT).text
    n = int(re.search(rf'href="{NIGHT}/undecided">(\d+)<', page)[1])  # type: ignore[index]
    told = office.get(f"{NIGHT}/undecided").text
    assert f"{n}项</span></h1>" in told and told.count("<tr><td>") == min(n, 100)
    [why] = re.findall(r"/undecided\?why=(\w+)", office.get("/").text)[:1]
    some = office.get(f"{NIGHT}/undecided?why={why}").text
    assert 0 < some.count("<tr><td>") <= told.count("<tr><td>")
    nothing = office.get(f"{NIGHT}/undecided?why=nothing").text
    assert "可以" in nothing and f'href="{NIGHT}/undecided"' in nothing


def test_the_list_of_nights_says_how_far_each_judged(office: Visitor) -> None:
    page = office.get("/runs").text
    assert "未能判断（项）" in page and f'href="{NIGHT}/undecided"' in page


def test_a_night_that_there_was_not_has_no_lists(office: Visitor) -> None:
    for path in ("visits", "undecided"):
        assert office.get(f"/runs/2001-01-01/{path}").status_code == 404
