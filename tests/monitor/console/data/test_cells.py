"""A cell shows what its code means and leads to the console, and is never more than text and a way."""

import pytest

from config.words import Words
from monitor.console.data.cells import cell

LABELS = {
    ("rule", "stale_channel"): Words("栏目未更新", "stale channel"),
    ("finding_state", "open"): Words("存在", "open"),
}


@pytest.mark.parametrize(
    ("value", "of", "column", "shown"),
    [
        (
            "stale_channel",
            "finding",
            "rule",
            '<a href="/rules/stale_channel">stale_channel</a> <span class="means">栏目未更新</span>',
        ),
        ("open", "v_findings", "state", 'open <span class="means">存在</span>'),
        (12, "v_repairs", "finding", '<a href="/findings/12">12</a>'),
        ("/findings/12", "", "console_page", '<a href="/findings/12">打开</a>'),
        ("水利局/x", "", "unit", '<a href="/units/%E6%B0%B4%E5%88%A9%E5%B1%80%2Fx">水利局/x</a>'),
        (
            '<script>"x"',
            "",
            "unit",
            '<a href="/units/%3Cscript%3E%22x%22">&lt;script&gt;&#34;x&#34;</a>',
        ),
    ],
)
def test_what_is_shown(value: object, of: str, column: str, shown: str) -> None:
    assert cell(value, of, column, LABELS, "zh", "打开") == shown


@pytest.mark.parametrize(
    ("value", "of", "column"),
    [
        ("万元", "spend_table", "unit"),
        ("", "finding", "rule"),
        (None, "finding", "unit"),
        ("text", "page", "title"),
        ("javascript:alert(1)", "", "console_page"),
        ("//evil.test/x", "", "console_page"),
        ("/findings/../data", "", "console_page"),
        ("open", "", "state"),
    ],
)
def test_what_is_shown_as_it_stands(value: object, of: str, column: str) -> None:
    assert cell(value, of, column, LABELS, "zh", "打开") is None


def test_a_label_that_says_no_more_than_its_code_is_not_repeated() -> None:
    assert cell("open", "v_findings", "state", LABELS, "en", "open") == "open"
