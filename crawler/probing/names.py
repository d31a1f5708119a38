"""First stage: where the name leads, by the guard that the spider asks too."""

import asyncio

from crawler.probing.walk import Ended
from crawler.transport.guard import Answer, Guard


def resolved(host: str, guard: Guard, *, is_entry: bool) -> Answer:
    """Addresses that may be connected to. Raises Ended where there are none, with the resolver's
    own errno.
    """
    answer = asyncio.run(guard.look_up(host))
    answer = answer.for_entry_point() if is_entry else answer
    if answer.outcome is not None:
        raise Ended(answer.outcome, answer.reason, answer.errno)
    return answer
