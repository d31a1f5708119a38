"""What a night adds to the ledger, and on which night a finding opens and closes."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.nightly import nightly
from config.folder import load
from demo.city import City
from store.clock import Clock
from tests.app.nights import Silence, a_few_units, keys, night_over, row_counts
from tests.crawler.fixture_server import FixtureServer, Handler, Question

# A letter that no channel took is written anew by the next night.
THE_RUNS_OWN = {"run", "unit_run", "canary", "night_manifest", "message"}


def test_a_second_night_on_an_unchanged_city_adds_no_capture_and_no_finding(tmp_path: Path) -> None:
    with City("inspection-2012", 1) as city:
        config = a_few_units(city, tmp_path / "demo", ["zhangji", "caizheng", "huanbao"])
        evening = city.nights[-1]
        first = night_over(city, config, evening)
        before = row_counts(config)
        second = night_over(city, config, evening + timedelta(minutes=20))
        after = row_counts(config)
    assert keys(first) == keys(second) != set()
    assert before["capture"] > 50
    assert {table for table in after if after[table] != before[table]} <= THE_RUNS_OWN


def test_right_findings_open_and_close_on_the_right_night(tmp_path: Path) -> None:
    """One site dies, one is repaired, one changes."""
    with City("today", 1) as city:
        stale = next(
            unit for unit, rule, _ in sorted(city.truth.findings) if rule == "stale_homepage"
        )
        config = a_few_units(city, tmp_path / "demo", ["caizheng", "zhangji", stale])
        nights = [city.nights[-1] + timedelta(days=day) for day in range(5)]
        staleness = ("stale_homepage", "stale_channel")

        first = night_over(city, config, nights[0])
        assert {unit for unit, _, _ in keys(first, *staleness)} == {stale}

        city.set_now(nights[0] + timedelta(hours=9))
        city.kill("caizheng")
        city.repair(stale)
        city.publish("zhangji")
        second = night_over(city, config, nights[1])
        assert not keys(second, *staleness), "the repaired unit is clear the night after"
        assert {f.unit for f in second.inspection.closed if f.rule in staleness} == {stale}
        assert not keys(second, "unreachable_site"), "one bad night is no outage"
        answers = {
            (unit.unit, v.rule): v.answer.value
            for unit in second.inspection.units
            for v in unit.verdicts
        }
        assert answers["caizheng", "stale_homepage"] == "cannot_tell"
        assert answers["zhangji", "stale_homepage"] == "clear"

        night_over(city, config, nights[2])
        fourth = night_over(city, config, nights[3])
        assert keys(fourth, "unreachable_site") == {("caizheng", "unreachable_site", "site:main")}

        city.set_now(nights[3] + timedelta(hours=9))
        city.repair("caizheng")
        fifth = night_over(city, config, nights[4])
        assert not keys(fifth, "unreachable_site")
        assert {f.unit for f in fifth.inspection.closed if f.rule == "unreachable_site"} == {
            "caizheng"
        }


@pytest.mark.parametrize("nights", [10, pytest.param(30, marks=pytest.mark.soak)])
def test_counters_dates_and_tokens_are_no_change_night_after_night(
    tmp_path: Path, nights: int
) -> None:
    fixture_server, now = FixtureServer(), {"day": datetime(2026, 3, 2, 18, tzinfo=UTC)}
    fixture_server.pages = {("jiu.example", path): noisy(body, now) for path, body in SITE.items()}
    fixture_server.start(["127.66.0.1"])
    try:
        config = load(office_for(fixture_server, tmp_path))
        counts = []
        for night in range(nights):
            now["day"] = datetime(2026, 3, 2, 18, tzinfo=UTC) + timedelta(days=night)
            seen = nightly(config, Clock.set_to(now["day"]), Silence())
            assert seen.inspection.judged_units.judged == 1
            counts.append(row_counts(config))
    finally:
        fixture_server.stop()
    grew = {
        table: counts[-1][table] - counts[2][table]
        for table in counts[2]
        if counts[-1][table] != counts[2][table]
    }
    assert set(grew) <= THE_RUNS_OWN
    assert counts[0]["capture"] == counts[-1]["capture"] == len(SITE)


SITE = {
    "/": '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/tzgg/">通知公告</a></li></ul>'
    '<div class="list"><h3>通知公告</h3><ul>{rows}</ul></div>',
    "/tzgg/": '<div class="pos">当前位置：首页 &gt; 通知公告</div><ul class="list">{rows}</ul>',
    **{
        f"/tzgg/{number}.html": f"<h1>关于开展第{number}次河道清淤工作的通知</h1><p>发布时间：2024-01-1{number} 来源：办公室"
        f" 浏览次数：{{hits}}</p><div class='content'><p>为做好汛前准备，决定对辖区内第{number}段河道进行清淤，工期四十天。</p>"
        f"<p>沿线各村应当配合施工，注意安全。联系科室：工程科。</p></div>"
        for number in range(1, 7)
    },
}
ROWS = "".join(
    f'<li><a href="/tzgg/{n}.html" title="关于开展第{n}次河道清淤工作的通知">关于开展第{n}次河道清淤工作的通知</a><span>2024-01-1{n}</span></li>'
    for n in range(1, 7)
)


def noisy(body: str, now: dict[str, datetime]) -> Handler:
    """The same page with everything around it in motion, at every look."""

    async def answer(question: Question) -> None:
        local = now["day"] + timedelta(hours=8)
        html = (
            f'<html><head><meta charset="utf-8"><title>旧河镇水利站</title><meta name="csrf-token" content="{random.random()}"></head><body>'
            f'<div class="top">今天是{local.year}年{local.month}月{local.day}日 星期{"一二三四五六日"[local.weekday()]} 天气：晴 {random.randint(1, 30)}℃</div>'
            + body.format(rows=ROWS, hits=random.randint(100, 9999))
            + f'<form><input type="hidden" name="token" value="{random.getrandbits(64):x}"></form>'
            f"<div class='foot'>您是第{random.randint(10_000, 99_999)}位访问者 主办单位：旧河镇水利站</div>"
            f'<script src="/app.js?v={random.random()}"></script></body></html>'
        )
        await question.send(html.encode(), Content_Type="text/html")

    return answer


def office_for(fixture_server: FixtureServer, folder: Path) -> Path:
    office = folder / "office"
    (office / "units").mkdir(parents=True)
    (office / "office.toml").write_text(
        'name = "检查办"\ncity = "某市"\ndata = "data"\n[crawl]\ndelay_s = 0\nsecond_look_s = 0\nworkers = 1\n'
        '[network]\ntreat_as_public = ["127.0.0.0/8"]\ndns = {"jiu.example" = "127.66.0.1"}\n',
        encoding="utf-8",
    )
    (office / "units" / "jiuhe.toml").write_text(
        f'id = "jiuhe"\nname = "旧河镇水利站"\nkind = "department"\n[[sites]]\nkind = "own"\nurl = "{fixture_server.url("jiu.example")}"\n',
        encoding="utf-8",
    )
    return office


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_blind_night_judges_nobody_and_says_so(tmp_path: Path, language: str) -> None:
    with City("inspection-2012", 1) as city:
        config = a_few_units(city, tmp_path / "demo", ["zhangji", "caizheng"])
        city.stop()  # the canaries too: to us it looks as if every site were gone
        night = nightly(config, Clock.set_to(city.nights[-1]), Silence())
    assert (
        night.inspection.judged_units.judged,
        night.inspection.judged_units.of,
        night.run.state,
    ) == (0, 2, "blind")
    assert not night.inspection.findings
    assert {v.answer.value for unit in night.inspection.units for v in unit.verdicts} <= {
        "cannot_tell",
        "not_applicable",
    }
