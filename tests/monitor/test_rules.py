"""What every rule promises, whatever its fault: words, clauses, declared needs, purity, and no
accusation while blind.
"""

import re
import sys
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from config.rulebook_files import rule_ids, shipped_rulebook
from config.words import Words
from monitor.dossier.facts import Dossier
from monitor.judging.answers import subject_of
from monitor.judging.defence import defences
from monitor.judging.judge import judge, judge_by
from monitor.judging.new_rule import CASES as CASES_FOLDER
from monitor.judging.new_rule import CLAUSES, FILL, RULES
from monitor.judging.registry import RegisteredRule, rules
from monitor.judging.rules_page import rule_page
from monitor.judging.verdict import Answer, Why
from monitor.judging.words import WHY_TEXT
from store.outcome_words import cause_of, unread_words
from store.outcomes import Outcome
from tests.monitor.case_files import CASES, Case
from tests.monitor.notation import dossier

ROOT = Path(config.__file__).parent.parent
every_rule = pytest.mark.parametrize("rule", rules().values(), ids=list(rules()))
SECTIONS = ("Clauses", "Problem", "Not a problem", "Cannot tell")
CHINESE_SECTIONS = ("问题", "不属问题", "无法判断")


@every_rule
def test_its_docstring_has_every_section_in_order(rule: RegisteredRule) -> None:
    labels = [*(f"{name}:" for name in SECTIONS), *(f"\n{name}：" for name in CHINESE_SECTIONS)]
    places = [rule.doc.find(label) for label in labels]
    assert -1 not in places, labels
    assert places == sorted(places)
    assert rule.doc[0].isupper(), "its first words are the fault"


@every_rule
def test_the_clauses_its_declaration_and_its_docstring_name_each_other(
    rule: RegisteredRule,
) -> None:
    book = shipped_rulebook()
    said = {c.id for c in book.clauses if re.search(rf"\b{re.escape(c.id)}(?!\w|\.\w)", rule.doc)}
    assert said == {c.id for c in book.clauses_of(rule.id)}, "docstring | clauses.toml"
    assert set(rule.rule.clauses) <= said


@every_rule
def test_nothing_in_its_files_is_left_to_fill_in(rule: RegisteredRule) -> None:
    clauses = [str(clause) for clause in shipped_rulebook().clauses_of(rule.id)]
    texts = {
        str(path): path.read_text(encoding="utf-8")
        for path in (ROOT / RULES / f"{rule.id}.py", ROOT / CASES_FOLDER / f"{rule.id}.toml")
    }
    texts[str(CLAUSES)] = "\n".join(clauses)
    left = {path: text.count(FILL) for path, text in texts.items() if FILL in text}
    assert not left, f"“{FILL}” still stands there so often; write what it asks for"


@every_rule
def test_a_clause_is_in_force_on_every_day_since_the_first(rule: RegisteredRule) -> None:
    clauses = [shipped_rulebook().clause(clause_id) for clause_id in rule.rule.clauses]
    first = min(clause.valid_from for clause in shipped_rulebook().clauses_of(rule.id))
    days = (first + timedelta(days=n) for n in range((date.today() - first).days + 1))
    uncovered = [day for day in days if not any(clause.is_in_force(day) for clause in clauses)]
    assert not uncovered


@every_rule
def test_it_declares_fields_of_the_dossier(rule: RegisteredRule) -> None:
    assert set(rule.rule.needs) <= {field.name for field in fields(Dossier)}
    assert rule.rule.theme in range(1, 6)


def test_the_folder_and_the_clauses_know_the_same_rules() -> None:
    assert tuple(rules()) == rule_ids(), "monitor/rules | `rules` of config/defaults/clauses.toml"


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
    rules()
    defences()
    judge(CASES[0].dossier)
    cause_of(Outcome.TCP_REFUSED)  # words that are read once, at their first use
    unread_words("")
    _watching = True
    try:
        for case in CASES:
            judge(case.dossier)
    finally:
        _watching = False
    assert _opened == []


@pytest.mark.parametrize(
    "change", [{"network_good": False}, {"coverage": "not_judged"}, {"coverage": "not_visited"}]
)
def test_no_problem_and_no_praise_while_we_are_blind(change: dict[str, object]) -> None:
    for case in CASES:
        seeing = case.dossier
        if not seeing.sites and "coverage" in change:
            continue  # of a unit without a site only a person's word is judged
        state = replace(seeing.coverage, state=str(change.get("coverage", "complete")))
        blind = replace(seeing, coverage=state, network_good=bool(change.get("network_good", True)))
        answers = {verdict.answer for verdict in judge(blind)}
        assert answers <= {Answer.CANNOT_TELL, Answer.NOT_APPLICABLE}, (case.rule, case.name)


@given(
    case=st.sampled_from(CASES),
    shift=st.integers(min_value=-400, max_value=400),
    profile=st.sampled_from(["national", "county"]),
    suspect=st.booleans(),
)
def test_on_any_day_a_blind_night_accuses_nobody_and_every_rule_answers(
    case: Case, shift: int, profile: str, suspect: bool
) -> None:
    as_of = case.dossier.as_of + timedelta(days=shift)
    moved = replace(case.dossier, as_of=as_of, profile=profile, clock_suspect=suspect)
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
        for case in CASES
        if case.rule == "vague_expense" and case.table["expect"][0]["answer"] == "problem"
    )
    registered = rules()["vague_expense"]
    asking_for_less = replace(registered, rule=replace(registered.rule, needs=()))
    seen = dossier({"day": case.dossier.as_of, "sites": [{}]})
    seeing = replace(case.dossier, sites=seen.sites, coverage=seen.coverage)
    assert [(verdict.answer, verdict.kind) for verdict in judge_by(asking_for_less, seeing)] == [
        (Answer.NOT_APPLICABLE, "no_spending_table")
    ]


def test_a_rule_switched_off_says_so() -> None:
    off = dossier({"day": date(2026, 11, 23), "sites": [{}], "limits": {"off": ["missing_site"]}})
    (verdict,) = judge_by(rules()["missing_site"], off)
    assert (verdict.answer, verdict.kind) == (Answer.NOT_APPLICABLE, "rule_off")


def test_a_rule_that_measures_against_a_number_declares_it() -> None:
    hidden = {
        verdict.rule: verdict.threshold
        for case in CASES
        for verdict in judge_by(rules()[case.rule], case.dossier)
        if verdict.threshold and not rule_page(case.rule, shipped_rulebook()).limits
    }
    assert not hidden, "declare the number: CONTRIBUTING.md, Add a rule"


def test_every_rule_of_the_rulebook_is_built() -> None:
    text = (ROOT / "docs/rulebook.md").read_text(encoding="utf-8")
    headed = re.findall(r"^### 3\.\d+ ([\w, ]+) —", text, re.MULTILINE)
    written = {rule for heads in headed for rule in heads.split(", ")}
    assert len(written) > 15 and not written - set(rules())


def test_an_unknown_kind_of_not_applicable_is_told_with_those_there_are() -> None:
    with pytest.raises(
        ValueError, match=r"'no_clauze' is no kind; .*words\.py has: no_clause, rule_off"
    ):
        subject_of(CASES[0].dossier, "unit", Words("", "")).not_applicable("no_clauze")
