from contextlib import closing
from datetime import date

from config.folder import Config
from monitor.scoring.gather import score_quarter
from monitor.scoring.league import League
from monitor.scoring.score import NoScore, UnitScore
from store.clock import Clock
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.ledger import open_ledger
from tests.monitor.scoring.sample import QUARTER, place, scored


def test_a_repaired_finding_costs_its_nights_and_a_withdrawn_one_nothing(league: League) -> None:
    score = place(league, "jiaotong").score
    (line,) = score.lines
    assert (line.life.rule, line.nights, line.of_nights) == ("stale_channel", 31, 92)
    assert line.life.ended == date(2012, 11, 1)
    assert [life.rule for life in score.withdrawn] == ["empty_channel"]


def test_who_was_behind_a_firewall_has_no_score(league: League) -> None:
    score = place(league, "shuiwu").score
    assert (score.why, score.nights, score.of_nights) == (NoScore.NIGHTS, 0, 92)


def test_a_quarter_that_is_not_over_counts_until_now(config: Config) -> None:
    now = scored(config, date(2012, 10, 31))
    score = place(now, "jiaotong").score
    assert (now.until, score.nights, score.of_nights) == (date(2012, 10, 31), 31, 31)


def test_what_the_office_took_back_this_minute_costs_nothing(fresh: Config) -> None:
    before = place(scored(fresh), "jiancha").score
    number = before.lines[0].life.number
    after = after_word(fresh, number, DeskAction.WITHDRAWN)
    assert before.cost > 0
    assert (after.cost, [life.number for life in after.withdrawn]) == (0, [number])


def test_what_is_held_to_be_secret_costs_nothing(fresh: Config) -> None:
    before = place(scored(fresh), "jiancha").score
    number = before.lines[0].life.number
    after = after_word(fresh, number, DeskAction.SECRECY_ACCEPTED, date(2013, 2, 1))
    assert before.cost > 0
    assert (after.cost, after.lines, after.withdrawn) == (0, [], ())


def after_word(config: Config, number: int, what: DeskAction, day: date | None = None) -> UnitScore:
    desk = open_desk(config.data)
    said = (what, "看错了栏目", "wang", "王主任", Clock().now())
    add_entry(desk, DeskEntry(number, 0, *said, day))
    with closing(open_ledger(config.data / "ledger.db", readonly=True)) as ledger:
        found = score_quarter(config, ledger, desk, QUARTER, date(2013, 2, 1))
    return place(found, "jiancha").score
