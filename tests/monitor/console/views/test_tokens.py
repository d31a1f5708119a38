"""Tokens of one's own in the account, and what programs get by them: what the person may see."""

import re

import pytest

from monitor.console.context import Console
from monitor.console.token_gate import MOST_A_MINUTE
from store.desk.users import Role
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import add_person

READ = ("/api/v1/findings", "/api/v1/units", "/feeds/findings.atom", "/feeds/deadlines.ics")


def made(visitor: Visitor, name: str = "日历") -> str:
    answer = visitor.say("/account/tokens", what="make", name=name)
    found = re.search(r'class="token">(gk_[\w-]+)<', answer.text)
    assert found is not None
    return found[1]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_is_shown_once_reads_and_is_revoked(office: Visitor, stranger: Visitor) -> None:
    token = made(office)
    assert token not in office.get("/account").text
    for path in READ:
        assert stranger.get(path).status_code == 401, path
        assert stranger.get(path, headers=bearer(token)).status_code == 200, path
        assert stranger.get(f"{path}?token={token}").status_code == 200, path
    for page in ("/", "/findings", "/account", "/data/", "/captures/1/raw"):
        assert stranger.get(page, headers=bearer(token)).status_code == 303, page
    said = stranger.post(
        "/account/tokens", data={"what": "make", "name": "x"}, headers=bearer(token)
    )
    assert said.status_code in (401, 403), "a token makes no token"
    number = re.findall(r'name="token" value="(\d+)"', office.get("/account").text)[-1]
    assert office.say("/account/tokens", what="revoke", token=number).status_code == 303
    assert stranger.get(READ[0], headers=bearer(token)).status_code == 401


def test_a_unit_s_token_sees_its_own_and_no_more(console: Console, stranger: Visitor) -> None:
    add_person(console, "jtj2", Role.UNIT, ("jiaotong",))
    unit = Visitor(console)
    unit.come_in("jtj2")
    token = made(unit)
    units = stranger.get("/api/v1/units", headers=bearer(token)).json()["units"]
    assert [one["id"] for one in units] == ["jiaotong"]
    found = stranger.get("/api/v1/findings?count=200", headers=bearer(token)).json()["findings"]
    assert found and {one["unit"] for one in found} == {"jiaotong"}
    assert stranger.get("/api/v1/units/caizheng/nights", headers=bearer(token)).status_code == 404
    for path in READ[2:]:
        assert "洪山嘴" not in stranger.get(path, headers=bearer(token)).text
    others = stranger.get("/api/v1/findings?unit=hongshanzui", headers=bearer(token)).json()
    assert others["total"] == 0


def test_programs_have_a_pace(office: Visitor, stranger: Visitor) -> None:
    token = made(office, "快")
    codes = [
        stranger.get("/api/v1/openapi.json", headers=bearer(token)).status_code
        for _ in range(MOST_A_MINUTE + 1)
    ]
    assert codes[-1] == 429 and set(codes[:-1]) == {200}
    answer = stranger.get("/api/v1/units", headers=bearer(token))
    assert answer.headers["retry-after"] == "60" and answer.json() == {"error": "Too many requests"}


@pytest.mark.parametrize("token", ["", "gk_wrong", "wrong", "gk_" + "a" * 500, "gk_\u00e9"])
def test_a_wrong_token_opens_nothing(stranger: Visitor, token: str) -> None:
    answer = stranger.get("/api/v1/units", params={"token": token})
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"


def test_what_is_asked_wrongly_is_refused(office: Visitor) -> None:
    for form in ({"what": "make", "name": " "}, {"what": "x", "name": "a"}):
        assert office.say("/account/tokens", **form).status_code == 400
    assert office.say("/account/tokens", what="revoke", token="999999").status_code == 404


def test_before_the_first_night_programs_are_told(empty_console: Console) -> None:
    add_person(empty_console, "wang", Role.OFFICE)
    office = Visitor(empty_console)
    office.come_in("wang")
    answer = office.get("/api/v1/findings")
    assert answer.status_code == 503 and "error" in answer.json()
