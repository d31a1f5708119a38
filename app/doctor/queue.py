"""The queue, where nights go over one: is there a worker, what do workers refuse, does it stand
still? Asked of the queue itself where its address is known (GONGKAI_QUEUE), else of what the last
night kept of it.
"""

import os
from collections.abc import Iterator
from datetime import datetime

from app.doctor.check import BAD, GOOD, WARN, Check, judged, plain
from config.errors import GongkaiError
from config.folder import Config
from config.words import Words
from store.cluster.presence import refuse_where_missing
from store.cluster.queue_view import QueueView, kept

QUEUE = Words("任务队列", "queue")
WORKERS = Words("工作机", "workers")
WORKER = Words("工作机 {name}", "worker {name}")
SEEN = Words(
    "{at_work} 台工作机在运行；待抓取 {waiting}，正在抓取 {taken}，已送回 {home}（截至 {at}）",
    "{at_work} workers at work; {waiting} crawls wait, {taken} under way, {home} at home (as of {at})",
)
START = Words("请启动 gongkai worker", "start gongkai worker")
STILL = Words(
    "请查看工作机：gongkai worker 的输出会说明原因",
    "look at the workers: gongkai worker says why on its terminal",
)


def queue_checks(config: Config, now: datetime, url: str = "") -> Iterator[Check]:
    """None where nights are crawled on this machine."""
    url = url or os.environ.get("GONGKAI_QUEUE", "")
    before = kept(config.data)
    if not url and before is None:
        return
    try:
        view = _asked(url) if url else before
    except GongkaiError as error:
        yield Check("queue", QUEUE, BAD, error.words)
        return
    assert view is not None
    at = f"{view.at.astimezone(config.office.zone):%Y-%m-%d %H:%M}"
    seen = SEEN.filled(
        at_work=view.at_work, waiting=view.waiting, taken=view.taken, home=view.home, at=at
    )
    is_still = before is not None and before.stands_still(now, config.office.crawl.longest)
    yield judged("queue", QUEUE, seen, is_good=not is_still, remedy=STILL, otherwise=BAD)
    if not view.at_work and (url or view.is_under_way):
        yield Check("workers", WORKERS, WARN, plain(0), START)
    for worker in view.workers:
        title, told = WORKER.filled(name=worker.name), Words(*worker.said)
        if told.zh:
            yield Check("worker", title, WARN, told)
        elif worker.is_at_work(view.at):
            yield Check("worker", title, GOOD, plain(f"{worker.busy} / {worker.crawls}"))


def _asked(url: str) -> QueueView:
    """Raises NotFound, StoreFailed."""
    refuse_where_missing()
    from store.cluster.database import QueueDatabase
    from store.cluster.workers import Workers

    with QueueDatabase(url) as database:
        return Workers(database).view()
