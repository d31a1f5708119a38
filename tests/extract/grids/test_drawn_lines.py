"""What is drawn, as lines of tables."""

from crawler.extract.grids.drawn_lines import sorted_lines, strokes
from crawler.extract.grids.pdf_page import RuledLine

BOX = [(0.0, 0.0), (100.0, 0.0), (100.0, 20.0), (0.0, 20.0), (0.0, 0.0)]


def test_a_thin_box_is_one_line_and_a_wide_one_its_edges() -> None:
    thin = [(0.0, 10.0), (100.0, 10.0), (100.0, 11.0), (0.0, 11.0)]
    assert list(strokes(thin, is_stroked=False)) == [((0.0, 10.5), (100.0, 10.5))]
    assert len(list(strokes(BOX, is_stroked=True))) == 4
    assert not list(strokes(BOX, is_stroked=False))  # a coloured ground


def test_lines_are_level_or_upright_or_none() -> None:
    level, upright = sorted_lines(
        [((0, 5), (50, 5.5)), ((9, 0), (9, 40)), ((0, 0), (30, 30)), ((0, 0), (1, 0))]
    )
    assert level == (RuledLine(5.25, 0, 50),)
    assert upright == (RuledLine(9, 0, 40),)
