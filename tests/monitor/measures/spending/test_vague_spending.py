"""The levels of one line, at and around every threshold, and of lines that nothing is to be said of."""

import json
from dataclasses import replace
from itertools import product

import pytest

from config.rulebook import VagueExpense
from monitor.measures.spending.vague_spending import (
    heaviest_rows,
    is_said_elsewhere,
    is_unweighed,
    level,
)
from store.records import SpendLine, SpendTable

LIMITS = VagueExpense()
STRICT = VagueExpense(
    warn_share=0.001,
    problem_share=0.002,
    critical_share=0.003,
    bare_share=0.001,
    explained_warn_share=0.001,
    whitelist_codes=[],
)


def weighed(share: float, rank: int | None = 3, **facts: object) -> SpendLine:
    """An 其他 of that share and rank, read and weighed, with no reason given for it."""
    line = SpendLine(
        "30299",
        "其他商品和服务支出",
        share * 1e6,
        share,
        is_other=True,
        rank=rank,
        is_broken_down=False,
        is_weighed_elsewhere=False,
    )
    return replace(line, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "rank", "is_bare", "is_nested", "is_explained", "expected"),
    [
        (0.2001, 3, False, False, False, "problem"),
        (0.20, 3, False, False, False, "problem"),
        (0.1999, 3, False, False, False, "warning"),
        (0.1999, None, False, False, False, "warning"),
        (0.10, 3, False, False, False, "warning"),
        (0.0999, 3, False, False, False, None),
        (0.10, 2, False, False, False, "problem"),
        (0.0999, 1, False, False, False, None),
        (0.05, 9, True, False, False, "problem"),
        (0.0499, 9, True, False, False, None),
        (0.10, 9, False, True, False, "problem"),
        (0.0999, 9, False, True, False, None),
        (0.65, 1, False, False, True, "warning"),
        (0.20, 1, True, True, True, "warning"),
        (0.1999, 1, True, True, True, None),
    ],
)
def test_the_level_of_a_line(
    share: float,
    rank: int | None,
    is_bare: bool,
    is_nested: bool,
    is_explained: bool,
    expected: str | None,
) -> None:
    explained = "specific" if is_explained else None
    line = weighed(share, rank, is_bare=is_bare, is_nested_other=is_nested, explained=explained)
    assert level(line, LIMITS) == expected


@pytest.mark.parametrize(
    ("share", "explained", "expected", "said_elsewhere"),
    [
        (0.40, "unclear", "warning", False),
        (0.12, "unclear", "warning", False),
        (0.09, "unclear", None, False),
        (0.40, "referred", None, True),
        (0.09, "referred", None, False),
        (0.40, "generic", "problem", False),
        (0.40, "circular", "problem", False),
    ],
)
def test_what_may_be_a_reason_accuses_nobody_and_what_names_nothing_is_none(
    share: float, explained: str, expected: str | None, said_elsewhere: bool
) -> None:
    line = weighed(share, 1, explained=explained)
    assert level(line, LIMITS) == expected
    assert is_said_elsewhere(line, LIMITS) == said_elsewhere


def test_the_thresholds_are_the_offices() -> None:
    generous = LIMITS.model_copy(
        update={"problem_share": 0.5, "warn_share": 0.4, "bare_share": 0.5}
    )
    assert level(weighed(0.39, 1, is_bare=True, is_nested_other=True), generous) is None


def test_the_rows_below_or_a_larger_table_are_blamed_in_its_place() -> None:
    assert level(weighed(0.4, is_broken_down=True), LIMITS) is None
    assert level(weighed(0.4, is_broken_down=True, explained="specific"), LIMITS) == "warning"
    assert level(weighed(0.4, is_weighed_elsewhere=True), LIMITS) is None
    assert level(weighed(0.4, is_weighed_elsewhere=True, explained="specific"), LIMITS) is None


def test_a_named_item_is_named_by_the_limits_in_force() -> None:
    transport = weighed(0.4, code="30239", name="其他交通费用")
    assert level(transport, LIMITS) is None
    assert level(transport, LIMITS.model_copy(update={"whitelist_codes": []})) == "problem"
    nameless = LIMITS.model_copy(update={"whitelist_codes": ["30239", ""]})
    assert level(weighed(0.4, code=""), nameless) == "problem"
    assert level(weighed(0.4), nameless) == "problem"


def test_a_list_without_codes_names_the_item_by_its_name() -> None:
    in_words = weighed(0.4, code="", name="（三）其他交通费用")
    assert level(in_words, LIMITS) is None
    assert level(in_words, LIMITS.model_copy(update={"whitelist_codes": []})) == "problem"
    assert level(weighed(0.4, code="30299", name="其他交通费用"), LIMITS) == "problem"


def test_what_nobody_established_accuses_nobody_whatever_the_limits() -> None:
    """A row of an earlier ledger, or of a table whose sums differ, is no evidence of anything."""
    for bare, nested, explained in product((True, False), (True, False), (None, "circular")):
        old = weighed(
            0.9,
            None,
            is_bare=bare,
            is_nested_other=nested,
            explained=explained,
            is_broken_down=None,
            is_weighed_elsewhere=None,
        )
        assert level(old, STRICT) is None
    assert level(SpendLine("", "其他支出", 9.0, 0.9, is_other=True, is_bare=True), STRICT) is None


def test_an_earlier_reading_with_an_other_in_it_is_known_as_such() -> None:
    def table(printed: bool | None, *lines: SpendLine) -> SpendTable:
        return SpendTable(
            "", "economic", True, 2012, "budget", "元", 1e6, lines=lines, is_total_printed=printed
        )

    named = SpendLine("30201", "办公费", 9e5, 0.9)
    assert is_unweighed(table(None, named, weighed(0.01)))
    assert not is_unweighed(table(None, named))
    assert not is_unweighed(table(False, weighed(0.9)))


def test_a_chart_prints_the_share_that_the_sentence_prints() -> None:
    """2,769,800 of 7,475,100 is 37.05 %: rounded to 0.3705 before, a chart printed 37.0 %."""
    share = 2_769_800 / 7_475_100
    table = SpendTable("", "economic", True, 2012, "budget", "元", 1e6, lines=(weighed(share),))
    ((_, drawn, _, _),) = json.loads(heaviest_rows(table, LIMITS))
    assert f"{drawn:.1%}" == f"{share:.1%}" == "37.1%"
