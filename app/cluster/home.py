"""Home's side of a crawl that others do: each file goes out as a seed with a job, and what comes
home is checked, and merged by the one writer like any other.

Home trusts the queue for who took a crawl last, and nobody for the bytes: a file comes in when it
is as long as was said, hashes to what was said, is built as this program builds them, has ended,
and bears the file id, run, unit and kind that were sent.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

from app.cluster.likeness import wants, why_not_by_clock
from app.data_folder import DataFolder
from app.night.crawl_and_merge import Crawled, Progress, crawl_here, of_another_line, remove
from config.errors import GongkaiError, OutOfSpace, StoreFailed
from config.words import Words
from crawler.scope import host_of
from crawler.workers.progress_events import ProgressEvent
from crawler.workers.sharing import groups_by_server
from store.capture.file import CaptureFile, CrawlPlan
from store.capture.foreign_file import OF_A_CRAWL, checked
from store.clock import Clock
from store.cluster.crawl_jobs import CameHome, CrawlJobs, SentCrawl
from store.cluster.database import QueueDatabase
from store.cluster.file_share import NAME, FileShare, result_name, seed_name, sha256_of
from store.cluster.queue_view import keep
from store.cluster.workers import Workers
from store.outcomes import Ours
from store.privacy.key import office_key
from store.queries.overdue import NEVER, days_since_whole

POLL_S = 1.0
SEEN_TO_S = 10.0  # between two looks at what may have gone wrong
STILL_S = 600.0  # nobody works, and nothing comes home: said
PATIENCE_S = 4 * 3600.0  # beyond one crawl: the night ends with an error; the next one goes on

STANDS_STILL = Words(
    "队列已停滞 {minutes} 分钟：还有 {left} 个单位未抓取，没有工作机在运行。请启动 gongkai worker。",
    "The queue has stood still for {minutes} minutes: {left} crawls wait and no worker is at work. Start gongkai worker.",
)
GIVEN_UP = Words(
    "队列停滞，本次检查中止：还有 {left} 个单位未抓取。已抓取的不会丢失，下次检查会接着进行。",
    "The queue stands still; this night ends here with {left} crawls waiting. Nothing that was crawled is lost; the next night goes on with them.",
)
NOT_AS_SAID = Words(
    "{name}（来自 {worker}）与队列中的记录不符：{why}。未予收取，将重新抓取。",
    "{name} (from {worker}) is not what the queue says: {why}. It was refused and is crawled again.",
)
STRAY = Words(
    "汇集处有不属于任何任务的文件：{names}。未予收取。",
    "Files at home that belong to no job: {names}. They were refused.",
)
HALF = Words("只有 {size} 字节，应为 {said} 字节", "{size} bytes of {said}")
OTHER_BYTES = Words("校验值不符", "its hash is another")
OTHER_LINE = Words("不是该工作机所抓", "it was not crawled by that worker")
OTHER_CRAWL = Words("不是所要求的抓取", "it is another crawl than was asked for")


@dataclass(slots=True)
class Elsewhere:
    """A `Crawls` (app.night.crawl_and_merge) that has the files crawled by workers of a queue; open
    as a context. Raises StoreFailed where the queue cannot be reached.
    """

    queue: str
    home: str
    tell: Callable[[Words], None] | None = None
    poll_s: float = POLL_S
    seen_to_s: float = SEEN_TO_S
    still_s: float = STILL_S
    patience_s: float = PATIENCE_S
    _database: QueueDatabase = field(init=False)

    def __enter__(self) -> "Elsewhere":
        self._database = QueueDatabase(self.queue).__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def __call__(
        self, data_folder: DataFolder, files: Sequence[Path], clock: Clock, progress: Progress
    ) -> Iterator[Crawled]:
        """Each file as it comes home: it is merged while others are still crawled. Raises
        StoreFailed, OutOfSpace, GongkaiError (nobody works for the queue, or its clock is another):
        all resume.
        """
        language = data_folder.config.office.language

        def on_the_terminal(words: Words) -> None:
            print(words.text(language), file=sys.stderr, flush=True)

        jobs, share = CrawlJobs(self._database), FileShare(self.home)
        away = _Away(
            data_folder,
            jobs,
            Workers(self._database),
            share,
            progress,
            self.tell or on_the_terminal,
            clock,
        )
        why = why_not_by_clock(jobs.seconds_behind(clock.now()), "gongkai nightly")
        if why is not None:
            raise GongkaiError(why)
        here = away.send(files)
        try:
            yield from away.brought(files)
            yield from self._as_they_come(away)
            away.clear_up()
        finally:
            away.keep_view(is_under_way=False)
        if here:
            yield from crawl_here(data_folder, here, clock, progress)

    def _as_they_come(self, away: "_Away") -> Iterator[Crawled]:
        """Until all are home. Whatever is lost on the way is handed out again."""
        seen_to_at = said_at = away.moved_at
        patience_s = self.patience_s + away.longest_crawl_s
        while away.waiting:
            before = away.moved_at
            yield from away.fetch()
            now = monotonic()
            if away.moved_at > before:
                said_at = now
            if now - seen_to_at >= self.seen_to_s:
                seen_to_at = now
                if away.see_to():
                    said_at = now
                still, left = now - away.moved_at, len(away.waiting)
                if still > patience_s:
                    raise GongkaiError(GIVEN_UP.filled(left=left))
                if now - said_at > self.still_s:
                    said_at = now
                    away.tell(STANDS_STILL.filled(minutes=round(still / 60), left=left))
            if away.moved_at == before:
                sleep(self.poll_s)


@dataclass(slots=True)
class _Away:
    """The crawls of one call."""

    data_folder: DataFolder
    jobs: CrawlJobs
    workers: Workers
    share: FileShare
    progress: Progress
    tell: Callable[[Words], None]
    clock: Clock
    sender: str = field(default_factory=lambda: str(uuid4()))
    waiting: dict[str, Path] = field(default_factory=dict)
    plans: dict[str, CrawlPlan] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # names of files that came home
    moved_at: float = field(default_factory=monotonic)  # when the last one did
    _told: set[Words] = field(default_factory=set)

    @property
    def longest_crawl_s(self) -> float:
        return self.data_folder.config.office.crawl.minutes_per_unit * 60

    def send(self, files: Sequence[Path]) -> list[Path]:
        """Those that nobody has begun, each once, however often it is called. Returns what is not
        for others: files that were begun here, over our own line, and of units that are no longer
        there.
        """
        config = self.data_folder.config
        known = {unit.id: unit for unit in config.units}
        here = []
        for path in files:
            with CaptureFile.open(path) as file:
                plan = self.plans[file.plan().file_id] = file.plan()
                if file.line is not None:
                    continue
                if file.end() is not None or file.visit_count or plan.unit not in known:
                    here.append(path)
                else:
                    self.waiting[plan.file_id] = path
                    file.seal()
        units = [known[self.plans[file].unit] for file in self.waiting]
        locks: dict[str, str] = {}
        for group in groups_by_server(units, config.office.network.dns):
            hosts = [host_of(site.url) for index in group for site in units[index].sites]
            locks |= {units[index].id: f"server:{min(hosts)}" for index in group if hosts}
        ages = days_since_whole(self.data_folder.ledger, self.clock.now())
        crawls = [self._sent(file, path, locks, ages) for file, path in self.waiting.items()]
        self.jobs.send(crawls, self.sender)
        return here

    def _sent(
        self, file: str, path: Path, locks: Mapping[str, str], ages: Mapping[str, int]
    ) -> SentCrawl:
        plan, config = self.plans[file], self.data_folder.config
        self.share.put(path, seed_name(file))
        return SentCrawl(
            file,
            plan.run_id,
            plan.unit,
            plan.kind,
            wants(config, plan.unit),
            office_key(config.data),
            sha256_of(path),
            locks.get(plan.unit, f"unit:{plan.unit}"),
            ages.get(plan.unit, NEVER),
            self._seen_first_by(plan),
        )

    def _seen_first_by(self, plan: CrawlPlan) -> str:
        """Before anybody is named another line looks, if there is one."""
        first = self.data_folder.capture_path(plan.run_id, plan.unit, "nightly")
        if plan.kind != "second_look" or not first.exists():
            return ""
        with CaptureFile.open(first) as file:
            return file.line.id if file.line else ""

    def brought(self, files: Sequence[Path]) -> Iterator[Crawled]:
        """What others crawled for a night that was killed before it was merged."""
        for path, file in zip(files, self.plans, strict=True):
            with CaptureFile.open(path) as opened:
                has_come = opened.line is not None
            if has_come:
                yield of_another_line(self.data_folder, path, partial(self.jobs.forget, [file]))

    def fetch(self) -> Iterator[Crawled]:
        """What came home since."""
        for one in self.jobs.home(self.sender):
            path = self.waiting.get(one.file)
            if path is not None and self._is_fetched(one, path):
                yield of_another_line(self.data_folder, path, partial(self._merged, one))

    def _merged(self, one: CameHome) -> None:
        """Room is made at once; what cannot be taken away now is when all are in."""
        self.jobs.forget([one.file])
        with suppress(StoreFailed):
            self.share.remove(seed_name(one.file), result_name(one.file, one.attempt))

    def see_to(self) -> bool:
        """Hand out again what was lost, say what workers refuse. Whether somebody is at work."""
        self.keep_view(is_under_way=True)
        self.jobs.hand_out_again(self.sender)
        for words in self.jobs.refusals(self.sender):
            self._tell_once(words)
        return self.jobs.under_way(self.sender) > 0

    def clear_up(self) -> None:
        """Take away what is done with. What cannot be now is next time."""
        try:
            self.share.remove(*self._finished_names())
        except StoreFailed as trouble:
            self._tell_once(trouble.words)

    def _finished_names(self) -> list[str]:
        """Seeds and files of crawls that are in, and those of attempts that were overtaken, which
        are said.
        """
        mine, strays = [], []
        for name in self.share.names():
            found = NAME.fullmatch(name)
            if found and found[1] in self.plans:
                mine.append(name)
            if not found or (
                found[1] in self.plans and found[2] != "seed" and name not in self.taken
            ):
                strays.append(name)
        if strays:
            self.tell(STRAY.filled(names=" ".join(sorted(strays)[:20])))
        return mine

    def keep_view(self, *, is_under_way: bool) -> None:
        """For console, doctor, metrics and watchdog. That it cannot be kept stops no night."""
        moved_at = self.clock.now() - timedelta(seconds=monotonic() - self.moved_at)
        with suppress(StoreFailed):
            view = self.workers.view(self.sender)
            keep(
                self.data_folder.config.data,
                replace(view, is_under_way=is_under_way, moved_at=moved_at),
            )

    def _is_fetched(self, one: CameHome, path: Path) -> bool:
        if one.state == "given_up":
            with CaptureFile.open(path) as file:
                file.finish(f"{Ours.KILLED}: no worker could", not_judged=True)
        else:
            try:
                refusal = self._taken_in(one, path)
            except OutOfSpace:
                raise
            except StoreFailed as trouble:  # home's own place is out of reach: later
                self._tell_once(trouble.words)
                return False
            if refusal is not None:
                self.tell(refusal)
                self.jobs.send_again(one.file, self.sender)
                return False
        self.jobs.fetched(one.file)
        self.taken.add(result_name(one.file, one.attempt))
        self.moved_at = monotonic()
        del self.waiting[one.file]
        with CaptureFile.open(path) as file:
            done = sum(file.counts().values())
        self.progress(ProgressEvent(self.plans[one.file].unit, "ended", done, file=str(path)))
        return True

    def _taken_in(self, one: CameHome, path: Path) -> Words | None:
        """Put the file in the place of its seed; or why not."""
        name = result_name(one.file, one.attempt)
        coming = path.with_suffix(".coming")
        try:
            self.share.get(name, coming)
            why = self._why_not(one, coming)
            if why is not None:
                return NOT_AS_SAID.filled(name=name, worker=one.worker, why=why)
            remove(path)
            coming.replace(path)
        finally:
            coming.unlink(missing_ok=True)
        return None

    def _why_not(self, one: CameHome, coming: Path) -> Words | None:
        size = coming.stat().st_size
        if size != one.size:
            return HALF.filled(size=size, said=one.size)
        if sha256_of(coming) != one.sha256:
            return OTHER_BYTES
        with tempfile.TemporaryDirectory(prefix="home-", dir=coming.parent) as desk:
            try:
                with checked(coming, Path(desk), OF_A_CRAWL) as file:
                    found, line = file.plan(), file.line
            except OutOfSpace:
                raise
            except StoreFailed as trouble:
                return trouble.words
        if line is None or line.id != one.line:
            return OTHER_LINE
        return None if found == self.plans[one.file] else OTHER_CRAWL

    def _tell_once(self, words: Words) -> None:
        if words not in self._told:
            self._told.add(words)
            self.tell(words)
