"""Formulas without their results, and errors, are words; what has a value stays as it is."""

import pytest

from crawler.extract.grids.lost_cells import has_lost_cells, with_lost_cells_said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="A1"><f>B1+C1</f><v></v></c>', '<c r="A1" t="str"><v>=</v></c>'),
        ('<c r="A1"><f>B1+C1</f></c>', '<c r="A1" t="str"><v>=</v></c>'),
        ('<x:c r="A1"><x:f>B1</x:f></x:c>', '<x:c r="A1" t="str"><x:v>=</x:v></x:c>'),
        ('<c r="A1" t="e"><v>#REF!</v></c>', '<c r="A1"  t="str"><v>#REF!</v></c>'),
        ('<c r="A1" t="e"><f>B9</f><v>#N/A</v></c>', '<c r="A1"  t="str"><v>#N/A</v></c>'),
    ],
)
def test_a_cell_that_nobody_can_read_is_said_in_words(cell: str, said: str) -> None:
    sheet = f"<row>{cell}<c r='B1'><v>7</v></c></row>"
    assert has_lost_cells(sheet.encode())
    assert with_lost_cells_said(sheet.encode()).decode() == sheet.replace(cell, said)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>B1+C1</f><v>12</v></c>',
        '<c r="A1" t="str"><f>IF(B1,"","")</f><v></v></c>',
        '<c r="A1" t="inlineStr"><is><t>合计</t></is></c>',
        '<c r="A1" s="3"/>',
        '<c r="A1"><f>B1</f>',
    ],
)
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert with_lost_cells_said(cell.encode()) == cell.encode()


def test_broken_xml_is_read_once_from_end_to_end() -> None:
    broken = b"<c><f>" * 300_000
    assert with_lost_cells_said(broken) == broken
