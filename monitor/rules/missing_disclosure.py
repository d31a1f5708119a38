"""A budget or a final account that is past its due day and was not found.

依据 Clauses: budget.14 (部门预算、决算批复后20日内公开; with budget.52 and budget.80 that is 40
days after the approval), budgetop2016. No duty with a day existed before 2015.
Problem: the channel for budgets was seen and read completely, and neither it nor any other page of
the unit, its parent or the portal announces the paper of a year that is past its due day.
Not a problem: the paper stands on another unit's pages under this unit's name; it was published
late; it is an empty table; a unit of a kind that has no budget of its own; a year before the unit
was set up.
Cannot tell: the day of approval is unknown and the product's own day not yet reached; a site or a
channel for budgets was not seen, or not read completely; there is no such channel and a common
platform may hold it; a document that may be the one could not be read; an older paper that was due
before we began to watch.

问题：预决算栏目已看到并完整读取，而该栏目以及本单位、上级单位、门户网站的其他页面上，都没有某一已过
期限年度的预算或决算。
不属问题：由其他单位以本单位名义公开；已经公开但晚于期限；公开的是空表；该类单位没有单独的预算；单位
成立以前的年度。
无法判断：批准日期未登记，且未到本系统默认期限；网站或预决算栏目没有看到，或未能完整读取；没有这样的
栏目，可能公开在统一平台；可能是该文件的文档无法读取；开始检查以前即已到期的更早年度。
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, SiteView, SpendDocument
from monitor.judging.answers import (
    Measure,
    binding_clause,
    cannot_tell,
    clear,
    not_applicable,
    problem,
    seen,
    spoken,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.days import chinese_day
from monitor.measures.disclosure import (
    DOCUMENT_TEXT,
    FINAL_ACCOUNTS,
    PAPERS,
    DueDay,
    due,
    may_be,
    papers_in,
)
from monitor.measures.freshness import bare_host, is_own
from monitor.measures.sight import was_read_completely, why_unseen, why_unseen_on
from store.queries.disclosed_titles import DisclosedTitle

GOOD = Words("{unit}按时公开预算、决算", "{unit} publishes its budgets and final accounts on time")
RULE = Rule(
    title=Words("预算、决算未按时公开", "Missing budget or final account"),
    short=Words("预决算未公开", "no budget"),
    looked_at=Words("预算、决算公开", "budget and accounts"),
    fault=Words(
        "某年的预算或决算过了公开期限，在应公开之处没有找到",
        "a year's budget or final accounts, past the due day and not found where they would stand",
    ),
    needs=(
        "sites",
        "spending",
        "coverage",
        "shared_failures",
        "clock_suspect",
        "approvals",
        "disclosed",
    ),
    clauses=("budget.14", "budgetop2016"),
    theme=4,
    good=GOOD,
)

PROBLEM = Words(
    "截至{as_of}，未见{unit}公开{year}年{paper}（应于{due}前公开，{because}）。",
    "{unit}: the {paper} of {year} was due on {due} ({because}) and was not found by {as_of}.",
)
CLEAR = Words(
    "{unit}{year}年{paper}已公开：《{title}》。",
    "{unit} has published its {paper} of {year}: {title}.",
)
CLEAR_DATED = Words(
    "{unit}{year}年{paper}已于{day}公开：《{title}》。",
    "{unit} published its {paper} of {year} on {day}: {title}.",
)
CLEAR_LATE = Words(
    "{unit}{year}年{paper}已于{day}公开，晚于期限{due}共{n}天。",
    "{unit} published its {paper} of {year} on {day}, {n} days after {due}.",
)
WARNING = Words(
    "{unit}{year}年{paper}应于{due}前公开，截至{as_of}尚未见到，请及时公开。",
    "{unit}: the {paper} of {year} is due on {due} and was not seen by {as_of}.",
)
ABOUT = Words("{unit}{year}年{paper}是否公开", "whether {unit} published its {paper} of {year}")
LOOKED_AT = Words(
    "已完整检查该栏目{n}条信息，未见{year}年{paper}",
    "All {n} entries of this channel were seen; no {paper} of {year}",
)
NEAREST = Words("最接近的标题", "The nearest title")
FOUND_HERE = Words("公开于此", "Published here")
SHOWN = 3  # nearest titles in the evidence
SAYS_SOMETHING = 4  # Chinese characters from which a title tells what its document is


@dataclass(frozen=True, slots=True)
class _Subject:
    """One paper of one year, and by when it is due."""

    paper: str
    year: int
    due: DueDay

    @property
    def id(self) -> str:
        return f"disclosure:{self.paper}:{self.year}"


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    unit, limits = dossier.unit, dossier.rulebook.limits.missing_disclosure
    if unit.kind == "second_level" or unit.kind not in limits.kinds:
        yield not_applicable(
            "unit", "parent_answers" if unit.parent else "no_own_budget", unit.label
        )
        return
    clause = binding_clause(dossier, RULE.clauses)
    for paper in PAPERS:
        latest = dossier.as_of.year - (paper == FINAL_ACCOUNTS)
        subjects = [
            _Subject(paper, year, due(paper, year, unit.kind, dossier.approvals, limits))
            for year in _years_back(latest, dossier)
        ]
        owed = [subject for subject in subjects if subject.due.day >= clause.valid_from]
        newest_due = max(
            (subject.year for subject in owed if subject.due.day < dossier.as_of), default=None
        )
        for subject in owed:
            yield _judge(subject, subject.year == newest_due, dossier, clause)


def _years_back(latest: int, dossier: Dossier) -> range:
    """The year whose paper falls due this year, and as many before it as are judged."""
    return range(latest - dossier.rulebook.limits.missing_disclosure.years, latest + 1)


def _judge(subject: _Subject, is_newest_due: bool, dossier: Dossier, clause: Clause) -> Verdict:
    values = _values(subject, dossier)
    found = _found(subject, dossier)
    if found:
        return _clear(subject, found, dossier, clause)
    if _was_not_yet_there(subject, dossier):
        return not_applicable(subject.id, "not_yet_established", dossier.unit.label, values)
    about = Words(*spoken(ABOUT, values))
    is_due = dossier.as_of > subject.due.day
    if not is_due and subject.due.mark == "product":
        return cannot_tell(subject.id, Why.DATE_OF_APPROVAL_UNKNOWN, about)
    why = _why_in_doubt(subject, dossier)
    if not is_due:
        warns_from = subject.due.day - timedelta(
            days=dossier.rulebook.limits.missing_disclosure.warn_days
        )
        if why or dossier.as_of < warns_from:
            return not_applicable(subject.id, "not_due", dossier.unit.label, values)
        return clear(subject.id, WARNING, values, clause, _measure(subject, dossier), warning=True)
    if why:
        return cannot_tell(subject.id, why, about, measure=_measure(subject, dossier))
    if not is_newest_due and not _was_watched_when_due(subject, dossier):
        return cannot_tell(subject.id, Why.WATCHED_TOO_SHORT, about)
    details = {
        "url": next((channel.url for _, channel in _channels(dossier)), ""),
        "overdue_days": str((dossier.as_of - subject.due.day).days),
    }
    kind = f"{subject.paper}_late"
    return problem(
        subject.id,
        PROBLEM,
        values,
        clause,
        _measure(subject, dossier),
        kind=kind,
        evidence=_evidence(subject, dossier),
        details=details,
    )


# --- is it there?
# ------------------------------------------------------------------------------------------------------


def _found(subject: _Subject, dossier: Dossier) -> DisclosedTitle | None:
    """The first announcement of the paper, the unit's own before others'; what a document's tables
    say counts as well.
    """
    wanted = (subject.paper, subject.year)
    announced = [title for title in _titles(dossier) if wanted in _papers_of(title, dossier)]
    announced += [
        DisclosedTitle(dossier.unit.id, document.title, document.url)
        for document in dossier.spending
        if any((table.document, table.year) == wanted for table in document.tables)
    ]
    dated = [title for title in announced if title.day]
    return (
        min(dated, key=lambda title: (title.owner != dossier.unit.id, title.day))
        if dated
        else next(iter(announced), None)
    )


def _papers_of(title: DisclosedTitle, dossier: Dossier) -> frozenset[tuple[str, int]]:
    """A government's portal lists the departments' budgets: they are not the government's."""
    is_a_departments = dossier.unit.kind == "government" and "部门" in title.title + title.channel
    return frozenset() if is_a_departments else papers_in(title.title, title.channel, title.day)


def _titles(dossier: Dossier) -> Iterator[DisclosedTitle]:
    """Every title there is: the unit's lists, its documents, and what others publish under its
    name.
    """
    for site in dossier.sites:
        for channel in site.channels:
            for item in channel.items:
                yield DisclosedTitle(
                    dossier.unit.id, item.title, item.url, channel.name, item.credible
                )
    for document in dossier.spending:
        yield DisclosedTitle(dossier.unit.id, document.title, document.url)
    yield from dossier.disclosed


# --- may we say that it is not?
# -----------------------------------------------------------------------------------------


def _why_in_doubt(subject: _Subject, dossier: Dossier) -> Why | None:
    limits, coverage = dossier.rulebook.limits.missing_disclosure, dossier.coverage
    channels = list(_channels(dossier))
    doubts = [
        *(why_unseen_on(site, site.home, dossier) for site in dossier.sites),
        Why.EXTERNAL_PLATFORM
        if not dossier.sites
        or (not channels and (limits.channel_needed or _has_only_a_channel(dossier)))
        else None,
        Why.COVERAGE_LOW
        if coverage.state != "complete" or coverage.pages_open_share < limits.coverage_needed
        else None,
        *(_doubt_of(channel, site, subject, dossier) for site, channel in channels),
        Why.DOCUMENT_UNREADABLE
        if any(_may_hide(subject, document) for document in dossier.spending)
        else None,
    ]
    return next((doubt for doubt in doubts if doubt), None)


def _has_only_a_channel(dossier: Dossier) -> bool:
    return all(site.kind == "portal_channel" for site in dossier.sites)


def _channels(dossier: Dossier) -> Iterator[tuple[SiteView, ChannelView]]:
    """The channels in which budgets are published, by their class."""
    for site in dossier.sites:
        for channel in site.channels:
            if channel.channel_class == "budget" and channel.is_present:
                yield site, channel


def _doubt_of(
    channel: ChannelView, site: SiteView, subject: _Subject, dossier: Dossier
) -> Why | None:
    why = why_unseen_on(site, channel.page, dossier)
    if why:
        return why
    is_elsewhere = (
        channel.page.jumps_to
        or channel.shared_with
        or not is_own(channel.url, {bare_host(each.url) for each in dossier.sites})
    )
    if is_elsewhere:
        return Why.EXTERNAL_PLATFORM
    is_short = channel.page.items_claimed is not None and channel.page.items_claimed > len(
        channel.items
    )
    holds_files_alone = not channel.items and channel.page.attachments > 0
    if not was_read_completely(channel.page) or is_short or holds_files_alone:
        return Why.PARSE_ANOMALY
    for item in channel.items:
        if may_be(item.title, channel.name, subject.paper, subject.year) and not papers_in(
            item.title, channel.name, item.credible
        ):
            return Why.UNDATED if item.page and item.page.was_ever_open else Why.COVERAGE_LOW
    return None


def _may_hide(subject: _Subject, document: SpendDocument) -> bool:
    """A document that could not be read, and whose title does not say that it is something else."""
    says_nothing = sum(
        "一" <= letter <= "鿿" for letter in document.title
    ) < SAYS_SOMETHING or document.title.startswith("附")
    channel = "预决算" if says_nothing else ""
    return (
        bool(document.unreadable)
        and not papers_in(document.title)
        and may_be(document.title, channel, subject.paper, subject.year)
    )


def _was_not_yet_there(subject: _Subject, dossier: Dossier) -> bool:
    """Set up in the course of a year: no budget of that year, accounts from that year on."""
    established = dossier.unit.established
    if established is None:
        return False
    return established.year > subject.year or (
        subject.paper != FINAL_ACCOUNTS and established > date(subject.year, 1, 1)
    )


def _was_watched_when_due(subject: _Subject, dossier: Dossier) -> bool:
    first = min((site.first_visit for site in dossier.sites if site.first_visit), default=None)
    return first is not None and chinese_day(first) <= subject.due.day


# --- how it is said
# -----------------------------------------------------------------------------------------------------


def _clear(subject: _Subject, found: DisclosedTitle, dossier: Dossier, clause: Clause) -> Verdict:
    values = _values(subject, dossier) | {"title": found.title, "day": found.day}
    late = (found.day - subject.due.day).days if found.day else 0
    words = CLEAR if found.day is None else CLEAR_LATE if late > 0 else CLEAR_DATED
    good = GOOD.text("zh", unit=dossier.unit.label) if found.day and late <= 0 else ""
    evidence = [
        Evidence(url=found.url, title=found.title, note_zh=FOUND_HERE.zh, note_en=FOUND_HERE.en)
    ]
    measure = Measure(
        found.day.isoformat() if found.day else "", subject.due.day.isoformat(), subject.due.mark
    )
    kind = "late" if late > 0 else ""
    return clear(
        subject.id,
        words,
        values | {"n": late},
        clause,
        measure,
        kind=kind,
        good=good,
        evidence=evidence,
    )


def _evidence(subject: _Subject, dossier: Dossier) -> list[Evidence]:
    """The places that were looked at, then the nearest titles that were found."""
    values = {"year": subject.year, "paper": DOCUMENT_TEXT[subject.paper]}
    places = [
        seen(channel.page, LOOKED_AT, values | {"n": len(channel.items)})
        for _, channel in _channels(dossier)
    ]
    places = places or [seen(site.home) for site in dossier.sites if why_unseen(site.home) is None]
    nearest = _nearest(subject, _titles(dossier))
    return places + [
        Evidence(url=title.url, title=title.title, note_zh=NEAREST.zh, note_en=NEAREST.en)
        for title in nearest
    ]


def _nearest(subject: _Subject, titles: Iterable[DisclosedTitle]) -> list[DisclosedTitle]:
    papers = {
        title.url: (title, papers_in(title.title, title.channel, title.day)) for title in titles
    }
    alike = [
        (min(abs(year - subject.year) for _, year in said), title)
        for title, said in papers.values()
        if any(paper == subject.paper for paper, _ in said)
    ]
    return [title for _, title in sorted(alike, key=lambda each: (each[0], each[1].url))[:SHOWN]]


def _values(subject: _Subject, dossier: Dossier) -> dict[str, object]:
    return {
        "unit": dossier.unit.label,
        "year": subject.year,
        "paper": DOCUMENT_TEXT[subject.paper],
        "due": subject.due.day,
        "because": subject.due.because,
        "as_of": dossier.as_of,
    }


def _measure(subject: _Subject, dossier: Dossier) -> Measure:
    return Measure(
        f"{(dossier.as_of - subject.due.day).days} d", subject.due.day.isoformat(), subject.due.mark
    )
