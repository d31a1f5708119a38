"""The schema is told whole, and the page that tells it is today's."""

from datetime import date
from pathlib import Path

import pytest

from config.words import Words
from store.records import Purpose
from store.schema_docs import schema_page
from store.schema_docs.descriptions import Description, descriptions
from store.schema_docs.schema_page import schema_document, undescribed
from store.views import VIEWS
from tests.store.nights import NEWS, City, Saw, a_list, entry

DOCS = Path(__file__).parents[2] / "docs" / "schema.md"


def test_every_table_and_column_has_its_words_and_no_word_is_left_over() -> None:
    assert undescribed() == []


@pytest.mark.parametrize(
    ("column", "words", "found"),
    [
        ("note", Words("", "What a person should know"), "run.note"),
        ("note", Words("应当知道的事", ""), "run.note"),
        ("colour", Words("颜色", "Its colour"), "run.colour"),
        ("note", None, "run.note"),
    ],
)
def test_a_missing_language_a_missing_word_and_a_word_for_nothing_are_found(
    column: str, words: Words | None, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = dict(descriptions())
    columns = {name: told for name, told in said["run"].columns.items() if name != column}
    said["run"] = Description(said["run"].about, columns | ({column: words} if words else {}))
    monkeypatch.setattr(schema_page, "descriptions", lambda: said)
    assert undescribed() == [found]


def test_a_table_without_words_and_words_without_a_table_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = dict(descriptions())
    said["runs"] = said.pop("run")
    monkeypatch.setattr(schema_page, "descriptions", lambda: said)
    assert {"run", "runs", "run.id", "runs.id"} <= set(undescribed())


def test_the_chinese_is_chinese_and_a_view_is_told_in_its_own_words() -> None:
    said = descriptions()
    every = [words for one in said.values() for words in (one.about, *one.columns.values())]
    assert not [words for words in every if not any("一" <= mark <= "鿿" for mark in words.zh)]
    assert said["v_findings"].columns["id"].en.startswith("Number of the finding")
    assert said["v_coverage"].columns["state"].en != said["v_nights"].columns["state"].en


def test_the_page_is_made_from_the_live_schema() -> None:
    assert DOCS.read_text(encoding="utf-8") == schema_document(), "run: make docs"


def test_every_view_answers(city: City) -> None:
    city.night(
        0,
        Saw(
            NEWS,
            a_list(entry("通知", date(2012, 2, 28), 1)),
            purpose=Purpose.CHANNEL,
            title="工作动态",
        ),
    )
    for view in VIEWS:
        city.ledger.db.conn.execute(f"SELECT * FROM {view}").fetchall()
    assert city.one("SELECT unit_name, name, items, newest_date FROM v_channel_freshness") == (
        "某市水利局",
        "工作动态",
        1,
        "2012-02-28",
    )
    assert city.one("SELECT outcome, nights FROM v_latest_state") == ("open", 1)
    assert city.one("SELECT units_looked_at, planned, state FROM v_nights") == (1, 1, "complete")
