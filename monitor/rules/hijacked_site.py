"""A stranger's content stands on the unit's site or in its place: gambling, pornography, sales,
hidden links, a parked name.

依据 Clauses: insp2019.safety, guide2017.a2, before them census2015.safety. None is in force before
2015-03-24.
Problem: the page has lost the unit's name and numbers and speaks of other things, another language,
or leads elsewhere; its title bears a stranger's words; links to strangers are hidden on it; the
name is parked; or one who comes by a search engine is shown any of this. Two looks 60 s apart
agree: critical. One look: 疑似.
Not a problem: police and courts that report on gambling, the state's lottery, a chess club, a
redesign, a lost title.
Cannot tell: neither the unit's name nor anything of a stranger's is seen; there is one doubtful
word; no page was to be seen.
Note: no address of a stranger, and none of the site, stands in a sentence in a form that a program
could follow. At a unit that none of these texts binds, such as a court, a stranger's content is told
to the office as a remark, and is no problem.

问题：页面上已没有本单位的名称和标识，而是其他内容、其他文字，或者把访问者引向别处；标题中出现赌博、
色情、销售等词；页面藏有指向他人的链接；域名处于停放状态；或者从搜索引擎进入时显示上述内容。相隔60秒
的两次检查一致的，判为严重；只有一次的，写作“疑似”。
不属问题：公安、法院有关赌博案件的报道；国家彩票；棋牌协会；网站改版；标题缺失。
无法判断：既未见本单位名称，也未见他人内容；只有一个可疑的词；没有看到页面。
说明：通报和提醒中不写可以点击的网址，他人的网址和该网站的网址都不写。对没有适用依据的单位（如法院、检
察院）也作检查，发现他人内容的，提请办公室注意，不计入问题。
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.answers import Subject, clause_in_force, iso, measure, noted, seen, subject_of
from monitor.judging.plain_text import defanged, unlinked
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Severity, Verdict, Why
from monitor.measures.days import minute_of
from monitor.measures.identity import Sign
from monitor.measures.sight import leads_inside, why_unseen_on
from monitor.measures.strangers import (
    agreeing_looks,
    behind_the_cloak,
    is_seen,
    last_good_look,
    shows_its_owner,
    sign_on,
)
from store.merge.page_identities import CloakingCheck

RULE = Rule(
    title=Words("网站被篡改、劫持或域名失效", "Site hijacked, defaced or its name lost"),
    short=Words("疑被篡改", "hijacked"),
    looked_at=Words("网站是否被篡改", "site is its own"),
    fault=Words(
        "网址下的页面已是他人的，或藏有他人的链接",
        "the page under the unit's address is somebody else's, or hides somebody else's links",
    ),
    needs=("sites", "shared_failures"),
    clauses=("insp2019.safety", "guide2017.a2", "census2015.safety"),
    defences=("our_own_list",),
    theme=3,
    is_for_everybody=True,
)

ABOUT = Words("{unit}网站（{url}）是否被篡改", "whether the site of {unit} was hijacked")
SURE = Words(
    "{unit}网站（{url}）于{at}检查时显示与本单位无关的内容（{what}），请立即核查处置。",
    "The site of {unit} ({url}) showed content that is not the unit's when looked at on {at} ({what}); see to it at once.",
)
SUSPECTED = Words(
    "{unit}网站（{url}）于{at}检查时疑似显示与本单位无关的内容（{what}），请立即核查。",
    "The site of {unit} ({url}) seemed to show content that is not the unit's when looked at on {at} ({what}); look into it at once.",
)
TO_SEARCHERS = Words("从搜索引擎进入时：{what}", "to those who come by a search engine: {what}")
CLEAR = Words(
    "未发现{unit}网站被篡改或劫持。",
    "Nothing shows that the site of {unit} was defaced or hijacked.",
)
NOTE = Words("检查时的页面：{what}", "The page as it was seen: {what}")
NOTE_SEARCHER = Words(
    "以浏览器身份、从搜索引擎进入时的页面：{what}",
    "The page as a browser sees it that comes from a search engine: {what}",
)
NOTE_GOOD = Words("此前正常时的页面", "The page as it was before")


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = clause_in_force(dossier, RULE.clauses)
    for site in dossier.sites:
        subject = subject_of(dossier, f"site:{site.id}", ABOUT, clause, url=unlinked(site.url))
        yield _judge(site, subject, dossier)


def _judge(site: SiteView, subject: Subject, dossier: Dossier) -> Verdict:
    if site.kind == "portal_channel":
        return subject.not_applicable("portal_channel")
    if leads_inside(site):
        return subject.not_applicable("intranet")
    own = shows_its_owner(site, dossier)
    sign = sign_on(site, dossier, own) if is_seen(site) else None
    if sign is not None and sign.is_plain:
        looks = agreeing_looks(site, dossier)
        return _found(site, sign, looks, subject, dossier, [_seen(site, sign, looks)])
    behind = behind_the_cloak(site, dossier)
    if behind is not None:
        return _found_by_searchers(site, *behind, subject, dossier)
    if not is_seen(site):
        return subject.cannot_tell(why_unseen_on(site, site.home, dossier) or Why.NOT_VISITED)
    if sign is not None or not own:
        return subject.cannot_tell(Why.IDENTITY_UNCLEAR)
    return subject.clear(CLEAR, evidence=[seen(site.home)])


def _found(
    site: SiteView,
    sign: Sign,
    looks: int,
    subject: Subject,
    dossier: Dossier,
    evidence: Sequence[Evidence],
) -> Verdict:
    """Said without 疑似, and critical, where two looks agree that lie far enough apart."""
    is_sure, limits = looks >= 2, dossier.rulebook.limits.hijacked_site
    last_at = site.home.now.last_at if site.home.now else site.cloaking_checks[-1].at
    return subject.problem(
        SURE if is_sure else SUSPECTED,
        measure(f"{looks} looks", limits, "2 looks, {apart_s} s apart"),
        {"at": minute_of(last_at), "what": _printable(sign.what)},
        kind=sign.kind,
        severity=Severity.CRITICAL if is_sure else Severity.PROBLEM,
        evidence=[*evidence, *_last_good(site)],
        details={"url": site.url},
    )


def _found_by_searchers(
    site: SiteView, sign: Sign, visits: list[CloakingCheck], subject: Subject, dossier: Dossier
) -> Verdict:
    apart = timedelta(seconds=dossier.rulebook.limits.hijacked_site.apart_s)
    looks = len(visits) if visits[-1].at - visits[0].at >= apart else 1
    shown = replace(sign, what=TO_SEARCHERS.filled(what=sign.what))
    evidence = [_shown_to_searchers(site, visits, sign, looks), seen(site.home)]
    return _found(site, shown, looks, subject, dossier, evidence)


def _last_good(site: SiteView) -> Iterator[Evidence]:
    """Beside the stranger's page, the unit's own as it was last seen."""
    good = last_good_look(site)
    if good is not None:
        yield replace(seen(site.home, NOTE_GOOD, at=good), title="")


def _seen(site: SiteView, sign: Sign, looks: int) -> Evidence:
    """The title is a stranger's: it is shown, and leads nowhere."""
    found, identity = seen(site.home, NOTE, {"what": _printable(sign.what)}), site.home.identity
    return replace(found, checks=looks, title=defanged(identity.title if identity else found.title))


def _shown_to_searchers(
    site: SiteView, visits: list[CloakingCheck], sign: Sign, looks: int
) -> Evidence:
    first, last = visits[0], visits[-1]
    note = NOTE_SEARCHER.filled(what=_printable(sign.what))
    title = defanged(last.identity.title) if last.identity else ""
    return replace(
        noted(site.home.url, note, title),
        sha256=last.sha256,
        first_at=iso(first.at),
        last_at=iso(last.at),
        checks=looks,
        outcome=last.outcome.value,
    )


def _printable(what: Words) -> Words:
    return Words(defanged(what.zh), defanged(what.en))
