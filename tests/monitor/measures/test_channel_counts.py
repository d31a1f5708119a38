"""Channels of a site that are late or blank, each once."""

from dataclasses import replace
from datetime import date

from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.measures.channel_counts import BLANK, BLANK_RULE, LATE_RULE, NEWS, Counts, counts_of
from tests.monitor.notation import HOST, Table, dossier

DAY = date(2026, 11, 23)


def counts(*channels: Table, parents: dict[str, str] | None = None) -> Counts:
    built = dossier({"day": DAY, "sites": [{"channels": list(channels)}]})
    answered = {
        rule: {verdict.subject: verdict for verdict in judge_by(rules()[rule], built)}
        for rule in (LATE_RULE, BLANK_RULE)
    }
    (site,) = built.sites
    above = tuple(
        replace(channel, parent_url=(parents or {}).get(channel.url, ""))
        for channel in site.channels
    )
    clause = built.rulebook.clause("insp2019.channels")
    return counts_of(replace(site, channels=above), replace(built, answered=answered), clause)


def news(path: str, **more: object) -> Table:
    channel = {"name": path, "class": "news", "url": f"{HOST}/{path}/", "items": ["2026-10-01 x3"]}
    return channel | more


def test_a_parent_does_not_count_beside_its_child() -> None:
    both = counts(news("a"), news("b"), parents={f"{HOST}/b/": f"{HOST}/a/"})
    assert [one.channel.name for one in both.of(NEWS)] == ["b"]


def test_a_blank_channel_is_not_late_besides_though_it_once_held_entries() -> None:
    built = dossier({"day": DAY, "sites": [{"channels": [news("a")]}]})
    (verdict,) = judge_by(rules()[LATE_RULE], built)
    answered = {LATE_RULE: {verdict.subject: verdict}, BLANK_RULE: {verdict.subject: verdict}}
    clause = built.rulebook.clause("insp2019.channels")
    found = counts_of(built.sites[0], replace(built, answered=answered), clause)
    assert (found.least(NEWS), found.least(BLANK)) == (0, 1)


def test_one_list_at_two_addresses_counts_once() -> None:
    same = ["2026-10-01 信息 | url=http://hb.example.gov.cn/1.html"]
    found = counts(news("a", items=same, name="要闻"), news("b", items=same, name="要闻"))
    assert found.least(NEWS) == 1


def test_what_an_exemption_or_another_day_acquits_is_not_counted() -> None:
    assert counts(news("a", items=["2026-11-20 x3"])).most(NEWS) == 0
