"""The office takes a finding back in the console, in a real browser: it leaves lists, reports and the
analysts' view at once, the next night prints nothing of it, and its history stays.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.night.lock import held_night
from app.nightly import NightResult
from config.folder import Config
from demo.city import City
from monitor.console.context import Console
from monitor.report.write import paths_of
from store.desk.entries import DeskAction, entries_of
from store.findings import finding, open_findings
from store.ledger import open_ledger
from store.records import Finding
from tests.app.nights import a_few_units, night_over
from tests.monitor.alerts.delivery import deliver
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import console_after, free_port, messages, serving
from tests.monitor.console.test_browser import CHROMIUM, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WHY = "该栏目已并入“政务动态”，登记有误"
UNIT = "hongshanzui"


@dataclass
class Office:
    """A city under inspection, and the console that serves its office."""

    city: City
    config: Config
    console: Console
    url: str

    def stale(self) -> list[Finding]:
        with closing(open_ledger(self.config.data / "ledger.db", readonly=True)) as ledger:
            return [f for f in open_findings(ledger, UNIT) if f.rule == "stale_channel"]

    def one(self, number: int) -> Finding:
        with closing(open_ledger(self.config.data / "ledger.db", readonly=True)) as ledger:
            found = finding(ledger, number)
        assert found is not None
        return found

    def night(self, days: int) -> NightResult:
        return night_over(self.city, self.config, self.city.nights[-1] + timedelta(days=days))

    def circular(self) -> str:
        paths = paths_of(self.config.data, self.city.nights[-1].date())
        return paths.circular_html.read_text("utf-8")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with City("today", 1) as city:
        config = a_few_units(city, tmp_path_factory.mktemp("office"), [UNIT])
        for moment in city.nights:
            night_over(city, config, moment)
        with closing(open_ledger(config.data / "ledger.db")) as ledger:
            deliver(ledger)  # told is what a channel took
        port, console = free_port(), console_after(config)
        with serving(console, port) as url:
            yield Office(city, config, console, url)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright  # after test_browser asked whether it is there

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


def come_in(browser: "Browser", office: Office, login: str, folder: Path, width: int) -> Watched:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    seen = Watched(context.new_page(), office.url, folder)
    seen.come_in(login)
    return seen


@pytest.mark.parametrize("width", [1280, 360], ids=["desktop", "phone"])
def test_the_office_withdraws_with_a_reason_and_all_lists_follow_at_once(
    browser: "Browser", office: Office, tmp_path: Path, width: int
) -> None:
    found = office.stale()[0]
    assert found.sentence_zh in office.circular()
    seen = come_in(browser, office, "wang", tmp_path, width)
    seen.go(f"/findings/{found.id}")
    seen.page.click("details.withdraw summary")
    seen.page.fill("details.withdraw textarea", WHY)
    seen.page.click("button[value=withdrawn]")
    seen.page.wait_for_url("**/findings/*done=withdrawn*")
    assert "已撤回" in seen.page.inner_text("p.marks") and WHY in seen.page.inner_text("p.marks")
    assert WHY in seen.page.inner_text("ol.history")
    assert seen.page.locator("button[value=withdrawn]").count() == 0
    seen.keep("withdrawn")

    link = f"a[href='/findings/{found.id}']"
    for path in ("/findings", "/", "/findings?show=unacknowledged"):
        seen.go(path)
        assert seen.page.locator(link).count() == 0, path
    seen.go("/findings?show=withdrawn")
    assert seen.page.locator(link).count() == 1
    seen.go(f"/units/{UNIT}")
    assert seen.page.locator(f"ul.needs.done {link}").count() == 1
    seen.was_quiet()

    assert (office.one(found.id).state, office.one(found.id).withdrawn_why) == ("withdrawn", WHY)
    analyst = come_in(browser, office, "li", tmp_path, 1280)
    analyst.go(f"/data/ledger/v_findings?id={found.id}")
    assert "withdrawn" in analyst.page.inner_text("table")
    assert found.sentence_zh not in office.circular()


def test_a_leader_and_an_analyst_are_offered_nothing_of_the_kind(
    browser: "Browser", office: Office, tmp_path: Path
) -> None:
    number = office.stale()[0].id
    for login in ("zhang", "li"):
        seen = come_in(browser, office, login, tmp_path, 1280)
        seen.go(f"/findings/{number}")
        assert seen.page.locator("details.withdraw").count() == 0
        visitor = Visitor(office.console)
        visitor.come_in(login)
        refused = visitor.say(f"/findings/{number}/say", what="withdrawn", value=WHY)
        assert refused.status_code == 403
    assert office.one(number).state == "open"


def test_a_reason_is_asked_for_and_a_second_word_is_refused(office: Office) -> None:
    visitor = Visitor(office.console)
    visitor.come_in("wang")
    number = office.stale()[0].id
    assert visitor.say(f"/findings/{number}/say", what="withdrawn", value=" ").status_code == 400
    assert office.one(number).state == "open"
    for status in (303, 409):
        said = visitor.say(f"/findings/{number}/say", what="withdrawn", value=WHY)
        assert said.status_code == status
    page = visitor.get(f"/findings/{number}").text
    assert page.partition('id="history"')[2].count(WHY) == 1, "told once, by whoever said it"
    refused = visitor.post(
        f"/findings/{office.stale()[0].id}/say",
        data={"what": "note", "value": ""},
        headers={
            "Origin": "http://console.test",
            "Referer": f"http://console.test/findings/{number}",
            "Host": "console.test",
        },
    )
    assert "必填的文字没有填写" in refused.text
    assert f'<a href="/findings/{number}">回到刚才的页面</a>' in refused.text
    said_of = entries_of(office.console.desk, number)
    assert [entry.what for entry in said_of] == [DeskAction.WITHDRAWN]


def test_under_a_night_the_lists_follow_and_the_next_night_writes_it_down(office: Office) -> None:
    visitor = Visitor(office.console)
    visitor.come_in("wang")
    found = office.stale()[0]
    with held_night(office.config.data):
        visitor.say(f"/findings/{found.id}/say", what="withdrawn", value=WHY)
    assert office.one(found.id).state == "open", "a night holds the ledger"
    assert f'href="/findings/{found.id}"' not in visitor.get("/findings").text
    assert "已撤回" in visitor.get(f"/findings/{found.id}").text

    night = office.night(1)
    assert office.one(found.id).state == "withdrawn"
    said = [body for body in messages(office.config) if "撤回" in body]
    assert len(said) == 1 and said[0].count(WHY) >= 2
    paths = paths_of(office.config.data, night.run.day)
    assert found.sentence_zh[:20] not in paths.circular_html.read_text("utf-8")
    assert found.id not in {each.id for each in night.inspection.findings}


def test_the_next_nights_print_nothing_of_it_and_history_stays(office: Office) -> None:
    with closing(open_ledger(office.config.data / "ledger.db", readonly=True)) as ledger:
        taken_back = [
            number
            for (number,) in ledger.db.conn.execute(
                "SELECT id FROM finding WHERE withdrawn_kind = 'office'"
            )
        ]
    assert len(taken_back) >= 3
    night = office.night(2)
    assert not {each.id for each in night.inspection.findings} & set(taken_back)
    assert len([body for body in messages(office.config) if "撤回" in body]) == 1, "told once"
    visitor = Visitor(office.console)
    visitor.come_in("wang")
    for number in taken_back:
        assert WHY.split("“")[0] in visitor.get(f"/findings/{number}").text
