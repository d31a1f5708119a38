"""What the alerts did, in words for the terminal."""

from collections.abc import Sequence

from config.folder import Config
from config.words import Words
from monitor.alerts.send import NOT_ASKED, Sent
from store.outbox import WaitingMessage

NOTHING = Words("没有待发送的通知。", "Nothing is waiting to be told.")
WOULD = Words("—— 致 {person}：{subject}\n{body}", "-- to {person}: {subject}\n{body}")
TAKEN = Words("已送达：{person}，{channel}，{subject}", "taken: {person}, {channel}, {subject}")
KEPT = Words(
    "未送达，保留待重发：{person}，{channel}（{error}），{subject}",
    "not taken, kept for the next try: {person}, {channel} ({error}), {subject}",
)
LATER = Words(
    "留待下次：{person}，{channel}（本次没有回应，或用时已满，其余通知不再逐条等待），{subject}",
    "left for the next call: {person}, {channel} (it gave no word, or had its time; the rest do not wait for it one by one), {subject}",
)


def to_be_sent_words(messages: Sequence[WaitingMessage], config: Config) -> str:
    language = config.office.language
    lines = [
        WOULD.text(language, person=message.person, subject=message.subject, body=message.body)
        for message in messages
    ]
    return "\n".join(lines) or NOTHING.text(language)


def delivered_words(sent: Sequence[Sent], config: Config) -> str:
    language = config.office.language
    lines = [
        _words(one).text(
            language, person=one.person, channel=one.channel, subject=one.subject, error=one.error
        )
        for one in sent
    ]
    return "\n".join(lines) or NOTHING.text(language)


def _words(one: Sent) -> Words:
    if one.error == NOT_ASKED:
        return LATER
    return KEPT if one.error else TAKEN
