"""An event loop in a thread of its own: how the tests' servers live beside what asks them."""

import asyncio
import threading
from collections.abc import Coroutine, Iterable
from typing import Any

from tests.waiting import SILENCE_S


class LoopThread:
    """Opens what `begin` opens, then serves until `stop`, when every port is free again."""

    def __init__(self, begin: Coroutine[Any, Any, Iterable[asyncio.Server]]) -> None:
        ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda *_: None)

        def run() -> None:
            self._servers = self._loop.run_until_complete(begin)
            ready.set()
            self._loop.run_forever()

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()
        assert ready.wait(SILENCE_S), "the sockets were not opened"

    def stop(self) -> None:
        """No answer is left half-said: what lies about is found by the next test. May be called
        again.
        """

        async def end() -> None:
            for server in self._servers:
                server.close()
            answers = asyncio.all_tasks() - {asyncio.current_task()}
            for answer in answers:
                answer.cancel()
            await asyncio.gather(*answers, return_exceptions=True)
            self._loop.stop()

        if self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(end(), self._loop)
        self._thread.join(SILENCE_S)
        if not self._loop.is_running():
            self._loop.close()
