"""`gongkai read` and `gongkai compare`: the machine interface, over files and over a real server on
loopback.
"""

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.looking.saved_file import saved
from config.errors import Miswritten, NotFound
from config.office import NetworkSettings
from crawler.probing.fetch_one import fetch_one
from tests.documents.test_web_archive import archive
from tests.extract.pages_read import PAGES

TRS = "http://www.liuhe.example/zwgk/tzgg/index.html"


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def machine(*words: str) -> list[Any]:
    return [json.loads(line) for line in run(*words, "--json").splitlines()]


def test_read_gives_one_object_a_file() -> None:
    first, second = machine(
        "read",
        str(PAGES / "trs/list.html"),
        str(PAGES / "trs/article.html"),
        "--url",
        TRS,
        "--as-of",
        "2013-06-08",
    )
    assert (first["kind"], first["outcome"], first["encoding"]) == (
        "list",
        "open",
        {"declared": "utf-8", "used": "utf-8"},
    )
    assert first["items"][0] == {
        "title": "柳河县人民政府办公室关于2013年端午节放假安排的通知",
        "url": "http://www.liuhe.example/zwgk/tzgg/201306/t20130607_30412.html",
        "date": "2013-06-07",
        "url_date": "2013-06-07",
    }
    assert first["next_pages"][0] == "http://www.liuhe.example/zwgk/tzgg/index_1.html"
    assert (second["published"], second["published_from"], second["signed"]) == (
        "2013-05-21",
        "meta",
        "2013-05-20",
    )
    assert second["mentions"] == {"powers": 0, "fees": 0, "duties": 0, "rights": 2}
    assert (
        first["published"] is None
        and first["tables"] == []
        and first["fingerprint"].startswith("v1:")
    )


def test_links_of_a_page_without_address_stay_as_written() -> None:
    (page,) = machine("read", str(PAGES / "datepath/list.html"), "--as-of", "2020-04-20")
    assert page["items"][0]["url"] == "/html/2080/2020-04-13/content-80288.html"


def test_a_kept_answer_with_status_and_headers(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<script>var a</script>")
    (page,) = machine(
        "read", str(tmp_path / "a.html"), "--status", "491", "--header", "WZWS-RAY: 1-2"
    )
    assert (page["outcome"], page["outcome_reason"], page["kind"]) == (
        "waf_challenge",
        "网神/360",
        "error_page",
    )


def test_words_for_people_show_the_entries() -> None:
    shown = run("read", str(PAGES / "trs/list.html"), "--url", TRS, "--as-of", "2013-06-08")
    assert "2013-06-03" in shown and "关于征集2013年" in shown and "trs" in shown


def test_compare_pairs(tmp_path: Path) -> None:
    for name, text in {
        "a": "第一条　办理时限为五个工作日。",
        "b": "第一条　办理时限为十个工作日。",
    }.items():
        (tmp_path / f"{name}.html").write_text(
            f"<html><title>规定</title><body><p>{text}</p><p>第二条　本规定自发布之日起施行，请遵照执行。</p></body></html>"
        )
    (tmp_path / "pairs.tsv").write_text(
        "a.html\tb.html\thttp://a.example/1.html\na.html\ta.html\t\n"
    )
    changed, same = machine("compare", "--pairs", str(tmp_path / "pairs.tsv"))
    assert changed["changed"] is True and changed["added"] == [
        "第一条　办理时限为十个工作日。".replace("　", " ")
    ]
    assert (same["changed"], same["significance"]) == (False, 0.0)
    assert "五个工作日" in run("compare", str(tmp_path / "a.html"), str(tmp_path / "b.html"))


def test_one_missing_file_is_told_and_stops_none_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text(
        f"{PAGES}/trs/list.html\t{tmp_path}/gone.html\t\n{PAGES}/trs/list.html\t{PAGES}/trs/list.html\t\n"
    )
    for words, expected in (
        (
            ("read", str(tmp_path / "gone.html"), str(PAGES / "trs/list.html")),
            [("error", "gone.html"), ("kind", "list")],
        ),
        (
            ("compare", "--pairs", str(tmp_path / "pairs.tsv")),
            [("why", "gone.html"), ("changed", "False")],
        ),
    ):
        result = CliRunner().invoke(app, [*words, "--json"])
        assert isinstance(result.exception, NotFound)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        assert all(
            wanted in str(line[key]) for line, (key, wanted) in zip(lines, expected, strict=True)
        )


def test_an_archive_is_read_page_by_page_as_of_the_day_of_each(tmp_path: Path) -> None:
    page_bytes = (PAGES / "trs/list.html").read_bytes()
    body = archive([("/x", "200 OK", "text/html", "", page_bytes)])
    for name in ("a.warc.gz", "kept.bin"):
        (tmp_path / name).write_bytes(body)
        (page,) = machine("read", str(tmp_path / name))
        assert page["kind"] == "list" and page["captured"] == "2026-11-20T01:02:03+00:00"
        assert page["url"] == "http://slj.example.gov.cn/x" and page["url"] in page["source"]
    assert "2026-11-20 01:02:03+00:00" in run("read", str(tmp_path / "a.warc.gz"))
    assert "2 条记录不是网页" in run("read", str(tmp_path / "a.warc.gz"))


def test_what_is_called_an_archive_never_passes_as_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_text("<html><title>冒名</title></html>", encoding="utf-8")
    (tmp_path / "b.html").write_bytes(archive(packed=False))
    no_archive = CliRunner().invoke(app, ["read", str(tmp_path / "a.warc")]).exception
    assert isinstance(no_archive, NotFound) and "不是网页档案" in no_archive.words.zh
    with pytest.raises(NotFound, match="gongkai read"):
        saved(str(tmp_path / "b.html"))


def test_a_cut_off_archive_shows_its_pages_and_fails(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(archive(packed=False)[:-200])
    result = CliRunner().invoke(app, ["read", str(tmp_path / "a.warc"), "--json"])
    *pages, last = map(json.loads, result.output.splitlines())
    assert [page["kind"] for page in pages] and "error" in last
    assert isinstance(result.exception, NotFound) and result.exception.exit_code == 7


def test_a_compressed_capture_is_read_as_the_page_it_holds(tmp_path: Path) -> None:
    page = PAGES / "trs/list.html"
    (tmp_path / "list.html.gz").write_bytes(gzip.compress(page.read_bytes()))
    (tmp_path / "torn.html.gz").write_bytes(gzip.compress(page.read_bytes())[:-40])
    packed, plain = machine(
        "read", str(tmp_path / "list.html.gz"), str(page), "--url", TRS, "--as-of", "2013-06-08"
    )
    assert packed | {"source": ""} == plain | {"source": ""}
    with pytest.raises(NotFound):
        saved(str(tmp_path / "torn.html.gz"))


@pytest.mark.parametrize("url", ["http://[::1", "http://a:99999/", "no address", "javascript:1"])
def test_an_address_that_is_none_breaks_nothing(url: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("项目,金额\n甲,1\n乙,2\n", encoding="utf-8")
    pages = machine("read", str(PAGES / "trs/list.html"), str(tmp_path / "a.csv"), "--url", url)
    assert [page["outcome"] for page in pages] == ["open", "open"] and pages[0]["kind"] == "list"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/tz/index.html")
            self.end_headers()
            return
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", f"http://{unquote(self.path.removeprefix('/to/'))}")
            self.end_headers()
            return
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
            return
        body = (PAGES / "datepath/list.html").read_bytes()
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/html; charset=gbk")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_looked_at_and_its_redirect_followed(site: str) -> None:
    (page,) = machine("read", f"{site}/moved", "--as-of", "2020-04-20")
    assert (page["url"], page["kind"], len(page["items"])) == (f"{site}/tz/index.html", "list", 3)
    assert (
        page["encoding"] == {"declared": "gbk", "used": "utf-8"}
        and "encoding_lie:header:gbk, bytes utf-8" in page["anomalies"]
    )


def test_a_status_decides_what_the_answer_is(site: str) -> None:
    (page,) = machine("read", f"{site}/gone")
    assert page["outcome"] == "http_404_410"


@pytest.mark.parametrize("command", ["read", "probe"])
@pytest.mark.parametrize(
    "typed", ["ftp://a.example/", "http://", "http://a.example:99999/", "http://[::1/", "http：//a"]
)
def test_what_is_no_address_is_said_before_anything_is_asked(command: str, typed: str) -> None:
    refused = CliRunner().invoke(app, [command, typed]).exception
    if "://" not in typed and command == "read":
        assert isinstance(refused, NotFound) and "http://" in refused.words.zh
        return
    assert isinstance(refused, Miswritten) and refused.exit_code == 2
    assert typed in refused.words.zh and "网" in refused.words.zh and "http" in refused.words.en


def test_a_word_is_neither_address_nor_file() -> None:
    refused = CliRunner().invoke(app, ["probe", "notaurl"]).exception
    assert isinstance(refused, Miswritten) and "http:// 或 https:// 开头" in refused.words.zh
    missing = CliRunner().invoke(app, ["read", "notaurl"]).exception
    assert isinstance(missing, NotFound) and "http:// 或 https:// 开头" in missing.words.zh


@pytest.mark.parametrize("path", ["/loop", "file:///etc/hostname", "ftp://a.example/"])
def test_what_cannot_be_fetched_is_said_in_both_languages(site: str, path: str) -> None:
    with pytest.raises(NotFound) as refused:
        fetch_one(site + path if path.startswith("/") else path)
    assert refused.value.words.zh and refused.value.words.en


INNER = [
    "127.0.0.2:{port}/gone", "127.0.0.9:{port}/gone", "10.0.0.1/", "169.254.169.254/latest/meta-data/", "[::1]:{port}/", "2130706434:{port}/gone", "inner.example:{port}/gone",
]  # fmt: skip


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("name", ["127.0.0.1", "public.example"])
def test_no_page_leads_a_reader_by_hand_to_an_inner_address(
    site: str, name: str, inner: str
) -> None:
    port = site.rpartition(":")[2]
    network = NetworkSettings(
        dns={"public.example": "127.0.0.1", "inner.example": "127.0.0.3"},
        treat_as_public=["127.0.0.1/32"],
    )
    with pytest.raises(NotFound, match=r"address not public|no such name") as refused:
        fetch_one(f"http://{name}:{port}/to/{inner.format(port=port)}", network)
    assert "could not read http://" in refused.value.words.en


def test_a_page_on_this_machine_leads_to_no_other_port_of_it(site: str) -> None:
    other = HTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=other.serve_forever, daemon=True).start()
    try:
        with pytest.raises(NotFound, match="another port"):
            fetch_one(f"{site}/to/127.0.0.1:{other.server_port}/gone")
    finally:
        other.shutdown()
        other.server_close()


def test_a_name_that_leads_to_an_inner_address_is_not_read_by_hand() -> None:
    with pytest.raises(NotFound, match="address not public"):
        fetch_one("http://a.example/", NetworkSettings(dns={"a.example": "127.0.0.1"}))


def test_a_page_by_hand_leads_on_to_a_public_address(site: str) -> None:
    port = site.rpartition(":")[2]
    network = NetworkSettings(
        dns={"a.example": "127.0.0.1", "b.example": "127.0.0.1"}, treat_as_public=["127.0.0.1/32"]
    )
    fetched = fetch_one(f"http://a.example:{port}/to/b.example:{port}/gone", network)
    assert (fetched.url, fetched.status) == (f"http://b.example:{port}/gone", 404)
