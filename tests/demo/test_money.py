"""A document of the demo agrees with itself, and its one heavy line is heavy in all its spending."""

import re

import pytest

from demo.seeded_random import SeededRandom
from demo.writing.fields import FIELDS
from demo.writing.money import BudgetRow, DemoPaper, Document, Style, Table, write


def documents(style: Style) -> list[Document]:
    towns = {Style.CLEAN: (False, True), Style.BARE: (True,)}.get(style, (False,))
    return [
        write("局", "局", field, paper, 2012, style, SeededRandom(name, n), is_town=is_town)
        for name, field in FIELDS.items()
        for paper in DemoPaper
        for is_town in towns
        for n in range(3)
    ]


def spending(document: Document) -> Table:
    """That of all spending."""
    return next(
        table for table in document.tables if "功能分类" in table.title or "明细" in table.title
    )


def leaves(table: Table) -> list[BudgetRow]:
    deepest = max(row.depth for row in table.rows)
    return [row for row in table.rows[1:] if row.depth == deepest]


@pytest.mark.parametrize("style", Style)
def test_it_states_one_total_and_one_basic_spending(style: Style) -> None:
    for document in documents(style):
        whole = spending(document)
        assert sum(row.yuan for row in leaves(whole)) == whole.total
        [stated] = re.findall(r"总额([\d.]+)万元", "".join(document.prose))
        assert round(float(stated) * 10_000) == whole.total
        for table in document.tables:
            if "收入" in table.title:
                assert table.total == whole.total == sum(row.yuan for row in table.rows[1:])
            if "基本支出" in table.title:
                assert table.total == whole.rows[0].basic == sum(row.yuan for row in leaves(table))
                assert table.total < whole.total
        for row in whole.rows:
            assert 0 <= (row.basic or 0) <= row.yuan and row.yuan % 100 == 0


@pytest.mark.parametrize("style", Style)
def test_its_public_expenses_are_those_of_the_other_tables(style: Style) -> None:
    for document in documents(style):
        [publics] = [table for table in document.tables if "三公" in table.title]
        beside = [table for table in document.tables if table is not publics]
        guests = {row.yuan for table in beside for row in table.rows if row.name == "公务接待费"}
        assert guests == {publics.amount("公务接待费")}


@pytest.mark.parametrize("style", [style for style in Style if style.is_vague])
def test_its_vague_line_is_above_a_fifth_of_all_spending(style: Style) -> None:
    for document in documents(style):
        rows = [row for table in document.tables for row in table.rows]
        [vague] = [row for row in rows if document.vague_line in (row.code, row.name)]
        assert 0.21 < vague.yuan / spending(document).total < 0.42
