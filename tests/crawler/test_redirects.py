"""Where each kind of question may be led, and what a refused redirect says."""

import pytest

from crawler.transport.redirects import (
    BY_HAND,
    FOR_ANOTHER_SITE,
    MAX_HOPS,
    PART,
    ROBOTS,
    RedirectPolicy,
    Redirects,
    visit_of,
)
from store.outcomes import Outcome

OWN = "http://a.gov.cn/"
SAME = {"http://a.gov.cn/x", "https://a.gov.cn/", "http://www.a.gov.cn/"}


def is_same(url: str) -> bool:
    return url in SAME


def is_opened(host: str) -> bool:
    return host in ("oa.gov.cn", "a.gov.cn")


@pytest.mark.parametrize(
    ("status", "leads"), [(301, True), (302, True), (307, True), (308, True), (300, False), (200, False), (304, False)],
)  # fmt: skip
def test_only_a_redirect_with_a_place_leads_on(status: int, leads: bool) -> None:
    way = Redirects(PART, OWN)
    assert way.leads_to(status, " /x ", OWN) == ("http://a.gov.cn/x" if leads else "")
    assert way.leads_to(status, "", OWN) == ""
    assert Redirects(ROBOTS, OWN).leads_to(300, "/x", OWN) == "http://a.gov.cn/x"


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("http://a.gov.cn/x", None), ("http://www.a.gov.cn/", None), ("ftp://a.gov.cn/", Outcome.REFUSED_BY_OUR_POLICY), ("http://b.gov.cn/", Outcome.MOVED), ("http://b.gov.cn/login", Outcome.LOGIN_REQUIRED), ("http://a.gov.cn/waf/block", Outcome.WAF_CHALLENGE), ("http://oa.gov.cn/", Outcome.MOVED),
    ],
)  # fmt: skip
def test_a_visit_stays_on_its_site_and_names_what_stops_it(
    target: str, outcome: Outcome | None
) -> None:
    refused = visit_of(OWN, is_same, is_opened).refusal(target, 0)
    assert (refused and refused[0]) == outcome


def test_a_robots_txt_lies_on_the_host_that_it_speaks_for() -> None:
    way = Redirects(ROBOTS, OWN, is_opened=is_opened)
    assert way.refusal("https://www.a.gov.cn/robots.txt", 0) is None
    for away in ("http://oa.gov.cn/", "http://c.example/robots.txt", "http://127.0.0.1/"):
        assert way.refusal(away, 0) == (Outcome.MOVED, away)


@pytest.mark.parametrize("policy", [PART, BY_HAND])
def test_nobody_else_leads_to_what_the_office_opened_for_one_site(policy: RedirectPolicy) -> None:
    way = Redirects(policy, OWN, is_opened=is_opened)
    assert way.refusal("http://oa.gov.cn/", 0) == (Outcome.REFUSED_BY_OUR_POLICY, FOR_ANOTHER_SITE)
    assert way.refusal("https://www.a.gov.cn/robots.txt", 0) is None
    assert way.refusal("http://c.example/robots.txt", 0) is None


def test_five_hops_are_followed_and_the_sixth_is_a_loop_or_a_wall() -> None:
    way = visit_of(OWN, is_same, is_opened)
    assert way.refusal("http://a.gov.cn/x", MAX_HOPS - 1) is None
    for cookies, outcome in ((False, Outcome.REDIRECT_LOOP), (True, Outcome.WAF_CHALLENGE)):
        refused = way.refusal("http://a.gov.cn/x", MAX_HOPS, sets_cookies=cookies)
        assert refused and refused[0] is outcome
