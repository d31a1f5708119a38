"""Something that a unit of its kind owes the public is not found: the annual report on disclosure,
the guide, functions, powers, penalties, fees.

依据 Clauses: reg2019.49 (reports of departments by 31 January, of governments by 31 March; before
2019-05-15 reg2008.24: 31 March), reg2019.12, reg2019.20, reg2019.21, powers2015, penalty2021.39,
penalty2021.34, guide2017.a1 (channels that a portal must have). What each kind owes stands in
owed_items.toml, in the columns of the standard catalogues.
Problem: the unit's menus and at least 80 % of its pages were read, its parent's and the
government's site were read whole, and neither they nor anything there that bears the unit's name
shows the item; a report one day after its due day. A part of an item (functions, where only leaders
and contacts are shown; relief and homesteads of a town) by itself, where the rest is shown.
Not a problem: it stands with the parent or on the portal under the unit's name, a former name
included; a channel of that kind holds something; the statement that there is nothing of the kind (无
收费); a body that is no administrative organ; a report of a year before the unit was set up; a
report that is called by the year in which it appeared.
Cannot tell: a menu leads to a platform that was not read (政务服务网, 信用中国, 信息公开平台); the
government's site is not inspected, was not read whole or has a directory by unit that may hold the
item (部门信息公开; 部门信息公开年报 holds reports alone); fewer than
three, or than half, of the other units of its kind were found to show the item, so that a platform
is likely; a list is made by a script or holds files alone; a report without year or day, or under
a name that is not on record; fewer pages were read; watched for less than 14 days.

问题：本单位的导航和八成以上页面已读，上级单位和政府网站已完整读取，这些地方以及署有本单位名称的页面
均未见该事项；年度报告自到期次日起。事项的一部分（只公开领导和联系方式而无机构职能，乡镇的社会救助、宅基地）
在其余部分已公开时单独判断。
不属问题：由上级或者门户网站以本单位名义（含曾用名）公开；同类栏目中有内容；说明没有该项（如无收费）；
不是行政机关；单位成立以前年度的报告；标题写作发布当年的报告。
无法判断：导航链接通向未读取的平台（政务服务网、信用中国、信息公开平台）；政府网站未纳入检查、未完整
读取或按单位分设可能含有该事项的目录（部门信息公开；“部门信息公开年报”只含年报）；公开该事项的同类单位不足三个或者不足半数，可能另有平台；列表由脚本生成或只有附件；报告没有年份和日期，或者署名未登记；已读页面不足；
观察不足14天。
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from config.words import Words
from monitor.dossier.facts import Dossier
from monitor.judging.answers import (
    NO_WORDS,
    Measure,
    Subject,
    measure,
    noted,
    seen,
    spoken,
    subject_of,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.owed import (
    Announced,
    Owed,
    Title,
    announcement_of,
    is_bound,
    is_waiting,
    naming,
    nearest_titles,
    owed_by,
    places_looked_at,
    titles_of,
    was_not_yet_there,
)
from monitor.measures.owed_doubts import was_watched_when_due, watched, why_in_doubt
from monitor.measures.sight import why_unseen

RULE = Rule(
    title=Words("应公开事项未公开", "Missing item"),
    short=Words("事项未公开", "item missing"),
    looked_at=Words("应公开事项", "items that are owed"),
    fault=Words(
        "依法应当公开的事项（年度报告、公开指南、机构职能、执法依据等）没有找到",
        "something that the unit owes the public (annual report, guide, functions, grounds of penalties) and that was not found",
    ),
    needs=(
        *("sites", "menus", "titles", "spending", "mentions", "coverage", "shared_failures"),
        *("clock_suspect", "read_elsewhere", "platforms", "shown_by"),
    ),
    clauses=(
        *("reg2019.49", "reg2019.12", "reg2019.20", "reg2019.21", "powers2015"),
        *("penalty2021.39", "penalty2021.34", "guide2017.a1", "reg2008.24"),
    ),
    defences=("moved", "our_own_list"),
    theme=2,
)

PROBLEM = Words(
    "截至{as_of}，未见{unit}公开{what}。",
    "{unit}: no {what} was found by {as_of}.",
)
PROBLEM_DUE = Words(
    "截至{as_of}，未见{unit}公开{year}年{what}（应于{due}前公开）。",
    "{unit}: the {what} of {year} was due on {due} and was not found by {as_of}.",
)
PROBLEM_CHANNEL = Words(
    "截至{as_of}，未见{unit}网站设有“{what}”栏目。",
    "{unit}: its site has no channel for {what} ({as_of}).",
)
CLEAR = Words("{unit}{what}已公开：《{title}》。", "{unit} publishes its {what}: {title}.")
CLEAR_DUE = Words(
    "{unit}{year}年{what}已公开：《{title}》。",
    "{unit} has published its {what} of {year}: {title}.",
)
CLEAR_LATE = Words(
    "{unit}{year}年{what}已于{day}公开，晚于期限{due}共{n}天。",
    "{unit} published its {what} of {year} on {day}, {n} days after {due}.",
)
WARNING = Words(
    "{unit}{year}年{what}应于{due}前公开，截至{as_of}尚未见到，请及时公开。",
    "{unit}: the {what} of {year} is due on {due} and was not seen by {as_of}.",
)
ABOUT = Words("{unit}{what}是否公开", "whether {unit} published its {what}")
ABOUT_DUE = Words("{unit}{year}年{what}是否公开", "whether {unit} published its {what} of {year}")
LOOKED_AT = Words("已检查该处，未见{what}", "Looked at; no {what}")
CATALOGUE = Words(
    "{what}：{level}应公开于{places}；要素：{elements}", "{what}; {level}; {places}; {elements}"
)
DUE = Words("{year}年{what}的公开期限：{due}", "Due day of the {what} of {year}: {due}")
NEAREST = Words("最接近的标题", "The nearest title")
FOUND_HERE = Words("公开于此", "Published here")
_CHANNEL = "required_channel_missing"


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    unit = subject_of(dossier, "unit", NO_WORDS)
    if dossier.unit.kind == "second_level":
        yield unit.not_applicable("parent_answers")
        return
    if not is_bound(dossier):
        yield unit.not_applicable("not_an_organ")
        return
    titles = titles_of(dossier)
    judged = [
        (owed, _judge(owed, naming(owed.item, titles), _subject(owed, dossier), dossier))
        for owed in owed_by(dossier)
        if _is_asked_for(owed, titles, dossier)
    ]
    yield from _told_once(judged, dossier) if judged else [unit.not_applicable("nothing_owed")]


def _is_asked_for(owed: Owed, titles: Sequence[Title], dossier: Dossier) -> bool:
    """A part of another item only where something of that one is shown: nobody is told twice."""
    whole = dossier.rulebook.owed.whole_of(owed.item)
    if whole is None:
        return True
    return announcement_of(Owed(whole, owed.clause), naming(whole, titles), dossier) is not None


def _told_once(judged: Sequence[tuple[Owed, Verdict]], dossier: Dossier) -> Iterator[Verdict]:
    """What cannot be told of several items for one reason is told together."""
    unknown: dict[Why, list[tuple[Owed, Verdict]]] = {}
    for owed, verdict in judged:
        if verdict.why is None:
            yield verdict
        else:
            unknown.setdefault(verdict.why, []).append((owed, verdict))
    for why, several in unknown.items():
        if len(several) == 1:
            yield several[0][1]
            continue
        names = list(dict.fromkeys(owed.item.name for owed, _ in several))
        items = Words("、".join(name.zh for name in names), ", ".join(name.en for name in names))
        yield subject_of(dossier, f"owed:{why}", ABOUT, what=items).cannot_tell(why)


def _judge(owed: Owed, named: Sequence[Title], subject: Subject, dossier: Dossier) -> Verdict:
    found = announcement_of(owed, named, dossier)
    if found:
        return _clear(owed, found, subject)
    if was_not_yet_there(owed, dossier):
        return subject.not_applicable("item_before_it_was_set_up")
    if owed.due is None and is_waiting(owed, dossier):
        return subject.not_applicable("empty")
    why = why_in_doubt(owed, named, dossier) if dossier.sites else Why.COMMON_PLATFORM_UNREAD
    if owed.due is not None and dossier.as_of <= owed.due:
        return _before_its_day(owed, why, named, subject, dossier)
    if why is None and not owed.is_newest and not was_watched_when_due(owed, dossier):
        why = Why.WATCHED_TOO_SHORT
    if why is Why.WATCHED_TOO_SHORT and owed.due is None:
        limits = dossier.rulebook.limits.missing_item
        return subject.cannot_tell(why, measure(f"{watched(dossier)} d", limits, "{watch_days} d"))
    if why:
        return subject.cannot_tell(why, _measure(owed, dossier))
    return _problem(owed, named, subject, dossier)


def _before_its_day(
    owed: Owed, why: Why | None, named: Sequence[Title], subject: Subject, dossier: Dossier
) -> Verdict:
    assert owed.due is not None
    warn_days = timedelta(days=dossier.rulebook.limits.missing_item.warn_days)
    # a reminder accuses nobody: who published the last one itself is asked for the next one there
    if why is Why.COMMON_PLATFORM_UNREAD and any(
        title.found.owner == dossier.unit.id for title in named
    ):
        why = None
    if why or dossier.as_of < owed.due - warn_days:
        return subject.not_applicable("item_not_due")
    evidence = _evidence(owed, named, subject, dossier)
    return subject.clear(WARNING, measure=_measure(owed, dossier), warning=True, evidence=evidence)


def _problem(owed: Owed, named: Sequence[Title], subject: Subject, dossier: Dossier) -> Verdict:
    words = PROBLEM_DUE if owed.due else PROBLEM
    details = {"url": next((site.url for site in dossier.sites), "")}
    if owed.due:
        details["overdue_days"] = str((dossier.as_of - owed.due).days)
    return subject.problem(
        PROBLEM_CHANNEL if owed.item.finding == _CHANNEL else words,
        _measure(owed, dossier),
        kind=owed.item.finding,
        evidence=_evidence(owed, named, subject, dossier),
        details=details,
    )


def _clear(owed: Owed, found: Announced, subject: Subject) -> Verdict:
    late = (found.day - owed.due).days if found.day and owed.due else 0
    words = CLEAR_LATE if late > 0 else CLEAR_DUE if owed.due else CLEAR
    return subject.clear(
        words,
        {"title": found.title, "day": found.day, "n": late},
        Measure(found.day.isoformat() if found.day else "", _threshold(owed), owed.item.mark),
        kind="late" if late > 0 else "",
        evidence=[noted(found.url, FOUND_HERE, found.title)],
    )


def _evidence(
    owed: Owed, named: Sequence[Title], subject: Subject, dossier: Dossier
) -> list[Evidence]:
    """The home pages and channels that were looked at, what the catalogue asks for, by when it was
    due, then the nearest titles.
    """
    pages = [site.home for site in dossier.sites if why_unseen(site.home) is None]
    pages += [channel.page for channel in places_looked_at(owed, dossier)]
    places = [seen(page, LOOKED_AT, subject.values) for page in pages]
    asked = [noted("", spoken(CATALOGUE, {**subject.values, **_columns(owed)}))]
    due = [noted("", spoken(DUE, subject.values))] if owed.due else []
    nearest = nearest_titles(owed, named)
    return [*places, *asked, *due, *(noted(one.url, NEAREST, one.title) for one in nearest)]


def _columns(owed: Owed) -> dict[str, str]:
    """要素, 渠道 and 层级 as the catalogue has them."""
    item = owed.item
    return {
        "elements": "、".join(item.elements or [item.item]),
        "places": "、".join(item.places),
        "level": "、".join(item.level),
    }


def _subject(owed: Owed, dossier: Dossier) -> Subject:
    return subject_of(
        dossier,
        owed.id,
        ABOUT_DUE if owed.due else ABOUT,
        owed.clause,
        what=owed.item.name,
        year=owed.year,
        due=owed.due,
        as_of=dossier.as_of,
    )


def _measure(owed: Owed, dossier: Dossier) -> Measure:
    if owed.due is None:
        return Measure("0 items", _threshold(owed), owed.item.mark)
    late = (dossier.as_of - owed.due).days
    return Measure(
        f"{late} d" if late >= 0 else f"due in {-late} d", _threshold(owed), owed.item.mark
    )


def _threshold(owed: Owed) -> str:
    return owed.due.isoformat() if owed.due else "1 item"
