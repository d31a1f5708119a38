"""A port of this machine, taken before anything is announced; and a server that ends when it is
told to.
"""

import errno
import os
import signal
import socket
import sys
from collections.abc import Callable
from threading import Timer
from types import FrameType

import uvicorn

from config.errors import CannotListen
from config.words import Words

BACKLOG = 2048  # connections that wait to be taken, as uvicorn's own
DRAIN_S = 2  # what an answer under way has to come to its end
END_S = 3.5  # then nothing is waited for: `systemctl stop` must be no matter of a minute

CANNOT_LISTEN = Words(
    "控制台未启动：无法监听 {host}:{port}，{cause}。请用 --port 或 --host 另选，或停止占用它的程序。",
    "The console did not start: {host}:{port} cannot be listened on, {cause}. Choose another with --port or --host, or stop what holds it.",
)
CAUSES = {
    errno.EADDRINUSE: Words("端口已被占用", "for the port is taken"),
    errno.EACCES: Words("当前用户无权使用此端口", "for this user may not take that port"),
    errno.EADDRNOTAVAIL: Words("不是本机地址", "for it is no address of this machine"),
}
OTHERWISE = Words("不是可用的本机地址", "for it is no address that can be listened on")


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises CannotListen: it is taken, or not to be had."""
    is_v6 = ":" in host
    family = socket.AF_INET6 if is_v6 else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, UnicodeError) as error:  # the second for what no name can be
        said = CANNOT_LISTEN.filled(
            host=f"[{host}]" if is_v6 else host,
            port=port,
            cause=CAUSES.get(getattr(error, "errno", None) or 0, OTHERWISE),
        )
        raise CannotListen(said) from error


class EndingServer(uvicorn.Server):
    """At the first signal it takes nothing more and lets answers under way end; after END_S it ends
    the process, whatever still holds it: a visitor who does not read, a document in its sandbox.

    Whatever was being written is whole or absent: every write of ours is a transaction.
    """

    def __init__(self, settings: uvicorn.Config, *, at_last: Callable[[], None]) -> None:
        super().__init__(settings)
        self.ended_by: int | None = None  # the signal
        self._at_last = at_last  # what is done even where the process is ended

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """As uvicorn's own, but for the deadline; and the signal is not raised once more, for then
        nothing round the server would be put away.
        """
        del frame
        if self.should_exit:
            self.force_exit = sig == signal.SIGINT
            return
        self.should_exit, self.ended_by = True, sig
        deadline = Timer(END_S, self._end, [sig])
        deadline.daemon = True
        deadline.start()

    def end(self) -> None:
        """Where a signal stopped it: leave at once, without waiting for threads at work."""
        if self.ended_by is not None:
            self._end(self.ended_by)

    def _end(self, sig: int) -> None:
        self._at_last()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(128 + sig if sig == signal.SIGINT else 0)
