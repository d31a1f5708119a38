"""Every defence against its case file: where it acquits, and where the unit is guilty all the same.
The cases are written like those of rules, each with the `rule` whose problem is tried.
"""

import re
from pathlib import Path

import pytest

from monitor.console.request import WORDS as CONSOLE
from monitor.defences.content_in_another_shape import _OTHER_SIDES
from monitor.judging.defence import defences
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Verdict
from monitor.judging.words import WHY_TEXT
from monitor.report.explain import WORDS as EXPLAIN
from monitor.report.ledger_xlsx import WORDS as LEDGER
from tests.monitor.case_files import CASES as RULE_CASES
from tests.monitor.case_files import BrokenCase, Case, read_cases

ALL = tuple(read_cases(Path(__file__).parents[1] / "defences"))
CASES = {
    name: [case for case in ALL if isinstance(case, Case) and case.file == name]
    for name in defences()
}
HEADINGS = (
    (EXPLAIN, "examined"), (LEDGER, "column.examined"), (CONSOLE, "examined"),
)  # fmt: skip
LOOKED_FOR = "为避免误判，已查找以下情形，均未发现"
ENOUGH = 3  # cases in which it acquits, and as many in which the unit is guilty all the same


def _verdicts(case: Case) -> dict[str, Verdict]:
    return {verdict.subject: verdict for verdict in judge_by(rules()[case.rule], case.dossier)}


@pytest.mark.parametrize("case", ALL, ids=[f"{case.file}: {case.name}" for case in ALL])
def test_it_objects_only_where_its_case_says(case: Case | BrokenCase) -> None:
    if isinstance(case, BrokenCase):
        pytest.fail(case.why, pytrace=False)
    verdicts = _verdicts(case)
    for expected in case.table["expect"]:
        verdict = verdicts[expected["subject"]]
        said = {name: str(getattr(verdict, name) or "") for name in expected}
        assert said == {name: str(value) for name, value in expected.items()}, verdict.sentence_zh
        if verdict.answer is Answer.PROBLEM:
            asked = {name.partition(":")[0] for name in verdict.examined}
            assert case.file in asked, "it was not asked"


@pytest.mark.parametrize("name", defences())
def test_it_acquits_and_leaves_guilty(name: str) -> None:
    answers = [expected for case in CASES[name] for expected in case.table["expect"]]
    acquitted = [one for one in answers if one.get("objection") == name]
    guilty = [one for one in answers if one["answer"] == "problem"]
    assert min(len(acquitted), len(guilty)) >= ENOUGH, (len(acquitted), len(guilty))


@pytest.mark.parametrize("name", defences())
def test_without_it_those_whom_it_acquits_would_be_accused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquitted = [
        (case, expected["subject"])
        for case in CASES[name]
        for expected in case.table["expect"]
        if expected.get("objection") == name
    ]
    silent = {key: one for key, one in defences().items() if key != name}
    monkeypatch.setattr("monitor.judging.defence.defences", lambda: silent)
    assert any(_verdicts(case)[subject].answer is Answer.PROBLEM for case, subject in acquitted)


@pytest.mark.parametrize("name", defences())
def test_it_says_what_it_looks_for_and_some_rule_asks_it(name: str) -> None:
    defence = defences()[name].defence
    assert defence.looked_for.zh and defence.looked_for.en and defence.why in WHY_TEXT
    assert any(name in registered.rule.defences for registered in rules().values())


@pytest.mark.parametrize("rule", rules())
def test_no_rule_accuses_without_a_defence(rule: str) -> None:
    asked = rules()[rule].rule.defences
    assert asked and set(asked) <= set(defences())


def _accusations() -> list[tuple[Case, Verdict]]:
    cases = [case for case in (*ALL, *RULE_CASES) if isinstance(case, Case)]
    return [
        (case, verdict)
        for case in cases
        for verdict in _verdicts(case).values()
        if verdict.answer is Answer.PROBLEM
    ]


def test_what_was_examined_names_only_places_that_there_were() -> None:
    """Another place of the unit that was looked at, a notice that was looked for, an address that
    never opened: said only where the dossier holds such a place.
    """
    told: set[str] = set()
    for case, verdict in _accusations():
        sites, said = case.dossier.sites, set(verdict.examined)
        opened = [site for site in sites if site.home.was_ever_open]
        assert "seen_newer" not in said or len(sites) > 1, case.name
        assert "moved:sites" not in said or len(sites) > 1, case.name
        assert not {"moved", "moved:lists"} & said or opened, case.name
        assert "our_own_list:opened" not in said or opened, case.name
        assert "our_own_list" not in said or len(opened) < len(sites), case.name
        named = any(_OTHER_SIDES.search(c.name) for site in sites for c in site.channels)
        assert "content_in_another_shape:other_sides" not in said or named, case.name
        assert "content_in_another_shape:none_named" not in said or not named, case.name
        lists = [c for site in sites for c in site.channels]
        bare = any(not c.items and not c.page.placeholder for c in lists)
        assert "content_in_another_shape" not in said or bare, case.name
        told |= said
    known = {f"{name}:{key}" for name, one in defences().items() for key in one.defence.otherwise}
    assert known <= told, "words that no case comes to"


def test_what_was_looked_for_is_named_and_never_denied_as_a_fact() -> None:
    """“Looked for, none found” is all that a program knows: that an address is right it does not."""
    for module in defences().values():
        for words in (module.defence.looked_for, *module.defence.otherwise.values()):
            assert not re.search("没有|并非|均未|均已|不在|不晚于|曾经", words.zh), words.zh
    said = {table[key].zh for table, key in HEADINGS}
    assert {heading[: len(LOOKED_FOR)] for heading in said} == {LOOKED_FOR}
