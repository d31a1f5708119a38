"""The short notation of the case files: a few words of TOML become a whole dossier.

    seen = ["open 2026-11-01..2026-11-23 x23"]
        outcome, first..last day, checks (each on a night of its own); then, where wanted,
        sure=2026-11-21,2026-11-23 (only on these was our own network good), why=502 (the reason),
        nights=3 (several checks a night)
    probes = ["open 2026-11-17..2026-11-23 x20 fail=10:tcp_timeout"]
        so many a day, an hour and 5 minutes apart; of all of them the first 10 ended so; "blind" or
        "shared" at the end: taken so; s=3.5: each took so many seconds
    items = ["2026-11-08 关于…的通知", "2026-11-08 x5", "- 无日期 | first=2026-11-10, role=signed"]
        a dated row · five rows, one a day back from there · an undated row; after the bar, with a
        comma between: url, first, url_date, role, page (its own sightings), published, moved_to,
        absent (the last look at its whole list that lacked it)
    mentions = { powers = 7, penalties = 3, gone_remedies = 1, listed_fees = [["占道费 basis", "垃圾费"]] }
        so many documents that speak of a side, or post something; lists of fees, each fee with what
        it lacks: basis, standard or nothing
    old_names = ["confirmed 国土资源部", "pending 农业部"]
        pages that bear an old name, and what people said of them (or dismissed)
    looks_at_accounts = ["wx 2026-11-20 seen 2026-11-01", "wb 2026-11-20 empty"]
        account, day of a person's look, what was seen (seen, empty, gone, renamed), newest post
    disclosed = ["zhengfu 2026-02-20 环保局2026年部门预算"]
        owner, day or -, title: on whoever's pages
    titles = ["zhengfu 2026-01-20 环保局2025年…"]
        likewise, of the unit's pages and of others' that bear its name
    menus = ["read http://… 机构职能", "elsewhere http://zwfw.… 省政务服务网"]
        how the page behind a link was met, its address, its words; left out: one link that was read
    read = { units = ["zhengfu"], hosts = [], government = true, directories = ["部门信息公开"] }
        whose sites were read whole that night; {} is the government's, left out: nobody's
    shown = { guide = [2, 10] }
        how many of how many of its like show an item; left out: [9, 10]
    platforms = [{ items = ["budget"], unit = "zhengfu" }]
        as in office.toml, [[common_platforms]]
    found_lacking = { "channel:http://…" = [2026-11-10] }
        the days on which a list or home page was newly found to lack news
    inquiries = ["2026-05-09 open 路灯不亮", "2026-05-02 answered 2026-05-06 何时供暖"]
        of a channel: messages that it shows; day asked or -, state, for answered ones the day of the
        answer where it is shown, title; `earlier`: those that earlier readings showed unanswered
    guides = ["居住证办理 | empty=basis,hours, elsewhere=steps", "x6 empty=basis,hours,phone,steps"]
        a matter and the page of its guide; all else is given. x6: so many alike
    asking = ["12345热线"], handling = ["政务服务网"]
        words of links to other hosts
    others = ["2026-11-20 县政府召开会议 | url=http://…"]
        rows, written like items, of other units' lists
    links = ["home 通知公告 /tzgg/ http_404_410 2026-11-20..2026-11-23 x4 | about=预算公开, page"]
        what its pages lead to: place (home, list, file), words, address, the last look (- where there
        was none); after the bar: about (the title of the page it stands on), script (guessed from
        one), page (the crawl asks for it), opened, missed (the days on which it was open, and not there, before)
    notes = { "hb.example.gov.cn" = ["ipv6:answers"] }
        what hosts offer beside their pages
    identity = { title = "…", marks = ["icp:1"] }, known = ["icp:1"]
        what the home page says of its owner, and the marks known of it before
    second = [{ on = 2026-11-23, outcome = "open", strangers = ["hidden: … → …"] }]
        visits from a search engine
    searched = [{ title = "…", numbers = ["id_card 4206**********123X text"] }]
        pages that were searched for persons' numbers: kind, number as it is masked, place. `looked =
        false`: by a reader that does not look for them; showed, unread; seen and the like as of a
        page

Several sightings or probes are several texts, or one with ; between. What a case leaves out is
healthy: open for 30 nights up to `day`, watched for a year. `KEYS` are all the keys there are.

    expect = [{ subject = "site:main", answer = "problem", says = "环保局…" }]
        every subject that the rule answers on is named, or `verdicts = N` stands beside `expect` and
        says how many answers there are. subject, answer; what else is written must be so too: why,
        reason, kind, severity, warning, measured, threshold, threshold_mark, clause, good,
        objection, remark, says (the sentence in Chinese), says_en. A case of a defence names its `rule`
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast, get_args
from zlib import crc32

from config.office import Approvals, CommonPlatform
from config.problems import nearest
from config.rulebook import Limits, Rulebook
from config.rulebook_files import shipped_rulebook
from config.unit import Unit
from monitor.dossier.facts import (
    Board,
    ChannelView,
    Coverage,
    Dossier,
    Guides,
    KnownItem,
    LeadsAway,
    LinkView,
    MentionDocument,
    MenuLink,
    PageView,
    SearchedPage,
    ShownBy,
    Sighting,
    SiteView,
    SpendDocument,
)
from monitor.measures.freshness import bare_host
from monitor.measures.guides import CLASSES
from store.desk.account_looks import AccountLook, AccountState
from store.desk.wording import WordingAnswer, WordingDecision
from store.merge.item_identity import title_key
from store.merge.page_identities import CloakingCheck
from store.outcomes import Outcome
from store.queries.disclosed_titles import DisclosedTitle
from store.queries.read_elsewhere import ReadElsewhere
from store.queries.shown_by_others import ShownByOthers
from store.records import (
    GuideElement,
    Inquiry,
    Item,
    Mention,
    PageIdentity,
    PersonalNumber,
    ProbeSample,
    ServiceGuide,
    SpendLine,
    SpendTable,
)
from store.urls import canonical

Table = dict[str, Any]
HOST = "http://hb.example.gov.cn"

_IDENTITY = tuple(field.name for field in fields(PageIdentity))
_PAGE = (
    *("title", "page_kind", "seen", "visited_tonight", "items", "items_claimed", "anomalies"),
    *("placeholder", "move_notice", "text_length", "attachments", "own_links", "jumps_to"),
    *("published", "looks", "identity", "missing_tags", "inquiries"),
)
# What may be written, by the table it is written in. `unit`, `limits`, `approvals`
# and `platforms` are an office's own tables, and refuse by themselves what they do not know.
KEYS: Mapping[str, tuple[str, ...]] = {
    "case": (
        *("name", "rule", "day", "expect", "verdicts", "city", "unit", "profile", "network_good"),
        *("clock_suspect", "coverage", "limits", "sites", "spending", "mentions"),
        *("shared_failures", "approvals", "disclosed", "others", "found_lacking", "links", "notes"),
        *("guides", "guides_unread", "guides_seen", "not_looked_for", "asking", "handling"),
        *("titles", "menus", "read", "platforms", "shown"),
        *("old_names", "looks_at_accounts"),
        "searched",
    ),
    "searched": ("url", "numbers", "looked", "showed", "unread", *_PAGE),
    "expect": (
        *(
            "subject",
            "answer",
            "why",
            "reason",
            "kind",
            "severity",
            "warning",
            "measured",
            "threshold",
        ),
        *("threshold_mark", "clause", "good", "objection", "remark", "says", "says_en"),
    ),
    "sites": (
        *("id", "kind", "url", "name", "channels", "private", "nights", "open_share", "vantages"),
        *("known", "second", "probes", *_PAGE),
    ),
    "channels": (
        *(
            "url",
            "name",
            "class",
            "class_from",
            "since",
            "limit_days",
            "is_present",
            "child_updated",
        ),
        *("redated_share", "shared_with", "earlier", "level", *_PAGE),
    ),
    "identity": _IDENTITY,
    "second": ("on", "outcome", "hour", *_IDENTITY),
    "coverage": ("pages", "open", "state"),
    "spending": (
        *("title", "kind", "is_spending", "year", "document", "unit", "total", "is_weighed"),
        *("lines", "anomalies", "remarks", "unreadable", "url", "first_seen"),
    ),
    "mentions": (
        *("powers", "fees", "duties", "rights", "posted", "pledges"),
        *("penalties", "decisions", "remedies", "gone_remedies", "listed_fees"),
    ),
}
_LISTS = (
    *("expect", "sites", "channels", "second", "spending", "approvals", "disclosed", "seen"),
    *("probes", "items", "lines", "anomalies", "remarks", "private", "vantages", "known"),
    *("others", "links", "inquiries", "earlier", "guides", "guides_unread", "asking", "handling"),
    *("titles", "menus", "platforms"),
    *("old_names", "looks_at_accounts"),
    *("searched", "numbers"),
)
_AFTER_THE_BAR = ("url", "first", "url_date", "role", "page", "published", "moved_to", "absent")

# A line of each kind, as it is written.
SEEN = "open 2026-11-01..2026-11-23 x23 why=502"
PROBES = "open 2026-11-17..2026-11-23 x20 fail=10:tcp_timeout s=3.5"
ITEM = "2026-11-08 关于…的通知 | first=2026-11-10, role=signed"
LINE = "30299 其他商品和服务支出 0.399 circular 主要用于…"
LINK = "home 通知公告 /tzgg/ http_404_410 2026-11-20..2026-11-23 x4 | about=预算公开, page"
INQUIRY = "2026-05-02 answered 2026-05-06 何时供暖"
GUIDE = "居住证办理 | empty=basis,hours, elsewhere=steps"
MENU = "read http://hb.example.gov.cn/jgzn/ 机构职能"
NUMBER = "id_card 4206**********123X text"
DISCLOSED = "zhengfu 2026-02-20 环保局2026年部门预算"


class NotUnderstoodError(ValueError):
    """A case is not written in the notation. The words say what, and how it is written."""


def dossier(case: Table) -> Dossier:
    """Raises NotUnderstoodError: a key or a line of the case is not of the notation."""
    _check_keys(case, "case")
    if "day" not in case:
        raise NotUnderstoodError("there is no `day`; write it as day = 2026-11-23")
    day = case["day"]
    coverage = case.get("coverage", {})
    sites = tuple(_site(site, day) for site in case.get("sites", []))
    return Dossier(
        city=case.get("city", "某市"),
        unit=_unit(case),
        as_of=day,
        run_id=day.isoformat(),
        rulebook=_rulebook(case.get("limits", {})),
        profile=case.get("profile", "national"),
        network_good=case.get("network_good", True),
        clock_suspect=case.get("clock_suspect", False),
        sites=sites,
        spending=tuple(
            _document(n, document, day) for n, document in enumerate(case.get("spending", []))
        ),
        mentions=(*_mentions(case.get("mentions", {})), *_old_names(case.get("old_names", []))),
        coverage=Coverage(
            planned=10,
            fetched=10,
            failed=0,
            not_judged=0,
            pages_captured=coverage.get("pages", 100),
            pages_open_share=coverage.get("open", 1.0),
            state=coverage.get("state", "complete" if sites else "not_visited"),
        ),
        shared_failures=case.get("shared_failures", {}),
        approvals=tuple(Approvals.model_validate(entry) for entry in case.get("approvals", [])),
        disclosed=tuple(_disclosed(text) for text in case.get("disclosed", [])),
        found_lacking={
            subject: tuple(days) for subject, days in case.get("found_lacking", {}).items()
        },
        shown_by_others=_others(case.get("others", [])),
        searched_pages=tuple(
            _searched(n, page, day) for n, page in enumerate(case.get("searched", []))
        ),
        wording=tuple(
            filter(None, (_decision(n, t) for n, t in enumerate(case.get("old_names", []))))
        ),
        account_looks=tuple(_account_look(text) for text in case.get("looks_at_accounts", [])),
        links=tuple(_link(text, case, day) for text in case.get("links", [])),
        host_notes={host: frozenset(said) for host, said in case.get("notes", {}).items()},
        boards=tuple(_boards(case.get("sites", []), sites)),
        guides=Guides(
            tuple(_guides(case.get("guides", []), case.get("guides_seen"), day)),
            tuple(_guides(case.get("guides_unread", []), case.get("guides_seen"), day)),
            case.get("not_looked_for", 0),
        ),
        leads_away=LeadsAway(tuple(case.get("asking", [])), tuple(case.get("handling", []))),
        menus=tuple(_menu(text) for text in case.get("menus", [f"read {HOST}/ 首页"])),
        titles=tuple(_disclosed(text) for text in case.get("titles", [])),
        read_elsewhere=_read_elsewhere(case["read"]) if "read" in case else ReadElsewhere(),
        platforms=tuple(CommonPlatform.model_validate(one) for one in case.get("platforms", [])),
        shown_by={
            item.id: ShownBy(*case.get("shown", {}).get(item.id, (9, 10)))
            for item in shipped_rulebook().owed.owed_items
        },
    )


def _menu(text: str) -> MenuLink:
    with _reading(text, MENU):
        leads_to, url, words = text.split(" ", 2)
        ways = get_args(MenuLink.__annotations__["leads_to"])
        if leads_to not in ways:
            raise ValueError(f"{leads_to!r} is none of {', '.join(ways)}")
        return MenuLink(words, url, cast("Any", leads_to))


def _read_elsewhere(given: Table) -> ReadElsewhere:
    return ReadElsewhere(
        frozenset(given.get("units", ["zhengfu"])),
        frozenset(given.get("hosts", [])),
        given.get("government", True),
        frozenset(given.get("directories", [])),
        frozenset(given.get("of_others", [])),
    )


def _check_keys(table: Table, name: str) -> None:
    for key, value in table.items():
        if key not in KEYS[name]:
            suggestion = nearest(key, KEYS[name]).en
            raise NotUnderstoodError(f"there is no key `{key}` in `{name}`: {suggestion}")
        if key in _LISTS and isinstance(value, str | dict):
            raise NotUnderstoodError(f"`{key}` is a list; write it as {key} = [{value!r}]")
        if key in KEYS:
            for inner in value if isinstance(value, list | tuple) else [value]:
                _check_keys(inner, key)


@contextmanager
def _reading(text: str, form: str) -> Iterator[None]:
    """Whatever goes wrong within is a fault of `text`, which is told with a line of its form."""
    try:
        yield
    except NotUnderstoodError:
        raise
    except ValueError as error:
        raise NotUnderstoodError(f"{text!r}: {error}; write it as {form!r}") from error


def _options(words: Iterable[str], known: tuple[str, ...]) -> dict[str, str]:
    """`why=502` and the like, by name; a word alone is there with nothing after it."""
    said = {name.strip(): value for name, _, value in (word.partition("=") for word in words)}
    for name in said.keys() - set(known):
        raise ValueError(f"there is no {name!r} here: {nearest(name, known).en}")
    return said


def _rulebook(limits: Table) -> Rulebook:
    shipped = shipped_rulebook()
    return shipped.model_copy(
        update={"limits": Limits.model_validate(shipped.limits.model_dump() | limits)}
    )


def _unit(case: Table) -> Unit:
    entries = [
        {"id": s.get("id", "main"), "kind": s.get("kind", "own"), "url": s.get("url", HOST + "/")}
        for s in case.get("sites", [])
    ]
    given = {"id": "huanbao", "name": "环保局", "kind": "department", "sites": entries} | case.get(
        "unit", {}
    )
    return Unit.model_validate(given)


def _site(site: Table, day: date) -> SiteView:
    url = site.get("url", HOST + "/")
    home = _page({"title": "首页", **site}, url, day)
    nights = sum(s.nights for s in home.sightings)
    return SiteView(
        id=site.get("id", "main"),
        kind=site.get("kind", "own"),
        url=url,
        name=site.get("name", ""),
        home=home,
        channels=tuple(_channel(channel, url, day) for channel in site.get("channels", [])),
        private_addresses=tuple(site.get("private", [])),
        effective_nights=site.get("nights", nights),
        nights_looked=_nights(home.sightings),
        first_visit=min((sighting.first_at for sighting in home.sightings), default=None),
        open_share=site.get("open_share", 1.0 if home.is_open else 0.0),
        vantages=tuple(site.get("vantages", ["office"])),
        known_marks=frozenset(site.get("known", ["icp:05000001"])),
        cloaking_checks=tuple(_second(visit) for visit in site.get("second", [])),
        probes=tuple(
            sorted(
                (probe for text in _each(site.get("probes", [])) for probe in _probes(text)),
                key=lambda probe: probe.at,
            )
        ),
    )


def _nights(looks: Iterable[Sighting]) -> tuple[date, ...]:
    """One after the other from the first day of each, and its last."""
    days = {
        day
        for look in looks
        for day in (
            *(look.first_at.date() + timedelta(days=n) for n in range(look.nights - 1)),
            look.last_at.date(),
        )
    }
    return tuple(sorted(days))


def _channel(channel: Table, base: str, day: date) -> ChannelView:
    url = channel.get("url", f"{base}tzgg/")
    since = channel.get("since", day - timedelta(days=365))
    rows = [row for text in channel.get("items", []) for row in _rows(text, url)]
    return ChannelView(
        url=url,
        name=channel.get("name", "通知公告"),
        channel_class=channel.get("class", "notice"),
        class_from=channel.get("class_from", "name"),
        page=_page(channel, url, day),
        items=tuple(_known(row, since, day) for row in rows),
        watched_since=_at(since),
        limit_days=channel.get("limit_days"),
        is_present=channel.get("is_present", True),
        child_updated=channel.get("child_updated"),
        redated_share=channel.get("redated_share", 0.0),
        shared_with=channel.get("shared_with", ""),
        menu_level=channel.get("level", 0),
    )


def _page(given: Table, url: str, day: date) -> PageView:
    always = [f"open {day - timedelta(days=29)}..{day} x30"]
    sightings = tuple(_sighting(text) for text in _each(given.get("seen", always)))
    return PageView(
        url=url,
        title=given.get("title", ""),
        kind=given.get("page_kind", "list"),
        sightings=sightings,
        visited_tonight=given.get(
            "visited_tonight", bool(sightings) and sightings[-1].last_at.date() >= day
        ),
        items=tuple(
            Item(r["title"], r["url"], r["claimed"], r["url_date"])
            for text in given.get("items", [])
            for r in _rows(text, url)
        ),
        items_claimed=given.get("items_claimed"),
        anomalies=tuple(given.get("anomalies", [])),
        placeholder=given.get("placeholder", ""),
        move_notice=given.get("move_notice", ""),
        own_links=given.get("own_links", 0),
        text_length=given.get("text_length", 0),
        attachments=given.get("attachments", 0),
        jumps_to=given.get("jumps_to", ""),
        published=given.get("published"),
        published_from="meta" if given.get("published") else "",
        unchanged_since=min(
            (s.first_at for s in sightings if s.outcome.shows_the_page), default=None
        ),
        looks_on_days=given.get("looks", sum(s.nights for s in sightings)),
        identity=_identity(given.get("identity", {})),
        missing_tags=tuple(given["missing_tags"]) if "missing_tags" in given else None,
        inquiries=tuple(map(_inquiry, given["inquiries"])) if "inquiries" in given else (),
    )


def _searched(n: int, given: Table, day: date) -> SearchedPage:
    page = _page({"page_kind": "article", **given}, given.get("url", f"{HOST}/p/{n}.html"), day)
    numbers = tuple(_number(text) for text in given.get("numbers", []))
    was_looked = given.get("looked", True) and not given.get("unread", False)
    return SearchedPage(
        page,
        numbers if was_looked else None,
        given.get("showed", False),
        given.get("unread", False),
    )


def _number(text: str) -> PersonalNumber:
    with _reading(text, NUMBER):
        kind, masked, place = text.split()
        return PersonalNumber(kind, masked, place, 0, f"{crc32(masked.encode()):08x}")


def _boards(given: list[Table], sites: Iterable[SiteView]) -> Iterator[Board]:
    """Channels of the class `reply`, and those that show messages."""
    for written, site in zip(given, sites, strict=True):
        for table, channel in zip(written.get("channels", []), site.channels, strict=True):
            if channel.channel_class == "reply" or channel.page.inquiries:
                page = channel.page
                if table.get("inquiries") == ["unread"]:
                    page = replace(page, inquiries=None)
                earlier = tuple(map(_inquiry, table.get("earlier", [])))
                yield Board(
                    canonical(channel.url),
                    channel.name,
                    channel.channel_class,
                    page,
                    (page,),
                    earlier,
                )


def _inquiry(text: str) -> Inquiry:
    if text == "unread":
        return Inquiry("", None, None, "untold")
    with _reading(text, INQUIRY):
        asked, state, *rest = text.split(" ")
        answered = None
        if rest and re.fullmatch(r"\d{4}-\d\d-\d\d", rest[0]):
            answered = date.fromisoformat(rest.pop(0))
        if state not in ("answered", "open", "void", "untold") or not rest:
            raise ValueError(f"{state!r} is no state, or there is no title")
        day = None if asked == "-" else date.fromisoformat(asked)
        return Inquiry(" ".join(rest), day, answered, state)


def _guides(texts: Iterable[str], seen: str | None, day: date) -> Iterator[PageView]:
    for text in texts:
        title, _, options = text.partition(" | ")
        times = 1
        if title.startswith("x") and title.split(" ")[0][1:].isdigit():
            count, _, options = title.partition(" ")
            times, title = int(count[1:]), "事项"
        with _reading(text, GUIDE):
            said = _options(filter(None, re.split(r",\s+", options)), ("empty", "elsewhere"))
            states = {what: state for state, named in said.items() for what in named.split(",")}
        elements = tuple(GuideElement(what, what, states.get(what, "given")) for what in CLASSES)
        for number in range(times):
            name = f"{title}{number}" if times > 1 else title
            given: Table = {"title": name, "page_kind": "article"} | (
                {"seen": [seen]} if seen else {}
            )
            page = _page(given, f"{HOST}/bszn/{crc32(name.encode())}.html", day)
            yield replace(page, guides=(ServiceGuide(name, elements),))


def _identity(given: Table) -> PageIdentity:
    owned: Table = (
        {"title": "环保局", "marks": ["icp:05000001"]}
        if not {"title", "marks"} & given.keys()
        else {}
    )
    said: Table = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in (owned | given).items()
    }
    return PageIdentity(**said)


def _second(given: Table) -> CloakingCheck:
    said = {name: value for name, value in given.items() if name not in ("on", "outcome", "hour")}
    at = datetime.combine(given["on"], time(given.get("hour", 4)), tzinfo=UTC)
    return CloakingCheck(
        "huanbao",
        "main",
        HOST + "/",
        at,
        Outcome(given.get("outcome", "open")),
        identity=_identity(said),
    )


def _each(texts: Iterable[str]) -> Iterator[str]:
    """Several in one text stand with ; between."""
    for text in texts:
        yield from filter(None, (part.strip() for part in text.split(";")))


def _sighting(text: str) -> Sighting:
    with _reading(text, SEEN):
        outcome, first, last, checks, rest = _span(text)
        said = _options(rest, ("sure", "why", "nights"))
        sure = (
            tuple(date.fromisoformat(day) for day in said["sure"].split(",") if day)
            if "sure" in said
            else None
        )
        return Sighting(
            outcome,
            _at(first),
            _at(last),
            checks,
            said.get("why", ""),
            sha256=f"sha-{first}",
            nights=int(said.get("nights", checks)),
            sure_days=sure,
        )


def _probes(text: str) -> list[ProbeSample]:
    with _reading(text, PROBES):
        outcome, day, until, a_day, rest = _span(text)
        said = _options(rest, ("fail", "s", "blind", "shared"))
        fails, _, failure = said.get("fail", "0:").partition(":")
        failed = [Outcome(failure)] * int(fails) if failure else []
        seconds = float(said.get("s", "1.0"))
    moments = []
    while day <= until:
        moments += [
            datetime.combine(day, time(16), tzinfo=UTC)
            - timedelta(days=1)
            + timedelta(minutes=65 * number)
            for number in range(a_day)
        ]
        day += timedelta(days=1)
    return [
        ProbeSample(
            at,
            failed[number] if number < len(failed) else outcome,
            seconds,
            "office",
            "",
            "blind" not in said,
            "shared" in said,
        )
        for number, at in enumerate(moments)
    ]


def _span(text: str) -> tuple[Outcome, date, date, int, list[str]]:
    """`open 2026-11-01..2026-11-23 x23 …`: outcome, first day, last day, how often, the rest."""
    words = text.split()
    if len(words) < 3 or not (words[2].startswith("x") and words[2][1:].isdigit()):
        raise ValueError("outcome, days and how often are not all there")
    outcome, days, checks, *rest = words
    first, _, last = days.partition("..")
    return (
        Outcome(outcome),
        date.fromisoformat(first),
        date.fromisoformat(last or first),
        int(checks[1:]),
        rest,
    )


def _rows(text: str, base: str) -> list[Table]:
    """The rows of one line of the notation."""
    head, _, options = text.partition(" | ")
    day_text, _, title = head.partition(" ")
    with _reading(text, ITEM):
        day = None if day_text == "-" else date.fromisoformat(day_text)
        if title.startswith("x") and title[1:].isdigit() and day:
            return [
                _row(day - timedelta(days=n), f"信息{n}", f"{base}{n}.html", "")
                for n in range(int(title[1:]))
            ]
        return [_row(day, title, f"{base}{crc32(title.encode())}.html", options)]


def _row(day: date | None, title: str, url: str, options: str) -> Table:
    given = _options(filter(None, map(str.strip, options.split(","))), _AFTER_THE_BAR)
    days = {
        name: date.fromisoformat(given[name]) if name in given else None
        for name in ("url_date", "first", "published", "absent")
    }
    return {
        "title": title,
        "url": given.get("url", url),
        "claimed": day,
        "options": given,
        **days,
    }


def _known(row: Table, since: date, day: date) -> KnownItem:
    given = row["options"]
    first = row["first"] or max(since, row["claimed"] or since)
    page = None
    if "page" in given:
        said = {name: row[name] for name in ("title", "published")}
        page = _page({"seen": [given["page"]], "page_kind": "article", **said}, row["url"], day)
    role = given.get("role", "list_row" if row["claimed"] else "")
    return KnownItem(
        row["title"],
        row["url"],
        row["claimed"],
        role,
        row["url_date"],
        _at(min(first, day)),
        _at(day),
        page,
        given.get("moved_to", ""),
        absent_at=_at(row["absent"]) if row["absent"] else None,
    )


def _document(n: int, given: Table, day: date) -> SpendDocument:
    total, is_weighed = given.get("total", 1_000_000.0), given.get("is_weighed", True)
    lines = tuple(_line(text, total, is_weighed) for text in given.get("lines", []))
    table = SpendTable(
        title=given.get("title", "2012年部门预算表"),
        kind=given.get("kind", "economic"),
        is_spending=given.get("is_spending", True),
        year=given.get("year", 2012),
        document=given.get("document", "budget"),
        unit=given.get("unit", "万元"),
        total_yuan=total,
        lines=lines,
        anomalies=tuple(given.get("anomalies", [])),
        remarks=tuple(given.get("remarks", [])),
        is_total_printed=True if is_weighed else None,
        whole_yuan=total if is_weighed else None,
    )
    tables = () if given.get("unreadable") and not given.get("lines") else (table,)
    title, seen = (
        given.get("title", "2012年部门预算表"),
        given.get("first_seen", day - timedelta(days=20)),
    )
    return SpendDocument(
        given.get("url", f"{HOST}/ys/{n}.xls"),
        title,
        f"sha-{n}",
        _at(seen),
        tables,
        given.get("unreadable", ""),
    )


def _line(text: str, total: float, is_weighed: bool) -> SpendLine:
    """`30299 其他商品和服务支出 0.399 circular 主要用于…`: code, name, share, explained, words; a
    line far down the list. Without `is_weighed` it was read by a version before reader-5.
    """
    with _reading(text, LINE):
        code, name, share_text, *rest = text.split()
        share = float(share_text)
    explained, reason = (rest[0] if rest else "-"), " ".join(rest[1:])
    return SpendLine(
        code="" if code == "-" else code,
        name=name,
        amount_yuan=share * total,
        share=share,
        is_other="其" in name,
        is_bare=name in ("其他", "其它"),
        rank=9 if is_weighed else None,
        is_broken_down=False if is_weighed else None,
        is_weighed_elsewhere=False if is_weighed else None,
        explained=None if explained == "-" else explained,
        reason=reason,
        row=7,
    )


def _others(texts: Iterable[str]) -> ShownByOthers:
    rows = [row for text in texts for row in _rows(text, "http://others.example.gov.cn/")]
    return ShownByOthers(
        frozenset(canonical(row["url"]) for row in rows),
        frozenset((title_key(row["title"]), row["claimed"]) for row in rows),
    )


def _disclosed(text: str) -> DisclosedTitle:
    with _reading(text, DISCLOSED):
        owner, day, title = text.split(" ", 2)
        return DisclosedTitle(
            owner,
            title,
            f"http://www.example.gov.cn/{crc32(title.encode())}.html",
            "",
            None if day == "-" else date.fromisoformat(day),
        )


def _link(text: str, case: Table, day: date) -> LinkView:
    with _reading(text, LINK):
        head, _, options = text.partition(" | ")
        place, words, address, *look = head.split()
        given = _options(filter(None, map(str.strip, options.split(","))), _OF_A_LINK)
        url = HOST + address if address.startswith("/") else address
        now = None if look == ["-"] else _sighting(" ".join(look))
        past = given.get("opened", "")
        seen = [f"open {past} x9"] if past else []
        seen += [f"http_404_410 {given['missed']} x9"] if "missed" in given else []
        seen += [" ".join(look)]
        page = {"title": words, "seen": seen, "page_kind": "attachment"}
        hosts = [HOST, *(site.get("url", HOST) for site in case.get("sites", []))]
        return LinkView(
            url=url,
            words=words,
            place=place,
            site=case.get("sites", [{}])[0].get("id", "main"),
            found_on=f"{HOST}/",
            about=given.get("about", ""),
            is_own=any(bare_host(url) == bare_host(host) for host in hosts),
            by_script="script" in given,
            now=now,
            was_ever_open="opened" in given or (now is not None and now.outcome.shows_the_page),
            page=_page(page, url, day) if "page" in given else None,
        )


_OF_A_LINK = ("about", "script", "page", "opened", "missed")


# Documents by what they post, beside those that merely speak of a side.
_SPOKEN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "posted": (("rights", "监督电话"), ("rights", "行政复议")),
    "pledges": (("duties", "服务承诺"),),
    "penalties": (("powers", "行政处罚"),),
    "decisions": (("powers", "处罚决定"),),
    "remedies": (("rights", "行政复议"),),
    "gone_remedies": (("rights", "行政复议"),),
}
_TITLES = {"posted": "监督电话和救济途径", "pledges": "服务承诺"}
_FEE_SIDES = {
    "basis": "fee_without_basis",
    "standard": "fee_without_standard",
    "unread": "fee_list_unread",
}


def _old_names(texts: list[str]) -> Iterator[MentionDocument]:
    for n, text in enumerate(texts):
        _, _, term = text.partition(" ")
        mention = Mention("old_name", term, f"请向{term}申请")
        yield MentionDocument(f"{HOST}/jgzn/{n}.html", f"机构职能{n}", None, f"n-{n}", (mention,))


def _decision(n: int, text: str) -> WordingDecision | None:
    """`confirmed 国土资源部`, `dismissed …` or `pending …`: what was said of a sentence with it."""
    said, _, term = text.partition(" ")
    if said == "pending":
        return None
    with _reading(text, "confirmed 国土资源部"):
        what, question = WordingAnswer(said), f"请向{term}申请"
    url = f"{HOST}/jgzn/{n}.html"
    at = datetime(2020, 1, 1, tzinfo=UTC)
    return WordingDecision("huanbao", url, term, question, what, "", "li", "李某", at)


def _account_look(text: str) -> AccountLook:
    """`wx 2026-11-20 seen 2026-11-01`: account, day of the look, what was seen, day of the newest."""
    with _reading(text, "wx 2026-11-20 seen 2026-11-01"):
        account, day, what, *newest = text.split()
        return AccountLook(
            "huanbao",
            account,
            AccountState(what),
            date.fromisoformat(newest[0]) if newest else None,
            "",
            "li",
            "李某",
            _at(date.fromisoformat(day)),
        )


def _listed_fees(lists: list[list[str]]) -> list[MentionDocument]:
    """Each list a document; each line a fee, and what it lacks."""
    return [
        MentionDocument(
            f"{HOST}/sf/{n}.html",
            f"收费清单{n}",
            None,
            f"fees-{n}",
            tuple(
                Mention(_FEE_SIDES.get(lacks, "fee_complete"), name, f"{name} | ……")
                for name, _, lacks in (line.partition(" ") for line in lines)
            ),
        )
        for n, lines in enumerate(lists)
    ]


def _mentions(counts: Table) -> list[MentionDocument]:
    lists = _listed_fees(counts.get("listed_fees", []))
    counts = {side: count for side, count in counts.items() if side != "listed_fees"}
    return lists + [
        MentionDocument(
            f"{HOST}/{side}/{n}.html",
            f"{_TITLES.get(side, side)}{n}",
            None,
            f"{side}-{n}",
            tuple(
                Mention(of, term, f"……{term}……") for of, term in _SPOKEN.get(side, ((side, side),))
            ),
            is_there=not side.startswith("gone_"),
        )
        for side, count in counts.items()
        for n in range(count)
    ]


def _at(day: date) -> datetime:
    """02:00 of that day in China is 18:00 of the day before in UTC; noon keeps both the same."""
    return datetime.combine(day, time(4), tzinfo=UTC)
