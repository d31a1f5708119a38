"""Any bytes at all: no exception, bounded time, and an empty reading never passes for an empty
page.
"""

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.compare_captures import compare
from crawler.extract.flat import flatten
from crawler.extract.safe_parse import parse
from store.outcomes import Outcome
from store.records import PageFacts
from tests.reading import read_page

AS_OF = date(2012, 3, 20)
URL = "http://a.example/x/1.html"
TAGS = st.sampled_from(["<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "<a href='/a'>", "<a onclick=open('/b.html')>", "</a>", "<p>", "<script>", "</script>", "<!--", "-->", "<meta charset=gbk>", "<title>", "<base href='//'>", "<svg>", "<template>", "<form>", "<select><option>", "<frameset>", "<math>", "<br>", "<datastore>", "<record><![CDATA[", "createPageHTML(3,0,'index','html')"])  # fmt: skip
WORDS = st.sampled_from(
    [
        "2012年3月5日",
        "发布时间：",
        "2012-02-30",
        "下一页",
        "当前位置：首页 > ",
        "浏览次数：",
        "正在建设中",
        "其他支出 100 万元",
        "\0",
        "\ud7ff",
        "今天是",
        "关于开展工作的通知",
        "404",
        "{",
        "}",
        "]]>",
    ]
)


def read(body: bytes, url: str = URL, **more: Any) -> PageFacts:
    return read_page(body, url=url, as_of=AS_OF, **more)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=3000),
    st.sampled_from([200, 404, 412, 503, None]),
    st.sampled_from(["", "text/html; charset=gbk", "application/json", "text/csv", "x"]),
)
def test_any_bytes(body: bytes, status: int | None, content_type: str) -> None:
    facts = read(body, status=status, content_type=content_type)
    assert facts.outcome_reason[:7] != "reader:"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(TAGS | WORDS, max_size=60),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    st.sampled_from(
        [
            URL,
            "",
            "http://a.example/",
            "not a url",
            "http://[::1",
            "http://a.example/gkmlpt/index#3041",
        ]
    ),
)
def test_any_soup(pieces: list[str], codec: str, url: str) -> None:
    facts = read("".join(pieces).encode(codec, "replace"), url=url)
    assert facts.outcome_reason[:7] != "reader:"
    assert all(link.url.startswith(("http://", "https://")) for link in facts.links)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | WORDS, max_size=30), st.lists(TAGS | WORDS, max_size=30))
def test_any_pair(old: list[str], new: list[str]) -> None:
    comparison = compare(
        "".join(old).encode("utf-8", "replace"),
        "".join(new).encode("utf-8", "replace"),
        url=URL,
        as_of=AS_OF,
    )
    assert comparison.changed is not None or comparison.why


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=5)
            | st.dictionaries(
                st.sampled_from(
                    ["title", "url", "articles", "total", "data", "html", "create_time"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=30,
    )
)
def test_any_json(data: object) -> None:
    import json

    facts = read(json.dumps(data).encode(), url="http://a.example/gkmlpt/api/all/3?page=1&sid=2")
    assert facts.outcome_reason[:7] != "reader:"


DEEP_TEXT = "全县防汛工作会议精神"
MONSTERS = {
    "deep": "<div>" * 3_000 + DEEP_TEXT + "</div>" * 3_000, "very deep": "<div>" * 30_000 + DEEP_TEXT, "deep tables": "<table><tr><td>" * 2_000 + DEEP_TEXT, "open b": "<b>" * 20_000 + DEEP_TEXT, "deep span": "<span>" * 30_000 + DEEP_TEXT, "attributes": "<div " + " ".join(f"a{n}=1" for n in range(200_000)) + ">" + DEEP_TEXT, "long attribute": f"<div style='{'x' * 500_000}'>" + DEEP_TEXT,
    "many links": "".join(f"<a href=/{n}>关于{n}号的通知</a>" for n in range(100_000)) + DEEP_TEXT, "many rows": "<ul>" + "".join(f"<li><a href=/{n}>关于{n}号事项的通知</a>2012-03-01</li>" for n in range(20_000)) + f"</ul><p>{DEEP_TEXT}</p>", "one line": "<table>" + "<tr><td>防汛物资</td><td>1.5</td></tr>" * 20_000 + f"</table>{DEEP_TEXT}", "nul": DEEP_TEXT.replace("会", "\0会") + "<p>\0</p>", "unclosed tag": "<p>" + DEEP_TEXT + "<a href='", "only open": "<" * 50_000 + DEEP_TEXT,
    "spaces": "20" + " " * 50_000 + "年" + DEEP_TEXT, "digits": "1" * 100_000 + DEEP_TEXT, "labels": "发布时间：" * 5_000 + DEEP_TEXT, "views": "浏览" * 20_000 + DEEP_TEXT, "mails": "a@" * 20_000 + DEEP_TEXT, "crumbs": "当前位置：" + "首页>" * 10_000 + DEEP_TEXT, "pages": "第1页" * 20_000 + DEEP_TEXT, "meta": "<meta " * 20_000 + DEEP_TEXT, "maintenance": "网站" * 20_000 + DEEP_TEXT, "comments": "<!--" * 20_000 + DEEP_TEXT, "cdata": "<datastore><record><![CDATA[" * 3_000 + DEEP_TEXT,
}  # fmt: skip
READABLE = {
    "deep",
    "very deep",
    "deep tables",
    "open b",
    "deep span",
    "attributes",
    "long attribute",
    "nul",
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_bounded(name: str) -> None:
    began = time.process_time()
    facts = read(MONSTERS[name].encode())
    assert time.process_time() - began < 5
    assert facts.outcome_reason[:7] != "reader:"
    assert len(facts.links) <= 2_000
    if name in READABLE:
        assert DEEP_TEXT in facts.text, facts


def test_the_true_number_of_links_is_kept() -> None:
    facts = read(MONSTERS["many links"].encode())
    assert (facts.link_count, len(facts.links)) == (100_000, 2_000)


def test_a_dangerous_page_is_named() -> None:
    assert "deep_nesting" in read(MONSTERS["very deep"].encode()).anomalies
    assert "long_tag" in read(MONSTERS["attributes"].encode()).anomalies


@pytest.mark.parametrize(
    "body",
    [b"\0" * 100, b"<html><!-- " + b"x" * 5000, b"<style>a{}</style>", b"<script>1</script>"],
)
def test_nothing_read_from_something_is_not_an_open_page(body: bytes) -> None:
    assert not read(body).outcome.shows_the_page or read(body).outcome is not Outcome.OPEN


def test_documents_are_named_and_never_empty_pages() -> None:
    for body in (
        b"%PDF-1.4\n",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"{\\rtf1 a}",
        b"\x89PNG\r\n",
        b"Rar!\x1a\x07",
    ):
        facts = read(body * 20, url="http://a.example/fj/1.doc")
        assert facts.kind.value == "attachment" and facts.document_unreadable and facts.fingerprint


def test_bold_words_left_open_are_not_opened_again_for_ever() -> None:
    """Forty kilobytes: each paragraph would open all the bold words before it anew, three million
    elements.
    """
    began = time.process_time()
    facts = read(("".join(f"<p><b id={n}>x" for n in range(2_500)) + DEEP_TEXT).encode())
    assert time.process_time() - began < 5
    assert DEEP_TEXT in facts.text


def test_a_picture_inside_its_own_address_is_no_danger() -> None:
    facts = read(f"<img src='data:image/png;base64,{'A' * 300_000}'><p>{DEEP_TEXT}</p>".encode())
    assert "long_tag" not in facts.anomalies and DEEP_TEXT in facts.text


def test_what_is_cut_off_is_said_and_never_an_empty_page() -> None:
    facts = read(("<br>" * 400_000 + DEEP_TEXT).encode())
    assert facts.outcome is Outcome.PARSE_ANOMALY
    assert "cut: too many tags" in facts.anomalies


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p title='a > b'>甲</p>乙", "甲 乙"),
        ("<p <b>甲</p>", "甲"),
        ("<p>3 &lt; 5 &amp;lt;</p>", "3 < 5 &lt;"),
        ("<!-- a > b --><p>甲</p><!foo>", "甲"),
        ("<xmp>a <b> c</xmp><p>甲", "a <b> c 甲"),
        ("<plaintext>a > <b> &", "a > <b> &"),
        ("<p>甲&nbsp;&nbsp;乙</p><noframes>x<b></noframes><svg><text>y</text></svg>", "甲 乙"),
        ("<textarea><i>甲</i></textarea>", "<i>甲</i>"),
    ],
)
def test_stray_signs_are_words_and_not_tags(html: str, words: str) -> None:
    page = flatten(parse(html))
    assert " ".join(block.text for block in page.blocks) == words


@pytest.mark.parametrize(
    "heading", ["<a name=x></a>{}", "<a href=/x>{}</a>", "<span>{}</span>", "<i><a>甲</a></i>{}"]
)
def test_a_heading_stays_one_whatever_stands_in_it(heading: str) -> None:
    page = flatten(parse(f"<h1 onclick=f()>{heading.format(DEEP_TEXT)}</h1><p>乙</p>"))
    assert [(DEEP_TEXT in block.text, block.heading) for block in page.blocks] == [
        (True, 1),
        (False, 0),
    ]


@pytest.mark.parametrize("odd", ["<m <!-- >", "</ktml<!-->", "<a x<!--=1>"])
def test_a_comments_beginning_inside_a_tag_is_no_comment(odd: str) -> None:
    body = f"<div>{odd}<p>为进一步做好全县防汛工作，现将有关事项通知如下。</p><!-- c --><p>请各乡镇认真贯彻执行。</p></div>"
    facts = read_page(body.encode(), url="http://a.example/x.html", as_of=date(2012, 3, 20))
    assert (
        not facts.outcome_reason.startswith("reader:")
        and "现将有关事项" in facts.text
        and "认真贯彻" in facts.text
    )


def test_thousands_of_headings_of_other_pages_take_no_time() -> None:
    body = "<div>" + "相关信息<br>" * 20_000 + "</div>"
    began = time.process_time()
    read_page(body.encode(), url="http://a.example/x.html", as_of=date(2012, 3, 20))
    assert (
        time.process_time() - began < 10
    )  # a tenth of a second; a minute, where each is looked at with all below it
