"""Empty the outbox: every waiting message to every channel of its person that has not taken it yet.

At least once: a channel's word is written down before the next is asked; one that fails is asked
again at the next call, the message least tried first. Nothing is given up silently: a message waits
until every channel has taken it, and the outcome says what waits.

Sending holds the night's lock. A channel that gives no word is therefore asked once a call, however
many messages wait for it, and none for longer than CHANNEL_SECONDS.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, sleep
from typing import Any

import apprise
from apprise.result import AppriseResultStatus

from config.office import Office, Person
from monitor.alerts.channel_guard import Allowed, for_mail, for_services, guarded
from monitor.alerts.email import is_email, send_email
from monitor.alerts.not_taken import NoWord, Refusal
from monitor.alerts.robots import Robot, parts, robot_of, shorter
from monitor.alerts.when import is_quiet, may_try_again
from store.ledger import Ledger
from store.outbox import WaitingMessage, finish, record_attempt, waiting

NO_CHANNEL = "no channel"
BAD_ADDRESS = "not an address that the message service understands"
NO_SUCH_PERSON = "no such person in office.toml"
REFUSED = "{name} refused it: {code}"
NOT_ITS_OWN = "{name}: an answer that is not its own"
NOT_ASKED = "left for the next call: it gave no word, or had its time"
CHANNEL_SECONDS = 300.0  # for all messages of one call, the one under way finished
PAUSE_SECONDS = 3.1  # between the parts of one message: 企业微信 takes 20 a minute
MOST_CUTS = 3  # how often a part that is called too long is cut in two


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one message at one channel."""

    message: int
    person: str
    subject: str
    channel: str  # e.g. "email #1a2b3c4d": the kind and a key, no secret
    error: str = ""  # "" = taken
    is_refused: bool = False  # the service itself said no: waiting alone will not mend it


def send_waiting(
    ledger: Ledger, office: Office, now: datetime, *, patiently: bool = False
) -> list[Sent]:
    """Send what waits; what each channel said. Messages of people without a channel keep waiting
    and are reported.

    `patiently`: as the service sends, every few minutes: nobody in their quiet hours, and no
    channel again at once that has just failed. A person who calls `gongkai alert` wants it now.
    """
    people = {person.id: person for person in office.people}
    channels = _Channels()
    quiet = {person.id for person in office.people if patiently and is_quiet(person, office, now)}
    return [
        sent
        for message in sorted(waiting(ledger), key=_vain_attempts)
        if message.person not in quiet
        for sent in _send(ledger, message, people, office, now, channels, patiently=patiently)
    ]


def _vain_attempts(message: WaitingMessage) -> int:
    return max((failed.attempts for failed in message.failed.values()), default=0)


@dataclass(slots=True)
class _Channels:
    """What one call has seen of the channels, by their keys."""

    silent: set[str] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=dict)

    def are_done_with(self, channel: str) -> bool:
        return channel in self.silent or self.seconds.get(channel, 0.0) > CHANNEL_SECONDS

    def saw(self, channel: str, error: str, seconds: float) -> None:
        self.seconds[channel] = self.seconds.get(channel, 0.0) + seconds
        if isinstance(error, NoWord):
            self.silent.add(channel)


def _send(
    ledger: Ledger,
    message: WaitingMessage,
    people: Mapping[str, Person],
    office: Office,
    now: datetime,
    channels: _Channels,
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
        if channels.are_done_with(channel):
            failed = True
            record_attempt(ledger, message.id, channel, at=now, error=NOT_ASKED, was_asked=False)
            yield Sent(message.id, message.person, message.subject, channel, NOT_ASKED)
            continue

        def keep_part(part: str, channel: str = channel) -> None:
            record_attempt(ledger, message.id, f"{channel} {part}", at=now)

        taken = frozenset(
            key.removeprefix(f"{channel} ")
            for key in message.delivered
            if key.startswith(f"{channel} ")
        )
        began = monotonic()
        error = deliver(address, message, now, office, taken=taken, took=keep_part)
        channels.saw(channel, error, monotonic() - began)
        record_attempt(ledger, message.id, channel, at=now, error=error)
        failed = failed or bool(error)
        is_refused = isinstance(error, Refusal)
        yield Sent(message.id, message.person, message.subject, channel, error, is_refused)
    if not failed:
        finish(ledger, message.id, at=now)


def deliver(
    address: str,
    message: WaitingMessage,
    now: datetime,
    office: Office,
    *,
    taken: frozenset[str] = frozenset(),
    took: Callable[[str], None] = lambda _: None,
) -> str:
    """One message to one channel, guarded as `monitor.alerts.channel_guard` says; "" when it was
    taken, a Refusal where the service said no, a NoWord where nothing was said.

    `taken`: the parts ("2/3") that an earlier try has delivered, which are not sent again; `took`
    is told of each.
    """
    service = _service(address)
    if service is None:
        return BAD_ADDRESS
    if is_email(service):
        with guarded(for_mail(office)) as mail:
            error = send_email(service, message, now)
        return NoWord(mail.text) if mail.text else error
    robot = robot_of(service)
    if robot is None:
        if "overflow=" not in address:
            service.overflow_mode = apprise.OverflowMode.SPLIT  # several messages, nothing cut off
        return _posted(service, message.subject, message.body, for_services(office))
    return _delivered_in_parts(address, message, office, robot, taken, took)


def _delivered_in_parts(
    address: str,
    message: WaitingMessage,
    office: Office,
    robot: Robot,
    taken: frozenset[str],
    took: Callable[[str], None],
) -> str:
    """In order, so that the gravest comes first; what follows a part that was not taken waits."""
    cut = parts(message.subject, message.body, robot)
    for number, part in enumerate(cut, 1):
        name = f"{number}/{len(cut)}"
        if name in taken:
            continue
        if error := _part_delivered(address, part, office, robot, MOST_CUTS):
            return error
        if len(cut) > 1:
            took(name)
            if number < len(cut):
                sleep(PAUSE_SECONDS)
    return ""


def _part_delivered(address: str, part: str, office: Office, robot: Robot, cuts: int) -> str:
    error = _asked(address, part, for_services(office), robot)
    is_too_long = isinstance(error, Refusal) and error.code in robot.too_long
    halves = shorter(part, robot) if is_too_long and cuts else []
    if not halves:
        return error
    for half in halves:
        sleep(PAUSE_SECONDS)
        if error := _part_delivered(address, half, office, robot, cuts - 1):
            return error
    return ""


def _asked(address: str, part: str, allowed: Allowed, robot: Robot) -> str:
    """The robot's own word on one part, whatever the HTTP status says."""
    service = _service(address)
    service.overflow_mode = apprise.OverflowMode.UPSTREAM
    error = _posted(service, "", part, allowed)
    if allowed.text or not allowed.answers:
        return error
    try:
        code = robot.refusal(allowed.answers[-1])
    except ValueError:
        return error or NOT_ITS_OWN.format(name=robot.name)
    if code is None:
        return error
    refusal = Refusal(REFUSED.format(name=robot.name, code=code))
    refusal.code = code
    return refusal


def _posted(service: Any, title: str, body: str, allowed: Allowed) -> str:
    post = apprise.Apprise()
    post.add(service)
    with guarded(allowed):
        result = post.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT)
    # SUCCESS is 0: a status is compared by name, never by truth (docs/stack.md §12).
    if result.status is AppriseResultStatus.SUCCESS:
        return ""
    error = allowed.text or f"{type(service).__name__}: {result.status.name}"
    return error if allowed.answers else NoWord(error)


def _service(address: str) -> Any:
    """None for an address that the message service does not understand."""
    return apprise.Apprise.instantiate(address, suppress_exceptions=True)


def channel_key(address: str) -> str:
    """A name for a channel that survives in the ledger without its secrets: the scheme and a hash
    of the address. What has no scheme may be a secret as a whole.
    """
    scheme, separator, _ = address.partition("://")
    return f"{scheme if separator else '?'} #{hashlib.sha256(address.encode()).hexdigest()[:8]}"
