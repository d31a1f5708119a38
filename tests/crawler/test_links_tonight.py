"""Which links are looked at tonight, of all that no crawl asks for."""

from datetime import UTC, datetime, timedelta

from config.office import Office
from crawler.probing.links import OF_ONE_HOST, LinkToAsk, tonight
from store.merge.link_looks import LinkState
from store.outcomes import Outcome

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)


def office(links: int = 40) -> Office:
    return Office.model_validate(
        {"name": "检查办", "city": "某市", "crawl": {"links_per_unit": links, "reverify_days": 30}}
    )


def link(url: str, outcome: str = "", days_ago: float = 0, *, unit: str = "huanbao") -> LinkToAsk:
    at = NOW - timedelta(days=days_ago)
    known = LinkState(url, Outcome(outcome), "", at, at, 1, False) if outcome else None
    return LinkToAsk(unit, url, False, known)


def asked(*links: LinkToAsk, most: int = 40) -> list[str]:
    return [one.url for one in tonight(links, office(most), NOW)]


def test_what_was_gone_comes_first_then_what_is_new_then_what_is_old() -> None:
    assert asked(
        link("http://a.example/", "open", 31),
        link("http://b.example/"),
        link("http://c.example/", "http_404_410", 1),
        link("http://d.example/", "open", 45),
    ) == ["http://c.example/", "http://b.example/", "http://d.example/", "http://a.example/"]


def test_what_opened_lately_and_what_proved_nothing_yesterday_is_left_alone() -> None:
    assert asked(
        link("http://a.example/", "open", 10),
        link("http://b.example/", "http_5xx", 1),
        link("http://c.example/", "http_5xx", 3),
    ) == ["http://c.example/"]


def test_a_unit_has_so_many_and_an_address_of_two_units_counts_once() -> None:
    many = [link(f"http://{n}.example/") for n in range(9)]
    others = [link(f"http://{n}.example/", unit="shuili") for n in range(9)]
    assert len(asked(*many, most=4)) == 4
    assert len(asked(*many, *others)) == 9


def test_a_host_has_so_many_whoever_leads_there() -> None:
    ours = [link(f"http://x.example/{n}") for n in range(OF_ONE_HOST)]
    theirs = [link(f"http://x.example/b{n}", unit="shuili") for n in range(OF_ONE_HOST)]
    assert len(asked(*ours, *theirs, most=1000)) == OF_ONE_HOST


def test_what_is_no_address_of_the_web_is_not_asked_for() -> None:
    assert asked(link("http://x.example:0/"), link("ftp://x.example/")) == []
