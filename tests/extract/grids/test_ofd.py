"""OFD pages as writers lay them out: an object a cell, a glyph an object, templates, lying pages."""

import pytest

from crawler.extract.grids.ofd import OfdUnreadable, read_ofd
from crawler.extract.grids.pdf import read_pdf_pages
from tests.documents.ofd_writer import HEAD, ROWS, page, parts, table, words

WHITE = '<ofd:FillColor Value="255 255 255"/>'


def rows_of(*pages: str, **more: object) -> list[list[str]]:
    reading = read_pdf_pages(read_ofd(parts(pages, **more)).pages)  # type: ignore[arg-type]
    [grid] = reading.grids
    assert grid.before.endswith("单位：万元")
    return [[cell.strip() for cell in row] for row in grid.rows]


AS_DRAWN = [list(row) for row in ROWS]


@pytest.mark.parametrize("is_ruled", [True, False])
def test_a_table_with_lines_and_without(is_ruled: bool) -> None:
    assert rows_of(page(HEAD + table(is_ruled=is_ruled))) == AS_DRAWN


def test_the_head_may_stand_in_a_template() -> None:
    drawn = page(table(), '<ofd:Template TemplateID="5" ZOrder="Background"/>')
    common = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/T.xml"/>'
    assert rows_of(drawn, common=common, members={"Doc_0/Tpls/T.xml": page(HEAD)}) == AS_DRAWN


def test_the_table_may_be_a_composite_of_the_resources() -> None:
    unit = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnit ID="8"><ofd:Content>'
        f"{table(0)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>"
    )
    drawn = page(HEAD + '<ofd:CompositeObject ResourceID="8" Boundary="0 50 200 60"/>')
    common = "<ofd:PublicRes>R.xml</ofd:PublicRes>"
    assert rows_of(drawn, common=common, members={"Doc_0/R.xml": unit}) == AS_DRAWN


@pytest.mark.parametrize(
    "over",
    [
        words(60, 70, "内部资料", size=12, more='CTM="0.7 0.7 -0.7 0.7 0 0"'),
        words(52, 68, "888.88", more='Alpha="60"'),
        words(52, 68, "888.88", more='Visible="false"'),
        words(112, 76, "999.99", more=WHITE),
        words(52, 62, "公开", size=18),
    ],
    ids=["askew", "faint", "invisible", "white on white", "large"],
)
def test_what_is_printed_over_a_table_is_not_in_it(over: str) -> None:
    assert rows_of(page(HEAD + table() + over)) == AS_DRAWN


def test_steps_are_counted_and_scaled() -> None:
    head = (
        '<ofd:TextObject Boundary="160 42 40 6" Size="10" CTM="0.35 0 0 0.35 0 0">'
        '<ofd:TextCode X="0" Y="8.5" DeltaX="g 4 10">单位：万元</ofd:TextCode></ofd:TextObject>'
    )
    assert rows_of(page(head + table())) == AS_DRAWN


@pytest.mark.parametrize(
    "members", [{}, {"OFD.xml": b"<a/>"}, {"OFD.xml": b"<ofd"}], ids=["empty", "other", "broken"]
)
def test_what_is_no_package_says_so(members: dict[str, bytes]) -> None:
    with pytest.raises(OfdUnreadable):
        read_ofd(members)
