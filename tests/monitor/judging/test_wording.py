"""docs/wording.md is what the rules say today, and no sentence stands there without an example."""

from pathlib import Path

import pytest

import config
from monitor.judging.registry import rules
from tests.monitor.wording import examples_of, is_sentence, templates_of, wording_page

PAGE = Path(config.__file__).parent.parent / "docs" / "wording.md"


def test_the_page_is_what_the_rules_say() -> None:
    is_current = PAGE.read_text(encoding="utf-8") == wording_page()
    assert is_current, "the rules have changed since: run `make docs`"


@pytest.mark.parametrize("rule", rules())
def test_every_sentence_of_a_rule_is_said_by_a_case(rule: str) -> None:
    sentences = {name for name, words in templates_of(rule).items() if is_sentence(words)}
    unsaid = sorted(sentences - examples_of(rule).keys())
    assert not unsaid, f"write a case for each in tests/monitor/cases/{rule}.toml"
