"""Empty the outbox: every waiting message to every channel of its person that has not taken it yet.

At least once: a channel's word is written down before the next is asked; one that fails is asked
again at the next call. Nothing is given up silently: a message waits until every channel has taken
it, and the outcome says what waits.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import apprise
from apprise.result import AppriseResultStatus

from config.office import Office, Person
from monitor.alerts.email import is_email, send_email
from monitor.alerts.guard import for_mail, for_services, guarded
from monitor.alerts.when import is_quiet, may_try_again
from store.ledger import Ledger
from store.outbox import WaitingMessage, finish, record_attempt, waiting

NO_CHANNEL = "no channel"
BAD_ADDRESS = "not an address that the message service understands"
NO_SUCH_PERSON = "no such person in office.toml"


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one message at one channel."""

    message: int
    person: str
    subject: str
    channel: str  # e.g. "email #1a2b3c4d": the kind and a key, no secret
    error: str = ""  # "" = taken


def send_waiting(
    ledger: Ledger, office: Office, now: datetime, *, patiently: bool = False
) -> list[Sent]:
    """Send what waits; what each channel said. Messages of people without a channel keep waiting
    and are reported.

    `patiently`: as the service sends, every few minutes: nobody in their quiet hours, and no
    channel again at once that has just failed. A person who calls `gongkai alert` wants it now.
    """
    people = {person.id: person for person in office.people}
    quiet = {person.id for person in office.people if patiently and is_quiet(person, office, now)}
    return [
        sent
        for message in waiting(ledger)
        if message.person not in quiet
        for sent in _send(ledger, message, people, office, now, patiently=patiently)
    ]


def _send(
    ledger: Ledger,
    message: WaitingMessage,
    people: Mapping[str, Person],
    office: Office,
    now: datetime,
    *,
    patiently: bool,
) -> Iterator[Sent]:
    person = people.get(message.person)
    if person is None or not person.channels:
        why = NO_CHANNEL if person else NO_SUCH_PERSON
        yield Sent(message.id, message.person, message.subject, "-", why)
        return
    failed = False
    for address in person.channels:
        channel = channel_key(address)
        if channel in message.delivered:
            continue
        if patiently and not may_try_again(message.failed.get(channel), now):
            failed = True
            continue
        error = deliver(address, message, now, office)
        record_attempt(ledger, message.id, channel, at=now, error=error)
        failed = failed or bool(error)
        yield Sent(message.id, message.person, message.subject, channel, error)
    if not failed:
        finish(ledger, message.id, at=now)


def deliver(address: str, message: WaitingMessage, now: datetime, office: Office) -> str:
    """One message to one channel, guarded as `monitor.alerts.guard` says; "" when it was taken."""
    service = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if service is None:
        return BAD_ADDRESS
    if is_email(service):
        with guarded(for_mail(office)) as mail:
            error = send_email(service, message, now)
        return mail.text or error
    if "overflow=" not in address:
        # 企业微信 takes 2,048 characters: several messages, nothing cut off
        service.overflow_mode = apprise.OverflowMode.SPLIT
    post = apprise.Apprise()
    post.add(service)
    with guarded(for_services(office)) as allowed:
        result = post.notify(
            title=message.subject, body=message.body, body_format=apprise.NotifyFormat.TEXT
        )
    # SUCCESS is 0: a status is compared by name, never by truth (docs/stack.md §12).
    if result.status is AppriseResultStatus.SUCCESS:
        return ""
    return allowed.text or f"{type(service).__name__}: {result.status.name}"


def channel_key(address: str) -> str:
    """A name for a channel that survives in the ledger without its secrets: the scheme and a hash
    of the address.
    """
    return f"{address.partition(':')[0]} #{hashlib.sha256(address.encode()).hexdigest()[:8]}"
