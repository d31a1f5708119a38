"""What the truth of `tests/unseen/score` does not ask."""

from dataclasses import replace
from datetime import date

from config.office import ScoreSettings
from config.rulebook_files import shipped_rulebook
from monitor.scoring.league import League
from monitor.scoring.lives import Life
from monitor.scoring.nights import Nights
from monitor.scoring.said import unknown_text
from monitor.scoring.score import NoScore, score_of
from store.queries.quarters.answers import AnswerSpan
from tests.monitor.scoring.sample import place

DAYS = tuple(date(2026, 10, day) for day in range(1, 31))
NIGHTS = Nights(DAYS, 30, DAYS[-1])
TABLE = shipped_rulebook().score


def span(answer: str, measured: str = "", last: date = DAYS[-1]) -> AnswerSpan:
    told = ("problem", "", measured, "14 d")
    return AnswerSpan("u", "stale_channel", "channel:a", answer, "", *told, DAYS[0], last)


def life() -> Life:
    return Life(1, "u", "stale_channel", "channel:a", "reg2019.53", "law", "句", "said", DAYS[0])


def test_a_measure_taken_after_the_quarter_is_counted_back_to_it() -> None:
    behind = span("problem", "50 d", date(2026, 11, 29))  # 30 days behind: 20 d on the last night
    score = score_of("u", [behind], [life()], NIGHTS, TABLE, ScoreSettings())
    (line,) = score.lines
    assert (line.measured, round(line.excess, 2)) == ("20 d", 0.43)


def test_a_measure_is_never_counted_back_behind_the_day_on_which_it_was_opened() -> None:
    behind = span("problem", "30 d", date(2026, 11, 29))  # updated since, and late again
    opened = replace(life(), measured="21 d")
    score = score_of("u", [behind], [opened], NIGHTS, TABLE, ScoreSettings())
    assert [(line.measured, line.excess) for line in score.lines] == [("21 d", 0.5)]


def test_a_problem_without_a_finding_costs_nothing() -> None:
    score = score_of("u", [span("problem", "50 d")], [], NIGHTS, TABLE, ScoreSettings())
    assert (score.score, score.lines) == (100.0, [])


def test_vetoes_may_be_switched_off(league: League) -> None:
    home = AnswerSpan("u", "stale_homepage", "site:main", *("problem", "", "problem", "", "40 d", "14 d"), DAYS[0], DAYS[-1])  # fmt: skip
    found = Life(1, "u", "stale_homepage", "site:main", "insp2019.home", "law", "句", "s", DAYS[0])
    by_law = score_of("u", [home], [found], NIGHTS, TABLE, ScoreSettings())
    by_points = score_of("u", [home], [found], NIGHTS, TABLE, ScoreSettings(vetoes=False))
    assert (by_law.why, by_law.score) == (NoScore.VETO, None)
    assert (by_points.why, by_points.score) == (None, 60.0)  # 10 of the 25 points that apply
    assert place(league, "guotu").score.why is NoScore.VETO


def test_what_applies_to_nobody_is_no_lack_of_nights() -> None:
    score = score_of("u", [span("not_applicable")], [], NIGHTS, TABLE, ScoreSettings())
    assert (score.why, score.score) == (NoScore.NOTHING, None)


def test_an_answer_of_another_night_of_the_same_day_speaks_for_the_unit() -> None:
    both = [span("problem", "50 d"), span("clear")]
    assert score_of("u", both, [life()], NIGHTS, TABLE, ScoreSettings()).lines == []


def test_what_is_held_to_be_secret_costs_nothing_and_is_not_judged() -> None:
    kept = replace(life(), secret_until=DAYS[-1])
    free = score_of("u", [span("problem", "50 d")], [life()], NIGHTS, TABLE, ScoreSettings())
    secret = score_of("u", [span("problem", "50 d")], [kept], NIGHTS, TABLE, ScoreSettings())
    assert free.cost > 0 and (secret.lines, secret.cost) == ([], 0)
    [updates] = [one for one in secret.indicators if one.unknown]
    assert (updates.judged, updates.unknown) == (0, {"under_secrecy": 1})
    assert "认定涉密，不作判断（1项）" in unknown_text(updates, "zh")


def test_after_the_last_day_of_secrecy_it_counts_again() -> None:
    kept = replace(life(), secret_until=DAYS[9])
    score = score_of("u", [span("problem", "50 d")], [kept], NIGHTS, TABLE, ScoreSettings())
    assert [line.nights for line in score.lines] == [20]
