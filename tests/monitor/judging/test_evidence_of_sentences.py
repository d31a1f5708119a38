"""The sentence is its evidence: every number and day that a problem or a warning says, in either
language, is a value of the entries and measures that it carries; what was measured and what is
shown count alike.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.judging.judge import judge, judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Evidence, Verdict
from monitor.measures.days import CHINA
from monitor.report.measures import measure_text
from tests.monitor.case_files import CASES, Case

# 2012年3月5日12时30分, 2012-03-05 12:30, 12.5%, 1,200
_DAY = r"(\d{4})(?:年|-)(\d{1,2})(?:月|-)(\d{1,2})日?"
_HOUR = r"(?: ?(\d{1,2})(?:时|:)(?:(\d{1,2})分?)?)?"
_MOMENT = re.compile(_DAY + _HOUR)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_YEARS = re.compile(r"\b(\d*(?:12|24|36)) mo\b")
_COUNTED = re.compile(r"(\d+) (?:checks?|failures?|nights?|looks?)\b")


def said_of(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """(language, sentence) without the names and addresses that the entries carry word for word."""
    for language, sentence in (("zh", verdict.sentence_zh), ("en", verdict.sentence_en)):
        for text in sorted(_named(verdict), key=len, reverse=True):
            sentence = sentence.replace(text, "")
        yield language, sentence


def _named(verdict: Verdict) -> set[str]:
    names = {verdict.details.get("channel", ""), verdict.details.get("url", "")}
    names |= {text for entry in verdict.evidence for text in (entry.url, entry.title)}
    return {name for name in names if name and not name.isdigit()}


def values_in(text: str) -> set[str]:
    """Moments as 2012-03-05, 2012-03-05 12 and 2012-03-05 12:30; other numbers as written, without
    commas and trailing zeros.
    """
    found = set()
    for moment in _MOMENT.finditer(text):
        year, month, day, hour, minute = moment.groups()
        found.add(_moment(date(int(year), int(month), int(day)), hour, minute))
    for number in _NUMBER.findall(_MOMENT.sub(" ", text)):
        found.add(_plain(number))
    return found


def _moment(day: date, hour: str | None, minute: str | None) -> str:
    said = day.isoformat()
    said += f" {int(hour):02}" if hour else ""
    return said + (f":{int(minute):02}" if minute and int(minute) else "")


def _plain(number: str) -> str:
    bare, is_share = number.replace(",", "").removesuffix("%"), number.endswith("%")
    bare = bare.rstrip("0").rstrip(".") if "." in bare else bare
    return bare + ("%" if is_share else "")


def carried_by(verdict: Verdict, as_of: date, language: str) -> set[str]:
    """All that the entries, the measure and the ledger's columns say, and the day it was judged."""
    said = [verdict.measured, verdict.threshold, *verdict.details.values()]
    said += [measure_text(text, language) for text in (verdict.measured, verdict.threshold)]
    values = {as_of.isoformat()}
    values |= {str(int(months) // 12) for months in _YEARS.findall(verdict.threshold)}  # 1年
    for entry in verdict.evidence:
        said += [entry.note_zh if language == "zh" else entry.note_en, str(entry.checks)]
        values |= set(_moments(entry))
    for text in said:
        values |= values_in(text)
    return values


def _moments(entry: Evidence) -> Iterator[str]:
    """As days, hours and minutes in China."""
    for at in filter(None, (entry.first_at, entry.last_at)):
        here = datetime.fromisoformat(at).astimezone(CHINA)
        yield from (f"{here:%Y-%m-%d}", f"{here:%Y-%m-%d %H}", f"{here:%Y-%m-%d %H:%M}")


def is_told(verdict: Verdict) -> bool:
    return verdict.answer is Answer.PROBLEM or verdict.warning


def wider_than_evidence(verdict: Verdict, as_of: date) -> list[str]:
    return [
        f"{language}: {sorted(wider)}"
        for language, sentence in said_of(verdict)
        if (wider := values_in(sentence) - carried_by(verdict, as_of, language))
    ]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.name}" for case in CASES])
def test_every_number_and_day_of_a_sentence_is_one_of_its_evidence(case: Case) -> None:
    for verdict in filter(is_told, judge_by(rules()[case.rule], case.dossier)):
        wider = wider_than_evidence(verdict, case.dossier.as_of)
        assert not wider, (verdict.sentence_zh, verdict.sentence_en)


@given(
    case=st.sampled_from(CASES),
    shift=st.integers(min_value=0, max_value=400),
    profile=st.sampled_from(["national", "county"]),
)
def test_so_it_is_on_every_day_to_come(case: Case, shift: int, profile: str) -> None:
    as_of = case.dossier.as_of + timedelta(days=shift)
    later = replace(case.dossier, as_of=as_of, profile=profile)
    for verdict in filter(is_told, judge(later)):
        wider = wider_than_evidence(verdict, as_of)
        assert not wider, (verdict.sentence_zh, verdict.sentence_en)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.name}" for case in CASES])
def test_checks_are_counted_alike_in_measure_and_evidence(case: Case) -> None:
    for verdict in filter(is_told, judge_by(rules()[case.rule], case.dossier)):
        shown = {entry.checks for entry in verdict.evidence}
        for counted in map(int, _COUNTED.findall(verdict.measured)):
            assert counted in shown, (verdict.sentence_zh, verdict.measured, shown)
