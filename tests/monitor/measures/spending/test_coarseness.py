"""How many digits the finest code of a year's tables has."""

from datetime import date

from config.rulebook import Clause
from monitor.measures.spending.coarseness import depths_of, says_money
from store.records import SpendLine, SpendTable
from tests.monitor.measures.papers import document, row, table

CLAUSE = Clause(id="x", document="", article="", says="", valid_from=date(2015, 1, 1))


def coded(*codes: str, year: int | None = 2026, kind: str = "function") -> SpendTable:
    return table(*(SpendLine(code, "", 1.0) for code in codes), year=year, kind=kind)


def test_the_finest_code_of_all_tables_of_the_year_counts() -> None:
    coarse, fine = coded("211", "21101", "21102"), coded("2110101", year=None)
    paper = row(SpendLine("", "", None))
    assert [d.digits for d in depths_of(paper, [document(coarse)], CLAUSE)] == [5]
    (depth,) = depths_of(paper, [document(coarse, fine)], CLAUSE)
    assert (depth.kind, depth.digits, depth.row.subject) == (
        "function",
        7,
        "coarse:budget:2026:function",
    )


def test_a_few_codes_another_year_or_a_time_before_the_law_say_nothing() -> None:
    paper, three = row(SpendLine("", "", None)), coded("211", "212", "213")
    late = CLAUSE.model_copy(update={"valid_from": date(2027, 1, 1)})
    assert not list(depths_of(paper, [document(coded("211", "212"))], CLAUSE))
    assert not list(depths_of(paper, [document(coded("211", "212", "213", year=2025))], CLAUSE))
    assert not list(depths_of(paper, [document(three)], late))
    assert list(depths_of(paper, [document(three)], CLAUSE))


def test_a_title_that_speaks_of_money() -> None:
    assert says_money("2026年“三公”经费") and not says_money("机构设置")
