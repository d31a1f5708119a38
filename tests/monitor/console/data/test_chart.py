"""An answer as a chart."""

from markupsafe import Markup

from monitor.console.data.chart import MOST, WIDTH, chart, guessed

COLUMNS = ("unit", "days", "note")
ROWS = [
    [Markup('<a href="/units/a">水利局</a> <span class="means">部门</span>'), "40", ""],
    ["财政局", "10.5", "x"],
    ["公安局", "", "x"],
]


def test_a_bar_a_row_that_holds_a_number_and_names_without_their_marks() -> None:
    drawn = chart(COLUMNS, ROWS, "unit", "days")
    assert drawn is not None
    assert [(bar.label, bar.shown, bar.width) for bar in drawn.bars] == [
        ("水利局", "40", WIDTH),
        ("财政局", "10.5", 262.5),
    ]
    assert not drawn.is_cut and drawn.left_out == 1, "what bears no number is told"


def test_days_become_a_line_in_their_order() -> None:
    rows = [["2026-03-11", 5], ["2026-03-01", 10], ["2026-03-21", 0]]
    drawn = chart(("day", "open"), rows, "day", "open")
    assert drawn is not None and not drawn.bars
    assert drawn.points == "0.0,0.0 500.0,120.0 1000.0,240.0"
    assert (drawn.first, drawn.last, drawn.most) == ("2026-03-01", "2026-03-21", "10")


def test_one_day_is_a_bar_and_days_that_repeat_are_bars() -> None:
    for rows in ([["2026-03-11", 5]], [["2026-03-11", 5], ["2026-03-11", 6]]):
        drawn = chart(("day", "open"), rows, "day", "open")
        assert drawn is not None and len(drawn.bars) == len(rows)


def test_what_is_too_much_is_cut_and_says_so() -> None:
    drawn = chart(("n", "v"), [[f"u{n}", n] for n in range(MOST + 5)], "n", "v")
    assert drawn is not None and drawn.is_cut and drawn.of == MOST + 5


def test_where_there_is_nothing_to_draw_there_is_no_chart() -> None:
    assert chart(COLUMNS, ROWS, "unit", "note") is None
    assert chart(COLUMNS, ROWS, "unit", "nothing") is None
    assert chart(COLUMNS, [], "unit", "days") is None


def test_columns_to_begin_with() -> None:
    assert guessed(COLUMNS, ROWS) == ("unit", "days")
    assert guessed(("a",), [["x"]]) == ("a", "")
