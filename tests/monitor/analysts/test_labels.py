"""A code bears the name that pages and papers give it."""

from pathlib import Path

from config.folder import load
from config.words import Words
from monitor.analysts.labels import labels
from monitor.console.request import WORDS
from monitor.judging.registry import rules
from monitor.rectification.stage import RepairStage
from store.desk.entries import DeskAction
from store.desk.users import Role
from store.outcome_words import cause_of
from store.outcomes import Ours, Outcome
from tests.monitor.report.test_commands import folder

__all__ = ["folder"]  # a fixture


def by_code(what: str) -> dict[str, Words]:
    return {code: Words(zh, en) for one, code, zh, en in labels(None) if one == what}


def test_every_code_of_these_sets_has_a_name() -> None:
    assert by_code("rule").keys() == rules().keys()
    assert by_code("outcome").keys() == {one.value for one in Outcome}
    assert by_code("stage").keys() == {one.value for one in RepairStage}
    assert by_code("desk_action").keys() == {one.value for one in DeskAction}
    assert by_code("user_role").keys() == {one.value for one in Role}
    assert by_code("our_reason").keys() <= set(Ours)


def test_it_is_the_same_word_as_elsewhere() -> None:
    assert by_code("outcome")["tcp_reset"] == cause_of(Outcome.TCP_RESET)
    assert by_code("stage")["told"] == WORDS["stage.told"]
    assert by_code("rule")["stale_channel"] == rules()["stale_channel"].rule.short
    assert by_code("desk_action")["answered"].zh == "答复", "without the colon of a page"


def test_no_code_is_named_twice_and_none_is_without_words() -> None:
    every = labels(None)
    assert len({(what, code) for what, code, _, _ in every}) == len(every)
    assert not [label for label in every if not all(label) or "{" in label[2]]


def test_a_clause_is_cited_as_it_is_written(folder: Path) -> None:
    rulebook = load(folder).rulebook
    cited = {code: zh for what, code, zh, _ in labels(rulebook) if what == "clause"}
    assert cited.keys() == {clause.id for clause in rulebook.clauses}
    assert "《中华人民共和国预算法》" in cited["budget.14"] or "预算法" in cited["budget.14"]
