"""三公: total and cars, in every column, standing or lying."""

import pytest

from tests.extract.money.checks.planted import changed, remarks

SANGONG = [
    ["项目", "2011年预算数", "2012年预算数"],
    ["“三公”经费合计", "57.00", "56.00"],
    ["一、因公出国（境）费", "1.00", "0.00"],
    ["二、公务接待费", "8.00", "8.00"],
    ["三、公务用车购置及运行费", "48.00", "48.00"],
    ["　其中：公务用车购置费", "18.00", "18.00"],
    ["　　　　公务用车运行维护费", "30.00", "30.00"],
]


@pytest.mark.parametrize(
    ("row", "column", "words", "expected"),
    [
        (0, 0, "项目", []),
        (1, 2, "57.60", [("sangong_total", 16_000)]),
        (6, 1, "29.00", [("sangong_cars", 10_000)]),
    ],
)
def test_the_three_public_expenses_in_every_column(
    row: int, column: int, words: str, expected: list[tuple[str, float]]
) -> None:
    above = "<p>2012年“三公”经费预算表</p><p>单位：万元</p>"
    found = remarks(changed(SANGONG, row, column, words), above=above)
    told = [(each.check, round(each.yuan)) for each in found if each.check.startswith("sangong")]
    assert told == expected


def test_the_three_lying_on_their_side() -> None:
    heads = ["“三公”经费合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费"]
    above = "<p>2012年“三公”经费支出预算表</p><p>单位：万元</p>"
    found = remarks([heads, ["9.80", "0.00", "3.20", "5.00"]], above=above)
    assert [(each.check, round(each.yuan)) for each in found] == [("sangong_total", 16_000)]
