"""Datasette at /data as the console mounts it: everything answers, nothing writes, nothing comes
from elsewhere.
"""

import csv
import re
import zlib
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from monitor.console.data.pages import build
from store.queries.questions import questions
from store.schema_docs.descriptions import descriptions
from tests.analysts.test_questions import WRITES

NAUGHTY = (
    *(
        "'",
        '"',
        "';--",
        "' OR 1=1 --",
        "]",
        "[x]",
        '"; DROP TABLE unit; --',
        "%",
        "_",
        "%_%",
        "\\",
        "\\%",
        "*",
        "a*",
        "NEAR(",
        "AND",
        "OR NOT",
    ),
    *(
        "^",
        "{",
        "}",
        "(",
        ")",
        ":",
        "title:",
        "环保 OR",
        '"环保',
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "\u202e环保",
        "\u200b",
    ),
    *(
        "\x00",
        "\x1f",
        "\ufeff",
        "😀",
        "𠀀",
        "ﷺ",
        "＝1+1",
        "=1+1",
        "-1",
        "NaN",
        "1e999",
        "999999999999999999999",
        "null",
        "../../etc",
    ),
    *(
        "%00",
        "%27",
        "..%2f",
        "a" * 5000,
        "环" * 2000,
        "\n",
        "\r\n",
        "\t",
        " ",
        "　",
        "{{7*7}}",
        "${jndi:x}",
        "%s%n",
        "COM1",
        "ledger.db",
    ),
)


@pytest.fixture(scope="module")
def pages(ledger_folder: Path) -> Iterator[TestClient]:
    with TestClient(
        Starlette(routes=[Mount("/data", build(ledger_folder))]), raise_server_exceptions=False
    ) as client:
        yield client


def test_the_first_page_holds_every_question_and_every_table(pages: TestClient) -> None:
    front = pages.get("/data/").text
    for question in questions().values():
        assert question.asks.zh in front
        assert f"/data/ledger/{question.name}" in front
    for table in descriptions():
        assert table.startswith("_") or f"/data/ledger/{table}" in front
    assert pages.get("/data").status_code == 200


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_every_table_and_every_column_is_described(
    pages: TestClient, language: str
) -> None:
    spoken = {"accept-language": language}
    for name, question in questions().items():
        answer = pages.get(f"/data/ledger/{name}", params=question.defaults, headers=spoken)
        assert answer.status_code == 200, name
        text = unescape(answer.text)
        assert question.note.text(language) in text and question.asks.text(language) in text
    for table, words in descriptions().items():
        page = pages.get(f"/data/ledger/{table}?_size=5", headers=spoken)
        assert page.status_code == 200, table
        text = unescape(page.text)
        assert words.about.text(language) in text, table
        shown = columns_shown(text)
        assert table.startswith("_") or shown, table
        assert shown <= set(words.columns)
        for column in shown:
            assert words.columns[column].text(language) in text, (table, column)
    english = {"accept-language": "en"}
    assert "SHA-256" in pages.get("/data/ledger/seal", headers=english).text
    spending = pages.get("/data/ledger/v_spending", headers=english).text
    assert "Share of the table&#39;s total in percent" in spending


def columns_shown(text: str) -> set[str]:
    return set(re.findall(r"<dt>(\w+)</dt>", text))


def test_nothing_private_of_a_letter_is_a_column(pages: TestClient) -> None:
    shown = columns_shown(pages.get("/data/ledger/message").text)
    assert set(descriptions()["message"].columns) - shown == {"subject", "body", "html"}
    manifest = columns_shown(pages.get("/data/ledger/night_manifest").text)
    assert manifest and "manifest" not in manifest, "it names every open finding"
    for asked in ("SELECT body FROM message", "SELECT body FROM main.message"):
        assert pages.get("/data/ledger.json", params={"sql": asked}).status_code == 400


def test_a_page_says_nothing_in_the_other_language(pages: TestClient) -> None:
    for path in ("/data/", "/data/ledger", "/data/ledger/v_findings", "/data/ledger/nothing"):
        english = pages.get(path, headers={"accept-language": "en"}).text
        own = re.sub(r"<pre.*?</pre>|placeholder=\"[^\"]*\"", "", english, flags=re.DOTALL)
        own = re.sub(r"<t[dh].*?</t[dh]>", "", own, flags=re.DOTALL)
        assert not re.search("[\u4e00-\u9fff]{3}", own), path
        assert 'lang="en"' in english
        chinese = pages.get(path).text
        for word in ("Queries", "Custom SQL", "Run SQL", "Powered by", "rows where", "Advanced"):
            assert word not in chinese, (path, word)


def test_no_page_asks_anybody_else_for_anything_or_runs_an_inline_script(pages: TestClient) -> None:
    for path in (
        "/data/",
        "/data/ledger",
        "/data/ledger/unit",
        "/data/ledger/v_findings?_facet=unit",
        "/data/ledger/repair_speed",
        "/data/ledger?sql=select+1",
    ):
        answer = pages.get(path)
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert not re.findall(r"<script(?![^>]*\bsrc=)", answer.text), path
        assert not re.findall(r"""\son(?:click|load|submit|error|change)=""", answer.text), path
        loaded = re.findall(
            r"""<(?:script|img|iframe)[^>]*src="([^"]+)"|<link[^>]*rel="stylesheet"[^>]*href="([^"]+)\"""",
            answer.text,
        )
        for source in (one or other for one, other in loaded):
            assert source.startswith("/data/-/"), source
            assert pages.get(source).status_code == 200, source


@pytest.mark.parametrize("sql", WRITES)
def test_sql_that_writes_is_refused(pages: TestClient, sql: str, ledger_folder: Path) -> None:
    if sql.startswith("EXPLAIN"):
        pytest.skip("Datasette lets EXPLAIN through to our authorizer, which the other file asks")
    before, files = (ledger_folder / "ledger.db").read_bytes(), set(ledger_folder.iterdir())
    answer = pages.get("/data/ledger.json", params={"sql": sql})
    assert answer.status_code == 400, answer.text
    assert (ledger_folder / "ledger.db").read_bytes() == before
    assert set(ledger_folder.iterdir()) == files


def test_naughty_strings_through_every_door_break_nothing(pages: TestClient) -> None:
    broken = []
    for text in NAUGHTY:
        said, asked = quote(text, safe=""), urlencode({"words": text})
        addresses = [
            f"/data/ledger/where_words_stand?{asked}",
            f"/data/ledger/{said}",
            f"/data/ledger/unit/{said}",
            f"/data/ledger/unit?{urlencode({'name__contains': text, '_search': text})}",
            f"/data/ledger/page?{urlencode({'_sort': text})}",
            f"/data/ledger/page?{urlencode({'_facet': text})}",
            f"/data/ledger/item?{urlencode({'_where': text})}",
            f"/data/ledger.json?{urlencode({'sql': text})}",
            f"/data/ledger.json?{urlencode({'sql': 'select :x', 'x': text})}",
            f"/data/{said}",
        ]
        broken += [address[:90] for address in addresses if pages.get(address).status_code >= 500]
    assert not broken


def test_it_cannot_be_written_to_and_tells_nothing_of_the_machine(
    pages: TestClient, ledger_folder: Path
) -> None:
    assert pages.post("/data/ledger/unit", data={"id": "x"}).status_code == 405
    for path in (
        "/-/databases",
        "/-/metadata.json",
        "/-/versions",
        "/-/plugins",
        "/-/threads",
        "/-/settings",
        "/-/actor",
        "/-/permissions",
    ):
        answer = pages.get(f"/data{path}")
        assert answer.status_code == 404, path
        assert str(ledger_folder) not in answer.text
    assert pages.get("/data/ledger.db").status_code == 403
    for path in (
        "/data/ledger/nothing",
        "/data/ledger?sql=select+nothing",
        "/data/ledger?sql=select+*+from+pragma_database_list",
    ):
        assert str(ledger_folder) not in pages.get(path).text


def test_a_long_question_is_stopped_and_rows_are_limited(pages: TestClient) -> None:
    many = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 5000) SELECT x FROM c"
    rows = pages.get("/data/ledger.json", params={"sql": many, "_shape": "arrays"}).json()
    assert rows["truncated"] is True
    assert len(rows["rows"]) == 1000


MANY = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 60) "


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize(
    "asked",
    [
        "SELECT printf('%.*c', 3000000, 'x') FROM c",  # many rows of long values
        "SELECT " + ", ".join(["printf('%.*c', 3000000, 'x')"] * 8) + " FROM c",
        "SELECT " + ", ".join(["zeroblob(4000000)"] * 99) + " FROM c",  # one row is too much
        "SELECT full_text('x'), zeroblob(3000000) FROM c",  # a question inside the question
    ],
)
def test_c10_an_answer_too_large_is_refused_in_words(
    pages: TestClient, form: str, asked: str
) -> None:
    answer = pages.get(f"/data/ledger{form}", params={"sql": MANY + asked})
    assert answer.status_code == 400
    said = answer.json()["error"] if form == ".json" else answer.text
    assert "查询结果超过16 MB" in said or (form == ".csv" and "结果过大" in said)
    assert "larger than 16 MB" in said or (form == ".csv" and "too large" in said)
    assert pages.get(f"/data/ledger{form}", params={"sql": "SELECT 1"}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT printf('%.*c', 30000000, 'x') AS x FROM c",  # SQLite's own printf answers NULL
        "SELECT group_concat(printf('%.*c', 900000, 'x')) FROM c",
        "SELECT " + ", ".join(["1"] * 101),
        "SELECT unsqueezed(x'" + zlib.compress(bytes(9_000_000)).hex() + "') FROM c",
        "SELECT 'a' LIKE printf('%.*c', 1001, '%')",
    ],
)
def test_c10_a_value_too_long_is_none(pages: TestClient, asked: str) -> None:
    answer = pages.get("/data/ledger.json", params={"sql": MANY + asked, "_shape": "objects"})
    assert len(answer.content) < 100_000
    assert answer.status_code == 400 or answer.json()["rows"] == [{"x": None}] * 60


def test_a_csv_from_here_is_safe_too(pages: TestClient) -> None:
    answer = pages.get(
        "/data/ledger.csv", params={"sql": "select '=1+1' as a, -2 as b, '＝cmd' as c"}
    )
    assert answer.text.splitlines() == ["a,b,c", "'=1+1,-2,'＝cmd"]


def test_a_csv_keeps_what_stands_inside_quotation_marks(pages: TestClient) -> None:
    asked = """select '=a,"b"' || char(10) || '=c' as a, '' as b, ',=d' as c"""
    answer = pages.get("/data/ledger.csv", params={"sql": asked})
    [_, row] = csv.reader(StringIO(answer.text, newline=""))
    assert row == ['\'=a,"b"\n=c', "", ",=d"]


def test_a_csv_inside_a_page_for_debugging_is_not_served(pages: TestClient) -> None:
    assert (
        pages.get("/data/ledger.csv", params={"sql": "select 1", "_trace": "1"}).status_code == 404
    )


@pytest.mark.parametrize(
    "path", ["ledger/", "ledger/page/", "%2f%2fevil.test", "%00", "ledger/%2fx"]
)
def test_a_mended_address_leads_to_these_pages_and_nowhere_else(
    pages: TestClient, path: str
) -> None:
    answer = pages.get(f"/data/{path}", follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/data/")
    assert not answer.headers["location"].startswith("/data//")


def test_a_mistyped_question_does_not_fill_the_log(
    pages: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in ("/data/ledger/unit", "/data/ledger/unit.json"):
        assert pages.get(path, params={"_sort": "nothing_such"}).status_code == 400
    printed = capsys.readouterr()
    assert printed.out == "" and "Traceback" not in printed.err


def test_before_the_first_night_it_says_so(tmp_path: Path) -> None:
    with TestClient(Starlette(routes=[Mount("/data", build(tmp_path))])) as client:
        answer = client.get("/data/")
    assert answer.status_code == 503
    assert "还没有账本" in answer.text
    assert not list(tmp_path.iterdir())
