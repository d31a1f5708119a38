"""The process in which analysts' questions are answered: Datasette behind a Unix socket.

What SQLite may hold is bounded for a whole process (`store.queries.analyst.HEAP_BYTES`), and so is
the address space: where a question comes near either, it is this process alone that has no memory
left (docs/decisions/0035).
"""

import asyncio
import os
import resource
import socket
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

import uvicorn

from config.folder import load
from monitor.console.living import LivingConfig
from store.clock import Clock

ADDRESS_BYTES = 2 << 30  # of address space, which threads reserve far more of than they use
NICE = 5  # the console's pages go first
DRAIN_S = 2  # what an answer under way has to come to its end


def answer(
    listener: socket.socket, data: Path, language: str, office: Path | None, clock: Clock
) -> None:
    """Serve what comes in there until told to end, or until the parent is gone. `office` is the
    folder of the office's files, None where nothing is known of it.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    os.nice(NICE)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = ADDRESS_BYTES if hard == resource.RLIM_INFINITY else min(ADDRESS_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    # here alone: the console stays without Datasette
    from monitor.analysts.beside import AnalystRows
    from monitor.console.data.pages import build

    config = LivingConfig.of(load(office)) if office else None
    settings = uvicorn.Config(
        build(data, language, AnalystRows(data, config, clock)),
        http="h11",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        forwarded_allow_ips="*",  # whoever comes through this socket is the console
        lifespan="off",
        timeout_graceful_shutdown=DRAIN_S,
    )
    asyncio.run(uvicorn.Server(settings).serve(sockets=[listener]))


def _end_with(parent: BaseProcess) -> None:
    """A console that was killed ends no children by itself."""
    parent.join()
    os._exit(1)
