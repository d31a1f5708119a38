"""Whose number a verdict rests on: where the office wrote its own, every rule says so, in the mark and
in the sentence. The law is never said to ask for what the office alone asks for.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from config.rulebook import ChannelClass
from config.rulebook_files import shipped_rulebook
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Verdict
from monitor.measures.deadlines import limit_of_class
from monitor.measures.disclosure import due
from tests.monitor.case_files import CASES
from tests.monitor.notation import Table, dossier

SHIPPED = shipped_rulebook().limits
SAID_OF_THE_LAW = re.compile(r"规定|否决|法定|standard|veto")
WITH_NUMBERS = [rule for rule in rules() if SHIPPED.of(rule)]


def own_numbers(rule: str) -> Iterator[Table]:
    """The rule's table as an office might write it: one number moved, down and up."""
    for key, value, _, _ in SHIPPED.of(rule):
        table = getattr(SHIPPED, rule).model_dump()
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield from (
                table | {key: type(value)(moved)} for moved in (value * 0.8, value * 1.3 + 1)
            )
        elif isinstance(value, str):
            yield table | {key: "05-20"}


def answers(rule: str, case: Table) -> dict[str, Verdict]:
    return {verdict.subject: verdict for verdict in judge_by(rules()[rule], dossier(case))}


@pytest.mark.parametrize("rule", WITH_NUMBERS)
def test_a_threshold_that_the_office_wrote_is_marked_and_said_to_be_its_own(rule: str) -> None:
    cases = [case.table for case in CASES if case.rule == rule and "limits" not in case.table]
    shipped = [answers(rule, case) for case in cases]
    as_shipped = {verdict.threshold for each in shipped for verdict in each.values()}
    moved = 0
    for case, before in zip(cases, shipped, strict=True):
        for table in filter(is_valid(rule), own_numbers(rule)):
            for subject, verdict in answers(rule, {**case, "limits": {rule: table}}).items():
                if subject in before and verdict.threshold not in as_shipped:
                    moved += 1
                    assert verdict.threshold_mark == "local", (case["name"], verdict)
                if verdict.threshold_mark == "local" and verdict.answer.value != "cannot_tell":
                    says_own = "本地设定" in verdict.sentence_zh and "own" in verdict.sentence_en
                    is_plain = not SAID_OF_THE_LAW.search(verdict.sentence_zh + verdict.sentence_en)
                    assert is_plain or says_own or "set by the office" in verdict.sentence_en
    assert moved, "no case reached a threshold of this rule"


def is_valid(rule: str) -> Callable[[Table], bool]:
    model = type(getattr(SHIPPED, rule))

    def is_within_bounds(table: Table) -> bool:
        try:
            model.model_validate(table)
        except ValueError:
            return False
        return True

    return is_within_bounds


def test_the_numbers_as_shipped_are_nobodys_own() -> None:
    assert {mark for rule in WITH_NUMBERS for *_, mark in SHIPPED.of(rule)} == {"law", "product"}


def test_several_numbers_together_are_the_laws_only_where_each_is() -> None:
    limits = SHIPPED.unreachable_site
    own = limits.model_copy(update={"probes": 100})
    assert limits.mark("share", "probes") == "law"
    assert limits.mark("share", "attempts") == "product"
    assert own.mark("share", "attempts", "probes") == "local"
    assert own.mark("share") == "law"


def test_a_day_that_the_office_set_is_not_said_to_be_the_products() -> None:
    own = SHIPPED.missing_disclosure.model_copy(update={"budget_by": "03-31"})
    said = due("budget", 2026, "department", (), own)
    assert (said.day, said.mark) == (date(2026, 3, 31), "local")
    assert "本地设定" in said.because.zh and "office" in said.because.en
    assert due("final_accounts", 2025, "department", (), own).mark == "product"


def test_a_class_bears_the_mark_of_the_number_that_holds() -> None:
    of = ChannelClass(
        id="x", name="x", limit_months=6, county_limit_days=30, county_limit_mark="local"
    )
    national, county = limit_of_class(of, "national"), limit_of_class(of, "county")
    assert national and (national.months, national.mark) == (6, "law")
    assert county and (county.days, county.mark) == (30, "local")
    assert limit_of_class(ChannelClass(id="x", name="x"), "county") is None
