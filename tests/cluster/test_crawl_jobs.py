"""Who may crawl and who may bring home, over a real PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from time import sleep
from uuid import uuid4

import psycopg
import pytest

from config.words import Words
from store.capture.file import WorkerLine
from store.cluster.crawl_jobs import MOST_DEATHS, CrawlJobs, NotNow, SentCrawl, Taken
from store.cluster.database import QueueDatabase
from store.cluster.queue_view import WorkerSeen
from store.cluster.workers import Workers

LEASE_S = 0.4
HOME = "the office"


def sent(unit: str = "caizhengju", **more: object) -> SentCrawl:
    values = {
        "file": str(uuid4()),
        "run": "2026-11-23",
        "unit": unit,
        "kind": "nightly",
        "wants": {"version": "1", "config": "c"},
        "key": b"k",
        "seed_sha256": "s",
        "lock": f"server:{unit}",
    }
    return SentCrawl(**{**values, **more})  # type: ignore[arg-type]


@pytest.fixture
def jobs(queue: str) -> Iterator[CrawlJobs]:
    with QueueDatabase(queue) as database:
        yield CrawlJobs(database)


@pytest.fixture
def workers(queue: str) -> Iterator[Workers]:
    with QueueDatabase(queue) as database:
        yield Workers(database)


def line(name: str) -> WorkerLine:
    return WorkerLine(f"line of {name}", name)


def taken_by(jobs: CrawlJobs, one: SentCrawl, worker: str, *addresses: str) -> Taken:
    taken = jobs.take(one, line(worker), addresses or ("10.0.0.1",), LEASE_S)
    assert isinstance(taken, Taken)
    return taken


def test_a_crawl_is_one_machines_while_its_lease_lasts(jobs: CrawlJobs) -> None:
    one = sent()
    jobs.send([one], HOME)
    first = taken_by(jobs, one, "a")
    assert isinstance(jobs.take(one, line("b"), ["10.0.0.1"], LEASE_S), NotNow)
    sleep(LEASE_S / 2)
    assert jobs.renew(first, LEASE_S)
    sleep(LEASE_S / 2)
    assert isinstance(jobs.take(one, line("b"), ["10.0.0.1"], LEASE_S), NotNow)


def test_who_was_overtaken_changes_nothing_any_more(jobs: CrawlJobs) -> None:
    one = sent()
    jobs.send([one], HOME)
    first = taken_by(jobs, one, "a")
    sleep(LEASE_S * 1.2)
    second = taken_by(jobs, one, "b")
    assert second.attempt == first.attempt + 1
    assert not jobs.renew(first, LEASE_S)
    jobs.put_back(first, 0)
    assert not jobs.come_home(first, "of the first", 1, 0)
    assert not jobs.home(HOME)
    assert jobs.renew(second, LEASE_S)
    assert jobs.come_home(second, "of the second", 2, 0)
    assert not jobs.come_home(first, "of the first", 1, 0)
    [came] = jobs.home(HOME)
    assert (came.attempt, came.worker, came.sha256, came.size) == (2, "b", "of the second", 2)


def test_an_address_is_one_machines_whoever_it_crawls_there_for(jobs: CrawlJobs) -> None:
    one, two = sent("a"), sent("b")
    jobs.send([one, two], HOME)
    first = taken_by(jobs, one, "a", "10.0.0.1", "10.0.0.2")
    assert isinstance(jobs.take(two, line("b"), ["10.0.0.2", "10.0.0.3"], LEASE_S), NotNow)
    assert isinstance(jobs.take(two, line("b"), ["10.0.0.3"], LEASE_S), Taken), (
        "nothing of it was kept"
    )
    jobs.come_home(first, "x", 1, rest_s=0.3)
    three = sent("c")
    jobs.send([three], HOME)
    assert isinstance(jobs.take(three, line("b"), ["10.0.0.1"], LEASE_S), NotNow), "it rests"
    sleep(0.35)
    assert isinstance(jobs.take(three, line("b"), ["10.0.0.1"], LEASE_S), Taken)


def test_a_lease_that_somebody_else_took_is_not_renewed(jobs: CrawlJobs) -> None:
    one, two = sent("a"), sent("b")
    jobs.send([one, two], HOME)
    first = taken_by(jobs, one, "a")
    sleep(LEASE_S * 1.2)
    taken_by(jobs, two, "b")
    assert not jobs.renew(first, LEASE_S)


def test_what_nobody_can_bring_home_is_given_up(jobs: CrawlJobs) -> None:
    one = sent()
    jobs.send([one], HOME)
    for _ in range(MOST_DEATHS):
        assert isinstance(jobs.take(one, line("a"), [], 0.0), Taken)
    assert jobs.take(one, line("a"), [], 0.0) is None
    assert [came.state for came in jobs.home(HOME)] == ["given_up"]
    patient = sent("b")
    jobs.send([patient], HOME)
    for _ in range(MOST_DEATHS + 1):  # a worker that is told to stop is no death
        jobs.put_back(taken_by(jobs, patient, "a"), 0)


def test_a_night_that_begins_again_gets_what_the_first_sent(jobs: CrawlJobs, queue: str) -> None:
    one, two = sent("a"), sent("b")
    jobs.send([one, two], HOME)
    taken = taken_by(jobs, one, "a")
    assert jobs.come_home(taken, "x", 1, 0)
    jobs.send([one, two], "the office again")
    assert not jobs.home(HOME)
    [came] = jobs.home("the office again")
    assert (came.file, came.worker, came.line) == (one.file, "a", "line of a")
    with psycopg.connect(queue) as db:
        assert db.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (2,)


def test_a_crawl_that_lost_its_job_gets_another(jobs: CrawlJobs, queue: str) -> None:
    one = sent()
    jobs.send([one], HOME)
    assert jobs.hand_out_again(HOME) == 0
    with psycopg.connect(queue, autocommit=True) as db:
        db.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")  # by who had lost it
    assert jobs.hand_out_again(HOME) == 1
    with psycopg.connect(queue, autocommit=True) as db:
        db.execute("DELETE FROM procrastinate_jobs")
    assert jobs.hand_out_again(HOME) == 1
    assert jobs.hand_out_again(HOME) == 0


def test_a_refusal_is_told_until_somebody_takes_it(jobs: CrawlJobs) -> None:
    one = sent()
    jobs.send([one], HOME)
    why = Words("版本不同", "another version")
    jobs.refuse(one, why)
    assert jobs.refusals(HOME) == [why]
    jobs.put_back(taken_by(jobs, one, "b"), 0)
    assert jobs.refusals(HOME) == []


def test_what_came_home_wrong_is_crawled_again(jobs: CrawlJobs) -> None:
    one = sent()
    jobs.send([one], HOME)
    jobs.come_home(taken_by(jobs, one, "a"), "x", 1, 0)
    assert jobs.find(one.file) is None
    jobs.send_again(one.file, HOME)
    assert jobs.find(one.file) == one
    assert taken_by(jobs, one, "b").attempt == 2


def test_what_is_sent_again_is_sent_as_it_is_now(jobs: CrawlJobs) -> None:
    """A night that goes on seals its seeds anew, and its files may have been changed."""
    one = sent()
    jobs.send([one], HOME)
    again = replace(one, seed_sha256="of the seed as it is now", wants={"version": "2"})
    jobs.send([again], "the office again")
    assert jobs.find(one.file) == again


def test_who_has_waited_longest_comes_first(jobs: CrawlJobs, queue: str) -> None:
    late, later, latest = sent("a"), sent("b", priority=3), sent("c", priority=30)
    jobs.send([late, latest, later], HOME)
    with psycopg.connect(queue) as db:
        order = []
        for _ in range(3):
            row = db.execute("SELECT args FROM procrastinate_fetch_job_v2(NULL, NULL)").fetchone()
            assert row
            order.append(row[0]["file"])
    assert order == [latest.file, later.file, late.file]


def seen(name: str, busy: int = 0) -> WorkerSeen:
    now = datetime.now(UTC)
    return WorkerSeen(f"start of {name}", f"line of {name}", name, "1", 4, busy, now, now)


def test_a_second_look_is_another_lines_where_there_is_another(
    jobs: CrawlJobs, workers: Workers
) -> None:
    one = sent(kind="second_look", seen_by="line of a")
    jobs.send([one], HOME)
    workers.sign(seen("a"))
    alone = taken_by(jobs, one, "a")
    jobs.put_back(alone, 0)
    workers.sign(seen("b"))
    assert isinstance(jobs.take(one, line("a"), [], 60), NotNow)
    assert isinstance(jobs.take(one, line("b"), [], 60), Taken)


def test_a_second_look_does_not_wait_for_ever_for_another_line(
    jobs: CrawlJobs, workers: Workers, queue: str
) -> None:
    one = sent(kind="second_look", seen_by="line of a")
    jobs.send([one], HOME)
    workers.sign(seen("b"))
    with psycopg.connect(queue, autocommit=True) as db:
        db.execute("UPDATE gongkai_crawl SET sent_at = now() - interval '10 minutes'")
    assert isinstance(jobs.take(one, line("a"), [], 60), Taken)


def test_one_view_of_all_workers(jobs: CrawlJobs, workers: Workers, queue: str) -> None:
    one, two = sent("a"), sent("b")
    jobs.send([one, two], HOME)
    taken_by(jobs, one, "a")
    workers.sign(seen("a", busy=1))
    workers.sign(seen("b"))
    view = workers.view(HOME)
    assert (view.waiting, view.taken, view.home, view.is_under_way) == (1, 1, 0, True)
    assert [(worker.name, worker.busy) for worker in view.workers] == [("a", 1), ("b", 0)]
    assert view.at_work == 2
    with psycopg.connect(queue, autocommit=True) as db:
        db.execute("UPDATE gongkai_worker SET seen_at = now() - interval '1 hour' WHERE name = 'b'")
    assert workers.view(HOME).at_work == 1
    workers.sign(replace(seen("b"), start="begun again"))
    assert [worker.start for worker in workers.view(HOME).workers] == ["start of a", "begun again"]
    workers.sign_off("begun again")
    assert [worker.name for worker in workers.view(HOME).workers] == ["a"]
