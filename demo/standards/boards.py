"""Boards on which the public asks: four shapes, and what each shows of a question."""

from dataclasses import dataclass
from datetime import date, timedelta

from demo.standards.matters import TruthCase
from demo.standards.plan import LAST
from demo.standards.site import Link, ListLook, SiteChannel, SiteItem
from demo.standards.writing import WORDS, Pen, paragraphs, said

_ACCEPTED = ("已受理", "已受理，正在办理", "办理中")
_OPEN = ("待回复", "未回复", "已提交")


@dataclass(frozen=True, slots=True)
class PostedMessage:
    no: int
    title: str
    text: str
    asked: date
    replied: date | None = None
    reply: str = ""
    status: str = ""  # what stands there while there is no answer

    def is_answered(self, night: date) -> bool:
        return self.replied is not None and self.replied < night


def channels(
    pen: Pen, case: TruthCase | None, first_no: int, *, may_say_complaint: bool
) -> list[SiteChannel]:
    """互动交流 of a unit: its board as the case wants it; without a case, the portal's."""
    host = f"http://{pen.place.host('xzf')}"
    if case is None:
        away = f"{host}/xzxx/index.shtml"
        return [SiteChannel("hdjl", first_no, "互动交流", away=away)]
    if case.variant == "hotline":
        away = f"http://12345.{pen.place.domain}.example/"
        return [
            SiteChannel(
                "hdjl", first_no, "咨询投诉" if may_say_complaint else "在线咨询", away=away
            )
        ]
    rng = pen.rng
    names = ["局长信箱", "在线咨询", "留言咨询", "互动交流"] + ["咨询投诉"] * may_say_complaint
    if pen.unit.kind == "government":
        names = ["县长信箱"]
    if case.variant == "login":
        words = '为保护您的个人信息，查看信件内容请先<a href="/user/login">登录</a>政务服务账号。'
        return [_page("hdjl", first_no, rng.pick(names), f'<div class="login">{words}</div>')]
    messages = _messages(pen, case)
    board = _board(pen, first_no, rng.pick(names), messages, case)
    others = _not_counted(pen, first_no + 1) if case.variant == "survey" else []
    return [board, *others]


def portal_board(pen: Pen, first_no: int) -> SiteChannel:
    """县长信箱: kept in order."""
    messages = [_answered(pen, LAST - timedelta(days=days)) for days in (15, 33, 52, 80, 115, 160)]
    return _board(pen, first_no, "县长信箱", messages, None, key="xzxx")


def _messages(pen: Pen, case: TruthCase) -> list[PostedMessage]:
    days = sorted(pen.rng.sample(range(18, 290), 7))
    messages = [_answered(pen, LAST - timedelta(days=day)) for day in days]
    if case.variant == "answered_only":
        return messages
    asked, title = case.facts["asked"], str(case.facts["title"])
    assert isinstance(asked, date)
    is_accepted = case.variant.endswith("accepted")
    status = pen.rng.pick(_ACCEPTED if is_accepted else _OPEN)
    text = pen.fill(pen.rng.pick(WORDS["question_lines"]))
    messages.append(PostedMessage(pen.no(), title, text, asked, status=status))
    if "second_days" in case.facts:
        second = LAST - timedelta(days=int(str(case.facts["second_days"])))
        other = pen.fill("再次反映{town}的问题，希望重视")
        messages.append(PostedMessage(pen.no(), other, text, second, status=pen.rng.pick(_OPEN)))
    return messages


def _answered(pen: Pen, asked: date) -> PostedMessage:
    title = pen.fill(pen.rng.pick(WORDS["questions"]))
    text = pen.fill(pen.rng.pick(WORDS["question_lines"]))
    reply = pen.fill(pen.rng.pick(WORDS["answers"]))
    replied = asked + timedelta(days=pen.rng.between(2, 14))
    return PostedMessage(pen.no(), title, text, asked, replied, reply, pen.rng.pick(_ACCEPTED))


def _board(
    pen: Pen,
    no: int,
    name: str,
    messages: list[PostedMessage],
    case: TruthCase | None,
    key: str = "hdjl",
) -> SiteChannel:
    variant = case.variant if case else ""
    shows_days = variant != "no_days"
    shape = _SHAPES[pen.rng.between(0, len(_SHAPES) - 1)]
    note = (
        "<p>说明：本栏目仅公开已办结并经来信人同意公开的信件。</p>"
        if variant == "answered_only"
        else ""
    )
    only_answered = variant == "answered_only"

    def text(night: date, link: Link) -> str:
        shown = [
            m for m in messages if m.asked < night and (m.is_answered(night) or not only_answered)
        ]
        ordered = sorted(shown, key=lambda m: (m.asked, m.no), reverse=True)
        form = '<p><a href="javascript:write();" class="wyxx">我要写信</a></p>'
        return note + form + shape(ordered, night, link, shows_days)

    # only the shape with a table has a page for each message
    pages = (
        tuple(_detail(message, shows_days) for message in messages) if shape is _as_table else ()
    )
    return SiteChannel(key, no, name, items=pages, look=ListLook.TEXT, text=text)


def _detail(message: PostedMessage, shows_days: bool) -> SiteItem:
    asked = f"<tr><td>提交时间</td><td>{message.asked}</td></tr>" if shows_days else ""

    def body(night: date) -> str:
        answer = (
            f"<tr><td>答复内容</td><td>{message.reply}</td></tr><tr><td>答复时间</td><td>{message.replied}</td></tr>"
            if message.is_answered(night)
            else f"<tr><td>办理状态</td><td>{message.status}</td></tr><tr><td>答复内容</td><td></td></tr>"
        )
        return f'<table class="letter"><tr><td>来信主题</td><td>{message.title}</td></tr>{asked}<tr><td>来信内容</td><td>{message.text}</td></tr>{answer}</table>'

    return SiteItem(message.no, message.title, message.asked, body=body)


def _as_table(messages: list[PostedMessage], night: date, link: Link, shows_days: bool) -> str:
    rows = []
    for m in messages:
        at = link(SiteItem(m.no, m.title, m.asked))
        state = "已回复" if m.is_answered(night) else m.status
        done = str(m.replied) if m.is_answered(night) else ""
        day = f"<td>{m.asked}</td>" if shows_days else ""
        rows.append(
            f'<tr><td>{m.no}</td><td><a href="{at}">{m.title}</a></td>{day}<td>{state}</td><td>{done}</td></tr>'
        )
    head = "<th>写信时间</th>" if shows_days else ""
    return f'<table class="xjlist"><tr><th>编号</th><th>标题</th>{head}<th>办理状态</th><th>回复时间</th></tr>{"".join(rows)}</table>'


def _as_cards(messages: list[PostedMessage], night: date, link: Link, shows_days: bool) -> str:
    cards = []
    for m in messages:
        day = (
            f'<span class="time">留言时间：{m.asked} 10:1{m.no % 10}:22</span>'
            if shows_days
            else ""
        )
        reply = (
            f'<div class="reply"><b>回复：</b>{m.reply}<span>回复时间：{m.replied} 16:05:10</span></div>'
            if m.is_answered(night)
            else f'<div class="reply none">{m.status}</div>'
        )
        cards.append(
            f'<div class="msg"><h4>{m.title}</h4>{day}<div class="q">{m.text}</div>{reply}</div>'
        )
    return "".join(cards)


def _as_list(messages: list[PostedMessage], night: date, link: Link, shows_days: bool) -> str:
    parts = []
    for m in messages:
        day = f"（{said(m.asked)}）" if shows_days else ""
        answer = (
            f"<dd>答：{m.reply}　{said(m.replied) if m.replied else ''}答复</dd>"
            if m.is_answered(night)
            else f"<dd>【{m.status}】</dd>"
        )
        parts.append(f"<dt>网友问：{m.title}{day}</dt><dd>{m.text}</dd>{answer}")
    return f"<dl class='ask'>{''.join(parts)}</dl>"


def _as_guestbook(messages: list[PostedMessage], night: date, link: Link, shows_days: bool) -> str:
    parts = []
    for m in messages:
        day = f"日期：{m.asked.year}-{m.asked.month}-{m.asked.day}" if shows_days else ""
        answer = (
            f"管理员回复：{m.reply}（{m.replied}）" if m.is_answered(night) else f"状态：{m.status}"
        )
        parts.append(
            f'<table width="96%" border="1"><tr bgcolor="#eeeeee"><td>留言人：网友　主题：{m.title}　{day}</td></tr>'
            f"<tr><td>{m.text}</td></tr><tr><td><font color=red>{answer}</font></td></tr></table>"
        )
    return "".join(parts)


_SHAPES = (_as_table, _as_cards, _as_list, _as_guestbook)


def _page(key: str, no: int, name: str, html: str) -> SiteChannel:
    return SiteChannel(key, no, name, look=ListLook.TEXT, text=lambda night, link: html)


def _not_counted(pen: Pen, no: int) -> list[SiteChannel]:
    """Boards that the standard does not count, with old entries that nobody answered."""
    long_ago = LAST - timedelta(days=pen.rng.between(130, 260))
    entries = [
        ("yjzj", "意见征集", pen.fill("关于《{topic}管理办法（征求意见稿）》公开征求意见")),
        ("wsxf", "网上信访", pen.fill("反映{town}拖欠工程款问题")),
        ("zxft", "在线访谈", pen.fill("访谈预告：{topic}怎么干")),
    ]
    return [
        _page(
            key, no + n, name,
            f'<div class="msg"><h4>{title}</h4><span>{long_ago}</span><div class="reply none">暂无回复</div></div>'
            + paragraphs(pen.text("notice", 2)),
        )
        for n, (key, name, title) in enumerate(entries)
    ]  # fmt: skip
