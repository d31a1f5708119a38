"""The demo city's people at work: every way that a finding can go stands in ledger, desk, papers,
letters and on the pages of each role, after five nights of two quarters.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from app.command_output import show_night
from app.demo_city import inspect_city
from app.demo_clock import clock_of
from app.exports.papers import write_notices, write_quarter, write_summary_papers
from app.night.for_analysts import leave_nightly_file
from app.nightly import NightResult
from app.service.serving import bring_ledger_up_to_date, console_of
from config.folder import Config
from demo.city import City
from monitor.console.context import Console
from monitor.console.passwords import hashed
from monitor.rectification.stage import RepairStage, rectification
from monitor.report.write import paths_of, read_material
from store.desk.entries import DeskAction, Standing, entries_of, standing_of
from store.desk.users import set_password, users
from store.findings import events_of, findings_of
from store.ledger import open_ledger
from store.outbox import told_to_anybody
from store.records import Finding
from tests.analysts.notebook.demo_file import compared
from tests.analysts.notebook.worked import unpacked
from tests.app.nights import Silence, keys
from tests.app.test_rectification import Person
from tests.monitor.console.office import PASSWORD, free_port, serving

LAST = date(2026, 10, 20)


@dataclass(frozen=True)
class Played:
    night: NightResult
    config: Config
    console: Console

    def found(self, unit: str, rule: str, channel: str = "") -> Finding:
        with closing(open_ledger(self.config.data / "ledger.db", readonly=True)) as ledger:
            [one] = [
                one
                for one in findings_of(ledger, unit)
                if one.rule == rule and channel in one.subject
            ]
        return one

    def standing(self, found: Finding) -> Standing:
        return standing_of(entries_of(self.console.desk, found.id), found.reopened)

    def stage(self, found: Finding) -> RepairStage:
        with closing(open_ledger(self.config.data / "ledger.db", readonly=True)) as ledger:
            told = told_to_anybody(ledger)
        now = (self.console.today, self.config.office.zone)
        return rectification(found, self.standing(found), told, *now).stage

    def letters(self, person: str) -> list[str]:
        with closing(open_ledger(self.config.data / "ledger.db", readonly=True)) as ledger:
            rows = ledger.db.conn.execute(
                """SELECT subject || body FROM message
                   WHERE person = ? AND finished_at IS NOT NULL ORDER BY id""",
                (person,),
            ).fetchall()
        return [text for (text,) in rows]

    @property
    def repaired(self) -> Finding:
        return self.found("jiaotong", "stale_channel")

    @property
    def sent_back(self) -> Finding:
        return self.found("nongye", "stale_channel")

    @property
    def relapsed(self) -> Finding:
        return self.found("hongshanzui", "stale_channel", "/gzdt")

    @property
    def secret(self) -> Finding:
        return self.found("gongan", "vague_expense")

    @property
    def extended(self) -> Finding:
        return self.found("zhujian", "missing_disclosure")

    @property
    def withdrawn(self) -> Finding:
        return self.found("weijian", "empty_channel")

    @property
    def escalated(self) -> Finding:
        return self.found("shuili", "stale_channel")

    @property
    def asking(self) -> Finding:
        return self.found("yingji", "one_sided_disclosure")

    @property
    def contradicted(self) -> Finding:
        return self.found("ziran", "vague_expense")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with City("rectification", 1) as city:
        night, config = inspect_city(city, tmp_path_factory.mktemp("repairs") / "demo", Silence())
        truth = city.truth.findings
    bring_ledger_up_to_date(config)
    console = console_of(config, clock_of(config))
    known = hashed(PASSWORD)
    for user in users(console.desk):
        set_password(console.desk, user.login, known, console.clock.now())
    played = Played(night, config, console)
    taken_back = played.withdrawn
    found = keys(night) | {(taken_back.unit, taken_back.rule, taken_back.subject)}
    assert found == truth, "no more and no less than the city hides"
    yield played


def test_every_way_that_a_finding_can_go(played: Played) -> None:
    repaired, sent_back, relapsed = played.repaired, played.sent_back, played.relapsed
    assert (repaired.closed, played.stage(repaired)) == (date(2026, 9, 8), RepairStage.VERIFIED)
    said = [one.what for one in entries_of(played.console.desk, sent_back.id)]
    assert said == [
        *(DeskAction.ACKNOWLEDGED, DeskAction.ANSWERED, DeskAction.SENT_BACK),
        *(DeskAction.ANSWERED, DeskAction.ACCEPTED),
    ]
    assert (sent_back.closed, played.stage(sent_back)) == (date(2026, 9, 18), RepairStage.VERIFIED)

    assert (relapsed.state, relapsed.reopened, relapsed.opened) == ("open", 1, date(2026, 10, 12))
    with closing(open_ledger(played.config.data / "ledger.db", readonly=True)) as ledger:
        turns = [event.what.value for event in events_of(ledger, relapsed.id)]
    assert turns == ["opened", "closed", "reopened"]

    assert played.stage(played.secret) is RepairStage.UNDER_SECRECY
    assert played.standing(played.extended).deadline == date(2026, 10, 30)
    assert played.standing(played.extended).escalated is None
    assert (played.withdrawn.state, played.withdrawn.withdrawn_by) == ("withdrawn", "检查办")
    assert played.standing(played.escalated).escalated is not None
    waiting = {
        word.finding: word.what
        for one in (played.asking, played.contradicted)
        for word in played.standing(one).waiting
    }
    assert waiting == {
        played.asking.id: DeskAction.EXTENSION_ASKED,
        played.contradicted.id: DeskAction.ANSWERED,
    }


def test_people_are_told_of_each(played: Played) -> None:
    leader, mayor, unit = (played.letters(one) for one in ("leader", "zhuyao", "shuili-office"))
    escalated = played.escalated.sentence_zh[:12]
    assert [text for text in mayor if "已上报5项" in text and escalated in text]
    assert [text for text in unit if "已上报1项" in text]
    assert [text for text in leader if "撤回1项" in text and "入口，编号" in text]
    assert [text for text in leader if "【再次出现】洪山嘴镇“工作动态”" in text]
    secret = played.secret.sentence_zh[:20]
    assert secret in leader[0], "it was told before it was held to be secret"
    assert not [text for text in leader[1:] if secret in text]
    assert "依次为：11、10、8、10项" in leader[-1], leader[-1]


def test_circular_and_problem_ledger(played: Played) -> None:
    material = read_material(played.config.data)
    assert material.as_of == LAST
    listed = {problem.id for problem in material.listed}
    for apart in (played.secret, played.withdrawn, played.repaired, played.sent_back):
        assert apart.id not in listed
    assert played.relapsed.id in listed and played.escalated.id in listed
    circular = paths_of(played.config.data, LAST).circular_html.read_text("utf-8")
    assert "另有1项经认定涉密" in circular
    assert "整改后再次出现的2项" in circular
    assert f"农业农村局的1项问题已经整改（编号{played.sent_back.id}）" in circular
    sheet = openpyxl.load_workbook(paths_of(played.config.data, LAST).problems_xlsx).active
    assert sheet is not None
    told = "".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "其他商品和服务支出" not in told and "正在建设中" not in told


def test_the_papers_name_the_right_findings(played: Played) -> None:
    notices = {path.stem: text_of(path) for path in write_notices(played.config, []).paths}
    assert set(notices) == {"hongshanzui", "shuili", "yingji", "zhujian", "ziran"}
    assert "【整改后再次出现】" in notices["hongshanzui"]
    assert played.extended.sentence_zh.rstrip("。") in notices["zhujian"]
    assert "2026年10月30日" in notices["zhujian"]

    summary = text_of(write_summary_papers(played.config).paths[0])
    assert "列入汇总的问题共14项" in summary and "经检查核实整改完成2项，撤回1项" in summary
    assert "逾期已上报5项" in summary and "整改后再次出现2项" in summary
    assert "（认定涉密至2026年12月31日，不予列明）" in summary
    assert "申请延期至2026年11月20日，待决定" in summary

    quarter = text_of(write_quarter(played.config, "2026Q3").paths[0])
    assert "确认已整改4项，在整改期限内3项，逾期未整改5项" in quarter
    assert "另有1项经认定涉密" in quarter and "另有1项经核实撤回" in quarter


def text_of(paper: Path) -> str:
    document = Document(str(paper))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_what_each_role_sees(played: Played) -> None:
    numbers = {
        name: getattr(played, name).id
        for name in (
            *("repaired", "sent_back", "relapsed", "secret", "extended", "withdrawn"),
            *("escalated", "asking", "contradicted"),
        )
    }
    said = {
        "repaired": ("经检查核实，整改完成", "前后对照", "整改情况表.xlsx"),
        "sent_back": ("经检查核实，整改完成", "仍无新内容"),
        "relapsed": ("2026-10-12 再次发现", "（上一次出现时）", "前后对照"),
        "secret": ("认定涉密，至2026-12-31",),
        "extended": ("2026-10-30", "同意，公开后请答复"),
        "withdrawn": ("已撤回", "模板自带的空栏目"),
        "escalated": ("逾期未整改，已上报", "逾期35天"),
        "asking": ("申请延期",),
        "contradicted": ("答复待审核",),
    }
    with serving(played.console, free_port()) as url:
        for login in ("jiancha", "fenguan", "fenxi"):
            person = Person(url, login)
            for name, words in said.items():
                page = person.reads(f"/findings/{numbers[name]}")
                assert [word for word in words if word not in page] == [], (login, name)
            listed = person.reads("/findings")
            for name in ("secret", "withdrawn", "repaired"):
                assert f'"/findings/{numbers[name]}"' not in listed, (login, name)
            assert "再次出现" in listed
            assert f"/findings/{numbers['withdrawn']}" in person.reads("/findings?show=withdrawn")
            score = person.reads("/score?quarter=2026Q3")
            assert "单项否决，不合格" in score
            assert "认定涉密，不作判断" in person.reads("/score/gongan?quarter=2026Q3")
        waiting = Person(url, "jiancha").reads("/waiting")
        assert "救济途径的内容已拟好" in waiting and "答复后，2026-10-20检查仍发现" in waiting
        home = Person(url, "gongan").reads("/")
        assert "对你单位（含下属单位）的检查" in home and "期间最多" not in home
        town = Person(url, "hongshanzui")
        page = town.reads(f"/findings/{numbers['relapsed']}")
        assert "9月7日已更新，今后按周更新" in page
        assert town.asks("GET", f"/findings/{numbers['escalated']}").status_code == 404


def test_the_terminal_tells_nothing_secret(
    played: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    show_night(played.night, played.config, as_json=False)
    shown = capsys.readouterr().out
    assert "问题10项" in shown and "支出笼统!" not in shown


def test_the_clock_of_the_demo_is_that_of_its_last_morning(played: Played) -> None:
    now = clock_of(played.config).now()
    assert now.astimezone(played.config.office.zone).date() == LAST
    assert played.console.clock.now() - now < timedelta(minutes=30)


def test_the_worked_questions_are_asked_of_this_city(played: Played, tmp_path: Path) -> None:
    """docs/analysis.md works with a file that is kept; another one says the same."""
    made = leave_nightly_file(played.config, clock_of(played.config))
    assert made is not None
    now, kept = compared(made), compared(unpacked(tmp_path))
    for name, rows in kept.items():
        assert now[name] == rows, f"{name}: python -m tests.analysts.notebook.demo_file"
