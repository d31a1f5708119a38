"""First stage: where the name leads, by the guard that the spider asks too."""

import asyncio

from crawler.probing.walk import Ended
from crawler.transport.address_guard import AddressGuard, Resolution


def resolved(host: str, guard: AddressGuard, *, is_entry: bool) -> Resolution:
    """Addresses to connect to. Raises Ended, with the resolver's own errno, where none are."""
    answer = asyncio.run(guard.look_up(host))
    answer = answer.for_entry_point() if is_entry else answer
    if answer.outcome is not None:
        raise Ended(answer.outcome, answer.reason, answer.errno)
    return answer
