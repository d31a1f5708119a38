"""A rule is a page: what people read of it is what it does, in both languages, and up to date."""

from pathlib import Path

import pytest

import config
from config.rulebook import Limits, Rulebook
from config.rulebook_files import shipped_rulebook
from monitor.judging import rules_page
from monitor.judging.new_rule import FILL, RULES
from monitor.judging.registry import rules
from monitor.judging.rules_page import (
    PAGES,
    READMES,
    document,
    page_of,
    rule_page,
    rules_table,
    value_text,
    with_table,
)
from tests.monitor.case_files import BROKEN
from tests.monitor.examples import examples_file

ROOT = Path(config.__file__).parent.parent
both_languages = pytest.mark.parametrize("language", ["en", "zh"])
STALE_PAGES = "the rules have changed since: run `make docs`"


def test_the_examples_are_what_the_cases_answer() -> None:
    if BROKEN:
        pytest.skip(f"not known before these are mended: {[case.why for case in BROKEN]}")
    shipped = Path(rules_page.__file__).with_name("examples.toml").read_text(encoding="utf-8")
    is_current = shipped == examples_file()
    assert is_current, STALE_PAGES


@both_languages
def test_the_page_in_the_tree_is_what_the_rules_say(language: str) -> None:
    is_current = (ROOT / PAGES[language]).read_text(encoding="utf-8") == document(language)
    assert is_current, STALE_PAGES


@both_languages
def test_the_readme_lists_every_rule(language: str) -> None:
    readme = (ROOT / READMES[language]).read_text(encoding="utf-8")
    is_current = readme == with_table(readme, language)
    assert is_current, STALE_PAGES
    assert rules_table(language).count("\n") == 2 + len(rules())


def test_a_readme_without_the_marks_is_refused_with_words() -> None:
    with pytest.raises(
        ValueError, match=r"README\.md: <!-- rules --> … <!-- /rules --> is missing"
    ):
        with_table("# no table here\n<!-- rules -->\n", "en")


@both_languages
@pytest.mark.parametrize("rule", rules())
def test_a_rules_address_leads_to_its_heading(rule: str, language: str) -> None:
    path, _, anchor = page_of(rule, language).partition("#")
    headings = [line for line in document(language).splitlines() if line.startswith("## ")]
    assert (path, f"## {anchor}") == (PAGES[language], f"## {rule}")
    assert headings.count(f"## {anchor}") == 1


@pytest.mark.parametrize("rule", rules())
def test_a_page_is_whole_in_both_languages(rule: str) -> None:
    page = rule_page(rule, shipped_rulebook())
    assert all(heading.zh and text.zh and text.en for heading, text in page.sections)
    assert [heading.en for heading, _ in page.sections][:3] == [
        "Problem",
        "Not a problem",
        "Cannot tell",
    ]
    assert page.clauses and page.theme.zh and all(need.zh and need.en for need in page.needs)
    assert all(one.says.zh and one.says.en for one in page.limits)


def test_an_offices_own_number_is_said_to_be_its_own() -> None:
    limits = Limits.model_validate({"stale_homepage": {"limit_days": 7}})
    own: Rulebook = shipped_rulebook().model_copy(update={"limits": limits})
    marks = {
        limit.key: (limit.value, limit.mark) for limit in rule_page("stale_homepage", own).limits
    }
    assert marks["limit_days"] == (7, "local")
    assert marks["warn_days"] == (10, "product")


def test_a_channels_deadlines_stand_on_its_rules_page() -> None:
    limits = rule_page("stale_channel", shipped_rulebook()).limits
    assert ("notice", "6 months", "law") in {
        (one.key, value_text(one.value, "en"), one.mark) for one in limits
    }
    assert ("notice", "180 days", "county") in {
        (one.key, value_text(one.value, "en"), one.mark) for one in limits
    }


def test_a_rule_that_is_not_there_has_no_page() -> None:
    with pytest.raises(KeyError):
        rule_page("no_such_rule", shipped_rulebook())


def test_no_page_is_written_of_a_rule_that_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / RULES).mkdir(parents=True)
    (tmp_path / RULES / "dead_link.py").write_text(f"# {FILL}, and {FILL}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=r"rules/dead_link\.py: “FILL IN” stands there 2×"):
        rules_page.main(["--write"])
    assert not (tmp_path / "docs").exists()


def test_every_clause_is_cited_by_a_rule_or_said_not_to_be_judged_and_why() -> None:
    cited = {clause.id for clause in shipped_rulebook().clauses if clause.rules}
    reasons = rules_page.reasons_not_judged()
    every = {clause.id for clause in shipped_rulebook().clauses}
    assert every - cited - reasons.keys() == set()
    assert not cited & reasons.keys(), "a rule cites it now: its reason is to go"
    assert reasons.keys() <= every


@both_languages
def test_the_page_tells_why_a_clause_is_not_judged(language: str) -> None:
    page = document(language)
    for clause, why in rules_page.reasons_not_judged().items():
        assert f"| `{clause}` |" in page and why.text(language) in page
