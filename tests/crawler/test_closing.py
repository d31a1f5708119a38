"""One Deferred, one owner: the engine's handler closes its pool without AlreadyCalledError, whatever
comes in the same turn of the loop.
"""

import subprocess
import sys
from pathlib import Path

from tests.reliability.promises import ONE_OWNER
from tests.reliability.rows import row
from tests.reliability.scales import scales

ROOT = Path(__file__).parents[2]
# The pool's connections end in the very turn in which the wait for them is over.
SCRIPT = """
import asyncio, sys, time
from scrapy.utils.reactor import install_reactor
install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
from twisted.internet import defer, reactor
from twisted.python import log
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
import crawler.transport.download_handler as polite
log.startLogging(sys.stdout)
polite.CLOSE_S = 0.05

class Pool:
    def closeCachedConnections(self):
        closed, loop = defer.Deferred(), asyncio.get_running_loop()
        loop.call_later(0.01, closed.callback, None)
        loop.call_soon(time.sleep, 0.3)  # a busy machine: both are due when it comes back
        return closed

async def close():
    handler = object.__new__(polite.PoliteHandler)
    handler._pool, handler._disconnect_timeout = Pool(), 0.05
    await getattr({handler}, "close")(handler)
    await asyncio.sleep(0.1)
    print("closed", flush=True)
    reactor.stop()

reactor.callWhenRunning(lambda: asyncio.ensure_future(close()))
reactor.run()
"""


@scales(few=1, soak=10)
def test_the_pool_has_one_owner(size: int, is_soak: bool) -> None:
    """The engine's own is asked as well: where it no longer raises, ours can go."""
    with row(ONE_OWNER.fault, ONE_OWNER.what, soak=is_soak) as counted:
        for _ in range(size):
            said = closing("polite.PoliteHandler")
            counted.point("AlreadyCalledError" if "AlreadyCalledError" in said else "")
    assert "AlreadyCalledError" in closing("HTTP11DownloadHandler")


def closing(handler: str) -> str:
    """All that was said while it closed."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("{handler}", handler)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "closed" in done.stdout, done.stderr
    return done.stdout + done.stderr
