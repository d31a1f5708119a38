"""Quarters of units whose truth was written before there was a score: `score/truth.toml`."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from config.office import ScoreSettings
from config.rulebook_files import shipped_rulebook
from monitor.scoring.lives import Life
from monitor.scoring.nights import Nights
from monitor.scoring.quarter import QuarterOfYear, read_quarter
from monitor.scoring.score import UnitScore, score_of
from store.queries.quarters.answers import AnswerSpan

TRUTH = tomllib.loads((Path(__file__).parent / "score" / "truth.toml").read_text("utf-8"))
CASES: dict[str, dict[str, Any]] = {case["name"]: case for case in TRUTH["cases"]}
QUARTER = read_quarter(TRUTH["quarter"])


def scored(name: str) -> UnitScore:
    case = CASES[name]
    answers = [
        *case["answers"],
        *(
            {**case["many"], "subject": f"channel:{n}"}
            for n in range(case.get("many", {}).get("count", 0))
        ),
    ]
    return score_of(
        "u",
        [answer_of(one) for one in answers],
        [*lives_of(answers)],
        nights_of(case["nights"], QUARTER),
        shipped_rulebook().score,
        ScoreSettings(on=True),
    )


def nights_of(text: str, quarter: QuarterOfYear) -> Nights:
    days = tuple(day for part in text.split() for day in every_day(*days_of(part)))
    return Nights(days, (quarter.last - quarter.first).days + 1, quarter.last)


def answer_of(written: dict[str, Any]) -> AnswerSpan:
    first, last = days_of(written["days"])
    why = "blocked" if written["answer"] == "cannot_tell" else ""
    severity, kind, measured, threshold = (
        str(written.get(key, "")) for key in ("severity", "kind", "measured", "threshold")
    )
    told = (written["rule"], written["subject"], written["answer"], why, severity, kind)
    return AnswerSpan("u", *told, measured, threshold, first, last)


def lives_of(answers: list[dict[str, Any]]) -> Iterator[Life]:
    for number, one in enumerate(answers):
        if one["answer"] == "problem":
            first, last = days_of(one["days"])
            life = Life(
                number,
                "u",
                one["rule"],
                one["subject"],
                one["clause"],
                one["mark"],
                "句",
                "said",
                first,
            )
            ended = one.get("ended")
            yield replace(
                life,
                ended=last + timedelta(days=1) if ended else None,
                is_withdrawn=ended == "withdrawn",
            )


def days_of(text: str) -> tuple[date, date]:
    first, last = (date.fromisoformat(f"2026-{part}") for part in text.split(".."))
    return first, last


def every_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def points(score: UnitScore) -> float:
    """Before it is rounded to a tenth."""
    return 100 * (score.points - score.cost) / score.points


@pytest.mark.parametrize("name", CASES)
def test_of_what_was_written_down(name: str) -> None:
    case, score = CASES[name], scored(name)
    if "none" in case:
        assert (score.score, score.why) == (None, case["none"])
    if "score" in case:
        least, most = case["score"]
        assert score.score is not None
        assert least <= points(score) <= most
    if "veto" in case:
        cited = [line.life.clause for line in score.vetoes]
        assert cited == case["veto"]
        assert (score.why == "veto") == bool(cited)
        assert score.has_failed == bool(cited)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in CASES
        if CASES[name].keys() & {"near", "above", "below", "fewer_points_than"}
    ],
)
def test_beside_another_case(name: str) -> None:
    case, own = CASES[name], scored(name)
    if "near" in case:
        other, apart = case["near"]
        assert abs(points(own) - points(scored(other))) <= apart
    if "above" in case:
        assert points(own) > points(scored(case["above"]))
    if "below" in case:
        assert points(own) < points(scored(case["below"]))
    if "fewer_points_than" in case:
        assert own.points < scored(case["fewer_points_than"]).points
