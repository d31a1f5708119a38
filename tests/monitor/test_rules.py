"""What every rule promises, whatever its fault: words, clauses, declared needs, purity, and no
accusation while blind.
"""

import sys
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.rulebook import RULES
from config.rulebook_files import shipped_rulebook
from monitor.dossier.facts import Dossier
from monitor.judging.judge import judge, judge_by
from monitor.judging.registry import RegisteredRule, rules
from monitor.judging.verdict import Answer, Why
from monitor.judging.words import WHY_TEXT
from tests.monitor.notation import dossier
from tests.monitor.test_cases import CASES

every_rule = pytest.mark.parametrize("rule", rules().values(), ids=list(rules()))
SECTIONS = ("Clauses", "Problem", "Not a problem", "Cannot tell")


@every_rule
def test_its_docstring_has_every_section_in_order(rule: RegisteredRule) -> None:
    places = [rule.doc.find(f"{section}:") for section in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)
    assert rule.doc[0].isupper(), "its first words are the fault"


@every_rule
def test_it_cites_known_clauses_and_names_them_in_its_docstring(rule: RegisteredRule) -> None:
    for clause_id in rule.rule.clauses:
        assert shipped_rulebook().clause(clause_id).document
        assert clause_id in rule.doc


@every_rule
def test_it_declares_fields_of_the_dossier(rule: RegisteredRule) -> None:
    assert set(rule.rule.needs) <= {field.name for field in fields(Dossier)}
    assert rule.rule.theme in range(1, 6)


def test_the_folder_and_the_rulebook_know_the_same_rules() -> None:
    assert set(rules()) == set(RULES)


def test_every_reason_has_its_words() -> None:
    assert set(WHY_TEXT) == set(Why)


_opened: list[str] = []
_watching = False


def _watch(event: str, arguments: object) -> None:
    if _watching and event in (
        "open",
        "socket.connect",
        "sqlite3.connect",
        "subprocess.Popen",
        "os.listdir",
    ):
        _opened.append(f"{event} {arguments}")


sys.addaudithook(_watch)


def test_no_rule_opens_anything_at_run_time() -> None:
    global _watching
    dossiers = [dossier(case) for _, case in CASES]
    rules()
    _watching = True
    try:
        for each in dossiers:
            judge(each)
    finally:
        _watching = False
    assert _opened == []


@pytest.mark.parametrize(
    "change", [{"network_good": False}, {"coverage": "not_judged"}, {"coverage": "not_visited"}]
)
def test_no_problem_and_no_praise_while_we_are_blind(change: dict[str, object]) -> None:
    for name, case in CASES:
        seeing = dossier(case)
        if not seeing.sites and "coverage" in change:
            continue  # of a unit without a site only a person's word is judged
        state = replace(seeing.coverage, state=str(change.get("coverage", "complete")))
        blind = replace(seeing, coverage=state, network_good=bool(change.get("network_good", True)))
        answers = {verdict.answer for verdict in judge(blind)}
        assert answers <= {Answer.CANNOT_TELL, Answer.NOT_APPLICABLE}, (name, case["name"])


@given(
    case=st.sampled_from([case for _, case in CASES]),
    shift=st.integers(min_value=-400, max_value=400),
    profile=st.sampled_from(["national", "county"]),
    suspect=st.booleans(),
)
def test_on_any_day_a_blind_night_accuses_nobody_and_every_rule_answers(
    case: dict[str, object], shift: int, profile: str, suspect: bool
) -> None:
    seeing = dossier(case)
    moved = replace(
        seeing, as_of=seeing.as_of + timedelta(days=shift), profile=profile, clock_suspect=suspect
    )
    verdicts = judge(moved)
    assert {verdict.rule for verdict in verdicts} == set(rules())
    keys = [(verdict.rule, verdict.subject) for verdict in verdicts]
    assert len(keys) == len(set(keys))
    assert all(
        verdict.sentence_zh and verdict.sentence_en and "{" not in verdict.sentence_zh
        for verdict in verdicts
    )
    for verdict in verdicts:
        if verdict.answer is Answer.PROBLEM:
            assert moved.rulebook.clause(verdict.clause).is_in_force(moved.as_of)
            assert verdict.measured
            assert verdict.threshold_mark in ("law", "product", "local", "county")
        assert (verdict.why is not None) == (verdict.answer is Answer.CANNOT_TELL)
    assert Answer.PROBLEM not in {
        verdict.answer for verdict in judge(replace(moved, network_good=False))
    }


def test_a_rule_is_handed_only_what_it_declared() -> None:
    case = next(
        case
        for name, case in CASES
        if name == "vague_expense" and case["expect"][0]["answer"] == "problem"
    )
    registered = rules()["vague_expense"]
    asking_for_less = replace(registered, rule=replace(registered.rule, needs=()))
    assert [verdict.answer for verdict in judge_by(asking_for_less, dossier(case))] == [
        Answer.NOT_APPLICABLE
    ]


def test_a_rule_switched_off_says_so() -> None:
    case = {**CASES[0][1], "limits": {"off": ["missing_site"]}}
    (verdict,) = judge_by(rules()["missing_site"], dossier(case))
    assert (verdict.answer, verdict.kind) == (Answer.NOT_APPLICABLE, "rule_off")
