"""The nights so far: the ledger, SQLite, the last complete night, backups, probes, messages that
wait, the scheduler.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.data_folder import ledger_path, read_ledger
from app.doctor.check import BAD, GOOD, WARN, Check, judged, plain, words
from app.night.lock import holder, is_held
from app.night.time_stamping import roots_of
from app.service.backing_up import newest_backup_at
from app.service.health import health, health_words
from config.errors import OutOfSpace, StoreFailed
from config.folder import Config
from config.words import Words
from store.sealing import manifests
from store.sqlite_version import sqlite_version

NIGHTS = Words("夜间检查", "nights")
PROBES = Words("可用性探测", "probes")
MESSAGES = Words("待发通知", "messages waiting")
ASK_WHY = Words(
    "运行 gongkai alert 可查看未送达的原因", "gongkai alert says why they were not taken"
)
START = Words(
    "请运行 gongkai schedule（或 deploy/systemd 中的服务）",
    "run gongkai schedule (or the services of deploy/systemd)",
)
TIME_STAMPS = Words("时间戳", "time stamps")
STAMPS_WAIT = Words(
    "{n}夜清单尚未盖章（{cause}）", "the manifests of {n} nights wait for their stamp ({cause})"
)
ASK_AGAIN = Words(
    "每夜会再次送交；请核对 timestamps.authority",
    "asked for again every night; check timestamps.authority",
)
NO_ROOTS = Words(
    "根证书文件无法读取，签名未核对",
    "the file of root certificates cannot be read: no signature is checked",
)
CHECK_ROOTS = Words("请核对 timestamps.roots（PEM）", "check timestamps.roots (PEM)")
MAKE_ROOM = Words(
    "请腾出磁盘空间，账本本身完好", "make room on the disk; the ledger itself is intact"
)
RESTORE = Words("请用 gongkai restore 恢复备份", "restore a backup: gongkai restore")
FIRST = Words(
    "请运行 gongkai nightly，或让 gongkai schedule 运行过夜",
    "run gongkai nightly, or let gongkai schedule run overnight",
)


def night_checks(config: Config, now: datetime) -> Iterator[Check]:
    """The checks one by one; without a readable ledger they end there, and StoreFailed is told
    as a check, never raised; a probe is fresh for 24 hours, a backup for two days.
    """
    yield _sqlite()
    yield _scheduler(config)
    if not ledger_path(config.data).exists():
        yield Check("nights", NIGHTS, WARN, Words("尚无账本", "no ledger yet"), FIRST)
        return
    try:
        found = health(config, now)
    except StoreFailed as error:
        remedy = MAKE_ROOM if isinstance(error, OutOfSpace) else RESTORE
        yield Check("ledger", Words("账本", "ledger"), BAD, error.words, remedy)
        return
    seen = health_words(found, config)
    yield judged("nights", NIGHTS, seen, is_good=found.is_alive, remedy=START, otherwise=BAD)
    yield _backup(config, now)
    if config.office.timestamps.authority:
        yield _time_stamps(config)
    if config.office.schedule.probes_per_day:
        last = found.signs.last_probe
        seen = plain(last) if last else Words("尚无", "none yet")
        is_fresh = last is not None and now - last <= timedelta(hours=24)
        yield judged("probes", PROBES, seen, is_good=is_fresh, remedy=START)
    waiting = found.signs.waiting_messages
    yield judged("messages", MESSAGES, plain(waiting), is_good=not waiting, remedy=ASK_WHY)


def _scheduler(config: Config) -> Check:
    title = Words("定时服务", "scheduler")
    if is_held(config.data, "schedule"):
        who = holder(config.data, "schedule")
        seen = words("进程 {p}，自 {s}", "process {p}, since {s}", p=who.pid, s=who.since)
        return Check("scheduler", title, GOOD, seen)
    return Check("scheduler", title, WARN, Words("未在运行", "not running"), START)


def _sqlite() -> Check:
    found = sqlite_version()
    state = BAD if not found.is_usable else WARN if found.has_wal_bug else GOOD
    return Check("sqlite", plain("SQLite"), state, found.words)


def _time_stamps(config: Config) -> Check:
    """Also a file of roots that nobody can read: then a stamp's signature is not checked."""
    with read_ledger(config) as ledger:
        waiting = manifests.waiting(ledger)
    if config.office.timestamps.roots and not roots_of(config):
        return Check("time_stamps", TIME_STAMPS, WARN, NO_ROOTS, CHECK_ROOTS)
    seen = (
        STAMPS_WAIT.filled(n=len(waiting), cause=waiting[0].trouble or "-")
        if waiting
        else Words("均已盖章", "all stamped")
    )
    return judged("time_stamps", TIME_STAMPS, seen, is_good=not waiting, remedy=ASK_AGAIN)


def _backup(config: Config, now: datetime) -> Check:
    title, remedy = Words("备份", "backup"), Words("请运行 gongkai backup", "run gongkai backup")
    newest = newest_backup_at(config)
    if newest is None:
        return Check("backup", title, WARN, Words("还没有备份", "no backup yet"), remedy)
    made = plain(f"{newest.astimezone(config.office.zone):%Y-%m-%d %H:%M}")
    is_fresh = now - newest <= timedelta(days=2)
    return judged("backup", title, made, is_good=is_fresh, remedy=remedy)
