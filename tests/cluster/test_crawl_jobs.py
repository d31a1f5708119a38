"""Who may crawl and who may bring home, over a real PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from time import sleep
from uuid import uuid4

import psycopg
import pytest

from config.words import Words
from store.cluster.crawl_jobs import MOST_DEATHS, CrawlJobs, NotNow, SentCrawl, Taken
from store.cluster.database import QueueDatabase

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


def taken_by(jobs: CrawlJobs, one: SentCrawl, worker: str, *addresses: str) -> Taken:
    taken = jobs.take(one, worker, addresses or ("10.0.0.1",), LEASE_S)
    assert isinstance(taken, Taken)
    return taken


def test_a_crawl_is_one_machines_while_its_lease_lasts(jobs: CrawlJobs) -> None:
    one = sent()
    jobs.send([one], HOME)
    first = taken_by(jobs, one, "a")
    assert isinstance(jobs.take(one, "b", ["10.0.0.1"], LEASE_S), NotNow)
    sleep(LEASE_S / 2)
    assert jobs.renew(first, LEASE_S)
    sleep(LEASE_S / 2)
    assert isinstance(jobs.take(one, "b", ["10.0.0.1"], LEASE_S), NotNow)


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
    assert isinstance(jobs.take(two, "b", ["10.0.0.2", "10.0.0.3"], LEASE_S), NotNow)
    assert isinstance(jobs.take(two, "b", ["10.0.0.3"], LEASE_S), Taken), "nothing of it was kept"
    jobs.come_home(first, "x", 1, rest_s=0.3)
    three = sent("c")
    jobs.send([three], HOME)
    assert isinstance(jobs.take(three, "b", ["10.0.0.1"], LEASE_S), NotNow), "it rests"
    sleep(0.35)
    assert isinstance(jobs.take(three, "b", ["10.0.0.1"], LEASE_S), Taken)


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
        assert isinstance(jobs.take(one, "a", [], 0.0), Taken)
    assert jobs.take(one, "a", [], 0.0) is None
    assert [came.state for came in jobs.home(HOME)] == ["given_up"]
    patient = sent("b")
    jobs.send([patient], HOME)
    for _ in range(MOST_DEATHS + 1):  # a worker that is told to stop is no death
        jobs.put_back(taken_by(jobs, patient, "a"), 0)


def test_a_night_that_begins_again_gets_what_the_first_sent(jobs: CrawlJobs, queue: str) -> None:
    one, two = sent("a"), sent("b")
    jobs.send([one, two], HOME)
    taken = taken_by(jobs, one, "a")
    jobs.saw(taken, [(datetime(2026, 11, 23, 2, tzinfo=UTC), True, "seen")])
    assert jobs.come_home(taken, "x", 1, 0)
    jobs.send([one, two], "the office again")
    assert not jobs.home(HOME)
    [came] = jobs.home("the office again")
    assert came.looks == ((datetime(2026, 11, 23, 2, tzinfo=UTC), True, "seen"),)
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
