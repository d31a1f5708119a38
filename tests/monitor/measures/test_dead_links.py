"""When a link is dead, and when nothing is proven."""

from datetime import UTC, datetime, timedelta

import pytest

from config.rulebook import DeadLink
from monitor.dossier.facts import LinkView, Sighting
from monitor.measures.dead_links import is_required, looked
from store.outcomes import Outcome

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)


def link(
    outcome: str = "",
    *,
    hours: float = 48,
    nights: int = 3,
    why: str = "",
    url: str = "http://a.example.gov.cn/x/",
    **more: object,
) -> LinkView:
    first = NOW - timedelta(hours=hours)
    now = Sighting(Outcome(outcome), first, NOW, nights, why, nights=nights) if outcome else None
    said = {"words": "某页", "place": "home", "site": "main", "found_on": "", **more}
    return LinkView(url=url, now=now, **said)  # type: ignore[arg-type]


def state(one: LinkView) -> str:
    found = looked([one], DeadLink())
    return next(n for n in ("dead", "open", "suspect", "unlooked", "inner") if getattr(found, n))


@pytest.mark.parametrize("outcome", ["http_404_410", "soft_404", "dns_nxdomain"])
def test_what_says_that_it_is_not_there_is_dead_on_two_nights_a_day_apart(outcome: str) -> None:
    assert state(link(outcome)) == "dead"
    assert state(link(outcome, hours=24, nights=2)) == "dead"
    assert state(link(outcome, hours=23.9, nights=2)) == "suspect"
    assert state(link(outcome, nights=1)) == "suspect"


@pytest.mark.parametrize(
    "outcome",
    [
        *("http_401_403", "http_4xx", "http_5xx", "tcp_timeout", "tcp_refused", "waf_challenge"),
        *("robots_denied", "rate_limited", "login_required", "maintenance", "parked", "hijacked"),
        *("empty_200", "slow_over_15s", "refused_by_our_policy"),
    ],
)
def test_what_may_be_our_own_view_proves_nothing(outcome: str) -> None:
    assert state(link(outcome, hours=999, nights=99)) == "suspect"


@pytest.mark.parametrize("outcome", ["open", "tls_expired", "needs_browser", "moved"])
def test_what_a_visitor_finds_is_open(outcome: str) -> None:
    assert state(link(outcome)) == "open"


def test_what_was_led_back_to_the_front_page_or_guessed_from_a_script_is_no_proof() -> None:
    assert state(link("soft_404", why="led to the front page http://a.example/")) == "suspect"
    assert state(link("http_404_410", by_script=True)) == "suspect"
    assert state(link()) == "unlooked"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://10.1.2.3/", "办公"),
        ("http://192.168.1.1:8080/x", "某页"),
        ("http://zwgk/", "某页"),
        ("http://oa.a.local/", "某页"),
        ("http://oa.a.example.gov.cn/", "某页"),
        ("http://x.a.example.gov.cn/", "协同办公"),
    ],
)
def test_an_inner_network_is_told_apart_and_open_where_it_opens(url: str, words: str) -> None:
    assert state(link("dns_nxdomain", url=url, words=words)) == "inner"
    assert state(link("open", url=url, words=words)) == "open"


def test_a_required_paper_s_document_is_told_by_its_words_or_its_article_s() -> None:
    assert is_required(link(place="file", words="附件1", about="2026年部门预算公开"))
    assert is_required(link(place="file", words="信息公开年度报告.pdf"))
    assert not is_required(link(place="file", words="报名表", about="关于报名的通知"))
    assert not is_required(link(place="home", words="部门预算"))
