"""An account of the unit on a platform (政务新媒体) shows no new post.

依据 Clauses: insp2019.media (内容不更新). The text of that part was not checked: the fourteen days are told
as this product's number.
Problem: a person of the office looked at the account and saw that its newest post was fifteen days
old on that day; or saw that it holds no post at all.
Not a problem: fourteen days; from eleven days on it is warned of. What was posted after the look is
not known and not said.
Cannot tell: nobody of the office has looked at it within a month; it was not found or bears another
name, for then our own register has to be brought up to date.
Note: the product never asks the platforms. Which accounts are due this month the console shows; who
looked enters the day of the newest post, with their name and the time.

问题：检查单位人员查看账号时，最新内容已发布满15天；或者账号内没有任何内容。
不属问题：满14天以内（满11天起提醒）。查看之后发布的内容不在判断之列。
无法判断：一个月内没有人查看；未找到账号或者账号已改名的，须先更新登记。
说明：程序不访问任何平台。控制台列出本月应查看的账号，由查看人填写最新内容的日期，记录姓名和时间。
"""

from collections.abc import Iterator
from dataclasses import replace

from config.unit import Account
from config.words import Words
from monitor.dossier.facts import Dossier
from monitor.judging.answers import Subject, aged, binding_clause, iso, noted, subject_of
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.by_people.accounts import accounts_of, latest_looks
from monitor.measures.days import Limit, chinese_day, mark_of
from store.desk.account_looks import AccountLook, AccountState

RULE = Rule(
    title=Words("政务新媒体长期未更新", "Stale account"),
    short=Words("新媒体未更新", "stale account"),
    looked_at=Words("政务新媒体更新", "accounts"),
    fault=Words(
        "政务新媒体账号超过时限没有新内容", "an account without a new post beyond the limit"
    ),
    needs=("account_looks",),
    clauses=("insp2019.media",),
    defences=("our_own_list",),
    theme=1,
)

ABOUT = Words("{unit}政务新媒体“{name}”（{platform}）", "account “{name}” of {unit} ({platform})")
PROBLEM = Words(
    "{unit}政务新媒体“{name}”（{platform}）经{seen}查看，最新内容发布于{newest}，已{n}天未更新，超过{limit}的时限。",
    "{unit}, account “{name}” ({platform}): seen on {seen}, its newest post was of {newest}, {n} days old (limit {limit}).",
)
EMPTY = Words(
    "{unit}政务新媒体“{name}”（{platform}）经{seen}查看，没有发布任何内容。",
    "{unit}, account “{name}” ({platform}): seen on {seen}, it held no post.",
)
WARNING = Words(
    "{unit}政务新媒体“{name}”（{platform}）经{seen}查看，最新内容发布于{newest}，已{n}天未更新，请及时更新。",
    "{unit}, account “{name}” ({platform}): seen on {seen}, its newest post was of {newest}, {n} days old; please post.",
)
CLEAR = Words(
    "{unit}政务新媒体“{name}”（{platform}）经{seen}查看，最新内容发布于{newest}。",
    "{unit}, account “{name}” ({platform}): seen on {seen}, its newest post was of {newest}.",
)
LOOK = Words(
    "{by}于{seen}查看，最新内容的日期：{newest}；至查看之日{n}天",
    "{by} looked on {seen}; day of the newest post: {newest}, {n} days before",
)
NOTHING = Words("无", "none")


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    latest = latest_looks(dossier.account_looks)
    accounts = accounts_of(dossier.unit, dossier.as_of)
    if not accounts:
        yield subject_of(dossier, "unit", RULE.title).not_applicable("no_account")
    for account in accounts:
        subject = subject_of(
            dossier,
            f"account:{account.id}",
            ABOUT,
            clause,
            name=account.name,
            platform=account.platform,
        )
        limits = dossier.rulebook.limits.stale_account
        limit = Limit(days=limits.limit_days, mark=mark_of(clause, limits.mark("limit_days")))
        look = latest.get((dossier.unit.id, account.id))
        yield _judge(look, limit, account, replace(subject, name=subject.about), dossier)


def _judge(
    look: AccountLook | None, limit: Limit, account: Account, subject: Subject, dossier: Dossier
) -> Verdict:
    limits = dossier.rulebook.limits.stale_account
    if look is None or (dossier.as_of - chinese_day(look.at)).days > limits.look_days:
        return subject.cannot_tell(Why.NOT_LOOKED)
    if look.what in (AccountState.GONE, AccountState.RENAMED):
        return subject.cannot_tell(Why.OUR_OWN_LIST)
    seen = chinese_day(look.at)
    of_the_look, word = replace(dossier, as_of=seen), {"word_of": seen.isoformat()}
    if look.newest is None:
        found = aged(seen, limit, of_the_look)._replace(measured="0 posts")
        evidence = [_look(look, account, 0)]
        return subject.problem(
            EMPTY, found, {"seen": seen}, kind="empty", evidence=evidence, details=word
        )
    n = max(0, (seen - look.newest).days)
    values = {"seen": seen, "newest": look.newest, "n": n, "limit": limit.text}
    found, evidence = aged(look.newest, limit, of_the_look), [_look(look, account, n)]
    if limit.is_passed(look.newest, seen):
        return subject.problem(
            PROBLEM,
            found,
            values,
            evidence=evidence,
            details={"last_date": look.newest.isoformat()} | word,
        )
    is_near = limit.is_near(look.newest, seen, limits.warn_days)
    words = WARNING if is_near else CLEAR
    return subject.clear(words, values, found, warning=is_near, evidence=evidence)


def _look(look: AccountLook, account: Account, n: int) -> Evidence:
    note = LOOK.filled(
        by=look.by_name,
        seen=chinese_day(look.at).isoformat(),
        newest=look.newest.isoformat() if look.newest else NOTHING,
        n=n,
    )
    found = noted(account.url, note, account.name)
    return replace(found, first_at=iso(look.at), last_at=iso(look.at))
