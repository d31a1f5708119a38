"""Years of keeping: counted before anything goes, never at the cost of an open finding, and the
chains stay whole.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.office import Retention
from store.findings import Change, FindingTurn, apply
from store.records import Finding, Purpose
from store.removal import tombstones
from store.removal.retention import expire, expired
from store.removal.tombstones import TombstoneKind
from tests.store.nights import FIRST_NIGHT, HOME, UNIT, City, Saw, reading

ARTICLE = f"{HOME}a.html"
LATER = FIRST_NIGHT + timedelta(days=365 * 4)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """Five versions of two pages, a year apart; the home page's are what an open finding rests on."""
    city = City(tmp_path)
    for year in range(5):
        city.night(
            year * 365,
            Saw(
                HOME,
                reading(f"首页第{year}版" + "内容" * 300),
                purpose=Purpose.HOME,
                body=f"<html>{'首页' * 500}{year}</html>".encode(),
            ),
            Saw(
                ARTICLE,
                reading(f"文章第{year}版" + "内容" * 300),
                purpose=Purpose.ITEM,
                body=f"<html>{'文章' * 500}{year}</html>".encode(),
            ),
        )
    evidence: tuple[dict[str, object], ...] = (
        {"url": HOME, "sha256": "", "first_at": "2012-03-01T18:00:00Z"},
    )
    finding = Finding(
        id=0,
        unit=UNIT.id,
        rule="stale_homepage",
        subject="site:main",
        kind="",
        state="open",
        severity="problem",
        opened=date(2016, 3, 1),
        opened_run="2016-03-01",
        last_confirmed=date(2016, 3, 1),
        closed=None,
        reopened=0,
        measured="1",
        threshold="2",
        threshold_mark="law",
        clause="c",
        sentence_zh="一",
        sentence_en="one",
        evidence=evidence,
    )
    apply(city.ledger, [Change(FindingTurn.OPENED, finding, "2016-03-01", date(2016, 3, 1))])
    yield city
    city.close()


def bodies(city: City) -> list[str]:
    return [row[0] for row in city.archive.connection.execute("SELECT sha256 FROM body")]


def test_nothing_goes_unless_years_are_set(city: City) -> None:
    assert (Retention().captures_years, Retention().facts_years) == (0, 0)
    assert expired(city.ledger, LATER, captures_years=0, facts_years=0).is_empty


def test_old_versions_go_and_what_is_shown_or_needed_stays(city: City) -> None:
    gone = expired(city.ledger, LATER, captures_years=2, facts_years=2)
    assert (len(gone.bodies), gone.kept_for_findings) == (2, 2)
    assert len(bodies(city)) == 10, "counting is not doing"
    size = expire(city.ledger, city.archive, gone, why="2 years", now=LATER)
    assert size == sum(gone.bodies.values()) > 0
    left = bodies(city)
    assert len(left) == 8
    for name in left:
        assert city.archive.get(name), "what hung on a body that went still comes back, to the byte"
    tombstones_found = tombstones.every(city.ledger)
    assert {(tombstone.kind, tombstone.why) for tombstone in tombstones_found} == {
        (TombstoneKind.RETENTION, "2 years")
    }
    assert {tombstone.sha256 for tombstone in tombstones_found} == set(gone.bodies)
    assert city.count("span") == 10, "that it was seen stays on record"
    city.ledger.verify()
    assert expired(city.ledger, LATER, captures_years=2, facts_years=2).is_empty


def test_when_the_finding_is_closed_its_evidence_ages_like_any_other(city: City) -> None:
    city.ledger.db.conn.execute("UPDATE finding SET state = 'closed', closed = '2016-03-02'")
    gone = expired(city.ledger, LATER, captures_years=2, facts_years=0)
    assert (len(gone.bodies), gone.kept_for_findings, gone.facts) == (4, 0, ())


def test_the_next_night_goes_on_as_if_nothing_had_happened(city: City) -> None:
    expire(
        city.ledger,
        city.archive,
        expired(city.ledger, LATER, captures_years=1, facts_years=1),
        why="1 year",
        now=LATER,
    )
    before = city.count("capture")
    city.night(
        365 * 4 + 1,
        Saw(HOME, reading("首页第4版" + "内容" * 300), purpose=Purpose.HOME, changed=False),
    )
    assert city.count("capture") == before
