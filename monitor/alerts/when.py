"""When a waiting message may be sent: not in its reader's quiet hours, and not again at once where
a channel refused it. Pure.
"""

from datetime import datetime, time, timedelta

from config.office import Office, Person
from store.outbox import Failed

FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)


def is_quiet(person: Person, office: Office, now: datetime) -> bool:
    """Whether `now` lies in the person's quiet hours (own ones before the office's). `21:30-07:30`
    spans midnight.

    Operators have none of the office's: a night that failed is worth a disturbed sleep; their own
    they keep.
    """
    hours = (
        person.quiet
        if person.quiet is not None
        else office.alerts.quiet
        if person.role != "operator"
        else ""
    )
    if not hours:
        return False
    begin, end = (time.fromisoformat(part) for part in hours.split("-"))
    at = now.astimezone(office.zone).time()
    return begin <= at < end if begin <= end else at >= begin or at < end


def may_try_again(failed: Failed | None, now: datetime) -> bool:
    """A channel that failed is left alone for 5 minutes, then 10, 20 … up to 6 hours; it is never
    given up.
    """
    if failed is None:
        return True
    pause = min(FIRST_PAUSE * (1 << min(max(failed.attempts - 1, 0), 10)), LONGEST_PAUSE)
    return now >= failed.tried_at + pause
