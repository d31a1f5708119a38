"""A second vantage by its proxy: probe, crawl, nights, and the finding at their end."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.night.by_hand import inspect_last_run
from app.night.vantages import look_from
from app.probing.from_vantages import conclusion
from config.errors import ConfigRefused, GongkaiError, NotFound
from config.folder import Config, load
from crawler.probing.probe import Prober
from crawler.transport.address_guard import AddressGuard, Resolution
from crawler.vantage import hosts_of, opened_at, refusal
from store.clock import Clock
from store.outcomes import Outcome
from tests.app.nights import Silence
from tests.crawler.fixture_server import Question
from tests.vantage.conftest import BEGIN, BROUGHT, Place, Seen, answers, by_proxy, nights

CLOCK = Clock.set_to(BEGIN)


def spans(config: Config) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        rows = db.execute(
            "SELECT page.unit, span.vantage, span.outcome FROM span JOIN page ON page.id = span.page WHERE page.purpose = 'home'"
        )
        return set(rows)


def test_a_site_that_opens_inside_only_becomes_a_finding_and_nothing_else_does(
    three_nights: Seen,
) -> None:
    last, place = three_nights.nights[-1], three_nights.place
    found = answers(last, "intranet_only_site")
    assert found == {
        "jiancha": ("problem", "opens_inside_only"),
        "gongkai": ("clear", ""),
        "feizhi": ("cannot_tell", "single_vantage"),
    }
    assert answers(last, "missing_site")["jiancha"] == ("not_applicable", "intranet")
    assert answers(last, "unreachable_site")["jiancha"] == ("not_applicable", "intranet")
    (finding,) = [found for found in last.inspection.findings if found.rule == "intranet_only_site"]
    assert [(piece["vantage"], piece["outcome"]) for piece in finding.evidence] == [
        ("office", "dns_nxdomain"),
        ("inner", "open"),
    ]
    assert "从内部网络（检查点inner）可以打开" in finding.sentence_zh
    assert spans(three_nights.config) == {
        ("jiancha", "office", "dns_nxdomain"),
        ("jiancha", "inner", "open"),
        ("gongkai", "office", "open"),
        ("feizhi", "office", "dns_nxdomain"),
    }
    assert not any(
        place.hosts["gongkai"] in target for target in three_nights.asked
    )  # what opens here is not asked for again there


def test_two_nights_are_not_enough(three_nights: Seen) -> None:
    early = three_nights.nights[1]
    assert answers(early, "intranet_only_site")["jiancha"] == ("cannot_tell", "too_few_probes")
    assert not early.inspection.findings


def test_what_opens_inside_is_no_news_of_what_the_public_sees(three_nights: Seen) -> None:
    """Neither its reading nor its entries are known of the page: tomorrow it is planned and judged
    as if nobody had looked.
    """
    with closing(sqlite3.connect(three_nights.config.data / "ledger.db")) as db:
        page = db.execute(
            "SELECT last_outcome, ever_good, facts, fingerprint, ip FROM page WHERE unit = 'jiancha'"
        ).fetchall()
        kinds = db.execute("SELECT DISTINCT kind, vantage FROM run ORDER BY kind").fetchall()
    assert page == [("dns_nxdomain", 0, None, "", "")]
    assert kinds == [("nightly", "office"), ("vantage", "inner")]


def test_the_same_sightings_from_a_place_outside_never_make_an_intranet(
    three_nights: Seen, place: Place
) -> None:
    """Somebody else's line reaches it and ours does not: that is our line's trouble, or its
    filter's.
    """
    proxy = place.proxy()
    config = place.office("office", vantages=by_proxy(proxy, "inside = false\n"))
    shutil.copytree(three_nights.config.data, config.data)
    judged = {
        verdict.rule: verdict.answer
        for result in inspect_last_run(config).units
        if result.unit == "jiancha"
        for verdict in result.verdicts
    }
    vantage = config.office.vantage("inner")
    assert vantage is not None
    here = Prober(config.office, CLOCK).probe(place.url("jiancha"))
    there = Prober(config.office, CLOCK, vantage=vantage).probe(place.url("jiancha"))
    proxy.stop()
    assert not {rule for rule, answer in judged.items() if answer == "problem"}
    assert conclusion(here, there, vantage) == "opens_elsewhere"


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"password": "geheim"}, "open"), ({}, "open")],
    ids=["with a password", "without"],
)
def test_the_crawl_goes_by_the_proxy_and_the_visit_says_so(
    place: Place, settings: dict[str, str], said: str
) -> None:
    proxy = place.proxy(**settings)
    config = place.office("office", vantages=by_proxy(proxy))
    looks = look_from(config, "inner", CLOCK, Silence(), only=["jiancha"])
    proxy.stop()
    assert [(look.unit, look.opens, look.looked) for look in looks] == [("jiancha", 1, 1)]
    assert spans(config) == {("jiancha", "inner", said)}
    assert all(
        "proxy-authorization" not in headers for _, _, headers in place.fixture_server.headers
    )


def test_a_proxy_that_fails_says_nothing_of_anybody(place: Place) -> None:
    """It is down, it wants another password, it cannot reach the site: nobody is closed by that,
    and nobody is open.
    """
    gone, wrong, dead = place.proxy(), place.proxy(password="right"), place.proxy()
    gone.stop()
    for number, (proxy, unit) in enumerate(
        ((gone, "jiancha"), (wrong, "jiancha"), (dead, "feizhi"))
    ):
        config = place.office(f"office{number}", vantages=by_proxy(proxy).replace("right", "false"))
        probe = Prober(config.office, CLOCK, vantage=config.office.vantage("inner")).probe(
            place.url(unit)
        )
        assert (probe.outcome, probe.reason, probe.vantage) == (
            Outcome.NOT_JUDGED,
            "proxy",
            "inner",
        )
    looks = look_from(config, "inner", CLOCK, Silence(), only=["feizhi"])
    assert [(look.opens, look.looked) for look in looks] == [(0, 1)]
    assert spans(config) == set()  # not judged
    wrong.stop()
    dead.stop()


def test_a_place_that_answers_for_everything_is_not_believed(place: Place) -> None:
    proxy = place.proxy(answers_everything=True)
    config = place.office("office", vantages=by_proxy(proxy))
    with pytest.raises(GongkaiError, match="answers for addresses that do not exist"):
        look_from(config, "inner", CLOCK, Silence())
    (night,) = nights(config, 1)
    proxy.stop()
    assert spans(config) == {
        ("jiancha", "office", "dns_nxdomain"),
        ("gongkai", "office", "open"),
        ("feizhi", "office", "dns_nxdomain"),
    }
    assert "answers for addresses that do not exist" in night.run.note


def test_only_registered_doors_are_asked_for_there(place: Place) -> None:
    """A redirect and a link lead elsewhere: the proxy hears of neither, nor is it used for what
    leads to loopback here.
    """

    async def away(question: Question) -> None:
        await question.send(b"", "302 Found", Location="http://10.1.2.3/admin")

    place.fixture_server.pages[place.hosts["jiancha"], "/"] = away
    proxy = place.proxy()
    config = place.office("office", vantages=by_proxy(proxy))
    look_from(config, "inner", CLOCK, Silence(), only=["jiancha"])
    proxy.stop()
    assert spans(config) == {("jiancha", "inner", "refused_by_our_policy")}
    doors = {place.hosts["jiancha"]}
    assert {
        target.split("/")[2].split(":")[0]
        for target in proxy.asked
        if not target.split("/")[2].endswith(".invalid")
    } == doors
    inner = config.office.vantage("inner")
    assert inner is not None
    for addresses, is_refused in (
        (("127.0.0.66",), True),
        (("169.254.169.254",), True),
        (("10.1.2.3",), False),
        (("10.1.2.3", "127.0.0.1"), True),
    ):
        answer = Resolution("a.example", (), Outcome.REFUSED_BY_OUR_POLICY, "not public", addresses)
        assert bool(refusal(answer, inner, is_registered=True)) is is_refused
    assert refusal(Resolution("a.example", (), Outcome.DNS_NXDOMAIN), inner, is_registered=False)


async def _led_to(guard: AddressGuard, host: str) -> tuple[str, ...]:
    return (await guard.look_up(host)).addresses


def test_standing_inside_opens_registered_doors_and_nothing_else(place: Place) -> None:
    import asyncio

    config = place.office("inside", inside=True, vantages=BROUGHT)
    office = config.office.model_copy(
        update={
            "network": config.office.network.model_copy(
                update={
                    "dns": dict.fromkeys([*hosts_of(config.units), "printer.example"], "10.1.2.3")
                }
            )
        }
    )
    vantage = office.vantage("inner")
    assert vantage is not None
    guard = AddressGuard(office.network, opened=opened_at(vantage, config.units))
    assert asyncio.run(_led_to(guard, place.hosts["jiancha"])) == ("10.1.2.3",)
    assert asyncio.run(_led_to(guard, "printer.example")) == ()
    outer = vantage.model_copy(update={"inside": False})
    assert (
        asyncio.run(
            _led_to(
                AddressGuard(office.network, opened=opened_at(outer, config.units)),
                place.hosts["jiancha"],
            )
        )
        == ()
    )


def test_the_probe_shows_both_places(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    from app.commands.probe import command

    proxy = place.proxy()
    config = place.office("office", vantages=by_proxy(proxy))
    for unit, said in (("jiancha", "intranet_only"), ("gongkai", "open"), ("feizhi", "closed")):
        command(
            url=place.url(unit),
            unit=None,
            everyone=False,
            record=False,
            vantage="inner",
            config=config.folder,
            as_json=True,
        )
        here, there = (json.loads(line) for line in capsys.readouterr().out.splitlines())
        assert (here["vantage"], there["vantage"], there["conclusion"]) == ("office", "inner", said)
    command(
        url="",
        unit=["jiancha"],
        everyone=False,
        record=False,
        vantage="inner",
        config=config.folder,
        as_json=False,
    )
    proxy.stop()
    text = capsys.readouterr().out
    assert "from: office" in text
    assert "from: inner" in text
    assert "seen on the inner network only (intranet_only)" in " ".join(text.split())
    with pytest.raises(NotFound, match=r"no vantage point 'moon'|names no vantage"):
        command(
            url=place.url("jiancha"),
            unit=None,
            everyone=False,
            record=False,
            vantage="moon",
            config=config.folder,
            as_json=True,
        )


@pytest.mark.parametrize(
    "text",
    [
        '[[vantages]]\nname = "inner"\nproxy = "socks5://a:1"\n',
        '[[vantages]]\nname = "inner"\nproxy = "http://a"\n',
        '[[vantages]]\nname = "office"\n',
        '[[vantages]]\nname = "a"\n[[vantages]]\nname = "a"\n',
        '[[vantages]]\nname = "a"\nunits = "jiancha"\n',
    ],
)
def test_a_vantage_that_is_written_wrongly_is_refused(place: Place, text: str) -> None:
    with pytest.raises(ConfigRefused):
        place.office("office", vantages=text)


def test_without_a_proxy_one_is_told_how_else(place: Place, tmp_path: Path) -> None:
    config = place.office("office", vantages=BROUGHT)
    with pytest.raises(ConfigRefused, match="gongkai intake"):
        look_from(config, "inner", CLOCK, Silence())
    assert load(config.folder).office.vantage("inner") is not None
