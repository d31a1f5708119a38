"""The schema is told whole, and the page that tells it is today's."""

from datetime import date
from pathlib import Path

from store.docs.schema_page import schema_document, undescribed
from store.records import Purpose
from store.views import VIEWS
from tests.store.nights import NEWS, City, Saw, a_list, entry

DOCS = Path(__file__).parents[2] / "docs" / "schema.md"


def test_every_table_and_column_has_its_words_and_no_word_is_left_over() -> None:
    assert undescribed() == []


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
