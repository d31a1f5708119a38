"""The console put together and served: the reader, analysts' questions, the index kept fresh behind
it.
"""

import asyncio
import multiprocessing
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from datetime import date, datetime
from functools import partial
from threading import Event

import uvicorn

from app.counties.kept import CountiesKept
from app.data_folder import ledger_path, read_ledger
from app.exports.papers import notices_of
from app.looking.page_words import PageWords
from app.looking.spending import accounts_of
from app.night.indexing import refresh_in_background
from app.night.lock import held_night
from app.night.taking_back import as_told_today, take_back_at_once
from app.service.beside import beside
from app.service.listening import DRAIN_S, EndingServer, bound
from app.service.prompt_requests import PromptRequests
from config.errors import AlreadyRunning, GongkaiError
from config.folder import Config
from monitor.console.app import build
from monitor.console.context import Console
from monitor.console.data.process import DataProcess
from monitor.console.living import LivingConfig
from monitor.rectification.notice import NoticeMaterial
from monitor.report.material import Material
from monitor.report.write import read_material
from store.clock import Clock
from store.desk.desk import open_desk
from store.ledger import open_ledger
from store.search.index import is_stale

INDEX_EVERY_S = 300.0


def console_of(config: Config, clock: Clock | None = None) -> Console:
    """The console of this office. Raises StoreFailed where the desk cannot be opened."""
    living, clock = LivingConfig.of(config), clock or Clock()
    return Console(
        living,
        open_desk(config.data),
        PageWords(config.rulebook),
        accounts_of,
        clock,
        take_back=lambda: take_back_at_once(living(), living().office.day_of(clock.now())),
        told_today=lambda day: told_today(living(), day, clock.now()),
        counties=CountiesKept(living, lambda: living().office.day_of(clock.now())),
        notice=lambda unit: _notice(living(), unit),
    )


def _notice(config: Config, unit_id: str) -> NoticeMaterial | None:
    """None for a unit that is not on the office's list. Raises NotFound, StoreFailed."""
    _, notices = notices_of(config, [unit for unit in config.units if unit.id == unit_id])
    return notices[0] if notices else None


def told_today(config: Config, day: date, now: datetime) -> Material:
    """What the papers of that day are made of, as of now. Raises NotFound, StoreFailed."""
    with read_ledger(config) as ledger:
        material = read_material(config.data, day)
        return as_told_today(material, ledger, config, config.office.day_of(now))


def mounted(config: Config, clock: Clock | None = None) -> Mapping[str, DataProcess]:
    """Path to what else is served behind the console's login."""
    return {"/data": DataProcess(config.data, config.office.language, config.folder, clock)}


def serve(
    config: Config,
    *,
    host: str,
    port: int,
    announce: Callable[[int], None],
    clock: Clock | None = None,
) -> None:
    """Serve until stopped; `announce` is called with the port once it is ours.

    Raises CannotListen before anything is announced, StoreFailed. A signal ends the process.
    """
    mounts = mounted(config, clock)
    console = console_of(config, clock)
    settings = uvicorn.Config(
        build(console, mounts),
        http=PromptRequests,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # monitor.console.forwarded knows whom to believe
        lifespan="off",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=DRAIN_S,
    )
    with closing(bound(host, port)) as listener:
        bring_ledger_up_to_date(config)
        announce(listener.getsockname()[1])
        with index_kept_fresh(config), counties_kept_fresh(console):
            server = EndingServer(settings, at_last=lambda: end_children(mounts))
            asyncio.run(server.serve(sockets=[listener]))
    server.end()


def end_children(mounts: Mapping[str, DataProcess]) -> None:
    """The processes of analysts' questions and of the search index, where there are any: what the
    latter took in stays.
    """
    for mount in mounts.values():
        mount.end()
    for child in multiprocessing.active_children():
        child.kill()


def bring_ledger_up_to_date(config: Config) -> None:
    """After an upgrade of the program the ledger lacks what is new; readers cannot add it, so it is
    done once, here.

    Left to the night that is under way, where there is one. Raises StoreFailed.
    """
    if not ledger_path(config.data).exists():
        return
    with suppress(AlreadyRunning), held_night(config.data):
        open_ledger(ledger_path(config.data)).close()


def index_kept_fresh(config: Config) -> AbstractContextManager[None]:
    """While inside, a process brings the search index up to the ledger whenever it has fallen back."""
    return beside("search-index", partial(_keep_fresh, config))


def counties_kept_fresh(console: Console) -> AbstractContextManager[None]:
    """The same of the counties below this office, where it names any."""
    kept = console.counties
    if isinstance(kept, CountiesKept) and console.config().office.province.counties:
        return beside("counties", kept.follow)
    return nullcontext()


def _keep_fresh(config: Config, stop: Event) -> None:
    while not stop.is_set():
        if _has_fallen_back(config):
            worker = multiprocessing.get_context("spawn").Process(
                target=refresh_in_background, args=(str(config.folder),), daemon=True
            )
            worker.start()
            while worker.is_alive() and not stop.wait(0.5):
                pass
            worker.kill()
            worker.join()
        stop.wait(INDEX_EVERY_S)


def _has_fallen_back(config: Config) -> bool:
    try:
        with read_ledger(config) as ledger:
            return is_stale(config.data, ledger)
    except GongkaiError:
        return False  # before the first night there is nothing to look for
