"""The pages of the scenario `standards` show what its truth says, by other means than the product's
reader: every page reachable by its links, and plain patterns over their text.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import BadZipFile, ZipFile

import pytest

from demo.standards.city import StandardsCity
from demo.standards.matters import PlannedMatter, Said, TruthCase
from demo.standards.persons import check_digit
from demo.standards.plan import FIRST, LAST, NIGHTS, plan
from demo.standards.site import ListLook, SentPage
from demo.world import SHANGHAI

SEEDS = (1, 2, 3)
_WORDS = {
    "设定依据": "设定依据|法定依据|办理依据|政策依据",
    "申请条件": "申请条件|受理条件|办理条件",
    "办理材料": "办理材料|申报材料|申请材料|提交材料",
    "办理地点": "办理地点|受理地点|办公地址",
    "办理时间": "办理时间|办公时间|受理时间",
    "联系电话": "联系电话|咨询电话|咨询方式",
    "办理流程": "办理流程|办理程序|办事流程",
}


@cache
def city(seed: int) -> StandardsCity:
    built = StandardsCity(seed)
    built.stop()
    return built


def ask(seed: int, unit: str, target: str, night: date) -> SentPage:
    host = plan(seed).county.host(unit)
    return city(seed).sent(host, target, datetime.combine(night, time(2), tzinfo=SHANGHAI))


def text_of(sent: SentPage) -> str:
    is_gbk = "gb2312" in str(sent.headers.get("content-type"))
    return unescape(sent.body.decode("gbk" if is_gbk else "utf-8", "replace"))


def links_of(html: str, host: str, target: str) -> Iterator[tuple[str, str]]:
    """Host and target of every link; of another host too."""
    for href in re.findall(r'<a\s[^>]*?href="([^"]+)"', html):
        whole = urlsplit(urljoin(f"http://{host}{target}", href))
        if whole.scheme == "http":
            yield whole.netloc, (whole.path or "/") + (f"?{whole.query}" if whole.query else "")


@cache
def pages(seed: int, unit: str, night: date) -> dict[str, SentPage]:
    """Every address of the unit's site that links lead to."""
    host = plan(seed).county.host(unit)
    seen: dict[str, SentPage] = {}
    left = ["/"]
    while left:
        target = left.pop()
        if target not in seen:
            seen[target] = ask(seed, unit, target, night)
            if "html" in str(seen[target].headers.get("content-type")):
                found = links_of(text_of(seen[target]), host, target)
                left += [to for at, to in found if at == host]
    return seen


def whole_text(seed: int, unit: str, night: date = LAST) -> str:
    return "\n".join(text_of(sent) for sent in pages(seed, unit, night).values() if _is_page(sent))


def _is_page(sent: SentPage) -> bool:
    return sent.status == 200 and "html" in str(sent.headers.get("content-type"))


def cases(matter: PlannedMatter, *variants: str) -> list[tuple[int, TruthCase]]:
    return [
        (seed, case)
        for seed in SEEDS
        for case in plan(seed).cases
        if case.matter is matter and (not variants or case.variant in variants)
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_matter_has_two_units_of_each_verdict(seed: int) -> None:
    counts: dict[tuple[PlannedMatter, Said], int] = {}
    for case in plan(seed).cases:
        counts[case.matter, case.said] = counts.get((case.matter, case.said), 0) + 1
    no_problem = {PlannedMatter.BASICS, PlannedMatter.WORDS}  # remarks and proposals
    no_warning = {PlannedMatter.PRIVACY}  # one number is enough
    for matter in PlannedMatter:
        assert counts[matter, Said.CLEAR] >= 2
        assert matter in no_problem or counts[matter, Said.PROBLEM] >= 2
        assert matter in no_warning or counts[matter, Said.WARNING] >= 2
        assert matter is PlannedMatter.WORDS or counts[matter, Said.CANNOT_TELL] >= 2


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_of_persons_stand_open_where_the_truth_says_and_nowhere_else(seed: int) -> None:
    told = plan(seed)
    for unit in told.county.with_sites:
        case = told.case(unit.id, PlannedMatter.PRIVACY)
        planted = int(str(case.facts["count"])) if case and unit.id != told.weak else 0
        night = FIRST if unit.id == told.walled else LAST
        assert len(_numbers(seed, unit.id, night)) == planted, unit.id


def _numbers(seed: int, unit: str, night: date) -> set[str]:
    found = set()
    for sent in pages(seed, unit, night).values():
        said = text_of(sent) if _is_page(sent) else _cells(sent.body)
        for number in re.findall(r"(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])", said):
            is_right = check_digit(number[:17]) == number[17].upper()
            if is_right and 11 <= int(number[:2]) <= 82 and _is_day(number[6:14]):
                found.add(number)
    return found


def _is_day(digits: str) -> bool:
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return False
    return date(1900, 1, 1) <= day <= LAST


def _cells(body: bytes) -> str:
    try:
        with ZipFile(BytesIO(body)) as book:
            return " ".join(
                re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
            )
    except (BadZipFile, KeyError):
        return ""


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.REPLY))
def test_a_board_shows_the_question_of_the_truth(seed: int, case: TruthCase) -> None:
    said = whole_text(seed, case.unit)
    asked = case.facts.get("asked")
    if not isinstance(asked, date) or case.variant == "survey":
        return
    title = str(case.facts["title"])
    assert title in said
    assert (LAST - asked).days == case.facts["days"]
    ways = (
        f"{asked}",
        f"{asked.year}年{asked.month}月{asked.day}日",
        f"{asked.year}-{asked.month}-{asked.day}",
    )
    at = said.index(title)
    after = said[at:][:700]
    assert any(way in said[at - 60 :][:500] for way in ways) == (case.variant != "no_days")
    assert re.search("已受理|办理中|待回复|未回复|已提交", after)


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.LINKS))
def test_the_home_page_has_as_many_dead_links_as_told(seed: int, case: TruthCase) -> None:
    if case.variant == "wall":
        assert ask(seed, case.unit, "/", LAST).status == 412
        return
    dead = {night: _dead_links(seed, case.unit, night) for night in NIGHTS}
    told = int(str(case.facts["count"]))
    if case.said in (Said.PROBLEM, Said.WARNING):
        assert {len(found) for found in dead.values()} == {told}
    if case.said in (Said.CLEAR, Said.CANNOT_TELL, Said.INNOCENT):
        assert sum(map(bool, dead.values())) == (case.variant in ("healed", "last_night"))


def _dead_links(seed: int, unit: str, night: date) -> set[str]:
    host = plan(seed).county.host(unit)
    dead, nowhere = set(), {h for h, at in city(seed).dns.items() if at == "nxdomain"}
    for at, target in links_of(text_of(ask(seed, unit, "/", night)), host, "/"):
        if at in nowhere:
            dead.add(at)
        elif at == host:
            sent = ask(seed, unit, target, night)
            if sent.status == 404 or "不存在或已删除" in text_of(sent):
                dead.add(target)
    return dead


@pytest.mark.parametrize("seed", SEEDS)
def test_no_other_home_page_has_a_dead_link(seed: int) -> None:
    told = plan(seed)
    for unit in told.county.with_sites:
        if told.case(unit.id, PlannedMatter.LINKS) is None and unit.id not in (
            told.walled,
            told.weak,
        ):
            assert not _dead_links(seed, unit.id, LAST), unit.id


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.GUIDE))
def test_a_guide_lacks_the_classes_of_the_truth(seed: int, case: TruthCase) -> None:
    found = pages(seed, case.unit, LAST)
    guides = [
        text_of(sent)
        for sent in found.values()
        if _is_page(sent) and re.search(r"<title>[^<]+(办事|服务|办理)指南-", text_of(sent), re.I)
    ]
    if case.said is Said.CANNOT_TELL:
        assert not any(re.search("设定依据|申请条件|办理材料", html) for html in guides)
        return
    missing = case.facts["missing"]
    assert isinstance(missing, list)
    assert sorted(len(_absent(html)) for html in guides) == sorted(map(len, missing))


def _absent(html: str) -> set[str]:
    body = re.sub(r"<footer.*|<div class=\"foot.*|<div class=\"bottom.*", "", html, flags=re.S)
    absent = set()
    for element, ways in _WORDS.items():
        hit = re.search(
            rf"(?:{ways})(.*?)(?=<t[hr]|<dt|<p>|<br|<td><b>|</table|</dl|</div)", body, re.S
        )
        words = re.sub(r"<[^>]*>|[:：】\s　]", "", hit[1]) if hit else ""
        if below := re.search(rf"(?:{ways})</strong></p><p>　　([^<]*)</p>", body):
            words = below[1]  # a heading in a paragraph, its words in the next
        if not hit or words in ("", "无", "详见窗口", "见附件", "—"):
            absent.add(element)
    return absent


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.ATTACHMENT))
def test_an_attachment_goes_when_the_truth_says(seed: int, case: TruthCase) -> None:
    before = _attachments(seed, case, NIGHTS[1])
    assert [sent.status for sent in before] == [200]
    assert before[0].body.startswith(b"PK")
    after = _attachments(seed, case, LAST)
    is_there = bool(after) and all(sent.body.startswith(b"PK") for sent in after)
    assert is_there == (case.variant in ("renamed", "kept"))
    gone_on = case.facts["gone"]
    assert isinstance(gone_on, date)
    assert (LAST - gone_on >= timedelta(days=14)) == (case.said is not Said.WARNING)


def _attachments(seed: int, case: TruthCase, night: date) -> list[SentPage]:
    """Asked where the page of the first nights linked it, or of tonight where it is linked anew."""
    label = re.escape(f"{case.facts['label']}.xlsx")
    targets = set()
    for night_of_page in (NIGHTS[1], night):
        for target, sent in pages(seed, case.unit, night_of_page).items():
            if _is_page(sent):
                for href in re.findall(rf'href="([^"]+)"[^>]*>{label}', text_of(sent)):
                    targets.add((night_of_page, urlsplit(urljoin(f"http://h{target}", href)).path))
    tonight = {at for day, at in targets if day == night} or {at for _, at in targets}
    return [ask(seed, case.unit, at, night) for at in sorted(tonight)]


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.CHANNEL_GONE))
def test_a_channel_goes_with_all_it_held(seed: int, case: TruthCase) -> None:
    early, late = pages(seed, case.unit, NIGHTS[1]), pages(seed, case.unit, LAST)
    name = str(case.facts["name"])
    listed = next(
        at for at, sent in early.items() if re.search(f"<title>{name}-", text_of(sent), re.I)
    )
    answer = ask(seed, case.unit, listed, LAST)
    is_there = answer.status == 200 and "不存在" not in text_of(answer)
    assert is_there == (case.variant == "off_menu")
    if case.variant == "renamed":
        assert f"{name}之窗" in text_of(late["/"]) + "".join(map(text_of, late.values()))


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.PENALTIES))
def test_remedies_are_nowhere_where_the_truth_says_so(seed: int, case: TruthCase) -> None:
    said = whole_text(seed, case.unit)
    has_remedy = bool(re.search("行政复议|行政诉讼|投诉|举报|救济", said))
    assert has_remedy == (not case.variant.startswith("no_remedy") and case.variant != "weak")


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.FEES))
def test_fees_stand_with_as_many_bases_as_told(seed: int, case: TruthCase) -> None:
    said = whole_text(seed, case.unit)
    prices = len(re.findall(r"\d+元/(?:件|本|人次|份)", said))
    bases = len(re.findall(r"(?:省价费|财税|省发改价格)〔\d+〕\d+号", said))
    items, without = int(str(case.facts["items"])), int(str(case.facts["without"]))
    is_shown = case.said is not Said.CANNOT_TELL
    assert (prices, bases) == ((items, items - without) if is_shown else (0, 0))


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.DISCLOSURE))
def test_what_is_owed_is_there_or_not(seed: int, case: TruthCase) -> None:
    if case.variant in ("weak", "government_report"):  # the portal shows those of departments
        return
    said = whole_text(seed, case.unit, FIRST if case.variant == "january" else LAST)
    report = (
        re.search(r"2025年[^<《》]{0,14}(?:年度报告|年报)|年度报告（2025年）", said) is not None
    )
    has_report = case.variant not in (
        "annual_none", "annual_old_only", "january", "on_portal", "government_report", "platform",
        "platform_too",
    )  # fmt: skip
    if not case.variant.startswith("town"):
        assert report == has_report
    patterns = {
        "guide_none": "公开指南", "powers_none": "权责清单|权力和责任清单", "functions_none": "主要职责|机构职责|单位职责|机构职能-|机构概况",
        "catalogue_none": "公开目录|一级目录", "budget_late": "2026年部门预算", "town_none": "宅基地使用|社会救助",
    }  # fmt: skip
    for variant, pattern in patterns.items():
        if case.variant.startswith(variant):
            assert not re.search(pattern, said), variant
        elif (
            case.said is Said.CLEAR
            and variant not in ("town_none",)
            and not case.variant.startswith("town")
        ):
            assert re.search(pattern, said), variant


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.BASICS))
def test_a_footer_shows_what_is_not_missing(seed: int, case: TruthCase) -> None:
    home = text_of(ask(seed, case.unit, "/", LAST))
    if case.variant == "complete_frame":
        home += text_of(ask(seed, case.unit, "/footer.html", LAST))
    patterns = {
        "主办单位": "主办", "网站标识码": "标识码", "ICP备案号": "ICP备", "公安备案号": "公网安备", "党政机关标识": "党政机关",
        "找错": "jiucuo",
    }  # fmt: skip
    missing = case.facts["missing"]
    assert isinstance(missing, list)
    absent = {name for name, pattern in patterns.items() if not re.search(pattern, home)}
    assert absent == (set(patterns) if case.said is Said.CANNOT_TELL else set(missing))


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.CHANNELS))
def test_channels_stand_still_as_counted(seed: int, case: TruthCase) -> None:
    told = plan(seed)
    site = city(seed).site(told.county.host(case.unit))
    if case.variant in ("wall", "script"):
        return
    first = [
        c
        for c in site.channels
        if c.key in ("gzdt", "tzgg", "zcwj", "jcdt", "gsgg", "gfxwj", "zfwj")
    ]
    stale = [
        c.name
        for c in first
        if not c.up and c.look is ListLook.ROWS
        and (LAST - c.shown(LAST)[0].day).days > (14 if c.key in ("gzdt", "jcdt") else 184)
    ]  # fmt: skip
    assert len(stale) == case.facts["A"], stale
    blank = [c for c in site.channels if 130 <= c.no < 150]
    assert len(blank) == case.facts["blank"]
    assert not any(c.shown(LAST) for c in blank)
    old = [c for c in site.channels if 110 <= c.no < 130]
    assert len(old) == case.facts["B"]
    assert all((LAST - c.shown(LAST)[0].day).days > 366 for c in old)
    everything = whole_text(seed, case.unit)
    assert all(c.name in everything for c in (*old, *blank, *first))


@pytest.mark.parametrize(("seed", "case"), cases(PlannedMatter.WORDS))
def test_the_old_name_stands_once_where_told(seed: int, case: TruthCase) -> None:
    assert str(case.facts["old"]) in whole_text(seed, case.unit)


@pytest.mark.parametrize("seed", SEEDS)
def test_old_names_stand_nowhere_else(seed: int) -> None:
    told = plan(seed)
    for unit in told.county.with_sites:
        if told.case(unit.id, PlannedMatter.WORDS) is None and unit.id not in (
            told.walled,
            told.weak,
        ):
            said = whole_text(seed, unit.id)
            assert not re.search(
                "环境保护局|国土资源局|食品药品监督管理局|地方税务局|工商行政管理局", said
            ), unit.id
