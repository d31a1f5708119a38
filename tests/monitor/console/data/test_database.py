"""The ledger as Datasette opens it: through every door of its pages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from config.folder import load
from monitor.analysts.beside import AnalystRows
from monitor.console.data.pages import build
from store.clock import Clock
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from tests.monitor.report.sample import NO_SITE, STALE
from tests.monitor.report.test_commands import folder

__all__ = ["folder"]  # a fixture

NOW = datetime(2012, 11, 25, 2, tzinfo=UTC)
SECRET = NO_SITE[0]


@pytest.fixture
def pages(folder: Path) -> Iterator[TestClient]:
    config = load(folder)
    desk = open_desk(config.data)
    word = DeskEntry(
        *(SECRET.id, 0, DeskAction.SECRECY_ACCEPTED, "经审定", "wang", "王主任", NOW),
        day=date(2099, 1, 1),
    )
    add_entry(desk, word)
    beside = AnalystRows(config.data, lambda: config, Clock.set_to(NOW))
    app = Starlette(routes=[Mount("/data", build(config.data, "zh", beside))])
    with TestClient(app) as client:
        yield client


def test_what_is_secret_comes_through_no_door(pages: TestClient) -> None:
    for address in (
        "/data/ledger/finding?_size=max",
        "/data/ledger/finding.json?_size=max&_shape=array",
        "/data/ledger/finding.csv?_size=max",
        f"/data/ledger/finding?id={SECRET.id}",
        f"/data/ledger/finding/{SECRET.id}",
        "/data/ledger/v_findings?_size=max",
        "/data/ledger/v_repairs?_size=max",
        f"/data/ledger/v_repairs?_where=1+or+(select+1+from+main.finding+where+id={SECRET.id})",
        "/data/ledger/finding?_facet=sentence_zh&_size=max&_facet_size=max",
        "/data/ledger?sql=select+sentence_zh+from+finding",
    ):
        answer = pages.get(address)
        assert SECRET.sentence_zh not in answer.text, address
        assert answer.status_code < 500
    assert STALE.sentence_zh in pages.get("/data/ledger/v_repairs?_size=max").text
    refused = pages.get("/data/ledger?sql=select+sentence_zh+from+main.finding")
    assert refused.status_code == 400 and "不要写 main.表名" in refused.text


def test_views_that_are_nowhere_in_the_file_have_pages(pages: TestClient) -> None:
    for view in ("v_labels", "v_people", "v_repairs", "v_said"):
        assert pages.get(f"/data/ledger/{view}").status_code == 200
        assert f"/data/ledger/{view}" in pages.get("/data/ledger").text
    shown = pages.get(f"/data/ledger/v_repairs?finding={STALE.id}").text
    assert f'<a href="/findings/{STALE.id}">打开</a>' in shown


def test_a_search_without_an_index_is_refused_in_words(pages: TestClient) -> None:
    for form, status in (("", 400), (".json", 400), (".csv", 400)):
        answer = pages.get(f"/data/ledger/where_words_stand{form}?words=环保")
        assert answer.status_code == status
        said = answer.json()["error"] if form == ".json" else answer.text
        assert "没有可用的全文索引" in said or form == ".csv"
