"""Our own slowness is known at the very moment at which a request's timer tells of its end."""

import asyncio
import time

from crawler.own_load import BEAT_S, OwnLoad


def test_a_timer_that_fires_before_the_beat_knows_of_the_standstill() -> None:
    async def lag_seen_by_the_timer() -> float:
        load, loop = OwnLoad(), asyncio.get_running_loop()
        async with load.place():
            await asyncio.sleep(0)
        seen: asyncio.Future[float] = loop.create_future()
        loop.call_later(0.01, lambda: seen.set_result(load.lag_s))
        time.sleep(4 * BEAT_S)  # a page that costs: the loop stands still
        return await seen

    assert asyncio.run(lag_seen_by_the_timer()) >= BEAT_S


def test_a_loop_that_turns_has_no_lag() -> None:
    async def lag() -> float:
        load = OwnLoad()
        async with load.place():
            await asyncio.sleep(2 * BEAT_S)
        return load.lag_s

    assert asyncio.run(lag()) < 4 * BEAT_S
