"""Every rule against its case file: facts, day, verdict, sentence. A new case is a few lines of
TOML, no Python.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer
from tests.monitor.notation import Table, dossier

FOLDER = Path(__file__).parent / "cases"
CASES = [
    (f.stem, case)
    for f in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(f.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(
    ("rule", "case"), CASES, ids=[f"{rule}: {case['name']}" for rule, case in CASES]
)
def test_the_rule_answers_as_its_case_says(rule: str, case: Table) -> None:
    verdicts = {verdict.subject: verdict for verdict in judge_by(rules()[rule], dossier(case))}
    for expected in case["expect"]:
        assert expected["subject"] in verdicts, f"no verdict on it; there are {sorted(verdicts)}"
        verdict = verdicts[expected["subject"]]
        answered = {
            name: str(
                getattr(verdict, {"says": "sentence_zh", "says_en": "sentence_en"}.get(name, name))
                or ""
            )
            for name in expected
        }
        assert answered == {
            name: str(value if value is not False else "") for name, value in expected.items()
        }, verdict.sentence_zh
    assert len(verdicts) == case.get("verdicts", len(case["expect"])), sorted(verdicts)


@pytest.mark.parametrize("rule", rules())
def test_every_rule_has_a_case_of_each_answer_that_matters(rule: str) -> None:
    answers = {
        expected["answer"] for name, case in CASES if name == rule for expected in case["expect"]
    }
    missing = {Answer.PROBLEM, Answer.CLEAR, Answer.CANNOT_TELL} - answers
    assert not missing, f"write a case of {', '.join(sorted(missing))} in {FOLDER / rule}.toml"


def test_a_wrong_outcome_in_a_case_is_answered_with_the_list() -> None:
    case = {"day": date(2026, 11, 23), "sites": [{"seen": ["opened 2026-11-23 x1"]}]}
    with pytest.raises(ValueError, match="'opened' is no outcome; there are: open, dns_nxdomain, "):
        dossier(case)
