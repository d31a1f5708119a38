"""Which pages belong to a case."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.evidence.case import case_of
from store.records import Purpose
from tests.monitor.report.sample import STALE, config
from tests.store.nights import FIRST_NIGHT, UNIT, City, Saw, reading

HOST = "http://www.example.gov.cn/"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def test_what_a_sentence_quotes_is_in_the_case(city: City, tmp_path: Path) -> None:
    """The budget of the year before shows no fault and is no page of the fault; half of the
    accusation rests on it all the same.
    """
    now, before, other = (f"{HOST}show.asp?id={n}" for n in (51002, 41002, 31002))
    pages = [Saw(url, reading(url), purpose=Purpose.ITEM) for url in (now, before, other)]
    city.night(0, *pages)
    evidence: tuple[dict[str, object], ...] = (
        {"url": now, "note_zh": "其他支出276.98万元"},
        {"url": "", "note_zh": f"上年（{before}）：3.81÷510.69；本年比上年上升36.4个百分点"},
    )
    found = replace(STALE, unit=UNIT.id, evidence=evidence)
    case = case_of(
        city.ledger,
        config(tmp_path),
        [(found, ())],
        unit=UNIT.id,
        about="1",
        whole_unit=False,
        explain=lambda *_: "",
        now=FIRST_NIGHT,
    )
    assert {page.url for page in case.pages} >= {now, before}
    assert other not in {page.url for page in case.pages}
    assert {capture.url for capture in case.captures} >= {now, before}
