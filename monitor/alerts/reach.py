"""Does a channel let us in? Asked without sending anything to anybody."""

from dataclasses import dataclass
from enum import StrEnum

import apprise

from monitor.alerts.email import greet, is_email
from monitor.alerts.send import BAD_ADDRESS, channel_key


class ChannelReach(StrEnum):
    ANSWERS = "answers"
    REFUSES = "refuses"
    UNPROVEN = "unproven"  # a robot's door shows only by a message


@dataclass(frozen=True, slots=True)
class Reached:
    """`channel` and `said` hold no secret."""

    channel: str
    result: ChannelReach
    said: str = ""


def reach(address: str) -> Reached:
    """An e-mail server is greeted, secured and logged in to; of the others only the address is
    understood.
    """
    channel = channel_key(address)
    service = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if service is None:
        return Reached(channel, ChannelReach.REFUSES, BAD_ADDRESS)
    if not is_email(service):
        return Reached(channel, ChannelReach.UNPROVEN, type(service).__name__)
    said = greet(service)
    return Reached(channel, ChannelReach.REFUSES if said else ChannelReach.ANSWERS, said)
