"""The score's pages: the office sees all, a leader the lines of the own units; off unless asked for."""

from dataclasses import replace
from pathlib import Path

import pytest

from monitor.console.context import Console
from tests.monitor.console.conftest import Visitor
from tests.monitor.scoring.sample import console as console_over
from tests.monitor.scoring.sample import office as office_in

QUARTER = "?quarter=2012Q4"


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Console:
    return console_over(office_in(tmp_path_factory.mktemp("score") / "office"))


def entered(console: Console, login: str) -> Visitor:
    visitor = Visitor(console)
    assert visitor.come_in(login).status_code == 303
    return visitor


def test_scores_are_off_until_the_office_turns_them_on(scored: Console) -> None:
    config = scored.config()
    score = config.office.score.model_copy(update={"on": False})
    off = replace(config, office=config.office.model_copy(update={"score": score}))
    visitor = entered(replace(scored, config=lambda: off), "wang")
    for path in ("/score", "/score/huanbao"):
        page = visitor.get(path).text
        assert "考核评分没有开启" in page
        assert 'href="/score"' not in page


def test_the_table_has_ranks_by_kind_and_reasons(scored: Console) -> None:
    page = entered(scored, "wang").get(f"/score{QUARTER}").text
    assert page.index("环保局") < page.index("交通局") < page.index("国土局") < page.index("税务局")
    assert "不评分：92夜中只有0夜作出判断" in page
    assert "单项否决，不合格" in page
    assert 'href="/score"' in page


def test_a_leader_sees_the_lines_of_the_own_units_and_of_those_below(scored: Console) -> None:
    visitor = entered(scored, "zhao")
    page = visitor.get(f"/score{QUARTER}").text
    assert "环保局" in page
    assert "监察大队" in page
    assert "交通局" not in page
    assert visitor.get(f"/score/jiaotong{QUARTER}").status_code == 404
    below = visitor.get(f"/score/huanbao{QUARTER}").text
    assert "下属单位的问题" in below
    assert "stale_channel" in below


def test_a_unit_s_page_explains_each_point(scored: Console) -> None:
    visitor = entered(scored, "wang")
    page = visitor.get(f"/score/jiaotong{QUARTER}").text
    assert "5分 × 超出50% × 31/92夜 = 0.84分" in page
    assert "已撤回，不扣分" in page
    assert "单项否决：" in visitor.get(f"/score/guotu{QUARTER}").text
    assert visitor.get("/score/nobody").status_code == 404
    assert visitor.say("/language", to="en", next="/").status_code == 303
    assert "31/92 nights" in visitor.get(f"/score/jiaotong{QUARTER}").text


@pytest.mark.parametrize("asked", ["", "?quarter=2099Q1", "?quarter=nonsense"])
def test_without_a_quarter_that_began_the_last_night_s_is_shown(
    scored: Console, asked: str
) -> None:
    assert "2012年第四季度" in entered(scored, "wang").get(f"/score{asked}").text


def test_the_page_reads_nothing_that_was_not_there(scored: Console, tmp_path: Path) -> None:
    assert entered(scored, "li").get("/score?quarter=2001Q1").status_code == 200
