"""The questions and the search, asked of a real ledger; and what no analyst may do to it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.errors import NotFound
from store.queries.analyst import QuestionRefused, answers, asking
from store.queries.questions import questions
from store.schema_docs.questions_page import questions_document

ROOT = Path(__file__).parents[2]


@pytest.fixture
def connection(ledger_folder: Path) -> Iterator[sqlite3.Connection]:
    with asking(ledger_folder / "ledger.db") as opened:
        yield opened


def asked(connection: sqlite3.Connection, name: str, **values: str) -> list[dict[str, object]]:
    question = questions()[name]
    found = answers(connection, question.sql, {**question.defaults, **values})
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


@pytest.fixture
def fallen_back(relapses_folder: Path) -> Iterator[sqlite3.Connection]:
    with asking(relapses_folder / "ledger.db") as opened:
        yield opened


OF_RELAPSES = frozenset({"fell_back", "common_to_a_superior"})


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_has_its_shape_and_an_answer(
    connection: sqlite3.Connection, fallen_back: sqlite3.Connection, name: str
) -> None:
    rows = asked(fallen_back if name in OF_RELAPSES else connection, name)
    assert rows, name
    assert tuple(rows[0]) == questions()[name].columns
    assert questions()[name].asks.zh and questions()[name].asks.en


def test_there_are_thirteen_and_the_page_about_them_is_up_to_date() -> None:
    assert len([q for q in questions().values() if not q.defaults]) == 13
    assert (ROOT / "docs" / "queries.md").read_text(encoding="utf-8") == questions_document(), (
        "run: make docs"
    )


def test_the_answers_are_right(connection: sqlite3.Connection) -> None:
    assert [row["unit"] for row in asked(connection, "units_that_never")] == ["fayuan"]
    (repair,) = asked(connection, "repair_speed")
    assert (
        repair["closed"],
        repair["average_days"],
        repair["still_open"],
        repair["oldest_open_days"],
    ) == (1, 80.0, 1, 40)
    (fault,) = asked(connection, "faults_by_kind")
    assert (fault["rule"], fault["findings"], fault["units_of_kind"], fault["share"]) == (
        "stale_channel",
        1,
        1,
        100.0,
    )
    (other,) = asked(connection, "other_by_unit_and_year")
    assert (other["year"], other["other_yuan"], other["percent_other"]) == (2012, 600_000.0, 40.0)
    assert (other["unexplained"], other["top_unexplained"], other["explained"]) == (1, 40.0, 0)
    (moved,) = asked(connection, "redated_pages")
    assert (moved["old_date"], moved["new_date"], moved["days_moved"]) == (
        "2012-02-10",
        "2012-02-28",
        18,
    )
    (gone,) = asked(connection, "vanished_items")
    assert (gone["title"], gone["outcome"], gone["still_listed"]) == (
        "关于河道清淤的通知",
        "http_404_410",
        1,
    )
    slow = asked(connection, "slowest_sites")[0]
    assert (slow["probes"], slow["average_seconds"], slow["percent_failed"]) == (3, 1.15, 33.3)
    better = {row["unit"]: row for row in asked(connection, "improved_since_last_quarter")}
    assert better["shuiliju"]["quarter_end"] == "2012-03-31"
    assert (
        better["shuiliju"]["open_then"],
        better["shuiliju"]["open_now"],
        better["shuiliju"]["change"],
    ) == (1, 1, 0)
    assert {(row["why"], row["rule"]) for row in asked(connection, "what_was_not_judged")} == {
        ("too_few_probes", "unreachable_site")
    }
    nights = asked(connection, "coverage_by_night")
    assert nights[0]["units_missed"] == 1


def test_what_came_back_how_long_repairs_take_and_what_units_share(
    fallen_back: sqlite3.Connection,
) -> None:
    [back] = asked(fallen_back, "fell_back")
    assert (back["unit"], back["times"], back["days_repaired"]) == ("erji-a", 1, 20)
    assert (back["state"], back["still_open_days"]) == ("open", 11)
    [rule] = asked(fallen_back, "days_to_repair_by_rule")
    assert (rule["repaired"], rule["median_days"]) == (2, 25.0)
    assert (rule["fastest_days"], rule["slowest_days"], rule["still_open"]) == (10, 40, 3)
    [common] = asked(fallen_back, "common_to_a_superior")
    assert (common["superior"], common["units_affected"], common["units_below"]) == (
        "shuiliju",
        2,
        2,
    )


def test_a_chart_is_drawn_from_columns_that_are_there() -> None:
    for question in questions().values():
        assert set(question.chart) <= set(question.columns), question.name


def test_a_search_without_an_index_says_so_and_finds_nothing_in_silence(
    relapses_folder: Path, fallen_back: sqlite3.Connection
) -> None:
    assert not (relapses_folder / "search.db").exists()
    with pytest.raises(NotFound, match="no search index") as refused:
        asked(fallen_back, "where_words_stand", words="不存在的字")
    assert "没有可用的全文索引" in refused.value.words.zh and refused.value.exit_code == 7
    with pytest.raises(QuestionRefused, match="no such table"):
        list(answers(fallen_back, "SELECT * FROM no_table").rows)


def test_two_characters_are_enough(connection: sqlite3.Connection) -> None:
    assert {row["title"] for row in asked(connection, "where_words_stand", words="环保")} == {
        "环保局召开年度工作会议"
    }
    assert asked(connection, "where_words_stand", words="%") == []
    assert asked(connection, "where_words_stand", words="不存在的字") == []


WRITES = (
    "INSERT INTO unit (id) VALUES ('x')",
    "UPDATE finding SET state = 'closed'",
    "DELETE FROM finding",
    "REPLACE INTO unit (id) VALUES ('x')",
    "DROP TABLE finding",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x (a)",
    "CREATE VIEW x AS SELECT 1",
    "CREATE TRIGGER x AFTER INSERT ON unit BEGIN SELECT 1; END",
    "CREATE INDEX x ON unit (name)",
    "CREATE VIRTUAL TABLE x USING fts5(a)",
    "ALTER TABLE unit ADD COLUMN x",
    "ATTACH 'new.db' AS x",
    "DETACH main",
    "VACUUM INTO 'copy.db'",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA user_version = 7",
    "PRAGMA writable_schema = 1",
    "PRAGMA query_only = OFF",
    "BEGIN IMMEDIATE",
    "SAVEPOINT x",
    "REINDEX",
    "ANALYZE",
    "WITH x AS (SELECT 1) DELETE FROM unit",
    "EXPLAIN DELETE FROM unit",
    "SELECT load_extension('x')",
    "SELECT 1; DELETE FROM unit",
)


@pytest.mark.parametrize("sql", WRITES)
def test_a_statement_that_writes_is_refused(
    connection: sqlite3.Connection, sql: str, ledger_folder: Path
) -> None:
    before = (ledger_folder / "ledger.db").read_bytes()
    files = set(ledger_folder.iterdir())
    with pytest.raises(QuestionRefused):
        list(answers(connection, sql).rows)
    assert (ledger_folder / "ledger.db").read_bytes() == before
    assert set(ledger_folder.iterdir()) == files


def test_an_endless_question_ends_and_a_huge_value_is_none(connection: sqlite3.Connection) -> None:
    endless = (
        "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    )
    with pytest.raises(QuestionRefused, match=r"more than 0\.3 seconds"):
        list(answers(connection, endless, seconds=0.3).rows)
    with pytest.raises(QuestionRefused):
        list(answers(connection, "SELECT hex(zeroblob(1000000000))").rows)
    assert list(answers(connection, "SELECT 1").rows) == [(1,)]


def test_a_compressed_list_can_be_read(connection: sqlite3.Connection) -> None:
    ((visited,),) = answers(
        connection, "SELECT unsqueezed(visited) FROM unit_run ORDER BY started_at LIMIT 1"
    ).rows
    assert "open" in visited
    assert list(
        answers(connection, "SELECT unsqueezed('x'), unsqueezed(x'00'), unsqueezed(NULL)").rows
    ) == [(None, None, None)]
