"""One transaction a page, and an account of every row."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic_core import PydanticSerializationError

from config.errors import StoreFailed
from store.capture.file import CaptureFile, CrawlPlan, StoredVisit
from store.outcomes import Outcome
from store.records import Block, CrawlEnd, FrontierRow, Item, PageFacts, PageKind, Purpose, Visit
from tests.crawler.conftest import NOW

PLAN = CrawlPlan.new("2026-11-23", "u", "nightly", NOW, "office")
HOME = FrontierRow(
    "http://h/",
    Purpose.HOME,
    "main",
    priority=100,
    known_items=("k",),
    known_blocks=("b",),
    known_outcome=Outcome.OPEN,
)
FACTS = PageFacts(
    PageKind.LIST,
    "rows",
    Outcome.OPEN,
    published=date(2026, 1, 2),
    items=(Item("标题", "http://h/1", date(2026, 1, 1)),),
    blocks=(Block("b", "文"),),
)
BODY = "正文".encode("gb18030")
SHA = "9b5d9a0d3ff1a4a9b3f5a2c7a7b84e2a2ad7a2b4cf56a6c1d4e5b6f7a8b9c0d1"


def stored(
    url: str = "http://h/", sha256: str = "", facts: PageFacts | None = FACTS
) -> StoredVisit:
    visit = Visit(
        url,
        NOW,
        Outcome.OPEN,
        status=200,
        headers=(("ETag", '"1"'),),
        server_date=NOW,
        sha256=sha256,
    )
    return StoredVisit(visit, Purpose.CHANNEL, "main", url, 1, "新闻", facts, True, ("m",))


def test_everything_written_is_read_back_as_it_was(tmp_path: Path) -> None:
    from hashlib import sha256

    digest = sha256(BODY).hexdigest()
    with CaptureFile.create(tmp_path / "u.sqlite", PLAN, [HOME]) as file:
        taken = file.take()
        assert taken is not None
        assert taken.row == HOME
        file.record(
            taken,
            [(stored(sha256=digest), BODY)],
            state="done",
            discovered=[FrontierRow("http://h/1", Purpose.ITEM, "main", "http://h/")],
        )
    with CaptureFile.open(tmp_path / "u.sqlite") as file:
        assert file.plan() == PLAN
        assert list(file.visits()) == [stored(sha256=digest)]
        assert file.body(digest) == BODY
        assert [(row.url, row.purpose, state) for row, state, _ in file.frontier_states()] == [
            ("http://h/", Purpose.CHANNEL, "done"),
            ("http://h/1", Purpose.ITEM, "queued"),
        ]
        assert file.end() is None


def test_a_file_with_facts_as_text_is_read_and_filled(tmp_path: Path) -> None:
    path = tmp_path / "u.sqlite"
    CaptureFile.create(path, PLAN, [HOME, FrontierRow("http://h/1", Purpose.ITEM, "main")]).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE crawl SET version = 1")
        db.execute("DROP TABLE facts")
        db.execute("CREATE TABLE facts (visit_seq INTEGER PRIMARY KEY, facts TEXT NOT NULL) STRICT")
    with CaptureFile.open(path) as file:
        taken = file.take()
        assert taken is not None
        file.record(taken, [(stored(), None)], state="done")
        assert [each.facts for each in file.visits()] == [FACTS]


def test_facts_lie_there_compressed(tmp_path: Path) -> None:
    facts = replace(FACTS, text="政务公开" * 5_000)
    with CaptureFile.create(tmp_path / "u.sqlite", PLAN, [HOME]) as file:
        taken = file.take()
        assert taken is not None
        file.record(taken, [(stored(facts=facts), None)], state="done")
        assert [each.facts for each in file.visits()] == [facts]
    with sqlite3.connect(tmp_path / "u.sqlite") as db:
        assert db.execute("SELECT max(length(facts)) FROM facts").fetchone()[0] < 2_000


def test_a_row_in_the_air_at_a_crash_is_queued_again(tmp_path: Path) -> None:
    file = CaptureFile.create(tmp_path / "u.sqlite", PLAN, [HOME])
    assert file.take() is not None
    assert file.take() is None
    assert not file.has_more
    file.close()
    with CaptureFile.open(tmp_path / "u.sqlite") as again:
        assert again.take() is not None


def test_a_page_is_recorded_whole_or_not_at_all(tmp_path: Path) -> None:
    with CaptureFile.create(tmp_path / "u.sqlite", PLAN, [HOME]) as file:
        taken = file.take()
        assert taken is not None
        with pytest.raises(PydanticSerializationError):
            file.record(taken, [(stored(sha256="x"), BODY)], state="done", discovered=[object()])  # type: ignore[list-item]
    with CaptureFile.open(tmp_path / "u.sqlite") as file:
        assert list(file.visits()) == []
        assert file.counts()["queued"] == 1


def test_a_second_try_comes_after_everything_else(tmp_path: Path) -> None:
    rows = [HOME, FrontierRow("http://h/a", Purpose.ATTACHMENT, "main", priority=-5)]
    with CaptureFile.create(tmp_path / "u.sqlite", PLAN, rows) as file:
        first = file.take()
        assert first is not None
        file.record(first, [(stored(facts=None), None)], state="queued")
        order = [taken.row.url for taken in iter(file.take, None)]
    assert order == ["http://h/a", "http://h/"]


def test_an_item_met_on_the_front_page_is_moved_to_its_channel_while_it_waits(
    tmp_path: Path,
) -> None:
    teaser = FrontierRow("http://h/1", Purpose.PAGE, "main", priority=20)
    with CaptureFile.create(tmp_path / "u.sqlite", PLAN, [teaser]) as file:
        assert (
            file.seed(
                [FrontierRow("http://h/1", Purpose.ITEM, "main", "http://h/news/", priority=40)]
            )
            == 0
        )
        ((row, _, _),) = file.frontier_states()
    assert (row.purpose, row.channel_url) == (Purpose.ITEM, "http://h/news/")


def test_an_end_counts_every_row(tmp_path: Path) -> None:
    rows = [FrontierRow(f"http://h/{n}", Purpose.ITEM, "main") for n in range(4)]
    with CaptureFile.create(tmp_path / "u.sqlite", PLAN, rows) as file:
        for state in ("done", "failed"):
            taken = file.take()
            assert taken is not None
            file.record(taken, [(stored(taken.row.url), None)], state=state)
        taken = file.take()
        assert taken is not None
        file.skip(taken, "host_down")
        assert file.finish("minutes_per_unit") == CrawlEnd(
            "partial", 4, 1, 1, 1, 1, "minutes_per_unit"
        )
        assert file.end() == CrawlEnd("partial", 4, 1, 1, 1, 1, "minutes_per_unit")


def test_a_crawl_whose_counts_do_not_add_up_is_never_complete(tmp_path: Path) -> None:
    with CaptureFile.create(tmp_path / "u.sqlite", PLAN, [HOME]) as file:
        other = sqlite3.connect(tmp_path / "u.sqlite")
        other.execute("UPDATE frontier SET state = 'lost'")
        other.commit()
        other.close()
        with pytest.raises(StoreFailed):
            file.finish()
        assert file.end() is None


def test_a_missing_or_foreign_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed):
        CaptureFile.open(tmp_path / "none.sqlite")
    (tmp_path / "foreign.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreFailed):
        CaptureFile.open(tmp_path / "foreign.sqlite")


def test_a_damaged_body_is_never_handed_out(tmp_path: Path) -> None:
    with CaptureFile.create(tmp_path / "u.sqlite", PLAN, [HOME]) as file:
        taken = file.take()
        assert taken is not None
        file.record(taken, [(stored(sha256=SHA), BODY)], state="done")
        with pytest.raises(StoreFailed):
            file.body(SHA)
