"""Feeds are of a view: what it holds, and its numbers are those of the list."""

import re
from xml.etree import ElementTree

from monitor.console.feeds.atom import NAMESPACE
from tests.monitor.console.conftest import Visitor


def entries(office: Visitor, query: str) -> set[str]:
    root = ElementTree.fromstring(office.get(f"/feeds/findings.atom{query}").content)
    found = root.findall(f"{{{NAMESPACE}}}entry/{{{NAMESPACE}}}link")
    return {link.attrib["href"].rpartition("/")[2] for link in found}


def listed(office: Visitor, query: str) -> set[str]:
    return set(
        re.findall(r'href="/findings/(\d+)" data-open', office.get(f"/findings{query}").text)
    )


def test_a_feed_holds_what_its_view_holds(office: Visitor) -> None:
    for query in ("", "?unit=jiaotong", "?rule=stale_channel", "?show=critical", "?q=洪山嘴"):
        assert entries(office, query) == listed(office, query) != set(), query
    assert entries(office, "?show=repaired") == listed(office, ""), "nothing new has ended"


def test_deadlines_are_those_of_the_list(office: Visitor) -> None:
    text = office.get("/feeds/deadlines.ics?unit=hongshanzui").text.replace("\r\n ", "")
    numbers = set(re.findall(r"URL:\S+/findings/(\d+)", text))
    assert numbers and numbers <= listed(office, "?unit=hongshanzui")
    assert text.count("BEGIN:VEVENT") == text.count("DTSTART;VALUE=DATE:") == len(numbers)


def test_the_list_leads_to_its_feeds_and_a_view_is_kept(office: Visitor) -> None:
    page = office.get("/findings?show=critical&unit=jiaotong").text
    assert "/feeds/findings.atom?show=critical&amp;unit=jiaotong" in page
    said = office.say(
        "/findings/views",
        what="keep",
        name="交通<b>严重</b>",
        query="show=critical&unit=jiaotong&evil=1",
    )
    assert said.headers["location"] == "/findings?show=critical&unit=jiaotong&done=view"
    page = office.get("/findings?show=critical&unit=jiaotong").text
    assert "交通&lt;b&gt;严重" in page and "evil" not in page
    [number] = re.findall(r'name="view" value="(\d+)"', page)
    assert office.say("/findings/views", what="forget", view=number).status_code == 303
    assert "交通&lt;b&gt;严重" not in office.get("/findings").text
    assert office.say("/findings/views", what="forget", view=number).status_code == 404
