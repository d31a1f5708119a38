"""Send what the nights have queued, or show what would be sent."""

import hashlib
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date, datetime
from functools import cache

from app.data_folder import ledger_path, read_ledger
from app.night.deadlines import not_to_be_told, said_of_open
from app.night.lock import held_night
from app.night.taking_back import as_told_today
from app.service.operators import forget, notify_operators
from config.errors import NotFound, StoreFailed
from config.folder import Config
from config.words import Words
from monitor.alerts.recomposing import SaidSince, recomposed
from monitor.alerts.send import Sent, send_waiting
from monitor.report.material import Material
from monitor.report.write import read_material
from store.ledger import Ledger, open_ledger
from store.outbox import NewMessage, WaitingMessage, hold_back, rewrite, waiting
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
    `send_waiting`. Each letter says what stands as it leaves: without what was taken back since or
    is held to be secret, with the days and persons that were named since.

    Raises AlreadyRunning where a night or another sender is at work: the ledger has one writer at
    a time, and nobody is notified twice. StoreFailed where there is no ledger: "nothing is waiting"
    would be said of a disk that is not mounted; the service, which sends again soon, sends nothing.
    """
    if not ledger_path(config.data).exists():
        if patiently:
            return []
        raise store_failed(MISSING, ledger_path(config.data))
    with held_night(config.data), closing(open_ledger(ledger_path(config.data))) as ledger:
        for message, new in _as_they_stand(config, ledger, config.office.day_of(now)):
            if new is None:
                hold_back(ledger, [message.id], at=now)
            else:
                rewrite(ledger, message, new)
        sent = send_waiting(ledger, config.office, now, patiently=patiently)
    _tell_of_refusals(config, sent, now)
    return sent


def waiting_alerts(config: Config, now: datetime) -> list[WaitingMessage]:
    """What would be sent. Nothing is written."""
    with read_ledger(config) as ledger:
        stands = {
            message.id: message.saying(new) if new else None
            for message, new in _as_they_stand(config, ledger, config.office.day_of(now))
        }
        said = [stands.get(message.id, message) for message in waiting(ledger)]
        return [message for message in said if message is not None]


def _as_they_stand(
    config: Config, ledger: Ledger, today: date
) -> list[tuple[WaitingMessage, NewMessage | None]]:
    said = said_of_open(config, ledger, today)
    since = SaidSince(
        *(said.deadlines, said.persons, said.escalated, said.secret),
        apart=not_to_be_told(config, ledger, today),
        today=today,
    )

    @cache
    def material_of(day: date) -> Material | None:
        with suppress(NotFound, StoreFailed):
            told = as_told_today(read_material(config.data, day), ledger, config, today)
            return told.without(told.ids & (since.apart - since.secret))
        return None

    return list(recomposed(ledger, config, material_of, since))


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
