"""Does a channel let us in? Asked without sending anything to anybody."""

from dataclasses import dataclass
from enum import StrEnum

import apprise

from config.office import Office
from monitor.alerts.channel_guard import for_mail, guarded
from monitor.alerts.email import greet, is_email
from monitor.alerts.send import BAD_ADDRESS, channel_key


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
