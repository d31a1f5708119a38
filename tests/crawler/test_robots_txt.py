"""robots.txt as editors save it: what stands before its first line never costs its first group."""

import codecs

import pytest
from protego import Protego

from crawler.transport.robots_txt import rules_of

AGENT = "gongkai/0.2"
SHUT, SLOW, CHINESE = (
    "User-agent: *\r\nDisallow: /\r\n",
    "User-agent: *\nDisallow: /search\nCrawl-delay: 7\n",
    "# 某市政府网站 爬虫协议\nUser-agent: *\nDisallow: /nei/\nSitemap: http://h/s.xml\n",
)
IN_TWO = "User-agent: baidu\nAllow: /\n\n{}User-agent: *\nDisallow: /nei/\n"

MARKS = {
    "utf-8": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-8 twice": lambda text: codecs.BOM_UTF8 * 2 + text.encode(),
    "utf-16 le": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 be": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-16 without": lambda text: text.encode("utf-16-le"),
    "utf-32": lambda text: codecs.BOM_UTF32_LE + text.encode("utf-32-le"),
    "gb18030": lambda text: b"\x84\x31\x95\x33" + text.encode("gb18030"),
    "gbk, no mark": lambda text: text.encode("gbk"),
    "a mark encoded again": lambda text: "ï»¿".encode() + text.encode(),
    "no-break space": lambda text: ("\u00a0" + text).encode(),
    "no-break space, one byte": lambda text: b"\xa0" + text.encode("gbk"),
    "zero-width space": lambda text: ("\u200b" + text).encode(),
    "word joiner and blank lines": lambda text: ("\n\u2060\n" + text).encode(),
    "before a BOM": lambda text: b"\r\n" + codecs.BOM_UTF8 + text.encode(),
}
ASKED = ("/", "/nei/1.html", "/search?q=1", "/zwgk/")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("text", [SHUT, SLOW, CHINESE])
def test_the_first_group_is_read_whatever_stands_before_it(mark: str, text: str) -> None:
    rules, plain = rules_of(200, MARKS[mark](text)), Protego.parse(text)
    assert rules is not None
    assert [rules.can_fetch(f"http://h{path}", AGENT) for path in ASKED] == [
        plain.can_fetch(f"http://h{path}", AGENT) for path in ASKED
    ]
    assert rules.crawl_delay(AGENT) == plain.crawl_delay(AGENT)
    assert not all(rules.can_fetch(f"http://h{path}", AGENT) for path in ASKED)


def test_files_laid_end_to_end_keep_the_group_behind_a_mark() -> None:
    rules = rules_of(200, IN_TWO.format("\ufeff").encode())
    assert rules is not None
    assert not rules.can_fetch("http://h/nei/1", AGENT)
    assert rules.can_fetch("http://h/nei/1", "baidu")


@pytest.mark.parametrize("body", [b"", b"\0" * 99, bytes(range(256)), b"<html><p>404</p></html>"])
def test_what_is_no_robots_txt_sets_no_rules(body: bytes) -> None:
    rules = rules_of(200, body)
    assert rules is not None
    assert rules.can_fetch("http://h/", AGENT)


@pytest.mark.parametrize(
    ("status", "rules"), [(404, True), (403, True), (500, False), (304, False)]
)
def test_only_what_could_not_be_had_is_unknown(status: int, rules: bool) -> None:
    assert (rules_of(status, SHUT.encode()) is not None) is rules
