"""Looking from a second vantage point: by its proxy, or by files that were made there and are
brought home.

Such a look asks one thing of each home page, does it open there, and only an open site counts: what
is closed inside as well proves nothing. A place that answers for addresses that do not exist (a
portal's login page, a proxy's error page with status 200) would open every site, so it is asked for
one first, and is not believed where it answers.
"""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from app.data_folder import DataFolder, open_data_folder
from app.night.crawl_and_merge import Progress
from app.night.lock import held_night
from config.errors import ConfigRefused, GongkaiError, NotFound, StoreFailed
from config.folder import Config
from config.office import Vantage
from config.unit import Unit
from config.words import Words
from crawler.canary import CanaryReport
from crawler.vantage import plan_entry_points
from crawler.workers.pool import crawl
from store.capture.file import CaptureFile, CrawlPlan
from store.capture.foreign_file import checked, refused
from store.clock import Clock
from store.merge.merge import merge
from store.merge.vantage_sites import KIND, run_for
from store.outcomes import OutcomeGroup
from store.privacy.key import key_at_hand
from store.urls import canonical

FORGIVEN_CLOCK = timedelta(hours=1)
OLDEST = timedelta(days=90)

UNKNOWN = Words(
    "office.toml 中没有名为“{name}”的检查点。请在 [[vantages]] 中登记。",
    "office.toml names no vantage point {name!r}; list it under [[vantages]].",
)
NO_PROXY = Words(
    "检查点“{name}”没有代理。请在该处运行 gongkai crawl --vantage {name} --to 文件夹，再用 gongkai intake 收取。",
    "The vantage point {name!r} has no proxy. Run gongkai crawl --vantage {name} --to DIR there, and take the files in with gongkai intake.",
)
ANSWERS_EVERYTHING = Words(
    "检查点“{name}”对并不存在的网址也有应答，所见不可信，未予采用。请检查其代理或上网认证。",
    "The vantage point {name!r} answers for addresses that do not exist; nothing seen from there was used. Look at its proxy or its login page.",
)
NOT_DECLARED = Words(
    "{path} 来自未登记的检查点“{name}”，未予收取。",
    "{path} comes from the vantage point {name!r}, which office.toml does not name.",
)
NOT_OURS = Words(
    "{path} 的单位或网址不在本机关名册内，未予收取。",
    "{path} speaks of a unit or an address that is not on our list; it was not taken in.",
)
WRONG_KIND = Words(
    "{path} 不是第二检查点的抓取文件，未予收取。",
    "{path} was not made by gongkai crawl --vantage; it was not taken in.",
)
WRONG_TIME = Words(
    "{path} 的时间不可信（{at}），未予收取。",
    "The time in {path} cannot be believed ({at}); it was not taken in.",
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One file: taken in now, or known already."""

    path: Path
    unit: str
    vantage: str
    is_new: bool
    opens: int  # entry points seen open
    looked: int


def the_vantage(config: Config, name: str) -> Vantage:
    """Raises NotFound for one that office.toml does not name."""
    found = config.office.vantage(name)
    if found is None:
        raise NotFound(UNKNOWN.filled(name=name))
    return found


def look_from(
    config: Config, name: str, clock: Clock, progress: Progress, *, only: Sequence[str] = ()
) -> list[TakenIn]:
    """Ask for the home pages by the proxy of `name`, now, and write down what opened there.

    Raises NotFound, ConfigRefused (no proxy), GongkaiError (it answers everything), AlreadyRunning,
    StoreFailed.
    """
    vantage = the_vantage(config, name)
    if not vantage.proxy:
        raise ConfigRefused(NO_PROXY.filled(name=name))
    with held_night(config.data), open_data_folder(config) as data_folder:
        return _looked_from(
            data_folder, vantage, _chosen(config, vantage, clock, only), clock, progress
        )


def look_from_everywhere(
    data_folder: DataFolder, clock: Clock, progress: Progress
) -> list[GongkaiError]:
    """Within a night: every vantage that has a proxy, at those sites that it is for. What one could
    not do is returned, not raised.
    """
    troubles: list[GongkaiError] = []
    for vantage in data_folder.config.office.vantages:
        units = _chosen(data_folder.config, vantage, clock, ()) if vantage.proxy else []
        units = (
            units if vantage.units else [unit for unit in units if _was_closed(data_folder, unit)]
        )
        try:
            if units:
                _looked_from(data_folder, vantage, units, clock, progress)
        except StoreFailed:
            raise
        except GongkaiError as trouble:
            troubles.append(trouble)
    return troubles


def with_troubles(report: CanaryReport, troubles: Sequence[GongkaiError]) -> CanaryReport:
    """What the night's note says of our own line, and what could not be looked at from elsewhere."""
    return replace(
        report,
        details="; ".join(
            filter(None, [report.details, *(trouble.words.en for trouble in troubles)])
        ),
    )


def make_files(
    config: Config,
    name: str,
    folder: Path,
    clock: Clock,
    progress: Progress,
    *,
    only: Sequence[str] = (),
) -> list[Path]:
    """Look from here, which is `name`, and leave one file a unit in `folder`, to be carried home.
    No ledger is touched.
    """
    vantage = the_vantage(config, name)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory(prefix="vantage-") as desk:
        for path in _crawled(
            config, vantage, _chosen(config, vantage, clock, only), Path(desk), clock, progress
        ):
            with CaptureFile.open(path) as file:
                plan = file.plan()
                file.seal()
            target = folder / f"{plan.started_at:%Y%m%dT%H%M%SZ}.{name}.{plan.unit}.sqlite"
            shutil.copyfile(path, target)
            made.append(target)
    return made


def take_in(
    config: Config, paths: Iterable[Path], clock: Clock
) -> tuple[list[TakenIn], list[GongkaiError]]:
    """Take files that were made elsewhere into the ledger, each once and whole; those refused are
    returned with the reason.

    Raises AlreadyRunning, and StoreFailed where a file of our own fails.
    """
    taken: list[TakenIn] = []
    troubles: list[GongkaiError] = []
    with held_night(config.data), open_data_folder(config) as data_folder:
        data_folder.ledger.sync_units(config.units, clock.now())
        for path in paths:
            with tempfile.TemporaryDirectory(prefix="intake-") as desk:
                try:
                    file = checked(path, Path(desk))
                except StoreFailed as trouble:
                    troubles.append(trouble)
                    continue
                with file:
                    trouble_or_none = _why_not(file, path, config, clock)
                    if trouble_or_none:
                        troubles.append(trouble_or_none)
                    else:
                        taken.append(_taken_in(data_folder, file, path))
    return taken, troubles


def _looked_from(
    data_folder: DataFolder,
    vantage: Vantage,
    units: Sequence[Unit],
    clock: Clock,
    progress: Progress,
) -> list[TakenIn]:
    data_folder.ledger.sync_units(data_folder.config.units, clock.now())
    with tempfile.TemporaryDirectory(prefix="vantage-") as desk:
        taken = []
        for path in _crawled(data_folder.config, vantage, units, Path(desk), clock, progress):
            with CaptureFile.open(path) as file:
                taken.append(_taken_in(data_folder, file, path))
        return taken


def _crawled(
    config: Config,
    vantage: Vantage,
    units: Sequence[Unit],
    desk: Path,
    clock: Clock,
    progress: Progress,
) -> list[Path]:
    """One finished file a unit. Raises GongkaiError where the vantage cannot be believed."""
    if _answers_everything(config, vantage, clock):
        raise GongkaiError(ANSWERS_EVERYTHING.filled(name=vantage.name))
    files, today = [], config.office.day_of(clock.now())
    for unit in units:
        rows = plan_entry_points(unit, today)
        if rows:
            plan = CrawlPlan.new(
                f"{today.isoformat()}.{vantage.name}", unit.id, KIND, clock.now(), vantage.name
            )
            with CaptureFile.create(desk / f"{unit.id}.sqlite", plan, rows) as file:
                files.append(file.path)
    known = {unit.id: unit for unit in units}
    crawl(
        files,
        config.office,
        known,
        config.rulebook,
        clock,
        progress,
        vantage=vantage.name,
        key=key_at_hand(config.data),
    )
    return files


def _answers_everything(config: Config, vantage: Vantage, clock: Clock) -> bool:
    from crawler.probing.probe import Prober  # loads an HTTP client; most offices have one line

    probe = Prober(config.office, clock, vantage=vantage).probe(
        f"http://{uuid4().hex}.invalid/", obeys_robots=False
    )
    return probe.status is not None and probe.status < 400


def _chosen(config: Config, vantage: Vantage, clock: Clock, only: Sequence[str]) -> list[Unit]:
    wanted, today = set(only or vantage.units), config.office.day_of(clock.now())
    return [
        unit
        for unit in config.units
        if (not wanted or unit.id in wanted) and unit.is_in_service(today)
    ]


def _was_closed(data_folder: DataFolder, unit: Unit) -> bool:
    entry_points = {canonical(site.url) for site in unit.sites}
    known = [page for page in data_folder.ledger.known_pages(unit.id) if page.url in entry_points]
    return any(
        page.last_outcome is not None and page.last_outcome.group is OutcomeGroup.UNREACHABLE
        for page in known
    )


def _taken_in(data_folder: DataFolder, file: CaptureFile, path: Path) -> TakenIn:
    plan, visits = file.plan(), list(file.visits())
    opens = {stored.visit.url for stored in visits if stored.visit.outcome.shows_the_page}
    is_new = not data_folder.ledger.has_merged(plan.file_id)
    if is_new:
        run_id = run_for(
            data_folder.ledger,
            data_folder.config.office.day_of(plan.started_at),
            plan.vantage,
            plan.started_at,
        )
        merge(file, data_folder.ledger, data_folder.archive, run_id=run_id)
    return TakenIn(
        path,
        plan.unit,
        plan.vantage,
        is_new,
        len(opens),
        len({stored.visit.url for stored in visits}),
    )


def _why_not(file: CaptureFile, path: Path, config: Config, clock: Clock) -> StoreFailed | None:
    """What a sound file says must also be ours: our vantage, our unit, its sites, a time that was."""
    plan, now = file.plan(), clock.now()
    if plan.kind != KIND or not _is_id(plan.file_id):
        return refused(WRONG_KIND, path)
    if config.office.vantage(plan.vantage) is None:
        return refused(NOT_DECLARED, path, name=plan.vantage[:60])
    unit = next((unit for unit in config.units if unit.id == plan.unit), None)
    entry_points = {canonical(site.url): site.id for site in unit.sites} if unit else {}
    visits = [stored.visit for stored in file.visits()]
    if (
        any(
            entry_points.get(stored.visit.url) != stored.site
            or stored.visit.vantage != plan.vantage
            for stored in file.visits()
        )
        or not unit
    ):
        return refused(NOT_OURS, path)
    for at in (plan.started_at, *(visit.at for visit in visits)):
        if (
            at.tzinfo is None
            or at > now + FORGIVEN_CLOCK
            or at < now - OLDEST
            or at < plan.started_at - FORGIVEN_CLOCK
        ):
            return refused(WRONG_TIME, path, at=at.isoformat())
    return None


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
