from monitor.scoring.league import League
from tests.monitor.scoring.sample import place


def test_units_stand_among_their_kind_the_best_first_and_unscored_last(league: League) -> None:
    assert [*league.by_kind] == ["department", "second_level"]
    ranks = [(found.unit.id, found.rank) for found in league.by_kind["department"]]
    assert ranks == [("huanbao", 1), ("jiaotong", 2), ("guotu", None), ("shuiwu", None)]


def test_a_parent_shows_the_findings_below_it_and_loses_nothing_by_them(league: League) -> None:
    above = place(league, "huanbao")
    assert above.score.score == 100.0
    assert [line.life.rule for one in above.below for line in one.lines] == ["stale_channel"]


def test_whoever_sees_some_units_sees_their_lines_with_the_ranks_among_all(league: League) -> None:
    own = league.only({"jiaotong"})
    assert [(found.unit.id, found.rank) for found in own.places] == [("jiaotong", 2)]
    assert league.only(None) is league
