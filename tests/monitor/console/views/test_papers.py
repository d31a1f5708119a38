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
