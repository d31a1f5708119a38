"""Two quarters end to end, as tests/walks/README.md sets them down: sites that really change, a real
console in Chromium, letters over SMTP, every paper.
"""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import time_machine
from docx import Document
from playwright.sync_api import Browser

from app.exports.open_data import write_open_data
from store.desk.entries import DeskAction
from tests.monitor.console.test_browser import Watched, artefacts, browser
from tests.monitor.report.test_commands import run
from tests.reliability.offices import gongkai
from tests.walks.office import WalkedOffice, addresses_in, let_people_in, walked_office
from tests.walks.sites import FOLDERS, NEWS, NIGHTS, NOTICES, STAFF, UNITS

__all__ = ["artefacts", "browser"]  # fixtures

WIDE, PHONE = (1440, 900), (390, 844)
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
REASON = "该栏目已于去年并入政务公开平台，经核实不属于应更新栏目"
EXTENSION, SECRET_UNTIL = date(2026, 5, 29), date(2026, 7, 31)


@dataclass
class Walk:
    """The office and its people's browsers, as the walk goes on."""

    office: WalkedOffice
    browser: Browser
    folder: Path

    @contextmanager
    def as_person(self, url: str, login: str, size: tuple[int, int] = WIDE) -> Iterator[Watched]:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN"
        )
        seen = Watched(context.new_page(), url, self.folder)
        try:
            seen.come_in(login)
            yield seen
            seen.was_quiet()
        finally:
            context.close()

    def shown(self, seen: Watched, path: str, name: str) -> str:
        """What stands there, kept as pictures at both widths."""
        seen.go(path)
        for width, height in (PHONE, WIDE):
            seen.page.set_viewport_size({"width": width, "height": height})
            seen.keep(name)
        return seen.page.inner_text("body")


@pytest.fixture
def walk(tmp_path: Path, browser: Browser, artefacts: Path) -> Iterator[Walk]:
    with walked_office(tmp_path) as office:
        yield Walk(office, browser, artefacts)


def does(seen: Watched, path: str, what: str, **fields: str) -> None:
    """Presses one of the page's buttons, its form filled in before."""
    seen.go(path)
    form = seen.page.locator(f"form:has(button[value={what}])").first
    form.evaluate("each => { const fold = each.closest('details'); if (fold) fold.open = true }")
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    with seen.page.expect_navigation():
        form.locator(f"button[value={what}]").click()


def answers(seen: Watched, path: str, value: str, file: Path | None = None) -> None:
    seen.go(path)
    form = seen.page.locator("form[action$='/answer']")
    form.evaluate("each => { const fold = each.closest('details'); if (fold) fold.open = true }")
    form.locator("[name=value]").fill(value)
    if file:
        form.locator("[name=files]").set_input_files(str(file))
    with seen.page.expect_navigation():
        form.locator("button").click()


def page_of(number: int) -> str:
    return f"/findings/{number}"


def april(walk: Walk, tmp_path: Path) -> None:
    """Told, acknowledged, answered, sent back, accepted, claimed, withdrawn; and verified."""
    office = walk.office
    first = office.spend(NIGHTS[0])
    assert len(first.inspection.findings) == 7
    named = {
        "A": office.found("zhujian", FOLDERS[NEWS]),
        "B": office.found("zhujian", FOLDERS[NOTICES]),
        "S": office.found("zhujian", FOLDERS[STAFF]),
        "C": office.found("zhijian", FOLDERS[NEWS]),
        "V": office.found("shuiwu", "site:main"),
        "J": office.found("jiaotong", FOLDERS[NEWS]),
        "W": office.found("jiaotong", FOLDERS[NOTICES]),
    }
    a, s, w = (named[name] for name in "ASW")
    assert "逾期" not in office.printed()
    let_people_in(office)

    with office.serving() as url, walk.as_person(url, "wang") as wang:
        assert "未告知，期限未起算" in walk.shown(wang, page_of(a.id), "01-untold")
        assert "逾期" not in walk.shown(wang, "/", "02-home-untold").replace("逾期未整改", "")

    letters = office.send()
    assert set(letters) == {
        *("fenguan", "zhanzhang", "shuili", "zhujian_unit", "jiaotong_unit", "yunwei"),
    }
    for person in ("fenguan", "zhujian_unit"):
        numbers = set(map(int, re.findall(r"编号(\d+)）", letters[person])))
        assert numbers == {named[name].id for name in "ABSC"}, person
    assert "水务局" not in letters["zhujian_unit"] and "交通运输局" not in letters["zhujian_unit"]

    pdf = tmp_path / "整改报告.pdf"
    pdf.write_bytes(PDF)
    with office.serving() as url:
        with walk.as_person(url, "zhujian") as unit:
            assert "已告知，待确认" in walk.shown(unit, page_of(a.id), "03-told")
            does(unit, page_of(a.id), "acknowledged")
            does(unit, page_of(a.id), "person", value="信息科")
            does(unit, page_of(a.id), "extension_asked", day=f"{EXTENSION}", value="系统改版")
            answers(unit, page_of(a.id), "已补发信息", pdf)
            does(unit, page_of(s.id), "secrecy_claimed", value="定密文号见纸质件")
            walk.shown(unit, page_of(a.id), "04-answered")
        with walk.as_person(url, "wang") as wang:
            assert "3" in walk.shown(wang, "/waiting", "05-to-decide")
            assert wang.page.locator("section.do").count() == 3
            does(wang, "/waiting", "extension_granted", value="同意")
            does(wang, "/waiting", "sent_back", value="未附网址")
            does(wang, "/waiting", "secrecy_accepted", value="同意", day=f"{SECRET_UNTIL}")
            does(wang, page_of(w.id), "withdrawn", value=REASON)
            walk.shown(wang, page_of(w.id), "06-withdrawn")
        with walk.as_person(url, "zhujian", PHONE) as unit:
            assert "未附网址" in walk.shown(unit, page_of(a.id), "07-sent-back")
            answers(unit, page_of(a.id), "网址见首页工作动态栏目")
        with walk.as_person(url, "wang") as wang:
            does(wang, "/waiting", "accepted", value="属实")
            assert "没有" in walk.shown(wang, "/waiting", "08-nothing-to-decide")
            assert "待检查核实" in walk.shown(wang, page_of(a.id), "09-accepted")
    said = [one.what for one in office.said(a)]
    assert said == [
        *(DeskAction.ACKNOWLEDGED, DeskAction.PERSON, DeskAction.EXTENSION_ASKED),
        *(DeskAction.ANSWERED, DeskAction.EXTENSION_GRANTED, DeskAction.SENT_BACK),
        *(DeskAction.ANSWERED, DeskAction.ACCEPTED),
    ]
    assert all(one.by_login and one.at for one in office.said(a))
    assert {one.by_login for one in office.said(s)} == {"zhujian", "wang"}
    assert office.found("zhujian", FOLDERS[NEWS]).state == "open", "a word closes nothing"
    gone = {problem.id for problem in office.material.listed}
    assert not gone & {w.id, s.id} and office.material.under_secrecy == (s.id,)

    office.spend(NIGHTS[1])
    assert office.found("zhujian", FOLDERS[NEWS]).closed == NIGHTS[1].date()
    printed = office.printed()
    assert w.sentence_zh not in printed and s.sentence_zh not in printed
    assert "1项" in printed and "涉密" in printed
    assert not {problem.id for problem in office.material.listed} & {w.id, s.id, a.id}
    letters = office.send()
    for person in ("shuili", "jiaotong_unit"):
        assert REASON in letters[person] and f"编号{w.id}）" in letters[person], person
    assert "确认已整改" in letters["fenguan"]
    with office.serving() as url:
        with walk.as_person(url, "zhujian") as unit:
            page = walk.shown(unit, page_of(a.id), "10-verified")
            assert "经检查核实，整改完成" in page and "前后对照" in page
        nothing_of_another(walk, url)


def nothing_of_another(walk: Walk, url: str) -> None:
    """Every address that the office's browser showed gives a unit nothing of another."""
    office = walk.office
    met: set[str] = set()
    to_go = {"/", "/findings", "/findings?show=all", "/waiting"}
    with walk.as_person(url, "wang") as wang:
        while to_go and len(met) < 60:
            path = min(to_go)
            met.add(path)
            answer = wang.page.request.get(url + path)
            if "text/html" in answer.headers.get("content-type", ""):
                to_go |= addresses_in(answer.text())
            to_go = {one for one in to_go - met if not one.startswith(("/static", "/log", "/data"))}
    met |= {f"/findings/{one.id}" for one in office.findings()} | {"/answers/1", "/answers/2"}
    strangers = {
        "jiaotong": ("zhujian", "zhijian", "shuiwu"),
        "zhujian": ("jiaotong", "shuiwu"),
    }
    for login, others in strangers.items():
        with walk.as_person(url, login) as unit:
            for path in sorted(met):
                answer = unit.page.request.get(url + path)
                text = answer.text() if answer.status == 200 else ""
                for other in others:
                    name = UNITS[other].site.name.removeprefix("某市")
                    told = [one.sentence_zh for one in office.findings() if one.unit == other]
                    leaked = [
                        what for what in (name, f"www.{other}.example", *told) if what in text
                    ]
                    assert not leaked, (login, path, leaked)


def rest_of_the_spring(walk: Walk) -> None:
    """What is late is escalated once and told upwards; what is repaired is not."""
    office = walk.office
    b, c = office.found("zhujian", FOLDERS[NOTICES]), office.found("zhijian", FOLDERS[NEWS])
    v, j = office.found("shuiwu", "site:main"), office.found("jiaotong", FOLDERS[NEWS])
    late = {b.id, c.id, v.id, j.id}

    office.spend(NIGHTS[2])
    for one in (b, c, v, j):
        words = [entry.what for entry in office.said(one)]
        assert words == [DeskAction.ESCALATED], one.sentence_zh
    assert office.material.overdue == 4 and "其中4项已逾整改期限" in office.printed()
    letters = office.send()
    for person in ("zhanzhang", "fenguan", "zhuren", "yunwei"):
        assert "逾期未整改，已上报" in letters[person], person
        assert f"编号{c.id}）" in letters[person], person
    assert f"编号{v.id}）" not in letters["zhanzhang"] + letters["fenguan"]
    with office.serving() as url:
        with walk.as_person(url, "fenguan") as leader:
            page = walk.shown(leader, "/findings", "11-leader")
            assert "水务局" not in page and "交通运输局" not in page
            assert "逾期未整改，已上报" in walk.shown(leader, page_of(c.id), "12-escalated")
            assert leader.page.request.get(url + page_of(v.id)).status == 404
        with walk.as_person(url, "wang") as wang:
            assert "逾期" in walk.shown(wang, "/", "13-home-late")

    office.spend(NIGHTS[3])
    assert office.found("jiaotong", FOLDERS[NEWS]).closed == NIGHTS[3].date()
    office.send()
    office.spend(NIGHTS[4])
    office.send()
    for number in late:
        one = next(f for f in office.findings() if f.id == number)
        assert [entry.what for entry in office.said(one)] == [DeskAction.ESCALATED]
    s = office.found("zhujian", FOLDERS[STAFF])
    assert office.material.under_secrecy == (s.id,) and s.sentence_zh not in office.printed()


def summer(walk: Walk) -> None:
    """A relapse with its history, an end of secrecy, repairs."""
    office = walk.office
    office.spend(NIGHTS[5])
    a = office.found("zhujian", FOLDERS[NEWS])
    assert (a.state, a.reopened) == ("open", 1) and a.due and a.due > NIGHTS[5].date()
    letters = office.send()
    assert "【再次出现】" in letters["zhujian_unit"] and f"编号{a.id}）" in letters["zhujian_unit"]
    with office.serving() as url, walk.as_person(url, "zhujian") as unit:
        page = walk.shown(unit, page_of(a.id), "14-relapsed")
        assert "已告知，待确认" in page and "（上一次出现时）" in page and "未附网址" in page

    office.spend(NIGHTS[6])
    s = office.found("zhujian", FOLDERS[STAFF])
    assert s.id in {problem.id for problem in office.material.listed}
    assert s.due and s.due > NIGHTS[6].date(), "nobody had to repair it until now"
    assert DeskAction.ESCALATED not in [entry.what for entry in office.said(s)]
    office.send()
    office.spend(NIGHTS[7])
    assert office.found("shuiwu", "site:main").closed == NIGHTS[7].date()
    office.send()
    office.spend(NIGHTS[8])
    office.send()
    assert office.found("zhijian", FOLDERS[NEWS]).closed == NIGHTS[8].date()
    again = office.found("zhujian", FOLDERS[NEWS])
    assert (again.state, again.reopened, again.closed) == ("closed", 1, NIGHTS[8].date())


def papers(walk: Walk, quarter: str, folder: Path) -> dict[str, str]:
    """Each paper's words by its name; the quarter's as of its last night."""
    office, config = walk.office, str(walk.office.config.folder)
    told: dict[str, str] = {}
    with time_machine.travel(office.night + (NIGHTS[1] - NIGHTS[0]), tick=True):
        for words in (
            ("--notices",),
            ("--rectification",),
            ("--quarter", quarter),
            ("--score", quarter),
        ):
            said = json.loads(run("report", "--config", config, "--json", *words))
            for path in map(Path, said.get("paths", [])):
                if path.suffix == ".docx":
                    told[path.stem] = words_of(path)
            told[words[0]] = json.dumps(said, ensure_ascii=False)
        write_open_data(walk.office.config, folder)
    told["open"] = "\n".join(
        path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file()
    )
    return told


def words_of(path: Path) -> str:
    paper = Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def second_quarters_papers(walk: Walk, folder: Path) -> None:
    office, told = walk.office, papers(walk, "2026Q2", folder)
    s, w = office.found("zhujian", FOLDERS[STAFF]), office.found("jiaotong", FOLDERS[NOTICES])
    for name, text in told.items():
        assert s.sentence_zh not in text, name
        assert w.sentence_zh not in text, name
    notice = told["zhujian"]
    assert "回执" in notice and "（已逾期）" in notice
    summary = told["rectification"]
    assert "认定涉密1项" in summary and "撤回1项" in summary and "逾期已上报3项" in summary
    quarter = told["2026Q2"]
    assert "逾期未整改" in quarter and "经网上复核确认已整改2项" in quarter
    assert "1项" in quarter and "撤回" in quarter
    score = {unit["unit"]: unit for unit in json.loads(told["--score"])["units"]}
    assert score["shuiwu"]["vetoes"] == ["home"]
    assert s.id not in numbers_in_score(score["zhujian"])
    rows = list(csv.DictReader((folder / "findings.csv").read_text("utf-8-sig").splitlines()))
    answered = [row for row in rows if "网址见首页工作动态栏目" in row.values()]
    assert len(answered) == 1
    assert not re.search(r"wang|zhujian_unit|@office|信息科", told["open"])


def numbers_in_score(unit: dict) -> set[int]:  # type: ignore[type-arg]
    return {int(number) for number in re.findall(r'"finding": (\d+)', json.dumps(unit))}


def third_quarters_papers(walk: Walk, folder: Path) -> None:
    office, told = walk.office, papers(walk, "2026Q3", folder)
    a, c = office.found("zhujian", FOLDERS[NEWS]), office.found("zhijian", FOLDERS[NEWS])
    printed = office.printed()
    assert "整改情况" in printed and str(a.id) in printed and str(c.id) in printed
    assert "整改后再次出现的有1项" in told["2026Q3"]
    score = {unit["unit"]: unit for unit in json.loads(told["--score"])["units"]}
    assert score["shuiwu"]["vetoes"] == ["home"], "it stood on nights of the quarter"


def analysts(walk: Walk) -> None:
    with walk.office.serving() as url, walk.as_person(url, "li") as li:
        walk.shown(li, "/findings", "15-analyst")
        answer = li.page.request.get(f"{url}/data/")
        assert answer.status == 200
    out = walk.folder / "repairs.xlsx"
    asked = gongkai("export", walk.office.config.folder, "repair_speed", "--to", str(out))
    assert asked.communicate(timeout=120)[1] is not None and asked.returncode == 0
    assert out.stat().st_size > 1000


def test_april(walk: Walk, tmp_path: Path) -> None:
    april(walk, tmp_path)


@pytest.mark.long
def test_two_quarters(walk: Walk, tmp_path: Path) -> None:
    april(walk, tmp_path)
    rest_of_the_spring(walk)
    second_quarters_papers(walk, tmp_path / "open-2")
    summer(walk)
    third_quarters_papers(walk, tmp_path / "open-3")
    analysts(walk)
