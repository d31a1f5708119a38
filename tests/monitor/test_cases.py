"""Every rule against its case file: facts, day, verdict, sentence. A new case is a few lines of
TOML, no Python.
"""

from pathlib import Path

import pytest

from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer
from tests.monitor.case_files import ALL, BROKEN, CASES, FOLDER, BrokenCase, Case, read_cases

_SENTENCES = {"says": "sentence_zh", "says_en": "sentence_en"}


@pytest.mark.parametrize("case", ALL, ids=[f"{case.file}: {case.name}" for case in ALL])
def test_the_rule_answers_as_its_case_says(case: Case | BrokenCase) -> None:
    if isinstance(case, BrokenCase):
        pytest.fail(case.why, pytrace=False)
    verdicts = {verdict.subject: verdict for verdict in judge_by(rules()[case.rule], case.dossier)}
    expectations = case.table["expect"]
    for expected in expectations:
        assert expected["subject"] in verdicts, f"no verdict on it; there are {sorted(verdicts)}"
        verdict = verdicts[expected["subject"]]
        answered = {
            name: str(getattr(verdict, _SENTENCES.get(name, name)) or "") for name in expected
        }
        assert answered == {
            name: str(value if value is not False else "") for name, value in expected.items()
        }, verdict.sentence_zh
    assert len(verdicts) == case.table.get("verdicts", len(expectations)), (
        f"`expect` names every subject, or `verdicts = {len(verdicts)}`; there are "
        f"{sorted(verdicts)}"
    )


@pytest.mark.parametrize("rule", rules())
def test_every_rule_has_a_case_of_each_answer_that_matters(rule: str) -> None:
    if broken := [case.why for case in BROKEN if case.file == rule]:
        pytest.skip(f"not known before these are mended: {broken}")
    answers = {
        expected["answer"]
        for case in CASES
        if case.rule == rule
        for expected in case.table["expect"]
    }
    missing = {Answer.PROBLEM, Answer.CLEAR, Answer.CANNOT_TELL} - answers
    assert not missing, f"write a case of {', '.join(sorted(missing))} in {FOLDER / rule}.toml"


GOOD = """
[[case]]
name = "good"
day = 2026-11-23
sites = [{ seen = ["open 2026-11-01..2026-11-20 x20; http_5xx 2026-11-21..2026-11-23 x3"] }]
expect = [{ subject = "site:main", answer = "clear" }]
"""


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("open 2026-11-01", "opened 2026-11-01", "'opened' is no outcome; there are: open, dns_"),
        ("..2026-11-20 x20", "..2026-11-20 20", "write it as 'open 2026-11-01..2026-11-23 x23"),
        ("x20; http_5xx", "x20; b; http_5xx", "'b': outcome, days and how often are not all"),
        ("x20;", "x20 wy=502;", "there is no 'wy' here: did you mean why?"),
        ("2026-11-20 x20", "2026-11-31 x20", "day is out of range for month; write it as"),
        ("sites =", "sitez =", "there is no key `sitez` in `case`: did you mean sites?"),
        ("seen =", "itmes =", "there is no key `itmes` in `sites`: did you mean items?"),
        ("seen =", "items =", "write it as '2026-11-08 关于…的通知 | first="),
        ("answer =", "anser =", "there is no key `anser` in `expect`: did you mean answer?"),
        ('subject = "site:main", ', "", "there is no `subject` in number 1 of `expect`"),
        ("day = 2026-11-23", "", "there is no `day`; write it as day = 2026-11-23"),
        ("[{ seen", "{ seen", "missing_site.toml: "),
        ("[[case]]", "[[cases]]", "there is `cases`; every case stands under [[case]]"),
    ],
)
def test_a_case_that_is_not_understood_says_where_and_how_it_is_written(
    written: str, instead: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "missing_site.toml").write_text(
        GOOD.replace(written, instead, 1) + GOOD, encoding="utf-8"
    )
    (broken,) = (case for case in read_cases(tmp_path) if isinstance(case, BrokenCase))
    assert broken.why.startswith("missing_site.toml")
    assert said in broken.why


def test_several_sightings_may_stand_in_one_text(tmp_path: Path) -> None:
    (tmp_path / "missing_site.toml").write_text(GOOD, encoding="utf-8")
    (case,) = read_cases(tmp_path)
    assert isinstance(case, Case)
    assert [s.checks for s in case.dossier.sites[0].home.sightings] == [20, 3]
