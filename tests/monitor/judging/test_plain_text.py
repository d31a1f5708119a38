"""Quotations within quotations, and addresses that may be followed."""

import pytest

from monitor.judging.plain_text import Spared, defanged, with_inner_quotes


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("最新信息“张集：写好“下半篇文章””", "最新信息“张集：写好‘下半篇文章’”"),
        ("“甲”栏目和“乙”栏目", "“甲”栏目和“乙”栏目"),
        ("“没有写完“的", "“没有写完“的"),
        ("反了”“", "反了”“"),
    ],
)
def test_quotations_within_quotations(text: str, written: str) -> None:
    assert with_inner_quotes(text) == written


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [
        ("http://a.gov.test/x", True),
        ("http://A.gov.test:81/", True),
        ("a.gov.test", True),
        ("http://a.gov.test.evil.test/", False),
        ("http://a.gov.test@evil.test/", False),
        ("http://evil.test/?a.gov.test", False),
        ("http://evil.test#@a.gov.test/", False),
        ("http://10.1.2.3/", False),
    ],
)
def test_only_hosts_on_record_stay_whole(address: str, is_kept: bool) -> None:
    assert (defanged(address, Spared(hosts=frozenset({"a.gov.test"}))) == address) is is_kept
