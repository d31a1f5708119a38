"""What is said to be unanswered or thin is answered or whole on another page of the unit: the same
message among the answers of another board, the same matter in a fuller guide or in a file that
could not be read.

Not where the other page's words merely resemble it, nor where a guide elsewhere is as bare.
"""

import re
from collections.abc import Iterable

from config.words import Words
from monitor.dossier.facts import Dossier, PageView
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.guides import matters_of
from monitor.measures.inquiries import Message, messages_of, overdue
from store.merge.item_identity import title_key

DEFENCE = Defence(
    looked_for=Words(
        "同一留言在本单位其他页面已有答复，或者同一事项另有完整的指南",
        "an answer to the same message, or a whole guide to the same matter, on another page",
    ),
    why=Why.COMPLETE_ELSEWHERE,
)
_FRAME = re.compile(r"关于|的?(?:办事|服务|办理)?(?:指南|须知|流程)|咨询|问题|\W")
_LONG_ENOUGH = 4  # characters of a title that make two the same


def objects(accusation: Accusation) -> bool:
    if accusation.rule == "overdue_reply":
        return _is_answered_elsewhere(accusation)
    if accusation.rule == "thin_guide":
        return _is_whole_elsewhere(accusation)
    return False


def _is_answered_elsewhere(accusation: Accusation) -> bool:
    """Every message that is overdue is answered under another board, or is the title of an entry
    that came after it in a list of answers.
    """
    dossier = accusation.dossier
    _, _, url = accusation.verdict.subject.partition(":")
    accused = [board for board in dossier.boards if board.url == url]
    late = [
        message
        for board in accused
        for message in overdue(
            messages_of(board), dossier.rulebook.limits.overdue_reply, dossier.as_of
        )
    ]
    return bool(late) and all(_has_an_answer(message, url, dossier) for message in late)


def _has_an_answer(message: Message, accused: str, dossier: Dossier) -> bool:
    key = title_key(message.inquiry.title)
    others = [m for board in dossier.boards if board.url != accused for m in messages_of(board)]
    is_answered = any(
        m.state == "answered"
        and title_key(m.inquiry.title) == key
        and (m.asked is None or m.asked == message.asked)
        for m in others
    )
    return is_answered or any(
        title_key(item.title) == key
        and bool(item.claimed and message.asked)
        and item.claimed > message.asked
        for site in dossier.sites
        for channel in site.channels
        if channel.channel_class == "reply" and channel.url != accused
        for item in channel.items
        if item.claimed is not None and message.asked is not None
    )


def _is_whole_elsewhere(accusation: Accusation) -> bool:
    """So many of the thin guides have a fuller one, or a file of their name, that too few remain."""
    dossier = accusation.dossier
    limits = dossier.rulebook.limits.thin_guide
    matters = matters_of(dossier.guides.pages)
    thin = [matter for matter in matters if matter.is_thin(limits.classes)]
    whole = {_stem(m.guide.title) for m in matters if not m.may_be_thin(limits.classes)}
    whole |= {_stem(title) for title in _titles_of_files(dossier)}
    left = [matter for matter in thin if _stem(matter.guide.title) not in whole - {""}]
    return len(left) < min(limits.items, len(thin)) and len(left) < len(thin)


def _titles_of_files(dossier: Dossier) -> Iterable[str]:
    for site in dossier.sites:
        for channel in site.channels:
            for item in channel.items:
                if item.is_attachment or (item.page and _is_a_shell(item.page)):
                    yield item.title


def _is_a_shell(page: PageView) -> bool:
    return page.kind == "attachment" and not page.guides


def _stem(title: str) -> str:
    """The matter's name alone, "" where too little is left to compare."""
    stem = _FRAME.sub("", re.sub(r"\.\w{2,4}$", "", title))
    return stem if len(stem) >= _LONG_ENOUGH else ""
