"""A better reader is no event: facts are derived again and labelled, and nobody hears of it until a
night has looked again.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.data_folder import DataFolder
from app.night.rereading import OURS, Reread, VersionedReader, reread
from app.night.run import begin
from config.folder import load
from crawler.extract.page import read_page
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.workers.progress_events import ProgressEvent
from monitor.alerts.queueing import compose_night
from monitor.dossier.build import build
from monitor.judging.inspection import Inspection, inspect
from store.clock import Clock
from store.findings import all_findings
from store.outbox import waiting
from store.records import PageFacts, Purpose
from tests.config.folders import write_folder
from tests.store.nights import FIRST_NIGHT, HOME, NEWS, UNIT, City, Saw

OFFICE = 'name = "某市政务公开办"\ncity = "某市"\nlanguage = "zh"\n\n[[people]]\nid = "leader"\nname = "分管领导"\nchannels = ["json://127.0.0.1:9/"]\n'
SHUILI = f'id = "{UNIT.id}"\nname = "{UNIT.name}"\nkind = "department"\nresponsible = ["leader"]\n\n[[sites]]\nkind = "own"\nurl = "{HOME}"\n'

YEAR_OLD = tuple(date(2011, 3, 1) - timedelta(days=9 * n) for n in range(8))
LIST = "<html><head><title>工作动态</title></head><body><div class='list'><ul>{}</ul></div></body></html>".format(
    "".join(
        f"<li><a href='t2011_{n}.html'>关于第{n}号水库安全检查情况的通报</a><span>{day}</span></li>"
        for n, day in enumerate(YEAR_OLD)
    )
).encode()
FRONT = f"<html><head><title>某市水利局</title></head><body><ul><li><a href='{NEWS}'>工作动态</a></li></ul>欢迎访问</body></html>".encode()


def reads_a_year_late(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    """A reader with a fault: it takes last year's dates for this year's."""
    facts = read_page(answer, context)
    items = tuple(
        replace(item, claimed=item.claimed and item.claimed.replace(year=2012), url_date=None)
        for item in facts.items
    )
    return replace(facts, items=items, fingerprint=f"v0:{facts.fingerprint[3:]}")


LATE, RIGHT = (
    VersionedReader("reader-late", reads_a_year_late),
    VersionedReader("reader-right", read_page),
)


class Office:
    """The office's folder, its house, and nights whose pages are read by the reader in use."""

    def __init__(self, folder: Path, reader: VersionedReader) -> None:
        self.folder = write_folder(
            folder,
            {"office.toml": OFFICE, "units/caizheng.toml": b"", f"units/{UNIT.id}.toml": SHUILI},
        )
        self.config = load(self.folder)
        self.config.data.mkdir(exist_ok=True)
        self.city = City(self.config.data)
        self.house = DataFolder(self.config, self.city.ledger, self.city.archive)
        self.reader = reader

    def night(self, number: int, *, network_good: bool = True) -> Inspection:
        """Crawl, merge, inspect and compose, as a night does."""
        known = {page.url: page for page in self.house.ledger.known_pages(UNIT.id)}
        saw = []
        for url, body, purpose, title in (
            (HOME, FRONT, Purpose.HOME, ""),
            (NEWS, LIST, Purpose.CHANNEL, "工作动态"),
        ):
            facts = self._read(url, body, number)
            changed = url not in known or known[url].fingerprint != facts.fingerprint
            saw.append(
                Saw(
                    url,
                    facts,
                    purpose=purpose,
                    title=title,
                    body=body if changed else None,
                    changed=changed,
                )
            )
        run = self.house.ledger.run(self.city.night(number, *saw, unit=self.config.units[0]))
        assert run is not None
        [unit] = self.config.units
        seen = {
            "run_id": run.id,
            "as_of": run.day,
            "network_good": network_good,
            "clock_suspect": False,
        }
        dossier = build(self.house.ledger, unit, config=self.config, **seen)  # type: ignore[arg-type]
        inspection = inspect([dossier], self.house.ledger, run_id=run.id, as_of=run.day)
        compose_night(self.house.ledger, self.config, inspection, run)
        return inspection

    def reread_after(
        self, number: int, reader: VersionedReader, *, dry_run: bool = False
    ) -> Reread:
        noon = Clock.set_to(FIRST_NIGHT + timedelta(days=number, hours=10))
        done = reread(self.house, noon, lambda news: None, reader=reader, dry_run=dry_run)
        if not dry_run:
            self.reader = reader
        return done

    def letters(self) -> int:
        return len(waiting(self.house.ledger))

    def _read(self, url: str, body: bytes, number: int) -> PageFacts:
        as_of = (FIRST_NIGHT + timedelta(days=number, hours=8)).date()
        facts = self.reader.read(
            ReceivedAnswer(body, url), ReadingContext(as_of, self.config.rulebook)
        )
        return replace(facts, extractor=self.reader.extractor)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "office", LATE)
    yield made
    made.city.close()


def answers(inspection: Inspection, rule: str) -> set[tuple[str, str]]:
    return {
        (v.answer.value, v.why.value if v.why else "")
        for unit in inspection.units
        for v in unit.verdicts
        if v.rule == rule
    }


def test_a_reader_that_finds_a_fault_in_old_bytes_alarms_nobody_that_night(office: Office) -> None:
    assert answers(office.night(0), "stale_channel") == {("clear", "")}
    done = office.reread_after(0, RIGHT)
    assert (done.units, done.readings, done.otherwise, done.kept, done.without_body) == (
        1,
        2,
        2,
        0,
        0,
    )
    assert done.held_back >= 1
    assert all_findings(office.house.ledger) == [] and office.letters() == 0

    that_night = office.night(1)
    assert answers(that_night, "stale_channel") == {("cannot_tell", "extractor_changed")}
    assert all_findings(office.house.ledger) == [] and office.letters() == 0

    # Looked at with the new eyes for a whole night: now it is an answer like any other.
    assert answers(office.night(2), "stale_channel") == {("problem", "")}
    assert (
        "stale_channel" in {finding.rule for finding in all_findings(office.house.ledger)}
        and office.letters() == 1
    )


def test_a_reader_that_sees_the_fault_no_more_closes_nothing_that_night(tmp_path: Path) -> None:
    office = Office(tmp_path / "office", RIGHT)
    office.night(0)
    opened = {finding.rule: finding for finding in all_findings(office.house.ledger)}
    office.reread_after(0, LATE)
    assert answers(office.night(1), "stale_channel") == {("cannot_tell", "extractor_changed")}
    assert {finding.state for finding in all_findings(office.house.ledger)} == {
        "open"
    } and "stale_channel" in opened
    office.night(2)
    assert (
        next(f for f in all_findings(office.house.ledger) if f.rule == "stale_channel").state
        == "closed"
    )
    office.city.close()


def test_the_new_readings_are_labelled_and_the_next_crawl_sees_no_change(office: Office) -> None:
    office.night(0)
    before = office.city.totals()
    office.reread_after(0, RIGHT)
    assert office.city.one("SELECT count(*) FROM facts WHERE extractor = 'reader-right'") == (2,)
    assert office.city.one(
        "SELECT count(*) FROM page JOIN facts ON facts.id = page.facts WHERE facts.extractor = 'reader-late'"
    ) == (0,)
    office.night(1)
    after = office.city.totals()
    assert {
        table: after[table] - before[table]
        for table in ("page", "span", "capture", "facts", "item", "channel")
    } == {
        "page": 0,
        "span": 0,
        "capture": 0,
        "facts": 2,
        "item": 0,
        "channel": 0,
    }


def test_an_answer_that_stays_the_same_is_said_all_the_same(office: Office) -> None:
    before = office.night(0)
    office.reread_after(0, VersionedReader("reader-later", LATE.read))
    assert [v.answer for v in before.units[0].verdicts] == [
        v.answer for v in office.night(1).units[0].verdicts
    ]


def test_where_nothing_is_due_nothing_is_done(office: Office) -> None:
    office.night(0)
    office.reread_after(0, RIGHT)
    before = office.city.totals()
    assert office.reread_after(0, RIGHT).as_json() == Reread("reader-right").as_json()
    assert office.city.totals() == before


def test_a_dry_run_counts_and_writes_nothing(office: Office) -> None:
    office.night(0)
    before = office.city.totals()
    dry = office.reread_after(0, RIGHT, dry_run=True)
    assert office.city.totals() == before
    assert replace(office.reread_after(0, RIGHT), is_dry=True) == dry


def test_a_damaged_body_does_not_stop_the_others(office: Office) -> None:
    office.night(0)
    office.city.archive.connection.execute(
        "UPDATE body SET data = x'00' WHERE sha256 = (?)",
        office.city.one("SELECT sha256 FROM page WHERE url = ?", NEWS),
    )
    done = office.reread_after(0, RIGHT)
    assert (done.readings, done.without_body) == (1, 1)


def test_progress_is_told_for_every_reading_and_unit(office: Office) -> None:
    office.night(0)
    told: list[ProgressEvent] = []
    expected: list[int] = []
    reread(office.house, Clock(), told.append, reader=RIGHT, expect=expected.append)
    assert expected == [1] and [news.event for news in told] == ["page", "page", "ended"]


def test_a_raised_version_is_reread_by_the_command(office: Office) -> None:
    """The command itself, on the product's own reader: its readings bear the present version."""
    office.night(0)
    office.city.close()
    result = CliRunner().invoke(app, ["reread", "--config", str(office.folder), "--json"])
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout.strip().splitlines()[-1])
    assert (summary["extractor"], summary["units"], summary["readings"]) == (OURS.extractor, 1, 2)
    again = CliRunner().invoke(app, ["reread", "--config", str(office.folder)])
    assert OURS.extractor in again.stdout and "无须重读" in again.stdout


def test_a_run_begun_before_the_reread_does_not_use_up_its_night(office: Office) -> None:
    office.night(0)
    run = begin(office.house, Clock.set_to(FIRST_NIGHT + timedelta(hours=5)))
    office.reread_after(0, RIGHT)
    dossier = build(
        office.house.ledger,
        office.config.units[0],
        config=office.config,
        run_id=run.id,
        as_of=run.day,
        network_good=True,
        clock_suspect=False,
    )
    inspect([dossier], office.house.ledger, run_id=run.id, as_of=run.day)
    assert answers(office.night(1), "stale_channel") == {("cannot_tell", "extractor_changed")}


def test_a_blind_night_in_between_is_not_the_night(office: Office) -> None:
    office.night(0)
    office.reread_after(0, RIGHT)
    assert answers(office.night(1, network_good=False), "stale_channel") == {
        ("cannot_tell", "own_network_unknown")
    }
    assert answers(office.night(2), "stale_channel") == {("cannot_tell", "extractor_changed")}
    assert office.letters() == 0
