"""Scans are recognised at night's end: what promised spending, once, and so that the next visit sees
no change.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.night import recognising
from crawler.documents.scans.judgeable import ADDS_UP
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.clock import Clock
from store.records import PageFacts, PageKind, SpendLine, SpendTable
from store.reread.readings import waiting_scans
from tests.app.test_reread import RIGHT, Office
from tests.store.nights import FIRST_NIGHT, HOME, Saw, reading

BUDGET, NOTICE, LOCKED = (f"{HOME}{name}.pdf" for name in ("ys", "tz", "jm"))
PICTURE = "image_only: 1 of 1 pages are pictures without words"
SPENDING = SpendTable(
    title="支出表",
    kind="function",
    is_spending=True,
    year=2012,
    document="budget",
    unit="万元",
    total_yuan=1e7,
    lines=(SpendLine("21299", "其他城乡社区支出", 4e6, share=0.4, is_other=True),),
)


def scan(words: str, why: str = PICTURE) -> PageFacts:
    return reading(words, kind=PageKind.ATTACHMENT, document_unreadable=why)


def saw(*, changed: bool) -> list[Saw]:
    return [
        Saw(url, scan(title, why), title=title, changed=changed, body=url.encode() if changed else None)
        for url, title, why in (
            (BUDGET, "某局2012年部门预算", PICTURE),
            (NOTICE, "关于开展检查的通知", PICTURE),
            (LOCKED, "某局2012年部门决算", "encrypted"),
        )
    ]  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    made = Office(tmp_path / "office", RIGHT)
    made.city.night(0, *saw(changed=True))
    monkeypatch.setattr(recognising, "read_scan", recognised)
    yield made
    made.city.close()


def recognised(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    assert answer.body == answer.url.encode()
    assert context.as_of.year == 2012
    return replace(
        reading("识别所得", kind=PageKind.ATTACHMENT, tables=(SPENDING,)),
        document_unreadable=ADDS_UP,
        anomalies=("recognised: 2 pages",),
    )


def recognise(office: Office, number: int = 0) -> int:
    noon = Clock.set_to(FIRST_NIGHT + timedelta(days=number, hours=10))
    return recognising._recognise(office.house, noon)


def test_what_promised_spending_is_recognised_once(office: Office) -> None:
    assert {scan.title for scan in waiting_scans(office.house.ledger)} == {
        "某局2012年部门预算",
        "关于开展检查的通知",
    }
    assert recognise(office) == 1
    db = office.house.ledger.db
    assert [row[0] for row in db.conn.execute("SELECT name FROM v_spending")] == [
        "其他城乡社区支出"
    ]
    assert recognise(office) == 0


def test_the_next_visit_of_the_same_scan_keeps_what_was_recognised(office: Office) -> None:
    before = office.house.ledger.db["page"].count
    recognise(office)
    office.city.night(1, *saw(changed=False))
    row = office.house.ledger.db.conn.execute(
        "SELECT document_unreadable FROM facts JOIN page ON page.facts = facts.id WHERE url = ?",
        (BUDGET,),
    ).fetchone()
    assert row == (ADDS_UP,)
    assert office.house.ledger.db["page"].count == before
    spans = office.house.ledger.db.conn.execute(
        "SELECT count(*) FROM span JOIN page ON page.id = span.page WHERE url = ?", (BUDGET,)
    ).fetchone()
    assert spans == (1,)


def test_a_night_has_so_many_pages_and_the_next_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising, "PAGES_A_NIGHT", 0)
    assert recognise(office) == 0
    monkeypatch.undo()
    monkeypatch.setattr(recognising, "read_scan", recognised)
    assert recognise(office) == 1


def test_without_the_extra_nothing_is_asked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising, "is_missing", lambda: True)
    assert recognising.recognise_scans(office.config, Clock()) == 0
