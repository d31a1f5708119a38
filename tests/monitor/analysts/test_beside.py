"""What stands beside the ledger for analysts: people and repairs as they are now, and in no view, by no
spelling, what is held to be secret.
"""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.folder import Config, load
from monitor.analysts.beside import AnalystRows
from store.clock import Clock
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.queries.analyst import QuestionRefused, answers, asking
from tests.monitor.report.sample import NO_SITE, STALE
from tests.monitor.report.test_commands import folder

__all__ = ["folder"]  # a fixture

NOW = datetime(2012, 11, 25, 2, tzinfo=UTC)
SECRET = NO_SITE[0]


@pytest.fixture
def config(folder: Path) -> Config:
    return load(folder)


@pytest.fixture
def analyst(config: Config) -> Iterator[sqlite3.Connection]:
    say(config, STALE.id, DeskAction.ACKNOWLEDGED, "")
    say(config, STALE.id, DeskAction.PERSON, "公孙督办")
    say(config, STALE.id, DeskAction.DEADLINE, "2012-11-20")
    beside = AnalystRows(config.data, lambda: config, Clock.set_to(NOW))
    with asking(config.data / "ledger.db", beside.rows()) as connection:
        yield connection


def say(
    config: Config, finding: int, what: DeskAction, value: str, day: date | None = None
) -> None:
    word = DeskEntry(finding, 0, what, value, "shangguan", "上官主任", NOW, day=day)
    add_entry(open_desk(config.data), word)


def asked(connection: sqlite3.Connection, sql: str) -> list[dict[str, object]]:
    found = answers(connection, sql)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_a_finding_stands_with_its_person_its_deadline_and_words_for_its_codes(
    analyst: sqlite3.Connection,
) -> None:
    [one] = asked(analyst, f"SELECT * FROM v_repairs WHERE finding = {STALE.id}")
    assert (one["stage"], one["stage_zh"], one["rule_zh"]) == ("in_hand", "整改中", "栏目未更新")
    assert (one["person"], one["acknowledged_by"]) == ("公孙督办", "上官主任")
    assert (one["due"], one["overdue_days"], one["is_due_running"]) == ("2012-11-20", 5, 1)
    assert one["console_page"] == f"/findings/{STALE.id}"
    said = asked(analyst, f"SELECT what, what_zh, value FROM v_said WHERE finding = {STALE.id}")
    assert [row["what"] for row in said] == ["acknowledged", "person", "deadline"]
    assert said[1] == {"what": "person", "what_zh": "指定负责人", "value": "公孙督办"}


def test_who_answers_for_which_unit_without_their_addresses(
    analyst: sqlite3.Connection, config: Config
) -> None:
    rows = asked(analyst, "SELECT * FROM v_people")
    assert {row["person"] for row in rows} == {person.id for person in config.office.people}
    assert not {"channels", "quiet"} & set(rows[0])
    assert all(row["role_zh"] for row in rows)


def test_what_is_said_now_is_in_the_next_answer(
    analyst: sqlite3.Connection, config: Config
) -> None:
    query = f"SELECT person FROM v_repairs WHERE finding = {STALE.id}"
    assert asked(analyst, query) == [{"person": "公孙督办"}]
    say(config, STALE.id, DeskAction.PERSON, "司马办")
    assert asked(analyst, query) == [{"person": "司马办"}]


def test_what_is_held_secret_is_in_no_table_and_no_view_until_its_day_is_over(
    analyst: sqlite3.Connection, config: Config
) -> None:
    tables = {
        "finding": f"id = {SECRET.id}",
        "v_findings": f"id = {SECRET.id}",
        "v_repairs": f"finding = {SECRET.id}",
        "finding_event": f"finding = {SECRET.id}",
    }
    for table, where in tables.items():
        assert asked(analyst, f"SELECT count(*) AS n FROM {table} WHERE {where}")[0]["n"], table
    say(config, SECRET.id, DeskAction.SECRECY_CLAIMED, "涉及某工程")
    say(config, SECRET.id, DeskAction.SECRECY_ACCEPTED, "经审定", date(2012, 11, 25))
    for table, where in tables.items():
        assert asked(analyst, f"SELECT count(*) AS n FROM {table} WHERE {where}") == [{"n": 0}]
    assert not asked(analyst, f"SELECT * FROM v_said WHERE finding = {SECRET.id}")
    over = AnalystRows(
        config.data, lambda: config, Clock.set_to(datetime(2012, 11, 27, tzinfo=UTC))
    )
    with asking(config.data / "ledger.db", over.rows()) as later:
        for table, where in tables.items():
            assert asked(later, f"SELECT count(*) AS n FROM {table} WHERE {where}")[0]["n"], table
        assert not asked(later, f"SELECT * FROM v_said WHERE finding = {SECRET.id}"), (
            "what was said of secrecy stays with the office"
        )


PAST = (
    "SELECT id FROM main.finding",
    'SELECT id FROM "main".finding',
    "SELECT id FROM [MAIN].[finding]",
    "SELECT id FROM `main`/* x */ . finding",
    "SELECT id FROM 'main'.finding",
    "SELECT id FROM main -- .\n.finding",
    "SELECT id FROM main\ufeff.finding",
    "SELECT id FROM main.v_findings",
    "WITH finding AS (SELECT * FROM main.finding) SELECT id FROM finding",
    "SELECT main.finding.id FROM main.finding",
    "SELECT id FROM Main\t.\tfinding",
)


@pytest.mark.parametrize("sql", PAST)
def test_no_spelling_passes_the_views_by(
    analyst: sqlite3.Connection, config: Config, sql: str
) -> None:
    say(config, SECRET.id, DeskAction.SECRECY_ACCEPTED, "经审定", date(2099, 1, 1))
    with pytest.raises(QuestionRefused):
        list(answers(analyst, sql).rows)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM site WHERE id = 'main'",
        "SELECT count(*) FROM page WHERE url LIKE '%/main.html'",
        "SELECT 'main' AS main, 1.5 AS domain",
        "SELECT count(*) FROM finding WHERE subject = 'site:main'",
    ],
)
def test_the_word_itself_may_be_asked_for(analyst: sqlite3.Connection, sql: str) -> None:
    assert len(list(answers(analyst, sql).rows)) == 1
