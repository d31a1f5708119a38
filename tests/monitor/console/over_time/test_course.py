"""A line says no more than was seen."""

from datetime import date, timedelta

from monitor.console.over_time.course import HEIGHT, WIDTH, course

FIRST = date(2026, 3, 1)
LAST = FIRST + timedelta(days=10)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def test_one_night_is_a_point_and_no_line() -> None:
    drawn = course([(day(5), 3)], FIRST, LAST)
    assert (drawn.lines, drawn.points, drawn.nights) == ((), ((WIDTH // 2, 6),), 1)


def test_a_night_that_could_not_be_judged_is_a_gap_and_never_zero() -> None:
    drawn = course(
        [(day(0), 2), (day(1), 2), (day(2), None), (day(3), 2), (day(4), 1)], FIRST, LAST
    )
    assert [line.split()[0] for line in drawn.lines] == ["0,6", "300,6"]
    assert drawn.lines[0] == "0,6 100,6", "the line ends before the gap"
    assert drawn.gaps == ((200, 100),)
    assert all(
        int(corner.split(",")[1]) < HEIGHT for line in drawn.lines for corner in line.split()
    )


def test_days_without_a_night_break_the_line_too() -> None:
    drawn = course([(day(0), 1), (day(1), 1), (day(8), 1), (day(9), 1)], FIRST, LAST)
    assert len(drawn.lines) == 2


def test_a_number_stands_until_the_night_that_changes_it() -> None:
    [line] = course([(day(0), 1), (day(1), 2)], FIRST, LAST).lines
    assert line == "0,53 100,53 100,6"


def test_of_no_night_nothing_is_drawn() -> None:
    drawn = course([], FIRST, FIRST)
    assert (drawn.nights, drawn.lines, drawn.points, drawn.most) == (0, (), (), 0)


def test_courses_that_are_compared_have_one_height() -> None:
    low = course([(day(0), 1), (day(1), 1)], FIRST, LAST, most=10)
    assert low.lines == ("0,91 100,91",)
    assert low.most == 1, "what is said of it is its own"
