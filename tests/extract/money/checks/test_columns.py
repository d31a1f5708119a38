"""The checks that an inspector does by hand within one table: each planted fault is remarked with its
difference, and a table without one has no remark.
"""

import pytest

from tests.extract.money.checks.planted import ABOVE, BOOKS, HEAD, ROWS, SIDES, changed, remarks


@pytest.mark.parametrize(
    ("rows", "above"),
    [
        ([HEAD, *ROWS], ABOVE),
        (SIDES, "<p>2012年收支预算总表</p><p>单位：万元</p>"),
        (BOOKS, "<p>某村2012年财务收支公开表</p><p>单位：元</p>"),
        # what is rounded to 0.01 万元 differs by so much
        (
            [
                ["项目", "金额"],
                *(["人员支出", "33.33"], ["公用支出", "33.33"], ["项目支出", "33.33"]),
                ["合计", "100.00"],
            ],
            ABOVE,
        ),
        # of which: some of the parts
        (
            [
                ["项目", "金额"],
                ["一、公用支出", "100.00"],
                ["　其中：办公费", "60.00"],
                ["　　　　差旅费", "30.00"],
                ["二、人员支出", "200.00"],
                ["合计", "300.00"],
            ],
            ABOVE,
        ),
    ],
)
def test_figures_that_agree_are_not_remarked(rows: list[list[str]], above: str) -> None:
    assert remarks(rows, above=above) == []


@pytest.mark.parametrize(
    ("rows", "above", "check", "yuan"),
    [
        (changed([HEAD, *ROWS], 1, 2, "1,002.00"), ABOVE, "total", 20_000),
        (changed([HEAD, *ROWS], 4, 2, "490.00"), ABOVE, "parts", 100_000),
        (changed([HEAD, *ROWS], 1, 4, "390.00"), ABOVE, "columns", 100_000),
        (
            changed(SIDES, 5, 1, "1,001.00"),
            "<p>2012年收支预算总表</p><p>单位：万元</p>",
            "balance",
            10_000,
        ),
        (
            changed(BOOKS, 7, 1, "20,000.00"),
            "<p>某村2012年财务收支公开表</p><p>单位：元</p>",
            "books",
            300,
        ),
        (
            [
                ["项目", "预算数"],
                ["合计", "57.00"],
                ["因公出国（境）费", "0.00"],
                ["公务接待费", "8.00"],
                ["公务用车购置及运行费", "48.00"],
            ],
            "<p>2012年“三公”经费预算表</p><p>单位：万元</p>",
            "total",
            10_000,
        ),
    ],
)
def test_a_planted_fault_is_remarked_with_its_difference(
    rows: list[list[str]], above: str, check: str, yuan: float
) -> None:
    found = remarks(rows, above=above)
    assert check in [each.check for each in found]
    assert yuan in [round(each.yuan, 2) for each in found if each.check == check]
