"""The JSON says of a finding what its page says."""

from tests.monitor.console.conftest import Visitor


def test_a_finding_is_the_same_in_the_list_and_alone(office: Visitor) -> None:
    [first] = office.get("/api/v1/findings?count=1").json()["findings"]
    assert office.get(f"/api/v1/findings/{first['id']}").json() == first
    page = office.get(f"/findings/{first['id']}").text
    assert first["clause"] and first["sentence_zh"][:20] in page


def test_what_could_not_be_judged_is_told(office: Visitor) -> None:
    units = {one["id"]: one for one in office.get("/api/v1/units").json()["units"]}
    assert (units["shuiwu"]["extent"], units["shuiwu"]["open"]) == ("not_at_all", 0)
    nights = office.get("/api/v1/units/shuiwu/nights?days=365").json()["nights"]
    assert nights and all(night["extent"] != "wholly" and night["why"] for night in nights)
