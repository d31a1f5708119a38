"""Channels that take what waits, without a channel."""

from datetime import UTC, datetime

from store.ledger import Ledger
from store.outbox import finish, record_attempt, waiting

AT = datetime(2012, 11, 23, 3, 0, tzinfo=UTC)


def deliver(ledger: Ledger, *, person: str = "") -> None:
    """Every waiting message, or those of one person, is taken by its channel."""
    for message in waiting(ledger):
        if person in ("", message.person):
            record_attempt(ledger, message.id, "mailto #1a2b3c4d", at=AT)
            finish(ledger, message.id, at=AT)


def hear(ledger: Ledger, at: datetime) -> None:
    """Every waiting message is taken by one of its channels; another is still to take it."""
    for message in waiting(ledger):
        record_attempt(ledger, message.id, "mailto #1a2b3c4d", at=at)


def refuse(ledger: Ledger) -> None:
    """The channels are asked, and take nothing but the first part of it."""
    for message in waiting(ledger):
        record_attempt(ledger, message.id, "mailto #1a2b3c4d 1/3", at=AT)
        record_attempt(ledger, message.id, "mailto #1a2b3c4d", at=AT, error="452")
