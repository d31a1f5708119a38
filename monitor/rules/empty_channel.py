"""A visible channel holds nothing, or a placeholder such as “正在建设中”.

依据 Clauses: guide2017.a1 (杜绝空白栏目); before it local2012.stale (内容不全面). The standard's veto is
spoken of five empty channels together and never of a single one.
Problem: the list was open on two different days and held no item, no article of 200 characters and
no attachment.
Not a problem: a parent that only leads on to its first child; a channel that is one article (机构职
能), a few sentences or the reason why it has nothing; a board that shows one message; a superior's
list; an external system.
Cannot tell: it was seen on one day only; the page needs a browser; the list says 共N条 and we read
none; the page was not read completely; items were known and the page changed its shape without
saying that it is empty.

问题：在两个不同日期打开栏目，均没有信息条目，没有200字以上的正文，也没有附件；或只显示“正在建设中”
等字样。
不属问题：仅引导至下级栏目的上级栏目；由一篇文章（如机构职能）或几句话构成、或者写明无内容的缘由的栏目；
只有一条留言的互动栏目；引用上级网站列表的栏目；链接至其他系统的栏目。
无法判断：只在一个日期看到；页面须由浏览器显示；列表注明“共N条”而程序一条也没有读到；页面未能完整读
取；原来有信息，页面改版后没有写明是否为空。
"""

from collections.abc import Iterator

from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, PageView, SiteView
from monitor.judging.answers import Measure, Subject, binding_clause, channel_subject, measure, seen
from monitor.judging.rule import Rule
from monitor.judging.verdict import Verdict, Why
from monitor.measures.freshness import leads_elsewhere
from monitor.measures.sight import was_read_completely, why_unseen_on
from store.outcomes import Outcome

RULE = Rule(
    title=Words("空白栏目", "Empty channel"),
    short=Words("空白栏目", "empty channel"),
    looked_at=Words("有无空白栏目", "empty channels"),
    fault=Words("栏目没有内容，或仅有“正在建设中”等字样", "a visible channel that holds nothing"),
    needs=("sites", "shared_failures"),
    clauses=("guide2017.a1", "local2012.stale"),
    defences=(
        "content_in_another_shape",
        "part_of_a_whole",
        "period_is_over",
        "moved",
    ),
    theme=1,
)

PROBLEM = Words(
    "{unit}“{channel}”栏目无内容，为空白栏目。", "{unit}: channel “{channel}” is empty."
)
PROBLEM_PLACEHOLDER = Words(
    "{unit}“{channel}”栏目仅显示“{placeholder}”，属空白栏目。",
    "{unit}: channel “{channel}” is empty, it shows only “{placeholder}”.",
)
CLEAR = Words(
    "{unit}“{channel}”栏目有内容，不是空白栏目。", "{unit}: channel “{channel}” is not empty."
)
NOTE = Words(
    "{n}次不同日期检查：信息0条，正文{length}字，附件0个",
    "Seen on {n} days: no item, {length} characters, no attachment",
)
A_SHEET = 30  # characters of a page that is a text or a table: a contact sheet has no 200


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        for channel in site.channels:
            subject = channel_subject(channel, dossier, clause)
            yield _judge(channel, site, subject, dossier)


def _judge(channel: ChannelView, site: SiteView, subject: Subject, dossier: Dossier) -> Verdict:
    page = channel.page
    elsewhere = leads_elsewhere(channel, dossier)
    if elsewhere:
        return subject.not_applicable(elsewhere)
    why = why_unseen_on(site, page, dossier)
    if why and not (site.home.is_open and _shows_a_placeholder(page)):
        return subject.cannot_tell(why)
    if _holds_something(page, dossier):
        return subject.clear(CLEAR, evidence=[seen(page)])
    if channel.child_updated:
        return subject.not_applicable("parent_of_channels")
    if _is_static(channel):
        return subject.not_applicable("single_article")
    doubt = _doubt(channel, dossier)
    if doubt:
        return subject.cannot_tell(doubt, _days(page, dossier))
    words = PROBLEM_PLACEHOLDER if page.placeholder else PROBLEM
    values = {"placeholder": page.placeholder}
    evidence = [seen(page, NOTE, {"n": _days_seen(page), "length": page.text_length})]
    details = {"channel": channel.name, "url": channel.url}
    return subject.problem(words, _days(page, dossier), values, evidence=evidence, details=details)


def _holds_something(page: PageView, dossier: Dossier) -> bool:
    """A placeholder's own words are no content, however long the page around them is."""
    article = dossier.rulebook.limits.empty_channel.article_characters
    enough = A_SHEET if page.kind == "article" else article
    is_article = page.text_length >= enough and not page.placeholder
    is_read = bool(page.items or page.inquiries or page.guides)  # one message is no list
    return is_read or page.attachments > 0 or is_article


def _is_static(channel: ChannelView) -> bool:
    """机构职能, 领导之窗 and the like are one page, often a picture or a table; whether it is there
    is another question.
    """
    is_one_page = channel.channel_class in ("static", "leaders") or channel.page.kind == "article"
    return is_one_page and not channel.page.placeholder


def _doubt(channel: ChannelView, dossier: Dossier) -> Why | None:
    page = channel.page
    if page.items_claimed or not was_read_completely(page):
        return Why.PARSE_ANOMALY
    if channel.items and not page.placeholder and page.items_claimed != 0:
        return Why.TEMPLATE_CHANGED
    if page.kind == "other" and not page.placeholder:
        return Why.ANOTHER_SHAPE
    is_too_short = _days_seen(page) < dossier.rulebook.limits.empty_channel.looks
    return Why.WATCHED_TOO_SHORT if is_too_short else None


def _shows_a_placeholder(page: PageView) -> bool:
    """“正在建设中” in a channel of a site that is otherwise open: the reader calls it maintenance,
    a visitor calls it empty.
    """
    return page.shows_tonight(Outcome.MAINTENANCE) and bool(page.placeholder)


def _days_seen(page: PageView) -> int:
    nights = page.now.nights if page.now and _shows_a_placeholder(page) else 0
    return max(page.looks_on_days, nights)


def _days(page: PageView, dossier: Dossier) -> Measure:
    limits = dossier.rulebook.limits.empty_channel
    return measure(f"empty on {_days_seen(page)} days", limits, "empty on {looks} days")
