"""A quarter of a small city, of the real nouns: two bureaus, a court, a township on the portal, a unit
below a bureau.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from config.folder import Config
from config.rulebook_files import shipped_rulebook
from config.unit import Site, Unit
from monitor.quarterly.figures import QuarterFigures, quarter_figures
from monitor.scoring.lives import Life
from monitor.scoring.quarter import QuarterOfYear
from store.outcomes import Outcome
from store.queries.quarters.answers import AnswerSpan
from store.queries.quarters.site_days import SiteDays
from store.records import Finding
from tests.monitor.report.sample import STALE, config, unit

Q4 = QuarterOfYear(2026, 4)
NIGHT = date(2026, 11, 20)
VETO_RULES = {veto.rule for veto in shipped_rulebook().score.vetoes}


def with_site(given: Unit, kind: str = "own", **more: object) -> Unit:
    site = Site(id="main", kind=kind, url=f"http://{given.id}.example.test/", **more)
    return given.model_copy(update={"sites": [site]})


HUANBAO = with_site(unit("huanbao", "环保局"))
JIAOYU = with_site(unit("jiaoyu", "教育局"), "subsite")
SCHOOL = with_site(unit("xuexiao", "第一中学", "second_level")).model_copy(
    update={"parent": "jiaoyu"}
)
COURT = with_site(unit("fayuan", "法院", "judicial"))
TOWNSHIP = with_site(unit("zhangji", "张集镇", "township"), "portal_channel")
UNITS = (HUANBAO, JIAOYU, SCHOOL, COURT, TOWNSHIP)


def office(folder: Path, *, language: str = "zh") -> Config:
    return config(folder, units=UNITS, language=language)


def problem(number: int, unit_id: str, rule: str, **more: object) -> Finding:
    plain = {
        "id": number,
        "unit": unit_id,
        "rule": rule,
        "subject": "site:main",
        "severity": "problem",
        "clause": "insp2019.home" if rule == "stale_homepage" else "guide2017.a1",
        "threshold_mark": "law",
        "opened": date(2026, 10, 12),
        "last_confirmed": NIGHT,
        "due": date(2026, 12, 30),
        "sentence_zh": f"{unit_id}问题{number}。",
        "address": f"http://{unit_id}.example.test/",
    }
    return replace(STALE, **(plain | more))  # type: ignore[arg-type]


def life(
    found: Finding, begun: date, ended: date | None = None, *, withdrawn: bool = False
) -> Life:
    said = (found.sentence_zh, found.sentence_en)
    keyed = (found.id, found.unit, found.rule, found.subject, found.clause, found.threshold_mark)
    return Life(*keyed, *said, begun=begun, ended=ended, is_withdrawn=withdrawn)


def clear(unit_id: str, *without: str) -> list[AnswerSpan]:
    """Every indicator that vetoes answered and in order, but those named."""
    return [answer(unit_id, rule, "clear") for rule in sorted(VETO_RULES) if rule not in without]


def answer(unit_id: str, rule: str, said: str, why: str = "") -> AnswerSpan:
    nights = (date(2026, 10, 1), NIGHT)
    return AnswerSpan(unit_id, rule, "site:main", said, why, "", "", "", "", *nights)


def looked(unit_id: str, outcome: Outcome = Outcome.OPEN) -> SiteDays:
    days = frozenset({date(2026, 9, 30), date(2026, 10, 1), NIGHT})
    return SiteDays(unit_id, "main", outcome.value, days)


def figures(
    setup: Config,
    found: Iterable[tuple[Finding, list[Life]]] = (),
    *,
    seen: Iterable[SiteDays] | None = None,
    answers: Iterable[AnswerSpan] | None = None,
    until: date = Q4.last,
    is_over: bool = True,
    told: Collection[int] = (),
) -> QuarterFigures:
    all_seen = [looked(one.id) for one in UNITS]
    all_clear = [one for unit in UNITS for one in clear(unit.id)]
    return quarter_figures(
        setup,
        Q4,
        until,
        2,
        found,
        all_seen if seen is None else seen,
        all_clear if answers is None else answers,
        {},
        told=told,
        is_over=is_over,
    )
