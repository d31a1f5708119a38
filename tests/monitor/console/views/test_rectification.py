"""A repair in Chromium: the unit answers with a file, the office decides, a night verifies."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from config.folder import Config
from demo.city import City
from store.desk.users import Role
from store.findings import findings_of
from store.ledger import open_ledger
from tests.app.nights import a_few_units, night_over
from tests.monitor.alerts.delivery import deliver
from tests.monitor.console.office import add_person, console_after, free_port, serving
from tests.monitor.console.test_browser import Watched, artefacts, browser  # noqa: F401  fixtures

UNIT = "yibao"  # stale for long
WIDE, PHONE = (1440, 900), (390, 844)


@dataclass(frozen=True)
class Told:
    city: City
    config: Config
    finding: int


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    with City("today", 1) as city:
        config = a_few_units(city, tmp_path_factory.mktemp("browser"), (UNIT,))
        night_over(city, config, city.nights[0])
        with closing(open_ledger(config.data / "ledger.db")) as ledger:
            deliver(ledger)
            [found] = [one for one in findings_of(ledger, UNIT) if one.rule == "stale_channel"]
        yield Told(city, config, found.id)


@pytest.fixture
def opened(browser, artefacts):  # type: ignore[no-untyped-def]  # noqa: F811
    contexts = []

    def open_page(url: str, size: tuple[int, int]) -> Watched:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN"
        )
        contexts.append(context)
        return Watched(context.new_page(), url, artefacts)

    yield open_page
    for context in contexts:
        context.close()


def test_a_unit_answers_the_office_decides_and_a_night_verifies(  # type: ignore[no-untyped-def]
    told: Told, opened, tmp_path: Path
) -> None:
    path, report = f"/findings/{told.finding}", tmp_path / "整改报告.pdf"
    report.write_bytes(b"%PDF-1.7\n...")
    console = console_after(told.config)
    add_person(console, "ybj", Role.UNIT, (UNIT,))
    with serving(console, free_port()) as url:
        unit, office = opened(url, PHONE), opened(url, WIDE)
        unit.come_in("ybj")
        unit.keep("unit-today")
        unit.go("/findings")
        unit.keep("unit-findings")
        unit.go(path)
        unit.page.get_by_role("button", name="确认收到").click()
        unit.page.get_by_text("申请延期").first.click()
        unit.page.locator("input[name=day]").fill((console.today + timedelta(days=40)).isoformat())
        unit.page.locator("form:has([value=extension_asked]) textarea").fill("系统迁移，月底完成。")
        unit.page.locator("[value=extension_asked]").click()
        unit.page.get_by_label("整改情况（必填）").fill("栏目已恢复更新，\n见附件。")
        unit.page.get_by_label("附件", exact=True).set_input_files(report)
        unit.page.get_by_role("button", name="提交答复").click()
        assert "答复已提交" in unit.page.inner_text("main")
        assert "整改报告.pdf" in unit.page.inner_text(".history")
        unit.keep("unit-finding-answered")
        with unit.page.expect_download() as download:
            unit.page.locator(".history .files a").first.click()
        assert Path(download.value.path()).read_bytes() == report.read_bytes()

        office.come_in("wang")
        office.keep("office-today")
        office.page.get_by_role("link", name="有2件答复或申请待办公室审核").click()
        office.keep("office-waiting")
        office.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        office.keep("office-waiting")
        office.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        for button in ("同意延期", "采纳"):
            form = office.page.locator(f"form:has(button:text-is('{button}'))")
            form.locator("textarea").fill("属实，同意。")
            form.get_by_role("button", name=button, exact=True).click()
        assert "没有待审核的答复或申请" in office.page.inner_text("main")
        office.go(path)
        assert "答复已采纳，待检查核实" in office.page.inner_text(".stage")
        office.keep("office-finding-accepted")
        for seen in (unit, office):
            seen.was_quiet()

    told.city.repair(UNIT)
    night_over(told.city, told.config, told.city.nights[0] + timedelta(days=1))
    with serving(console_after(told.config, people=False), free_port()) as url:
        for size in (WIDE, PHONE):
            unit = opened(url, size)
            unit.come_in("ybj")
            unit.go(path)
            assert "经检查核实，整改完成" in unit.page.inner_text(".stage")
            assert unit.page.locator(".beside .added, .beside .changed").count() > 0
            unit.keep("unit-finding-verified")
            unit.go(f"/units/{UNIT}")
            unit.keep("unit-unit")
            unit.was_quiet()
