from config.folder import Config
from monitor.scoring.league import League
from monitor.scoring.said import basis, method, note, reckoned, unknown_text
from tests.monitor.scoring.sample import place


def test_every_point_says_finding_clause_and_nights(league: League, config: Config) -> None:
    (line,) = place(league, "jiaotong").score.lines
    assert reckoned(line, "zh") == "5分 × 超出50% × 31/92夜 = 0.84分"
    assert reckoned(line, "en") == "5 × 50% beyond × 31/92 nights = 0.84"
    assert "第五十三条" in basis(line, config, "zh") or "53" in basis(line, config, "zh")


def test_why_there_is_no_score_stands_beside_it(league: League) -> None:
    assert "不评分：92夜中只有0夜作出判断" in note(place(league, "shuiwu"), "zh")
    assert "单项否决，不合格" in note(place(league, "guotu"), "zh")
    assert "另有1个问题已撤回，不扣分" in note(place(league, "jiaotong"), "zh")
    assert "下属单位1个问题，不计入本单位" in note(place(league, "huanbao"), "zh")
    assert "folded from 40 points" in note(place(league, "huanbao"), "en")


def test_what_could_not_be_judged_is_told_by_its_reason(league: League) -> None:
    access, updates, *_ = place(league, "shuiwu").score.indicators
    assert unknown_text(access, "zh").endswith("（1项）")
    assert unknown_text(updates, "en") == "does not apply"


def test_the_way_of_reckoning_names_the_office_s_own_shares(config: Config) -> None:
    assert any("不足30%" in text and "不足50%" in text for text in method(config, "zh"))
