"""What the pages say: the numbers of the night, the evidence, and what people do with a finding."""

import re
from datetime import timedelta
from html import unescape

import pytest

from app.demo_clock import morning_after
from config.folder import Config
from config.rulebook import ChannelClass
from monitor.console.city_map import TileState, state
from monitor.console.context import Console
from monitor.console.views.rule import limit_of
from monitor.judging.registry import rules
from store.archive import open_archive
from store.desk.entries import DeskAction, entries_of, standings
from store.findings import all_findings
from store.judged import JudgedCounts
from store.ledger import open_ledger
from store.records import Finding
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import console_after, last_night, messages


def words(html: str) -> str:
    """The page as a reader sees it, one blank between words."""
    return " ".join(
        unescape(
            re.sub(r"<[^>]+>", " ", re.sub(r"<(script|svg|title).*?</\1>", " ", html, flags=re.S))
        ).split()
    )


@pytest.fixture(scope="session")
def findings(config: Config) -> list[Finding]:
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        return all_findings(ledger)
    finally:
        ledger.close()


def of(findings: list[Finding], unit: str, rule: str) -> Finding:
    return next(finding for finding in findings if finding.unit == unit and finding.rule == rule)


def test_the_first_line_says_judged_n_of_all(office: Visitor) -> None:
    first = office.get("/").text
    assert "2026年11月20日检查6个单位：0个全部判断，4个部分判断" in first
    assert (
        "2026-11-20, 6 units: 0 wholly judged, 4 partly, 1 not at all"
        in in_english(office).get("/").text
    )


def in_english(visitor: Visitor) -> Visitor:
    assert visitor.say("/language", to="en", next="/").status_code == 303
    return visitor


def test_the_first_screen_tells_what_needs_somebody(
    office: Visitor, findings: list[Finding]
) -> None:
    text = words(office.get("/").text)
    still_open = [finding for finding in findings if finding.state == "open"]
    assert re.search(rf"{len(still_open)} 现有问题", text)
    assert "逾期148天" in text  # opened on 10 June, ten working days given
    assert "网站设有访问防护 税务局" in text and "未能判断的事项不计入问题" in text
    assert "整个单位未判断的1个： 税务局" in text


def test_each_unit_is_coloured_and_lettered(office: Visitor) -> None:
    first = office.get("/").text
    tiles = dict(re.findall(r'class="tile (\w+)" href="/units/(\w+)"', first))
    by_unit = {
        unit: state for state, unit in re.findall(r'class="tile (\w+)" href="/units/(\w+)"', first)
    }
    assert by_unit.pop("caizheng") in (
        "clear",
        "partly",
    )  # no rule finds a fault; whether each could judge is the rules' own matter
    assert by_unit == {
        "jiaotong": "critical",
        "hongshanzui": "problem",
        "shengtai": "problem",
        "shuiwu": "unjudged",
        "fayuan": "not_applicable",
    }
    assert tiles and all(letter in first for letter in (">严<", ">问<", ">？<", ">—<"))


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        (JudgedCounts(9, 0), TileState.CLEAR),
        (JudgedCounts(9, 1), TileState.PARTLY),
        (JudgedCounts(0, 3), TileState.UNJUDGED),
        (JudgedCounts(), TileState.NOT_APPLICABLE),
        (None, TileState.NOT_LOOKED_AT),
    ],
)
def test_each_kind_of_nothing_found_looks_different(
    judged: JudgedCounts | None, expected: TileState
) -> None:
    assert state(judged, []) is expected


def test_silence_does_not_look_like_health(config: Config, console: Console) -> None:
    assert console, "its people come in here too"
    late = Visitor(console_after(config, hours=24 * 5, people=False))
    late.come_in("wang")
    assert "已有5天没有完成检查" in late.get("/").text
    assert late.get("/health").status_code == 503


def test_the_demo_city_is_shown_on_the_morning_after_its_last_night(
    config: Config, empty_console: Console
) -> None:
    """Its nights lie in other years; by today's clock everything would be overdue for ever and the
    service dead.
    """
    assert morning_after(config) == last_night(config) + timedelta(hours=6)
    assert morning_after(empty_console.config()) is None, "an office's own clock is never touched"


def test_a_finding_shows_its_whole_ground(office: Visitor, findings: list[Finding]) -> None:
    found = of(findings, "jiaotong", "vanished_item")
    text = words(office.get(f"/findings/{found.id}").text)
    assert found.sentence_zh in text
    assert (
        "《政府网站发展指引》国办发〔2017〕47号" in text and "归档页面须能正常访问" in text
    )  # the clause and what it says
    assert (
        "17天，5次夜间检查" in text and "本系统默认标准，非法定" in text
    )  # measured, and whose number
    assert (
        "检查点：demo" in text
        and "页面不存在" in text
        and re.search(r"2026-11-03 02:00 — 2026-11-20 02:00 · 共\d次检查", text)
    )
    for piece in found.evidence:
        assert str(piece["sha256"]) in text


def test_before_and_after_stand_side_by_side_with_what_went_and_came_marked(
    office: Visitor, findings: list[Finding]
) -> None:
    found = of(findings, "jiaotong", "vanished_item")
    page = office.get(f"/findings/{found.id}").text
    gone = re.findall(r"<del>(.*?)</del>", page)
    come = re.findall(r"<ins>(.*?)</ins>", page)
    assert any("交通局" in line for line in gone) and any("404" in line for line in come)
    title = str(found.evidence[0]["title"])
    assert title in gone and title not in come


def test_what_was_counted_is_marked_in_what_was_seen(
    office: Visitor, findings: list[Finding]
) -> None:
    found = of(findings, "jiaotong", "vague_expense")
    page = office.get(f"/findings/{found.id}").text
    assert "<mark>30299</mark>" in page
    assert "<dt>rows</dt>" not in page and "<dt>last_year</dt>" not in page, "no key of ours"
    shape = page[page.index('class="dense shape"') :]
    assert shape.count('class="part"') >= 5 and "笼统列支" in shape, (
        "the table's shape, the vague line marked"
    )
    assert re.search(r"共\d+次检查", words(page)), (
        "when and how often, although the rule named the body alone"
    )


def test_of_several_pages_none_is_set_beside_itself(office: Visitor, config: Config) -> None:
    """What changed in one of five papers is not what was found."""
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        several = [
            found
            for found in all_findings(ledger)
            if len({piece.get("url") for piece in found.evidence if piece.get("url")}) > 1
        ]
    finally:
        ledger.close()
    several = [
        found
        for found in several
        if len({piece.get("url") for piece in found.evidence}) == len(found.evidence)
    ]
    assert several
    for found in several:
        assert 'class="beside"' not in office.get(f"/findings/{found.id}").text


def test_a_unit_shows_doors_channels_findings_and_money(office: Visitor) -> None:
    page = office.get("/units/hongshanzui").text
    text = words(page)
    assert "酂州市洪山嘴镇人民政府" in text and "子站" in text and "正常打开" in text
    assert "工作动态" in text and "2025-10-14" in text and "超期388天" in text
    assert page.count('class="over"') >= 4 and page.count('class="updated"') >= 5  # the timeline
    assert "支出" in text and re.search(r"合计[\d.,]+万元", text)
    assert office.get("/units/nobody").status_code == 404


def test_what_people_do_is_kept_with_who_and_when(
    console: Console, findings: list[Finding], office: Visitor
) -> None:
    found = of(findings, "hongshanzui", "stale_homepage")
    day = console.today + timedelta(days=20)
    for what, value in (
        ("acknowledged", ""),
        ("deadline", day.isoformat()),
        ("person", "刘副镇长"),
        ("note", "已电话督促"),
    ):
        answer = office.say(f"/findings/{found.id}/say", what=what, value=value)
        assert answer.status_code == 303 and f"done={what}" in answer.headers["location"]
    said = [
        (entry.what, entry.value, entry.by_login)
        for entry in entries_of(console.desk, found.id)
        if entry.by_login
    ]
    assert said == [
        (DeskAction.ACKNOWLEDGED, "", "wang"),
        (DeskAction.DEADLINE, day.isoformat(), "wang"),
        (DeskAction.PERSON, "刘副镇长", "wang"),
        (DeskAction.NOTE, "已电话督促", "wang"),
    ]
    text = words(office.get(f"/findings/{found.id}").text)
    assert "wang主任" in text and "已电话督促" in text and "人工设定" in text
    assert not re.search(r"逾期\d+天", text), "it was escalated, and has a new day"
    assert (
        "首页"
        not in words(office.get("/findings?show=overdue&unit=hongshanzui&rule=stale_homepage").text)
        .split("符合条件")[0]
        .split("筛选")[-1]
    )
    office.say(
        f"/findings/{found.id}/say", what="deadline", value=""
    )  # taken back: the office's own day counts again
    assert "逾期148天" in words(office.get(f"/findings/{found.id}").text)
    assert (
        sum(bool(one.by_login) for one in entries_of(console.desk, found.id)) == 5
    )  # rows are added, nothing is edited


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("deadline", "soon"),
        ("deadline", "1999-01-01"),
        ("deadline", "9999-12-31"),
        ("note", "  "),
        ("closed", ""),
        ("", ""),
        ("deadline", "2026-W50-1x"),
    ],
)
def test_what_is_not_understood_changes_nothing(
    console: Console, office: Visitor, number: int, what: str, value: str
) -> None:
    before = len(entries_of(console.desk, number))
    assert office.say(f"/findings/{number}/say", what=what, value=value).status_code == 400
    assert len(entries_of(console.desk, number)) == before


def test_what_was_said_of_an_earlier_life_does_not_count(
    console: Console, findings: list[Finding], office: Visitor
) -> None:
    found = of(findings, "shengtai", "stale_channel")
    office.say(f"/findings/{found.id}/say", what="acknowledged")
    assert standings(console.desk, [(found.id, found.reopened)])[found.id].acknowledged
    assert standings(console.desk, [(found.id, found.reopened + 1)]) == {}


def test_the_night_says_what_was_seen_and_what_not(office: Visitor) -> None:
    assert "2026-06-10" in office.get("/runs").text
    text = words(office.get("/runs/2026-11-20").text)
    assert "2026-11-20检查6个单位：0个全部判断，4个部分判断，1个未判断" in text
    assert (
        "设有访问防护" in text
        and "正常打开" in text
        and re.search(r"\d+次访问", text)
        and "canary-a.example: 正常" in text
    )
    assert office.get("/runs/2020-01-01").status_code == 404


def test_a_capture_is_text_or_a_sandbox(office: Visitor, config: Config) -> None:
    page = office.get("/captures/1").text
    frame = re.search(r'<iframe[^>]* src="([^"]+)"[^>]*>', page)
    assert frame is not None and " sandbox" in frame[0]
    shown = office.get(frame[1])
    assert shown.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert (
        shown.headers["x-frame-options"] == "SAMEORIGIN"
        and "<script" not in shown.text
        and "href=" not in shown.text
    )
    source = office.get("/captures/1/source")
    assert (
        source.headers["content-type"] == "text/plain; charset=utf-8"
        and source.headers["x-content-type-options"] == "nosniff"
    )
    raw = office.get("/captures/1/raw")
    name = re.search(r'filename="(\w{64})\.bin"', raw.headers["content-disposition"])
    assert name is not None and raw.headers["content-type"] == "application/octet-stream"
    archive = open_archive(config.data / "archive.db", readonly=True)
    assert raw.content == archive.get(name[1])  # byte for byte
    archive.close()


def test_the_alert_holds_the_console_s_link_and_no_other(
    config: Config, office: Visitor, findings: list[Finding], port: int
) -> None:
    bodies = messages(config)
    links = [link for body in bodies for link in re.findall(r"https?://\S+", body)]
    assert links and all(link.startswith(f"http://127.0.0.1:{port}/") for link in links)
    paths = [
        link.removeprefix(f"http://127.0.0.1:{port}") for link in links if "/findings/" in link
    ]
    assert paths and all(office.get(path).status_code == 200 for path in paths)
    assert {int(path.rsplit("/", 1)[1]) for path in paths} == {finding.id for finding in findings}


@pytest.mark.parametrize("rule", rules())
def test_each_rule_has_a_page_with_its_clauses_and_limits(
    office: Visitor, config: Config, rule: str
) -> None:
    answer = office.get(f"/rules/{rule}")
    text = words(answer.text)
    assert answer.status_code == 200 and rules()[rule].rule.title.zh in text
    cited = [
        clause for clause in config.rulebook.clauses if clause.id in rules()[rule].rule.clauses
    ]
    assert cited and all(" ".join(clause.says.split()) in text for clause in cited)
    limits = getattr(config.rulebook.limits, rule, None)
    assert all(f"{name} " in text for name in type(limits).model_fields) if limits else True


def test_the_limits_of_a_page_are_those_of_the_office(office: Visitor, config: Config) -> None:
    shares = config.rulebook.limits.vague_expense
    assert f"problem_share {shares.problem_share}" in words(office.get("/rules/vague_expense").text)
    channels = words(office.get("/rules/stale_channel").text)
    assert all(one.name in channels for one in config.rulebook.channel_classes)
    assert "财政预决算 1年 法规、检查指标规定的标准" in channels
    assert "1 year set by law" in words(in_english(office).get("/rules/stale_channel").text)


@pytest.mark.parametrize(
    ("profile", "limit"),
    [("national", ("12 mo", "law")), ("county", ("365 d", "county"))],
)
def test_a_county_office_is_told_its_own_deadline(profile: str, limit: tuple[str, str]) -> None:
    budget = ChannelClass(id="budget", name="预决算", limit_months=12, county_limit_days=365)
    assert limit_of(budget, profile) == limit
    assert limit_of(ChannelClass(id="other", name="其他"), profile) == ("", "")


def test_a_finding_leads_to_how_it_is_judged(office: Visitor, findings: list[Finding]) -> None:
    for finding in findings:
        assert f'href="/rules/{finding.rule}"' in office.get(f"/findings/{finding.id}").text
    assert office.get("/rules/no_such_rule").status_code == 404


def test_odd_questions_are_answered_calmly(office: Visitor) -> None:
    for path in (
        "/findings?start=x&show=nothing&unit=']\"--&rule=%25",
        "/findings/99999999999999999999",
        "/pages/0",
        "/captures/999999",
        "/runs?start=-1",
        "/runs/%00",
        "/units/%5D%22;--",
        "/search?q=%22%20OR%20*&start=99999999999",
        "/pages/1?after=x",
        "/findings?show=repaired&unit=zhao",
    ):
        assert office.get(path).status_code in (200, 400, 404), path
