"""The bench's own pages are what it says they are, and are read: a fast reader that reads nothing
would be no feat.
"""

from datetime import date

import pytest

from store.records import PageFacts, PageKind
from tests.evaluation.bench import AS_OF
from tests.evaluation.bench_pages import SIZE, pages
from tests.reading import read_page

PAGES = pages()


def read(name: str, url: str = "http://www.example.gov.cn/zwgk/") -> PageFacts:
    return read_page(PAGES[name], url=url, as_of=AS_OF)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_of_the_size_that_is_told(name: str) -> None:
    assert 0.9 * SIZE < len(PAGES[name]) < 1.1 * SIZE


@pytest.mark.parametrize("name", [name for name in PAGES if "list" in name])
def test_lists_are_read_whole(name: str) -> None:
    facts = read(name)
    assert facts.kind is PageKind.LIST
    assert (len(facts.items), sum(item.claimed is not None for item in facts.items)) == (60, 60)


def test_the_home_page_is_read_whole() -> None:
    facts = read("home page", "http://www.example.gov.cn/")
    assert facts.kind is PageKind.HOME and len(facts.items) >= 14


def test_articles_are_read_with_their_dates_and_tables() -> None:
    article, budget = read("article"), read("article with a table (GBK)")
    assert (article.kind, article.published, article.signed) == (
        PageKind.ARTICLE,
        date(2012, 3, 5),
        date(2012, 3, 2),
    )
    assert (budget.kind, budget.encoding_used, len(budget.tables)) == (
        PageKind.ARTICLE,
        "gb18030",
        1,
    )
