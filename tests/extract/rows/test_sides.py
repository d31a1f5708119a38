"""Days that stand between the titles: each is its own title's, or nobody's."""

import pytest

from tests.extract.rows.lists import TITLES, days, entries, link

DAYS = ("2012-06-18", "2012-06-11", "2012-06-03", "2012-05-29")
CATEGORY = '<a href="/{0}/">{1}</a>'


def beside(kind: str) -> str:
    pairs = [(link(place), day) for place, day in enumerate(DAYS)]
    if kind == "behind, blocks":
        return "".join(f"<h4>{title}</h4><p>{day}</p>" for title, day in pairs)
    if kind == "before, blocks":
        return "".join(f"<p>{day}</p><h4>{title}</h4>" for title, day in pairs)
    if kind == "behind, labelled":
        return "".join(
            f"<h4>{title}</h4><p>截止：2012-08-01</p><p>发布：{day}</p>" for title, day in pairs
        )
    if kind == "behind, terms":
        return f"<dl>{''.join(f'<dt>{title}</dt><dd>{day}</dd>' for title, day in pairs)}</dl>"
    if kind == "before, terms":
        return f"<dl>{''.join(f'<dd>{day}</dd><dt>{title}</dt>' for title, day in pairs)}</dl>"
    if kind == "behind, table rows":
        return f"<table>{''.join(f'<tr><td>{title}</td></tr><tr><td>{day}</td></tr>' for title, day in pairs)}</table>"
    if kind == "before, table rows":
        return f"<table>{''.join(f'<tr><td>{day}</td></tr><tr><td>{title}</td></tr>' for title, day in pairs)}</table>"
    assert kind == "behind, one line"
    return "".join(f"{title} <span>{day}</span> " for title, day in pairs)


@pytest.mark.parametrize(
    "kind",
    [
        "behind, blocks", "before, blocks", "behind, labelled", "behind, terms", "before, terms", "behind, table rows", "before, table rows", "behind, one line",
    ],
)  # fmt: skip
def test_the_ends_of_the_sequence_tell_whose_a_day_is(kind: str) -> None:
    assert entries(beside(kind)) == [*zip(TITLES, DAYS, strict=False)]


def test_a_title_without_a_day_takes_no_neighbours() -> None:
    lines = [
        f"<h4>{link(0)}</h4><p>{DAYS[0]}</p>",
        f"<h4>{link(1)}</h4>",
        f"<h4>{link(2)}</h4><p>{DAYS[2]}</p>",
    ]
    assert days("".join(lines)) == [DAYS[0], "", DAYS[2]]


@pytest.mark.parametrize(("first", "last"), [(f"<p>{DAYS[3]}</p>", f"<p>{DAYS[2]}</p>"), ("", "")])
def test_where_the_ends_tell_nothing_no_day_is_anybodys(first: str, last: str) -> None:
    between = f"</h4><p>{DAYS[0]}</p><h4>".join(map(link, range(4)))
    assert {*days(f"{first}<h4>{between}</h4>{last}")} <= {""}


def test_the_category_before_each_title_is_no_entry() -> None:
    kinds = [("jz", "讲座"), ("zl", "展览"), ("jz", "讲座"), ("se", "少儿")]
    lines = [
        f"{CATEGORY.format(*kind)}{link(place)}<p>{day}</p>"
        for place, (kind, day) in enumerate(zip(kinds, DAYS, strict=True))
    ]
    assert entries("".join(lines)) == [*zip(TITLES, DAYS, strict=False)]


def test_several_entries_in_one_line_have_each_their_own() -> None:
    cells = [f"<td>{link(place)}</td><td>{day}</td>" for place, day in enumerate(DAYS)]
    rows = f"<tr>{cells[0]}{cells[1]}</tr><tr>{cells[2]}{cells[3]}</tr>"
    assert entries(f"<table>{rows}</table>") == [*zip(TITLES, DAYS, strict=False)]
