"""The papers of any night, made as they are asked for, for those who see every unit."""

import re

import pytest

from monitor.console.context import Console
from monitor.console.views.papers import PAPERS
from tests.monitor.console.conftest import Visitor

DAY = "2026-11-20"


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_of_a_night_is_saved(office: Visitor, name: str) -> None:
    assert f"/papers/{name}?day={DAY}" in office.get("/papers").text
    answer = office.get(f"/papers/{name}?day={DAY}")
    assert answer.status_code == 200 and len(answer.content) > 2000
    assert answer.headers["content-disposition"] == f'attachment; filename="{DAY}-{name}"'
    assert answer.content[:2] == (b"<!" if name.endswith("html") else b"PK")


def test_earlier_nights_have_theirs_and_other_days_none(office: Visitor) -> None:
    days = set(re.findall(r"\?day=([\d-]+)", office.get("/papers").text))
    assert len(days) > 3
    first = office.get(f"/papers/circular.html?day={min(days)}").text
    assert first != office.get("/papers/circular.html").text
    for path in ("/papers/circular.html?day=2001-01-01", "/papers/x?day=" + DAY,
                 "/papers/circular.html?day=..%2F.."):  # fmt: skip
        assert office.get(path).status_code == 404, path


def test_who_does_not_see_every_unit_gets_none(console: Console) -> None:
    leader = Visitor(console)
    leader.come_in("zhao")
    for path in ("/papers", f"/papers/circular.html?day={DAY}"):
        assert leader.get(path).status_code == 403
    assert "/papers" not in leader.get("/runs").text


def test_the_circular_is_read_in_the_browser_and_stands_on_the_first_screen(
    office: Visitor, console: Console
) -> None:
    address = f"/papers/circular.html?day={DAY}&amp;open=1"
    assert address in office.get("/papers").text and address in office.get("/").text
    read = office.get(address.replace("&amp;", "&"))
    assert read.headers["content-disposition"] == "inline"
    assert read.headers["content-security-policy"].startswith("sandbox")
    leader = Visitor(console)
    leader.come_in("zhao")
    assert "/papers" not in leader.get("/").text, "who does not see every unit is led to none"


def test_each_unit_with_something_to_repair_has_its_notice_and_no_other(office: Visitor) -> None:
    page = office.get("/papers").text
    told = dict(re.findall(r'href="/findings\?unit=(\w+)">(\d+)<', page))
    assert told and all(f"/papers/notices/{unit}" in page for unit in told)
    for unit, n in told.items():
        answer = office.get(f"/papers/notices/{unit}")
        assert answer.content[:2] == b"PK" and f"{DAY}-notice-{unit}.docx" in str(answer.headers)
        assert f"现有问题 {n}项" in re.sub(
            r"<[^>]+>", "", office.get(f"/findings?unit={unit}").text
        )
    assert office.get("/papers/notices/nobody").status_code == 404
    nothing = next(unit for unit in ("caizheng", "shuiwu") if unit not in told)
    assert office.get(f"/papers/notices/{nothing}").status_code == 404


def test_notices_are_for_whoever_sees_every_unit(console: Console) -> None:
    leader = Visitor(console)
    leader.come_in("zhao")
    assert leader.get("/papers/notices/hongshanzui").status_code == 403
