"""Years of two digits, and ages that are rounded."""

from tests.extract.rows.lists import days, link


def listed(*told: str) -> str:
    return "".join(f"<li>{link(place)}<i>{day}</i></li>" for place, day in enumerate(told))


def test_a_year_varies_less_than_a_day() -> None:
    assert days(f"<ul>{listed('[12/06/19]', '[12/06/17]', '[11/05/26]')}</ul>") == [
        "2012-06-19",
        "2012-06-17",
        "2011-05-26",
    ]


def test_where_it_does_not_nothing_is_known() -> None:
    assert {*days(f"<ul>{listed('12/06/11', '10/06/11', '09/06/11')}</ul>")} <= {""}
    assert {*days(f"<ul>{listed('12/06/19')}</ul>")} <= {""}


def test_an_age_of_weeks_is_the_day_that_the_address_spells() -> None:
    rows = [
        f'<li><a href="/{day}/{place}.html">关于有关事项的公告之{place}</a><i>{age}</i></li>'
        for place, (day, age) in enumerate(
            [("2012/06/19", "昨天"), ("2012/06/11", "1周前"), ("2012/01/03", "1周前")]
        )
    ]
    assert days(f"<ul>{''.join(rows)}</ul>") == ["2012-06-19", "2012-06-11", ""]
