"""Does a channel let us in? Asked without sending anything to anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import apprise

from config.addresses import is_an_address, is_refused
from config.office import Office
from config.words import Words
from monitor.alerts.channel_guard import for_mail, for_services, guarded
from monitor.alerts.email import greet, is_email
from monitor.alerts.send import BAD_ADDRESS, channel_key

NO_CHANNEL = Words(
    "不认识这种通知地址，通知永远发不出去；请写 mailto://…（邮箱）、wecombot://…（企业微信）、dingtalk://…（钉钉）、feishu://…（飞书）或 json://…（网址）",
    "no message service has such an address, and nothing will ever arrive; write mailto://…, wecombot://…, dingtalk://…, feishu://… or json://… (a web hook)",
)
NO_PORT = Words(
    "端口不存在（只有 1 到 65535），通知永远发不出去；请改正冒号后的数字",
    "there is no such port (1 to 65535), and nothing will ever arrive; correct the number after the colon",
)
NOT_REACHED = Words(
    "{host} 不是公网地址，不会连接；确为本机关内网服务的，请写入 [alerts] may_reach",
    "{host} is no public address and is never connected to; where it is a service of the office's own network, name its range in [alerts] may_reach",
)
AT = Words(
    "office.toml people#{person}.channels#{channel}（{name}）：{why}",
    "office.toml people#{person}.channels#{channel} ({name}): {why}",
)


class ChannelAnswer(StrEnum):
    ANSWERS = "answers"
    REFUSES = "refuses"
    UNPROVEN = "unproven"  # whether a robot takes it, only a message shows


@dataclass(frozen=True, slots=True)
class CheckedChannel:
    """`channel` and `said` hold no secret."""

    channel: str
    result: ChannelAnswer
    said: str = ""


def check_channel(address: str, office: Office) -> CheckedChannel:
    """An e-mail server is greeted, secured and logged in to, as bounded as a letter is; of the
    others only the address is understood.
    """
    channel = channel_key(address)
    service = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if service is None:
        return CheckedChannel(channel, ChannelAnswer.REFUSES, BAD_ADDRESS)
    if not is_email(service):
        return CheckedChannel(channel, ChannelAnswer.UNPROVEN, type(service).__name__)
    with guarded(for_mail(office)) as mail:
        said = greet(service)
    said = mail.text or said
    return CheckedChannel(channel, ChannelAnswer.REFUSES if said else ChannelAnswer.ANSWERS, said)


def channel_warnings(office: Office) -> Iterator[Words]:
    """Channels at which nothing will ever arrive, as their addresses alone show. No secret is told."""
    for number, person in enumerate(office.people, start=1):
        for nth, address in enumerate(person.channels, start=1):
            if why := _never_arrives(address, office):
                place = {"person": number, "channel": nth, "name": person.name}
                yield Words(AT.zh.format(**place, why=why.zh), AT.en.format(**place, why=why.en))


def _never_arrives(address: str, office: Office) -> Words | None:
    service = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if service is None:
        return NO_CHANNEL
    port = getattr(service, "port", None)
    if isinstance(port, int) and not 0 < port < 1 << 16:
        return NO_PORT
    is_mail = is_email(service)
    host = str(getattr(service, "smtp_host" if is_mail else "host", ""))
    allowed = for_mail(office) if is_mail else for_services(office)
    if is_an_address(host) and is_refused(host, allowed.ranges):
        return NOT_REACHED.filled(host=host)
    return None
