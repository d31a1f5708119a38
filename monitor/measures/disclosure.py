"""Budgets and final accounts as things to be published: which paper a title is, and by which day it
is due.

Days are calendar days and are not moved by holidays (docs/rulebook.md §7). A department hears of
its budget at the latest 20 days after the congress approved it, and publishes it within 20 days:
A + 40. Where the day of approval is not on record, a day of the product's own stands in its place.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from config.office import Approvals
from config.rulebook import MissingDisclosure
from config.words import Words
from monitor.measures.days import day_of

BUDGET, FINAL_ACCOUNTS = "budget", "final_accounts"
PAPERS = (BUDGET, FINAL_ACCOUNTS)
DOCUMENT_TEXT = {BUDGET: Words("预算", "budget"), FINAL_ACCOUNTS: Words("决算", "final accounts")}

REMEMBERED = 20_000  # titles: every paper and owed item of a unit is looked for in all of them
_REPLY = 20  # days of the finance bureau to pass the approved budget on: budget.52, budget.80
_PUBLICATION = 20  # days to publish it: budget.14

AFTER_APPROVAL = Words("{day}批准后{days}日", "{days} days after the approval on {day}")
NOT_ON_RECORD = Words("批准日期未登记，按{by}期限", "the day of approval is not on record: {by}")
_BY_DEFAULT = {
    "product": Words("本系统默认", "this product's default"),
    "local": Words("本地设定", "the office's own day"),
}

_YEAR = re.compile(r"(?<![\d.])(20\d\d)(?![\d.])")
_CHINESE_YEAR = re.compile(
    r"二[〇零○Oo0]([〇零○Oo0一二三四五六七八九])([〇零○Oo0一二三四五六七八九])"
)
_DIGITS = {
    letter: digit
    for digit, letters in enumerate(("〇零○Oo0", *"一二三四五六七八九"))
    for letter in letters
}
_BOTH = re.compile(r"预决算|预、决算|预\(决\)算|預決算")
_BUDGET, _ACCOUNTS = (
    re.compile(r"预算|預算|budget", re.IGNORECASE),
    re.compile(r"决算|決算|final account", re.IGNORECASE),
)
# They speak of budgets and are none.
_ABOUT_BUDGETS = re.compile(
    r"(?:报送|上报|填报|编报|布置|报表|汇总|会审|审核|清理|催报).{0,12}"
    r"[预决]算.{0,8}(?:通知|函|方案|要求|通报)|"
    r"[预决]算(?:报表)?(?:编报|报送|填报|布置|会审|汇审)|"
    r"预算(?:绩效|编制(?!.{0,4}(?:说明|情况))|管理|单位|会计|执行(?:动态|监控|进度)|评审|法|一体化)|(?:采购|工程|项目|投资|招标).{0,6}预算|预算(?:金额|价|造价)|绩效(?:目标|评价|自评)|"
    r"培训|会议召开|工作会|招聘|学习"
)
_SOMETHING_ELSE = re.compile(r"关于|通知|办法|规定|意见|会议|简介|职能|机构设置")
_MAY_BE_ONE = re.compile(r"收支|公开表|一览表|附表|三公|财务|资金|预决算|经费")


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day on time; `mark` says whose day it is (law | product | local), `because` how it
    was reached.
    """

    day: date
    mark: str
    because: Words


@lru_cache(REMEMBERED)
def papers_in(title: str, channel: str = "", day: date | None = None) -> frozenset[tuple[str, int]]:
    """The (paper, year) that a title announces, with the list it stands in and the day it bears
    where it is silent.

    A title without a year speaks of its own time: a budget of the year it was published in,
    accounts of the year before.
    """
    title, channel = plain_words(title), plain_words(channel)
    if _ABOUT_BUDGETS.search(title):
        return frozenset()
    papers, years = _papers(title), years_in(title) or years_in(channel)
    if not papers and not _SOMETHING_ELSE.search(title):
        papers = _one_of_the_channel(_papers(channel), years, day)
    if len(years) > 1 and len(papers) > 1 and not _BOTH.search(title):
        return _each_with_its_year(title)
    if years:
        return frozenset((paper, year) for paper in papers for year in years)
    return (
        frozenset((paper, day.year - (paper == FINAL_ACCOUNTS)) for paper in papers)
        if day
        else frozenset()
    )


def _one_of_the_channel(papers: set[str], years: frozenset[int], day: date | None) -> set[str]:
    """In a list of both, 2025年公开表 is the budget where it was put up in 2025, and the accounts
    where it was put up later.
    """
    if len(papers) < 2:
        return papers
    if not years or day is None:
        return set()
    return {BUDGET if day.year <= max(years) else FINAL_ACCOUNTS}


def may_be(title: str, channel: str, paper: str, year: int) -> bool:
    """Whether an entry that announces nothing might all the same be this paper: 2026年部门收支总表,
    or 部门预算 without year or day.
    """
    title, channel = plain_words(title), plain_words(channel)
    if _ABOUT_BUDGETS.search(title):
        return False
    years, papers = years_in(title) or years_in(channel), _papers(title) or _papers(channel)
    is_of_money = bool(papers) or bool(_MAY_BE_ONE.search(title))
    return is_of_money and (not years or year in years) and (not papers or paper in papers)


def due(
    paper: str, year: int, kind: str, approvals: Iterable[Approvals], limits: MissingDisclosure
) -> DueDay:
    """By when the paper of that year is due from a unit of that kind.

    A township's congress is its own and its day is not on record here; so its day is always the
    product's.
    """
    approved = None if kind == "township" else _approved(paper, year, approvals)
    if approved is None:
        key = "budget_by" if paper == BUDGET else "final_accounts_by"
        mark = limits.mark(key)
        month, day = map(int, getattr(limits, key).split("-"))
        published_in = year + (paper == FINAL_ACCOUNTS)
        return DueDay(
            date(published_in, month, min(day, monthrange(published_in, month)[1])),
            mark,
            NOT_ON_RECORD.filled(by=_BY_DEFAULT[mark]),
        )
    days = _PUBLICATION if kind == "government" else _REPLY + _PUBLICATION
    because = AFTER_APPROVAL.filled(day=day_of(approved), days=days)
    return DueDay(approved + timedelta(days=days), "law", because)


def _approved(paper: str, year: int, approvals: Iterable[Approvals]) -> date | None:
    """The day on which the budget of `year`, or the accounts of `year`, were approved."""
    for entry in approvals:
        if paper == BUDGET and entry.year == year and entry.budget_approved:
            return entry.budget_approved
        if paper == FINAL_ACCOUNTS and entry.accounts_year == year:
            return entry.final_accounts_approved
    return None


def _each_with_its_year(title: str) -> frozenset[tuple[str, int]]:
    """2024年度部门决算及2025年部门预算: each paper with the year last named before it."""
    said: set[tuple[str, int]] = set()
    for paper, pattern in ((BUDGET, _BUDGET), (FINAL_ACCOUNTS, _ACCOUNTS)):
        for found in pattern.finditer(title):
            before = [int(year[1]) for year in _YEAR.finditer(title, 0, found.start())]
            said.update((paper, year) for year in (before[-1:] or years_in(title)))
    return frozenset(said)


def _papers(words: str) -> set[str]:
    said = {
        paper
        for paper, pattern in ((BUDGET, _BUDGET), (FINAL_ACCOUNTS, _ACCOUNTS))
        if pattern.search(words)
    }
    return set(PAPERS) if _BOTH.search(words) else said


@lru_cache(REMEMBERED)
def years_in(words: str) -> frozenset[int]:
    chinese = {
        2000 + 10 * _DIGITS[tens] + _DIGITS[ones] for tens, ones in _CHINESE_YEAR.findall(words)
    }
    return frozenset(int(year) for year in _YEAR.findall(words)) | chinese


@lru_cache(REMEMBERED)
def plain_words(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
