"""Send what the nights have queued, or show what would be sent."""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from app.data_folder import ledger_path, read_ledger
from app.night.deadlines import not_to_be_told
from app.night.lock import held_night
from app.service.operators import forget, notify_operators
from config.folder import Config
from config.words import Words
from monitor.alerts.send import Sent, send_waiting
from store.ledger import open_ledger
from store.outbox import WaitingMessage, hold_back, waiting, waiting_of
from store.sqlite_file import MISSING, store_failed

NOTE = "refused_messages"
SUBJECT = Words("{city}：有通知被对方服务拒收", "{city}: a service refuses messages")
TOLD = Words(
    "以下渠道拒收通知，消息保留待重发，但只等待不会好转：{channels}。请核对机器人的密钥、关键词和安全设置，改正后会自动补发。",
    "These channels refuse messages, which are kept; waiting alone will not mend it: {channels}. Check the robot's key, keyword and security settings; once mended they are sent by themselves.",
)
ONE = Words("{person} 的 {channel}（{error}）", "{channel} of {person} ({error})")


def send_alerts(config: Config, now: datetime, *, patiently: bool = False) -> list[Sent]:
    """Send every waiting message to every channel that has not taken it; `patiently` as in
    `send_waiting`. One that accuses by what was taken back since, or is held to be secret, is held
    back.

    Raises AlreadyRunning where a night or another sender is at work: the ledger has one writer at
    a time, and nobody is notified twice. StoreFailed where there is no ledger: "nothing is waiting"
    would be said of a disk that is not mounted; the service, which sends again soon, sends nothing.
    """
    if not ledger_path(config.data).exists():
        if patiently:
            return []
        raise store_failed(MISSING, ledger_path(config.data))
    with held_night(config.data), closing(open_ledger(ledger_path(config.data))) as ledger:
        apart = not_to_be_told(config, ledger, config.office.day_of(now))
        hold_back(ledger, waiting_of(ledger, apart), at=now)
        sent = send_waiting(ledger, config.office, now, patiently=patiently)
    _tell_of_refusals(config, sent, now)
    return sent


def waiting_alerts(config: Config) -> list[WaitingMessage]:
    """What would be sent. Nothing is written."""
    with read_ledger(config) as ledger:
        today = config.office.day_of(datetime.now(UTC))
        held = waiting_of(ledger, not_to_be_told(config, ledger, today))
        return [message for message in waiting(ledger) if message.id not in held]


def _tell_of_refusals(config: Config, sent: Sequence[Sent], now: datetime) -> None:
    """Told to the operators once for each set of refusals: nobody reads the service's log."""
    refused = {(one.person, one.channel, one.error) for one in sent if one.is_refused}
    if not refused:
        if any(not one.error for one in sent):
            forget(config, NOTE)
        return
    episode = hashlib.sha256(repr(sorted(refused)).encode()).hexdigest()[:12]
    names = [ONE.filled(person=p, channel=c, error=e) for p, c, e in sorted(refused)]
    channels = Words("；".join(one.zh for one in names), "; ".join(one.en for one in names))
    notify_operators(config, now, NOTE, episode, SUBJECT, TOLD.filled(channels=channels))
