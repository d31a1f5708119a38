"""The quarterly report in words: the law's share, what was not judged beside what was."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from monitor.judging.verdict import Why
from monitor.quarterly.figures import QuarterFigures
from monitor.quarterly.paper import write_quarter_report
from monitor.report.papers.paper_docx import paper_docx
from tests.monitor.quarterly.city import (
    NIGHT,
    UNITS,
    answer,
    clear,
    figures,
    life,
    looked,
    office,
    problem,
)


def text(found: QuarterFigures, folder: Path, *, language: str = "zh") -> str:
    paper = write_quarter_report(found, office(folder, language=language))
    return "\n".join(paragraph.text for paragraph in paper.paragraphs)


def test_share_and_results_in_words(tmp_path: Path) -> None:
    stale = problem(7, "huanbao", "stale_homepage")
    unknown = [*clear("jiaoyu", "thin_guide"), *clear("huanbao"), *clear("xuexiao")]
    unknown.append(answer("jiaoyu", "thin_guide", "cannot_tell", Why.BLOCKED.value))
    said = text(
        figures(office(tmp_path), [(stale, [life(stale, NIGHT)])], answers=unknown, told={7}),
        tmp_path,
    )
    assert (
        "纳入检查的政府网站3个（其中子网站1个），实际检查3个，占100%，达到不低于30%的要求" in said
    )
    assert "单项否决指标所列情形的1个" in said and "环保局网站（问题编号7）" in said
    assert "均未发现问题的1个" in said and "不作结论的1个" in said
    assert "办事指南要素1个网站" in said and "须由人工检查" in said
    assert "逾期未整改1项" in said and "已整改" not in said, "nobody is not said"


def test_nothing_is_late_of_which_nobody_was_told(tmp_path: Path) -> None:
    found = [problem(n, "huanbao", "dead_link", subject=f"item:{n}") for n in (1, 2)]
    lives = [(one, [life(one, NIGHT)]) for one in found]
    said = text(figures(office(tmp_path), lives, told={1}), tmp_path)
    assert "逾期未整改1项" in said and "未告知、期限未起算1项" in said


def test_a_share_below_the_law_says_so_and_names_the_sites(tmp_path: Path) -> None:
    said = text(figures(office(tmp_path), seen=[]), tmp_path)
    assert "实际检查0个，占0%，未达到不低于30%的要求" in said
    assert "未能检查的网站3个：环保局、教育局、第一中学。未能检查，不表示没有问题。" in said


def test_what_is_left_out_is_named_and_a_quarter_that_is_not_over(tmp_path: Path) -> None:
    said = text(figures(office(tmp_path), until=date(2026, 11, 30), is_over=False), tmp_path)
    assert "法院的网站不属于政府网站" in said and "另有1个单位没有独立网站" in said
    assert "本季度尚未结束，本通报各项数字截至最近一次检查之日（2026年11月30日）。" in said
    assert "由主管单位填写" in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables_count_what_the_text_counts(tmp_path: Path, language: str) -> None:
    found = [problem(n, "huanbao", "dead_link", subject=f"item:{n}") for n in (1, 2)]
    told = figures(
        office(tmp_path), [(one, [life(one, NIGHT)]) for one in found], seen=[looked("huanbao")]
    )
    setup = office(tmp_path, language=language)
    superiors, sites, kinds = Document(
        io.BytesIO(paper_docx(write_quarter_report(told, setup)))
    ).tables
    total = [cell.text for cell in superiors.rows[-1].cells]
    assert total[1:4] == ["3", "1", "33.3%"] and total[7] == "2"
    assert len(sites.rows) - 1 == 3 and len(UNITS) == 5
    assert [cell.text for cell in kinds.rows[1].cells][1:3] == ["2", "1"]


def test_it_tells_of_the_days_that_were_seen_and_bears_the_day_on_which_it_is_made(
    tmp_path: Path,
) -> None:
    config = office(tmp_path)
    seen = figures(config)
    found = replace(seen, since=seen.until, made_on=date(2027, 1, 5))
    paper = write_quarter_report(found, config)
    day = f"{seen.until.year}年{seen.until.month}月{seen.until.day}日"
    assert f"于{day}至{day}对" in "".join(one.text for one in paper.paragraphs)
    assert paper.dated == "2027年1月5日"
