"""Ten tasks of an office's days, each done with the product alone: its commands and its console.
What each must show was written down before the code was read (issue 19).
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
import tomlkit
from openpyxl import load_workbook
from playwright.sync_api import Browser
from typer.testing import CliRunner

from app.cli import app
from config.errors import GongkaiError
from config.folder import load
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.findings import all_findings
from store.ledger import open_ledger
from store.outbox import waiting
from store.records import Finding
from tests.app.nights import night_over, row_counts
from tests.monitor.console.test_browser import Watched, artefacts, browser
from tests.walks.office import MORNING, WalkedOffice, let_people_in, walked_office
from tests.walks.sites import FOLDERS, NEWS, NIGHTS, NOTICES, STAFF

__all__ = ["artefacts", "browser"]  # fixtures

FRIDAY = date(2026, 5, 8)
MONDAY = NIGHTS[1].date()


class TypedCommand:
    """`gongkai` as it is typed: what it printed, and how it ended."""

    def __init__(self, office: WalkedOffice | Path, *words: str) -> None:
        folder = office if isinstance(office, Path) else office.config.folder
        typed = [*words, "--config", str(folder)]
        if (
            words[0] == "evidence"
        ):  # its pictures need a loop of their own, and Playwright holds one
            alone = subprocess.run(
                [sys.executable, "-c", "from app.cli import main; main()", *typed],
                capture_output=True, text=True, timeout=300, check=False,
            )  # fmt: skip
            self.code, self.said = alone.returncode, alone.stdout
            return
        done = CliRunner().invoke(app, typed)
        self.code, self.said = done.exit_code, done.stdout
        if isinstance(done.exception, GongkaiError):
            self.code, self.said = done.exception.exit_code, done.exception.words.zh
        elif done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalkedOffice]:
    """Two nights and their letters: at first seven problems, one of them mended by the second."""
    with walked_office(tmp_path_factory.mktemp("tasks")) as made:
        nowhere = made.config.folder / "units" / "dangan.toml"  # nobody knows whether it has a site
        nowhere.write_text('id = "dangan"\nname = "某市档案馆"\nkind = "department"\n', "utf-8")
        made.config = load(made.config.folder)
        made.spend(NIGHTS[0])
        let_people_in(made)
        made.send()
        made.spend(NIGHTS[1])
        made.send()
        yield made


@contextmanager
def wang_of(office: WalkedOffice, browser: Browser, folder: Path) -> Iterator[Watched]:
    with office.serving() as url:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        seen = Watched(context.new_page(), url, folder)
        seen.come_in("wang")
        yield seen
        seen.was_quiet()
        context.close()


def sheet(path: Path, name: str = "问题台账") -> list[dict[str, object]]:
    rows = load_workbook(BytesIO(path.read_bytes()))[name].iter_rows(min_row=2, values_only=True)
    heads, *lines = list(rows)
    return [dict(zip(map(str, heads), line, strict=True)) for line in lines if line[0]]


def changed_unit(office: WalkedOffice, unit: str, **values: object) -> None:
    """As somebody edits the unit's file."""
    path = office.config.folder / "units" / f"{unit}.toml"
    document = tomlkit.parse(path.read_text("utf-8"))
    document.update(values)
    path.write_text(tomlkit.dumps(document), "utf-8")
    office.config = load(office.config.folder)


def test_1_three_findings_of_a_unit_to_a_person_by_friday(
    tmp_path: Path, browser: Browser, artefacts: Path
) -> None:
    with walked_office(tmp_path) as office:
        office.spend(NIGHTS[0])
        let_people_in(office)
        three = [office.found("zhujian", FOLDERS[one]) for one in (NEWS, NOTICES, STAFF)]
        with wang_of(office, browser, artefacts) as wang:
            wang.go("/findings?unit=zhujian")
            for one in three:
                wang.page.check(f"[name=f{one.id}]")
            wang.page.fill("input[name=person]", "王主任")
            wang.page.fill("input[name=deadline]", FRIDAY.isoformat())
            with wang.page.expect_navigation():
                wang.page.click("button[value=person]")
        assert TypedCommand(office, "report").code == 0
        ledger = sheet(office.config.data / "reports" / "2026-04-20" / "problems.xlsx")
        given = {line["编号"]: (line["责任人"], f"{line['整改期限']:%Y-%m-%d}") for line in ledger}
        theirs = {one.id for one in three}
        assert {n for n, said in given.items() if said == ("王主任", str(FRIDAY))} == theirs
        assert len(given) > len(theirs)


def test_2_which_units_were_not_fully_judged_last_week_and_why(office: WalkedOffice) -> None:
    said = TypedCommand(
        office, "changes", "--since", "2026-04-20", "--until", "2026-04-26", "--json"
    )
    told = {one["unit"]: one for one in json.loads(said.said)["not_wholly_judged"]}
    inspected = json.loads(
        (office.config.data / "reports" / "2026-04-20" / "inspection.json").read_text("utf-8")
    )
    truth = {one["unit"] for one in inspected["undecided"]}
    assert told.keys() == truth == {"dangan"}
    assert all(one["nights"] == 1 and one["reasons"] for one in told.values())
    words = TypedCommand(office, "changes", "--since", "2026-04-20", "--until", "2026-04-26").said
    assert f"未能全部判断的单位 {len(truth)} 个" in words
    assert "某市档案馆（1夜）：" in words and "未能判断的单位 1 个：某市档案馆" in words


def test_3_the_ledger_of_a_month(office: WalkedOffice) -> None:
    assert TypedCommand(office, "report", "--month", "2026-04").code == 0
    path = office.config.data / "reports" / "months" / "2026-04.xlsx"
    lines = {line["编号"]: line for line in sheet(path)}
    stood = [one for one in office.findings() if one.state != "withdrawn"]
    assert lines.keys() >= {one.id for one in stood if one.opened <= date(2026, 4, 30)}
    closed = {n for n, line in lines.items() if line["销号"]}
    assert closed == {office.found("zhujian", FOLDERS[NEWS]).id}
    assert not re.search(r"site:main|channel:", str(lines))
    other = TypedCommand(office, "report", "--month", "2026-03")
    assert other.code == 7 and "2026-04-27" in other.said


def test_4_what_the_night_would_say_of_a_site_that_is_to_be_added(office: WalkedOffice) -> None:
    before = row_counts(office.config)
    address = f"http://www.zhijian.example:{office.city.port}/"
    with time_machine.travel(office.night + MORNING):  # when the city's servers think it is
        look = TypedCommand(office, "try", address, "--kind", "department")
    assert look.code == 0 and "看一次不作任何结论" in look.said
    assert f"“{NEWS}”" in look.said and "最新 2026-02-09，距今 77 天" in look.said
    assert row_counts(office.config) == before
    inner = TypedCommand(office.config.folder.parent / "nowhere", "try", "http://127.0.0.1:9/")
    assert inner.code == 0 and "不是公网地址" in inner.said and "none configured" not in inner.said


def test_5_evidence_that_somebody_else_can_check(office: WalkedOffice, tmp_path: Path) -> None:
    number, file = office.found("shuiwu", "site:main").id, tmp_path / "case.wacz"
    assert TypedCommand(office, "evidence", str(number), "--to", str(file)).code == 0
    sound = TypedCommand(office, "evidence", "--verify", str(file))
    assert sound.code == 0 and f"编号{number}" in sound.said
    assert "site:main" not in sound.said and not re.search(r"T\d\d:\d\d:\d\dZ", sound.said)
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(bytes(body))
    altered = TypedCommand(office, "evidence", "--verify", str(file))
    assert altered.code == 6 and "不完好" in altered.said
    assert len(altered.said.splitlines()) == len(set(altered.said.splitlines()))


def test_6_a_page_that_had_moved_is_put_right_and_not_accused_again(
    tmp_path: Path, browser: Browser, artefacts: Path
) -> None:
    with walked_office(tmp_path) as office:
        office.spend(NIGHTS[0])
        let_people_in(office)
        wrong, right = (office.found("jiaotong", FOLDERS[one]) for one in (NOTICES, NEWS))
        with wang_of(office, browser, artefacts) as wang:
            wang.go(f"/findings/{wrong.id}")
            form = wang.page.locator("form:has(button[value=withdrawn])").first
            form.evaluate("each => { each.closest('details').open = true }")
            form.locator("[name=value]").fill("栏目已迁至政务公开平台，经核实正常更新")
            with wang.page.expect_navigation():
                form.locator("button[value=withdrawn]").click()
        assert TypedCommand(office, "report").code == 0
        assert wrong.sentence_zh not in office.printed() and "其后撤回1项" in office.printed()
        office.spend(NIGHTS[1])
        stands = {one.id: one.state for one in office.findings()}
        assert (stands[wrong.id], stands[right.id]) == ("withdrawn", "open")
        said = json.loads(TypedCommand(office, "changes", "--since", "2026-04-20", "--json").said)
        assert [one["finding"] for one in said["withdrawn"]] == [wrong.id]
        assert wrong.id not in [one["finding"] for one in said["closed"]]


def test_7_who_has_not_answered(office: WalkedOffice) -> None:
    def unanswered() -> set[int]:
        said = TypedCommand(office, "changes", "--since", "2026-04-20", "--json").said
        return {one["finding"] for one in json.loads(said)["unanswered"]}

    told = {one.id for one in office.findings() if one.state == "open"}
    assert unanswered() == told
    answered = office.found("zhujian", FOLDERS[NOTICES])
    at = office.night + MORNING
    word = DeskEntry(answered.id, 0, DeskAction.ANSWERED, "已更新", "zhujian", "住建局", at)
    add_entry(open_desk(office.config.data), word)
    assert unanswered() == told - {answered.id}
    back = DeskEntry(answered.id, 0, DeskAction.SENT_BACK, "未附网址", "wang", "王", at)
    add_entry(open_desk(office.config.data), back)
    assert unanswered() == told, "what was sent back waits for an answer again"
    line = TypedCommand(office, "changes", "--since", "2026-04-20").said
    assert f"编号{answered.id} 住房和城乡建设局" in line and "答复已退回" in line


def test_8_letters_of_a_unit_are_held_for_two_weeks_for_a_reason(tmp_path: Path) -> None:
    with walked_office(tmp_path) as office:
        held = {"until": date(2026, 4, 26), "reason": "网站搬迁，已来函说明", "by": "王主任"}
        changed_unit(office, "shuiwu", held_letters=held)
        office.spend(NIGHTS[0])
        mine = office.found("shuiwu", "site:main")
        letters = office.send()
        assert not any(mine.sentence_zh in said for said in letters.values())
        assert "暂停通知" in letters["yunwei"] and "网站搬迁，已来函说明" in letters["yunwei"]
        with time_machine.travel(office.night + MORNING):
            assert "暂停至 2026-04-26" in TypedCommand(office, "units", "check").said
        assert mine.sentence_zh in office.printed(), "it is inspected all the same"
        office.spend(NIGHTS[1])
        after = office.send()
        assert f"编号{mine.id}" in after["shuili"] and "暂停通知" not in after["yunwei"]
        without = {"until": date(2026, 4, 26), "by": "王主任"}
        with pytest.raises(GongkaiError, match="reason"):
            changed_unit(office, "shuiwu", held_letters=without)


def test_9_what_changed_since_monday_is_the_difference_of_the_two_ledgers(
    office: WalkedOffice,
) -> None:
    def listed(day: str) -> set[object]:
        path = office.config.data / "reports" / day / "problems.xlsx"
        return {line["编号"] for line in sheet(path) if not line["销号"]}

    since = json.loads(TypedCommand(office, "changes", "--since", str(MONDAY), "--json").said)
    before, now = listed("2026-04-20"), listed("2026-04-27")
    assert {one["finding"] for one in since["closed"]} == before - now
    assert {one["finding"] for one in (*since["opened"], *since["reopened"])} == now - before
    assert before - now, "something did change"


def test_10_the_whole_thing_on_a_new_machine(office: WalkedOffice, tmp_path: Path) -> None:
    known, usb = office.findings(), tmp_path / "usb"
    usb.mkdir()
    file = tmp_path / "case.wacz"
    TypedCommand(office, "evidence", str(known[0].id), "--to", str(file))
    assert TypedCommand(office, "backup", "--to", str(usb)).code == 0
    [backup] = [one for one in usb.iterdir() if one.is_dir()]
    new = tmp_path / "new" / "office"
    new.parent.mkdir()
    assert TypedCommand(new, "restore", str(backup), "--yes").code == 0
    config = load(new)
    assert config.data != office.config.data
    shutil.copytree(office.config.data / "reports", config.data / "reports")
    with closing(open_ledger(config.data / "ledger.db")) as ledger:
        moved: list[Finding] = all_findings(ledger)
        assert moved == known and waiting(ledger) == []
    assert "wang" in TypedCommand(new, "user", "list").said
    assert TypedCommand(new, "report").code == 0
    assert "已登记在本机关账本" in TypedCommand(new, "evidence", "--verify", str(file)).said
    night_over(office.city, config, NIGHTS[1])
    with closing(open_ledger(config.data / "ledger.db")) as ledger:
        told_again = [one for one in waiting(ledger) if one.person != "yunwei"]
        assert told_again == [] and {one.id for one in all_findings(ledger)} == {
            one.id for one in known
        }
