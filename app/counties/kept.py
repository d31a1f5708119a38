"""What was read of the counties, kept for the console: a page never waits for a hundred ledgers to
be checked. A county is read anew when its files have changed, or a day has begun.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from errno import ENOENT
from pathlib import Path
from threading import Event

from app.counties.reading import data_of, read_county, stale
from app.data_folder import ledger_path
from config.errors import NotFound
from config.folder import Config
from config.office import CountyBelow
from monitor.counties.county import WORDS, Counties, CountyRead, CountyUnread, Unread
from monitor.counties.union import Together, together
from store.desk.desk import desk_path

LOOKED_AT_EVERY_S = 60.0

Stamp = tuple[object, ...]


@dataclass(slots=True)
class CountiesKept:
    """Called, it says what is known now; `refresh` brings it up to the files, in a thread of its
    own. `config` and `today` are asked each time.
    """

    config: Callable[[], Config]
    today: Callable[[], date]
    _found: dict[str, tuple[Stamp, CountyRead | CountyUnread]] = field(default_factory=dict)
    _last: tuple[Config, Together] | None = None

    def __call__(self) -> Together:
        """Raises NotFound where the office names no county."""
        config = self.config()
        named = config.office.province.counties
        if not named:
            raise NotFound(WORDS["none_named"])
        counties = Counties(tuple(self._known(county) for county in named))
        last = self._last
        if last and last[0] is config and _are_same(last[1].counties, counties):
            return last[1]
        found = together(counties, config.office, self.today())
        self._last = (config, found)
        return found

    def follow(self, stop: Event) -> None:
        while not stop.is_set():
            self.refresh()
            stop.wait(LOOKED_AT_EVERY_S)

    def refresh(self) -> None:
        config, today = self.config(), self.today()
        for county in config.office.province.counties:
            stamp = _stamp(config, county, today)
            known = self._found.get(county.id)
            if known is None or known[0] != stamp:
                self._found[county.id] = (stamp, read_county(config, county, today))
        with suppress(NotFound):
            self()  # put together here, so that no page does it

    def _known(self, county: CountyBelow) -> CountyRead | CountyUnread:
        """Before the first reading it is not read."""
        stamp_and_found = self._found.get(county.id)
        if stamp_and_found is None:
            stamp_and_found = self._found.setdefault(
                county.id, ((), CountyUnread(county, Unread.NOT_YET))
            )
        known = stamp_and_found[1]
        if isinstance(known, CountyRead):  # whatever became of the thread, old news is old
            return stale(self.config(), known, self.today()) or known
        return known


def _are_same(before: Counties, now: Counties) -> bool:
    """Whether nothing was read since."""
    pairs = zip(before.all, now.all, strict=False)
    return len(before.all) == len(now.all) and all(one is other for one, other in pairs)


def _stamp(config: Config, county: CountyBelow, today: date) -> Stamp:
    """What a reading rests on: the county as it is named, the day, and each file that bears on it."""
    data = data_of(config, county)
    reports = sorted(data.glob("reports/*/inspection.json"))[-1:]
    ledger = ledger_path(data)
    files = (ledger, ledger.with_name("ledger.db-wal"), desk_path(data), *reports)
    limit = config.office.province.stale_after_days
    return (county.model_dump_json(), limit, today, *map(_state, files))


def _state(path: Path) -> tuple[str, int, int, int] | str:
    try:
        found = path.stat()
    except OSError as error:
        return f"{path}: {error.errno}"
    if path.name.endswith("-wal") and not found.st_size:
        return f"{path}: {ENOENT}"  # readers leave an empty log behind
    return str(path), found.st_ino, found.st_size, found.st_mtime_ns
