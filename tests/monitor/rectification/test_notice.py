"""A unit's notice and its receipt: the same numbers as everywhere, every number from the evidence."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document

from config.folder import Config
from config.office import ConsoleSettings
from config.office import Report as ReportSettings
from monitor.judging.verdict import Why
from monitor.rectification.notice import TOLD_OF_A_KIND, NoticeMaterial, write_notice
from monitor.report.confirmation import ByConfirmation
from monitor.report.material import Undecided
from monitor.report.papers.paper import Paper
from monitor.report.papers.paper_docx import paper_docx
from store.records import Finding
from tests.monitor.report.sample import DAY, DUE, STALE, UNITS, config

ZHANGJI = next(unit for unit in UNITS if unit.id == "zhangji")
HOME = replace(
    STALE,
    id=9,
    rule="stale_homepage",
    subject="site:main",
    severity="problem",
    sentence_zh="张集镇网站首页最新信息发布于2012年10月1日，已53天未更新，超过14天的更新时限。",
    measured="53 d",
    details={},
)
UNSEEN = Undecided(
    unit="zhangji",
    label="张集镇",
    rule="vague_expense",
    theme=4,
    subject="unit",
    why=Why.DOCUMENT_UNREADABLE.value,
)


def told(*confirmed: Finding, **more: object) -> NoticeMaterial:
    return NoticeMaterial(ZHANGJI, DAY, ByConfirmation(confirmed), **more)  # type: ignore[arg-type]


def notice(material: NoticeMaterial, folder: Path, *, language: str = "zh") -> Paper:
    return write_notice(material, config(folder, language=language))


def text(paper: Paper) -> str:
    return "\n".join(paragraph.text for paragraph in paper.paragraphs)


def test_it_says_what_by_when_and_how_often(tmp_path: Path) -> None:
    paper = notice(told(STALE, HOME), tmp_path)
    assert paper.addressees == "张集镇：" and paper.title.endswith("整改通知书")
    assert "需要整改的问题2项（其中严重1项）" in text(paper)
    assert f"编号5：【严重】{STALE.sentence_zh}整改期限：2012年12月7日。" in text(paper)
    record = next(annex for annex in paper.annexes if annex.kind == "evidence")
    [row] = [row for row in record.rows if row[0] == "5"]
    assert "检查214次" in row[3] and "http://www.example.test/zhangji/tzgg/" in row[3]
    assert "本系统默认标准，非法定" in row[2] and "测得：448天" in row[2] and "：“" in row[2]


def test_the_receipt_has_a_row_for_every_number_of_the_notice(tmp_path: Path) -> None:
    unseen = replace(HOME, id=3, last_confirmed=DAY - timedelta(days=4))
    material = NoticeMaterial(ZHANGJI, DAY, ByConfirmation((STALE, HOME), (unseen,)))
    paper = notice(material, tmp_path)
    evidence, receipt = paper.annexes
    numbers = re.findall(r"编号(\d+)：", text(paper))
    assert sorted(map(int, numbers)) == [3, 5, 9]
    assert [row[0] for row in receipt.rows] == [row[0] for row in evidence.rows] == ["3", "5", "9"]
    assert all(row[2:] == ("", "", "") for row in receipt.rows), "the unit writes there"
    assert "本次未能复核" in text(paper) and "最近确认于2012年11月19日" in text(paper)


def test_no_number_that_is_not_in_the_finding(tmp_path: Path) -> None:
    """Of the lines that tell the finding; the demands number themselves."""
    paper = notice(told(STALE), tmp_path)
    [row] = paper.annexes[0].rows
    said = set(re.findall(r"\d+", " ".join((row[0], row[1], row[3]))))
    days = [STALE.opened, STALE.last_confirmed, date(2012, 3, 6), date(2012, 11, 23)]
    known = set(re.findall(r"\d+", f"{STALE.id} {STALE.sentence_zh} {STALE.evidence} "))
    known |= {str(part) for day in days for part in (day.year, day.month, day.day)}
    assert said <= known


def test_where_to_answer_follows_the_office(tmp_path: Path) -> None:
    base = config(tmp_path)

    def where(console: str, answer_to: str) -> str:
        office = base.office.model_copy(
            update={
                "console": ConsoleSettings(url=console),
                "report": ReportSettings(answer_to=answer_to),
            }
        )
        setup: Config = replace(base, office=office)
        return text(write_notice(told(STALE), setup))

    assert "书面反馈老河口市政务公开工作领导小组办公室" in where("", "")
    assert "加盖公章后报市政府312室" in where("", "市政府312室")
    assert "登录https://gk.example/逐项答复" in where("https://gk.example", "")
    both = where("https://gk.example", "市政府312室")
    assert "https://gk.example/" in both and "市政府312室" in both


def test_a_day_that_people_set_goes_before_and_what_is_past_is_said(tmp_path: Path) -> None:
    unheard = told(replace(STALE, due=DAY - timedelta(days=1)))
    assert "逾期" not in text(notice(unheard, tmp_path)), "the notice is the first word of it"
    late = replace(unheard, reached={STALE.id})
    assert "（已逾期）" in text(notice(late, tmp_path))
    assert "1项已逾期限" in text(notice(late, tmp_path))
    given = replace(late, deadlines={STALE.id: DUE})
    assert "已逾期" not in text(notice(given, tmp_path))


def test_what_could_not_be_judged_is_never_silent(tmp_path: Path) -> None:
    paper = notice(told(STALE, undecided=(UNSEEN,)), tmp_path)
    assert "另有1项未能作出判断" in text(paper) and "不表示没有问题" in text(paper)
    assert "未能作出判断" not in text(notice(told(STALE), tmp_path))


def test_many_of_a_kind_are_cut_in_the_text_and_whole_in_the_annexes(tmp_path: Path) -> None:
    many = tuple(replace(HOME, id=n, subject=f"c:{n}") for n in range(1, TOLD_OF_A_KIND + 4))
    paper = notice(told(*many), tmp_path)
    assert text(paper).count("编号") == TOLD_OF_A_KIND + 1  # once more in what is asked for
    assert "另有3项，见附件1。" in text(paper)
    assert [len(annex.rows) for annex in paper.annexes] == [len(many)] * 2


def test_of_a_hijacked_site_no_address_can_be_followed(tmp_path: Path) -> None:
    bad = replace(STALE, rule="hijacked_site", sentence_zh="张集镇网站（http://bad.test/）异常。")
    paper = notice(told(bad), tmp_path)
    whole = text(paper) + str([annex.rows for annex in paper.annexes])
    assert "http://" not in whole and "hxxp://bad[.]test" in whole


@pytest.mark.parametrize("language", ["zh", "en"])
def test_word_opens_it_and_the_receipt_has_room_to_write(tmp_path: Path, language: str) -> None:
    body = paper_docx(notice(told(STALE, HOME), tmp_path, language=language))
    evidence, receipt = Document(io.BytesIO(body)).tables
    assert [row.cells[0].text for row in evidence.rows][1:] == ["5", "9"]
    assert [row.cells[0].text for row in receipt.rows][1:] == ["5", "9"]
    assert all(row.height and row.height.mm >= 15 for row in receipt.rows[1:])
