"""A public question stands unanswered for more than three months, or there is no channel to ask.

依据 Clauses: insp2019.reply, before it census2015.reply. They are of government sites: courts,
procuratorates and public enterprises are not bound by them, nor anybody before 2015-03-24.
Problem: a message of 9 May without an answer on 23 November, 198 days; a government site of which
enough was seen, all that its menus lead to, and on which nothing leads to a board of messages or is
called a place to ask.
Not a problem: 在线访谈, 征集调查, 网上信访, 举报; a message that was withdrawn, repeated or invalid,
or came more than a year ago; a reply that is there, whatever the state beside it says. 已受理,
处理中 and 已转办 are no answer. A message of more than 60 days is warned of, as is a board whose
newest reply is older than two months.
Cannot tell: the board shows answered messages only, the usual case, for its silence proves nothing;
its messages bear no days; it was not read; a message that stood there unanswered is no longer
shown; one asks on another platform (12345), which was not read; a place is called 互动, 信箱 or 回应 and
shows no messages; something that the menus lead to was not read.

问题：留言超过三个月没有答复，例如5月9日的留言到11月23日已198天；政府网站看得足够多、菜单所指的页面都已读取，而没有任何
咨询建言渠道。
不属问题：在线访谈、征集调查、网上信访、举报类栏目；撤回、重复、无效的留言和一年以前的留言；已有答复内容的，
不论状态栏写什么。“已受理”“处理中”“已转办”不算答复。超过60天未答复的、最新答复超过两个月的，只作提醒。
无法判断：栏目只公开已答复的留言（常见情形，未列出不等于没有）；留言没有日期；页面未能读取；曾见未答复的留言不再
列出；咨询在未纳入检查的平台（如12345）上进行；有名为互动、信箱、回应的栏目而未见留言；菜单所指的页面没有全部
读取。
"""

from collections.abc import Iterator
from dataclasses import replace

from config.words import Words
from monitor.dossier.facts import Board, Dossier
from monitor.judging.answers import (
    A_CHANNEL,
    Measure,
    Subject,
    binding_clause,
    listed,
    measure,
    noted,
    seen,
    spoken,
    subject_of,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.days import Limit
from monitor.measures.inquiries import (
    Message,
    gone_unanswered,
    is_consulting,
    masked,
    may_be_asked,
    messages_of,
    of_the_last_months,
    overdue,
    shows_unanswered,
)
from monitor.measures.services import runs_a_government_site
from monitor.measures.sight import was_read_completely, why_unseen
from store.urls import canonical

RULE = Rule(
    title=Words("留言未按期答复", "Overdue reply"),
    short=Words("留言未答复", "overdue reply"),
    looked_at=Words("留言答复", "replies to messages"),
    fault=Words("网民留言超过三个月未答复", "a public message unanswered for over three months"),
    needs=("sites", "boards", "coverage", "leads_away", "menus", "clock_suspect"),
    clauses=("insp2019.reply", "census2015.reply"),
    defences=("moved", "complete_elsewhere"),
    theme=1,
)

ABOUT = Words("{unit}网上咨询建言渠道", "whether one can ask {unit} over the web")
PROBLEM = Words(
    "{unit}“{channel}”栏目{date}网民留言“{title}”截至{as_of}已{n}天未答复，超过{limit}的时限。",
    "{unit}: a message of {date} in “{channel}”, “{title}”, was unanswered for {n} days by {as_of} (limit {limit}).",
)
PROBLEM_MANY = Words(
    "{unit}“{channel}”栏目有{k}条网民留言超过{limit}未答复，其中{date}的“{title}”截至{as_of}已{n}天。",
    "{unit}: {k} messages in “{channel}” have been unanswered for more than {limit}; “{title}” of {date}, for {n} days by {as_of}.",
)
PROBLEM_NO_CHANNEL = Words(
    "{unit}网站未见网上咨询建言渠道（已查看{pages}个页面）。",
    "{unit}: no channel for questions was found on its site ({pages} pages seen).",
)
WARNING = Words(
    "{unit}“{channel}”栏目{date}网民留言“{title}”已{n}天未答复，{due}后超过{limit}的时限，请及时答复。",
    "{unit}: a message of {date} in “{channel}”, “{title}”, has waited {n} days; it is overdue after {due} (limit {limit}).",
)
WARNING_OLD = Words(
    "{unit}“{channel}”栏目最新答复为{date}，已超过{newest}，请关注。",
    "{unit}: the newest reply in “{channel}” is of {date}, more than {newest} ago.",
)
CLEAR = Words(
    "{unit}“{channel}”栏目近{within}留言{k}条，未见超过{limit}未答复的。",
    "{unit}: {k} messages in “{channel}” within {within}, none unanswered for more than {limit}.",
)
CLEAR_DAYS = Words(
    "{unit}“{channel}”栏目近{within}留言{k}条，未见超过{limit}未答复的，答复最长用时{n}天。",
    "{unit}: {k} messages in “{channel}” within {within}, none unanswered for more than {limit}; the slowest answer took {n} days.",
)
WAITING = Words(
    "“{title}”，{date}提交，{n}天未见答复", "“{title}”, of {date}, {n} days without an answer"
)
DUE = Words("{due}后超过{limit}的时限", "overdue after {due} (limit {limit})")
NEWEST = Words("最新答复：{date}", "newest reply: {date}")
LOOKED_AT = Words(
    "首页和栏目中未见通往咨询、留言、信箱的链接，所指页面均已读取",
    "no link to questions or a mailbox; all that it leads to was read",
)
SHOWN = 10  # messages named in the evidence: each page named there is looked at once more


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    whole = subject_of(dossier, "unit", ABOUT, clause)
    if not runs_a_government_site(dossier.unit):
        yield whole.not_applicable("no_clause")
        return
    counts_complaints = clause.id == "insp2019.reply"
    consulting = [
        b for b in dossier.boards if is_consulting(b, counts_complaints=counts_complaints)
    ]
    if not consulting:
        yield _without_a_board(whole, dossier)
    for board in dossier.boards:
        subject = subject_of(
            dossier, f"channel:{canonical(board.url)}", A_CHANNEL, clause, channel=board.name
        )
        if board in consulting:
            yield _judge(board, subject, dossier)
        elif board.channel_class == "reply":
            yield subject.not_applicable("not_a_board")


def _judge(board: Board, subject: Subject, dossier: Dossier) -> Verdict:
    limits, as_of = dossier.rulebook.limits.overdue_reply, dossier.as_of
    messages = messages_of(board)
    counted = [*of_the_last_months(messages, limits.within_months, as_of)]
    if late := overdue(counted, limits, as_of):
        return _problem(late, subject, dossier)
    if why := _why_untold(board, messages, dossier):
        return subject.cannot_tell(why)
    return _clear(board, counted, subject, dossier)


def _why_untold(board: Board, messages: list[Message], dossier: Dossier) -> Why | None:
    """Why nothing overdue among its messages does not say that there is none."""
    if board.channel_class and (why := _why_unread(board)):
        return why
    if not shows_unanswered(board, messages):
        return Why.ANSWERS_ONLY
    if any(message.state in ("open", "untold") and not message.asked for message in messages):
        return Why.UNDATED
    limits = dossier.rulebook.limits.overdue_reply
    if gone_unanswered(board, messages, limits, dossier.as_of):
        return Why.PART_OF_A_WHOLE
    limit = Limit(months=limits.limit_months)
    is_open = any(
        message.state == "untold"
        and message.asked
        and limit.is_passed(message.asked, dossier.as_of)
        for message in of_the_last_months(messages, limits.within_months, dossier.as_of)
    )
    return Why.ANSWERS_ONLY if is_open else None


def _why_unread(board: Board) -> Why | None:
    """Why a channel was not read tonight."""
    if why := why_unseen(board.page):
        return why
    if board.page.inquiries is None:
        return Why.EXTRACTOR_CHANGED
    return None if was_read_completely(board.page) else Why.PARSE_ANOMALY


def _problem(late: list[Message], subject: Subject, dossier: Dossier) -> Verdict:
    limits, as_of = dossier.rulebook.limits.overdue_reply, dossier.as_of
    first, days = late[0], late[0].days(as_of)
    values = {
        "title": first.title,
        "date": first.asked,
        "as_of": as_of,
        "n": days,
        "k": len(late),
        "limit": Limit(months=limits.limit_months).text,
    }
    found = measure(f"{days} d", limits, "{limit_months} mo")
    counted = Measure(f"{found.measured}, {len(late)} messages", found.threshold, found.mark)
    return subject.problem(
        PROBLEM_MANY if len(late) > 1 else PROBLEM,
        counted if len(late) > 1 else found,
        values,
        kind="unanswered",
        evidence=_evidence(late, dossier),
        details={
            "channel": str(subject.values["channel"]),
            "last_date": str(first.asked),
            "overdue_days": str(Limit(months=limits.limit_months).overdue_days(first.asked, as_of))
            if first.asked
            else "",
            "url": first.page.url,
        },
    )


def _evidence(messages: list[Message], dossier: Dossier) -> list[Evidence]:
    return listed([_waiting(message, dossier) for message in messages], SHOWN)


def _waiting(message: Message, dossier: Dossier) -> Evidence:
    """The page that shows it; its title may be the message's, and names nobody either."""
    days = {"title": message.title, "date": message.asked, "n": message.days(dossier.as_of)}
    return replace(seen(message.page, WAITING, days), title=masked(message.page.title))


def _clear(board: Board, counted: list[Message], subject: Subject, dossier: Dossier) -> Verdict:
    limits, as_of = dossier.rulebook.limits.overdue_reply, dossier.as_of
    limit = Limit(months=limits.limit_months)
    waiting = [m for m in counted if m.state == "open" and m.days(as_of) > limits.warn_days]
    if waiting:
        first = max(waiting, key=lambda message: message.days(as_of))
        assert first.asked is not None
        values = {
            "title": first.title,
            "date": first.asked,
            "n": first.days(as_of),
            "due": limit.last_day_on_time(first.asked),
            "limit": limit.text,
        }
        near = measure(f"{first.days(as_of)} d", limits, "{warn_days} d, {limit_months} mo")
        due = noted(first.page.url, spoken(DUE, values))
        return subject.clear(
            WARNING, values, near, warning=True, evidence=[*_evidence([first], dossier), due]
        )
    answered = [m.inquiry.answered for m in counted if m.inquiry.answered]
    newest = Limit(months=limits.newest_months)
    if answered and not board.page.items and newest.is_passed(max(answered), as_of):
        # a board with dated entries is warned of by stale_channel
        old = {"date": max(answered), "newest": newest.text}
        age = measure(f"{(as_of - max(answered)).days} d", limits, "{newest_months} mo")
        return subject.clear(
            WARNING_OLD, old, age, warning=True, evidence=[seen(board.page, NEWEST, old)]
        )
    slowest = max((m.days(as_of) for m in counted if m.inquiry.answered), default=None)
    values = {
        "k": len(counted),
        "n": slowest,
        "limit": limit.text,
        "within": Limit(months=limits.within_months).text,
    }
    return subject.clear(CLEAR if slowest is None else CLEAR_DAYS, values)


def _without_a_board(whole: Subject, dossier: Dossier) -> Verdict:
    """Only a government's own site owes a channel of its own; others' questions may go there."""
    limits, coverage = dossier.rulebook.limits.overdue_reply, dossier.coverage
    own = [site for site in dossier.sites if site.kind == "own"]
    if own and dossier.leads_away.asking:
        return whole.cannot_tell(Why.EXTERNAL_PLATFORM)
    if dossier.unit.kind != "government" or not own:
        return whole.not_applicable("no_board")
    if why := next(filter(None, (why_unseen(site.home) for site in own)), None):
        return whole.cannot_tell(why)
    seen_enough = (
        coverage.state == "complete"
        and coverage.pages_captured >= limits.pages_needed
        and coverage.pages_open_share >= limits.coverage_needed
        and all(was_read_completely(site.home) for site in own)
    )
    found = measure(
        f"{coverage.pages_captured} pages, {coverage.pages_open_share:.0%} open",
        limits,
        "{pages_needed} pages, {coverage_needed:.0%} open",
    )
    if why := may_be_asked(dossier) if seen_enough else Why.COVERAGE_LOW:
        return whole.cannot_tell(why, found)
    return whole.problem(
        PROBLEM_NO_CHANNEL,
        found,
        {"pages": coverage.pages_captured},
        kind="no_channel",
        evidence=[seen(site.home, LOOKED_AT) for site in own],
        details={"url": own[0].url},
    )
