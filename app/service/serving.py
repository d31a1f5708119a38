"""The console put together and served: configuration that follows its files, the reader, the index
kept fresh behind it.
"""

import asyncio
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Event, Lock, Thread

import uvicorn

from app.counties.kept import CountiesKept, kept_fresh
from app.data_folder import ledger_path, read_ledger
from app.looking.page_words import PageWords
from app.looking.spending import accounts_of
from app.night.indexing import refresh_in_background
from app.night.lock import held_night
from app.night.taking_back import as_told_today, take_back_at_once
from app.service.listening import DRAIN_S, EndingServer, bound
from app.service.prompt_requests import PromptRequests
from config.errors import AlreadyRunning, ConfigRefused, GongkaiError
from config.folder import Config, load
from monitor.console.app import build
from monitor.console.context import Console
from monitor.console.data.process import DataProcess
from monitor.report.material import Material
from monitor.report.write import read_material
from store.clock import Clock
from store.desk.desk import open_desk
from store.ledger import open_ledger
from store.search.index import is_stale

LOOKED_AT_EVERY_S = 3.0  # how soon a changed setting is seen
INDEX_EVERY_S = 300.0


@dataclass(slots=True)
class LivingConfig:
    """The office's configuration as its files stand; while they are broken, as they last were good
    (docs/faults.md O1).
    """

    folder: Path
    current: Config
    _seen: tuple[tuple[str, int], ...] = ()
    _looked_at: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def __call__(self) -> Config:
        with self._lock:
            if time.monotonic() - self._looked_at >= LOOKED_AT_EVERY_S:
                self._look()
            return self.current

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        stamps = _stamps(self.folder)
        if self._seen and stamps != self._seen:
            try:
                self.current = load(self.folder)
            except (ConfigRefused, OSError):
                return  # looked at again until it is good
        self._seen = stamps


def console_of(config: Config, clock: Clock | None = None) -> Console:
    """The console of this office. Raises StoreFailed where the desk cannot be opened."""
    living = LivingConfig(config.folder, config, _stamps(config.folder), time.monotonic())
    time_told = clock or Clock()
    return Console(
        living,
        open_desk(config.data),
        PageWords(config.rulebook),
        accounts_of,
        time_told,
        take_back=lambda: take_back_at_once(living()),
        told_today=lambda day: told_today(living(), day, time_told.now()),
        counties=CountiesKept(living, lambda: living().office.day_of(time_told.now())),
    )


def told_today(config: Config, day: date, now: datetime) -> Material:
    """What the papers of that day are made of, as of now. Raises NotFound, StoreFailed."""
    with read_ledger(config) as ledger:
        material = read_material(config.data, day)
        return as_told_today(material, ledger, config, config.office.day_of(now))


def mounted(config: Config) -> Mapping[str, DataProcess]:
    """Path to what else is served behind the console's login."""
    return {"/data": DataProcess(config.data, config.office.language)}


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
    mounts = mounted(config)
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


@contextmanager
def index_kept_fresh(config: Config) -> Iterator[None]:
    """While inside, a process brings the search index up to the ledger whenever it has fallen back."""
    stop = Event()
    thread = Thread(target=_keep_fresh, args=(config, stop), daemon=True, name="search-index")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(1)


def counties_kept_fresh(console: Console) -> AbstractContextManager[None]:
    """The same of the counties below this office, where it names any."""
    kept = console.counties
    if isinstance(kept, CountiesKept) and console.config().office.province.counties:
        return kept_fresh(kept)
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


def _stamps(folder: Path) -> tuple[tuple[str, int], ...]:
    """Which files there are and when each was last written."""
    return tuple(
        (path.name, path.stat().st_mtime_ns)
        for path in sorted([*folder.glob("*.toml"), *folder.glob("units/*.toml")])
    )
