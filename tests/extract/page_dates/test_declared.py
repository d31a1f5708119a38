"""What a page declares to machines: the names of many systems, JSON-LD, and never a day of change."""

import pytest

from tests.extract.page_dates.articles import DAY, chinese, english


@pytest.mark.parametrize(
    "meta",
    [
        'name="PubDate" content="2012-05-20 08:11"', 'name="DC.date" content="2012-05-20"', 'name="DCTERMS.issued" content="2012-05-20"', 'name="parsely-pub-date" content="2012-05-20T08:11:00Z"',
        'name="sailthru.date" content="Sun, 20 May 2012 08:11:00 +0100"', 'name="date" content="May 20, 2012"', 'property="article:published_time" content="2012-05-20T08:11+08:00"', 'name="weibo: article:create_at" content="2012-05-20"',
        'property="bytedance:published_time" content="2012-05-20T08:11:00+08:00"', 'name="publish-date" content="20120520"', 'name="prism.publicationDate" content="2012-05-20"', 'property="og:article:published_time" content="2012-05-20"',
        'itemprop="datePublished" content="2012-05-20"', 'name="Publish_Date" content="20.05.2012"',
    ],
)  # fmt: skip
def test_meta_tags_of_many_schemas(meta: str) -> None:
    facts = english(metas=f"<meta {meta}>")
    assert (facts.published, facts.published_from) == (DAY, "meta")


@pytest.mark.parametrize(
    "meta",
    ['property="article:modified_time"', 'http-equiv="last-modified"', 'name="DC.date.modified"', 'property="og:updated_time"', 'itemprop="dateModified"', 'name="expires"', 'name="lastmod"'],
)  # fmt: skip
def test_a_day_of_change_is_no_publication(meta: str) -> None:
    assert english(metas=f'<meta {meta} content="2012-05-20">').published is None


def json_ld(written: str) -> str:
    return f'<script type="application/ld+json">{written}</script>'


@pytest.mark.parametrize(
    "written",
    [
        '{"@type":"NewsArticle","datePublished":"2012-05-20T08:11:00+01:00","dateModified":"2012-05-25"}',
        '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":"WebPage","datePublished":"2012-05-20"}]}',
        '{"@type":"Article","comment":[{"@type":"Comment","datePublished":"2012-05-22"}],"datePublished":"2012-05-20"}',
        '[{"@type":"BreadcrumbList"},{"@type":["BlogPosting"],"datePublished":"May 20, 2012"}]',
        '{"@type":"NewsArticle","description":"two\nlines","datePublished":"2012-05-20",}',
        '//<![CDATA[\n{"@type":["Article"],"datePublished":"2012-05-20"}\n//]]>',
        '{"@context":"https://ziyuan.baidu.com/contexts/cambrian.jsonld","pubDate":"2012-05-20T08:11:00","upDate":"2012-05-25T08:11:00"}',
        '{"@type":"WebPage","mainEntity":{"@type":"Report","datePublished":"2012-05-20"}}',
    ],
)
def test_json_ld_of_the_page_itself(written: str) -> None:
    facts = english(metas=json_ld(written))
    assert (facts.published, facts.published_from) == (DAY, "meta")


@pytest.mark.parametrize(
    "written",
    [
        '{"@type":"NewsArticle","dateModified":"2012-05-20"}',
        '{"@type":"Event","startDate":"2012-05-20","datePublished":null}',
        '{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2012-05-20"}]}',
        '{"@type":"VideoObject","uploadDate":"2012-05-20","datePublished":"2012-05-20"}',
        '[{"@type":"Article","datePublished":"2012-05-20"},{"@type":"Article","datePublished":"2012-05-18"}]',
        '{"@type":"Article","datePublished":"2012-05-20"',
        '{"mainEntity":' * 2_000 + "1" + "}" * 2_000,
        '{"@type":"Article","datePublished":20120520}',
    ],
)
def test_json_ld_of_something_else(written: str) -> None:
    assert english(metas=json_ld(written)).published is None


def test_an_instant_of_utc_is_read_in_beijing() -> None:
    late = json_ld('{"@type":"NewsArticle","datePublished":"2012-05-19T17:00:00Z"}')
    assert chinese(metas=late).published == DAY


def test_the_day_that_the_page_shows_goes_before_that_of_another_zone() -> None:
    late = json_ld('{"@type":"NewsArticle","datePublished":"2012-05-20T17:00:00Z"}')
    facts = english("<p>May 20, 2012 1:00 pm</p>", late)
    assert (facts.published, facts.published_from) == (DAY, "labelled")
