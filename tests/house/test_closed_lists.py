"""The closed lists that pages print are the code's: no member missing, none that is not there."""

import re
from pathlib import Path

import pytest
from config.errors import ENDS
from monitor.judging.verdict import Why
from store.outcomes import Ours, Outcome, OutcomeGroup

DOCS = Path(__file__).parents[2] / "docs"
WORD = re.compile(r"`([a-z_0-9]+)`")


def part(page: str, begins: str, ends: str) -> str:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    return text.split(begins, 1)[1].split(ends, 1)[0]


def test_reasons_for_cannot_tell() -> None:
    printed = part("rulebook", "**Common cannot_tell reasons**", "\n- **")
    assert set(WORD.findall(printed)) == set(Why)


def test_outcomes_stand_in_their_group() -> None:
    rows = re.findall(
        r"^\| \**(\w+)\** \| ([^|]+) \|", part("faults", "## 1.", "\n## "), re.MULTILINE
    )
    printed = {
        group: set(WORD.findall(names))
        for group, names in rows
        if group in {group.value for group in OutcomeGroup}
    }
    live = {group.value: {o.value for o in Outcome if o.group is group} for group in OutcomeGroup}
    live[OutcomeGroup.OURS.value] |= set(Ours)
    assert printed == live


@pytest.mark.parametrize("page", ["operating.md", "operating.zh-CN.md"])
def test_exit_codes(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)} == set(ENDS)
