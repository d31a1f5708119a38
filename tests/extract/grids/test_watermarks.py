"""Which manners of printing are a watermark's."""

import pytest

from crawler.extract.grids.pdf_page import Glyph
from crawler.extract.grids.watermarks import Printed, PrintManner, by_manners, quarter, watermarks

BLACK, GREY, RED = (0, 0, 0, 255), (220, 220, 220, 255), (200, 0, 0, 255)


def printed(text: str, manner: PrintManner, left: float = 0.0, top: float = 0.0) -> list[Printed]:
    size = float(manner.size)
    return [
        Printed(
            Glyph(letter, left + at * size, top, left + (at + 1) * size, top + size, size),
            manner,
            (0.0, 0.0, 0.0, 0.0),
        )
        for at, letter in enumerate(text)
    ]


def manner(
    colour: tuple[int, int, int, int] = BLACK, size: int = 10, angle: int | None = 0
) -> PrintManner:
    return PrintManner(size, colour, angle, False, "")


ORDINARY = printed("一般公共服务支出决算表", manner())


@pytest.mark.parametrize(
    ("other", "is_mark"),
    [
        (printed("公开", manner(angle=None), top=200), True),
        (printed("公开", manner((0, 0, 0, 60)), top=200), True),
        (printed("公开", manner(GREY), left=25, top=4), True),
        (printed("公开", manner(GREY), top=200), False),  # a pale note of its own
        (printed("公", manner(size=40)), True),
        (printed("题", manner(size=40), top=100), False),  # a title
        (printed("公开资料", manner(RED), left=25, top=3), True),
        (printed("公开资料", manner(RED), top=200), False),
        (printed("一般公共", manner(RED)), False),  # the same letters again: bold print
    ],
)
def test_a_manner_is_a_watermark_by_how_and_where_it_stands(
    other: list[Printed], is_mark: bool
) -> None:
    found = watermarks(by_manners([*ORDINARY, *other]))
    assert found == ({other[0].manner} if is_mark else set())


def test_an_angle_is_a_quarter_turn_or_askew() -> None:
    assert [quarter(angle) for angle in (0, 3, 88, 181, -90, 45)] == [0, 0, 90, 180, 270, None]
