"""Other people's layouts: every 其他 line of spending is found with code, name and amount, in every
format, and no other line.
"""

from datetime import date

import pytest

from store.records import SpendTable
from tests.extract.money.layouts import LAYOUTS, RENDERED
from tests.reading import read_answer


@pytest.mark.parametrize("form", RENDERED)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_other_line_of_every_layout_is_read_in_every_form(name: str, form: str) -> None:
    layout = LAYOUTS[name]
    facts = read_answer(
        RENDERED[form](layout), url=f"http://a.gov.cn/t20250214_1.{form}", as_of=date(2025, 4, 1)
    )
    spending = [table for table in facts.tables if table.is_spending and table.lines]
    assert facts.document_unreadable == ""
    assert len(spending) == 1, [
        (table.title, table.kind, len(table.lines)) for table in facts.tables
    ]
    [table] = spending
    assert _others(table) == sorted(layout.others)
    assert (table.unit, table.total_yuan, table.anomalies) == (layout.says_unit, layout.total, ())


def _others(table: SpendTable) -> list[tuple[str, str, float]]:
    return sorted(
        (line.code, "".join(line.name.split()), line.amount_yuan or 0.0)
        for line in table.lines
        if line.is_other
    )
