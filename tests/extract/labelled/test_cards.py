"""Where messages begin and end."""

from crawler.extract.flat import flatten
from crawler.extract.labelled.cards import cards_of
from crawler.extract.safe_parse import parse


def told(html: str, *, stands_last: bool = False) -> list[str]:
    """The words of each card; a label begins with #."""
    page = flatten(parse(f"<body>{html}</body>"))
    runs = [run for run, text in enumerate(page.runs) if text.startswith("#")]
    spans = cards_of(page, runs, {*runs}, stands_last=stands_last)
    return [" ".join(page.runs[start:end]) for start, end in spans]


def test_an_element_a_card() -> None:
    assert told("<div><p>a</p><p>#1</p></div><div><p>b</p><p>#2</p></div>") == ["a #1", "b #2"]


def test_elements_beside_each_other() -> None:
    html = "<p>#1</p><p>a</p><p>#2</p><p>b</p><p>foot</p>"
    assert told(html) == ["#1 a", "#2 b"]
    html = "<p>head</p><p>a</p><p>#1</p><p>b</p><p>#2</p>"
    assert told(html, stands_last=True) == ["a #1", "b #2"]


def test_a_card_that_lacks_the_label_shows_a_state() -> None:
    card = "<div class=m><p>{}</p><p>{}</p></div>"
    html = card.format("a", "#1") + card.format("b", "已受理") + card.format("c", "说明")
    assert told(html) == ["a #1", "b 已受理"]


def test_one_label_without_others_like_it_is_of_the_whole_page() -> None:
    assert told("<p>a</p><div><p>#1</p></div>") == ["a #1"]
