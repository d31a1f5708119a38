"""Bars of labels and the boxes behind them."""

import pytest

from crawler.extract.flat import flatten
from crawler.extract.labelled.fields import innermost
from crawler.extract.labelled.tabs import APART, box_of_tab
from crawler.extract.safe_parse import parse

BAR = "<ul><li>依据</li><li>条件</li><li>材料</li></ul>"


def boxes(html: str, labels: int = 3) -> list[str | int | None]:
    """What is told of each of the first texts, which are labels."""
    page = flatten(parse(f"<body>{html}</body>"))
    found = [box_of_tab(page, innermost(page, run), {*range(labels)}) for run in range(labels)]
    return [
        " ".join(page.runs[page.run_starts[box] : page.run_ends[box]])
        if box is not None and box >= 0
        else box
        for box in found
    ]


@pytest.mark.parametrize(
    "html",
    [
        f"{BAR}<div>a</div><div>b</div><div></div>",
        f"{BAR}<section><div>a</div><div>b</div><div></div></section>",
        f"<header>{BAR}</header><div>a</div><div>b</div><div></div><p>more</p>",
    ],
)
def test_boxes_are_found_by_their_place(html: str) -> None:
    assert boxes(html) == ["a", "b", ""]


def test_a_bar_with_other_than_as_many_boxes_tells_nothing() -> None:
    assert boxes(f"{BAR}<div>a</div><div>b</div>") == [APART] * 3


@pytest.mark.parametrize(
    "html",
    [
        "<p>依据</p><p>条件</p><p>材料</p>",
        "<ul><li>依据：</li><li>条件：</li><li>材料：</li></ul>",
        "<ul><li>依据<b>a</b></li><li>条件</li></ul>",
    ],
)
def test_lines_and_labels_that_wait_for_their_words_are_no_bar(html: str) -> None:
    assert boxes(html) == [None] * 3


def test_labels_beside_their_values_are_no_bar() -> None:
    assert boxes("<a>依据</a><a>条例</a><a>条件</a><a>成年</a>", labels=1) == [None]
