"""Would anybody hear of it? People, their channels, and whether the mail server lets us in. No
message is sent.
"""

from collections.abc import Iterator

from app.doctor.check import BAD, GOOD, UNKNOWN, WARN, Check, plain, words
from config.folder import Config
from config.office import Office, Person
from config.words import Words
from monitor.alerts.channel_check import ChannelAnswer, check_channel

NOBODY = Words("没有任何收件人", "nobody is told anything")
ADD_PEOPLE = Words(
    "请在 office.toml 写 [[people]]，并在单位文件写 responsible",
    "write [[people]] in office.toml and `responsible` in the units' files",
)
ADD_CHANNEL = Words(
    "请在 office.toml 该人的 [[people]] 中写 channels",
    "write `channels` in this person's [[people]]",
)
NO_OPERATOR = Words(
    '没有管理员（role = "operator"），停机时无人得知',
    'no operator (role = "operator"): nobody hears when nights stop',
)
UNPROVEN = Words(
    "只有真实消息才能证明：gongkai alert", "only a real message proves it: gongkai alert"
)
SEE_ADDRESS = Words(
    "请核对 channels 中的地址、端口、用户名与密码",
    "see address, port, user and password in `channels`",
)


def people_checks(config: Config) -> Iterator[Check]:
    people = config.office.people
    title = Words("收件人", "recipients")
    if not people:
        yield Check("people", title, WARN, NOBODY, ADD_PEOPLE)
        return
    if not any(person.role == "operator" and person.channels for person in people):
        yield Check("operator", title, WARN, NO_OPERATOR, ADD_PEOPLE)
    for person in people:
        yield from _channels(person, config.office)


def _channels(person: Person, office: Office) -> Iterator[Check]:
    title = words("通知 {name}", "messages to {name}", name=person.name)
    if not person.channels:
        yield Check("channel", title, WARN, Words("没有 channels", "has no channels"), ADD_CHANNEL)
    for address in person.channels:
        found = check_channel(address, office)
        seen = plain(f"{found.channel} {found.said}".strip())
        if found.result is ChannelAnswer.ANSWERS:
            yield Check("channel", title, GOOD, seen)
        elif found.result is ChannelAnswer.UNPROVEN:
            yield Check("channel", title, UNKNOWN, seen, UNPROVEN)
        else:
            yield Check("channel", title, BAD, seen, SEE_ADDRESS)
