"""Search: words of two characters, operators that are only words, an index that is derived and can
be lost.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.night.indexing import refresh_search
from config.folder import Config
from monitor.console.excerpt import excerpt, marked
from store.ledger import Ledger, open_ledger
from store.search import bigrams
from store.search import index as search
from store.search.index import Hits, Source, is_stale, search_path
from tests.monitor.console.conftest import Visitor

TEXTS = {
    "环保局关于加强环境保护的通知": "各乡镇：为做好环保工作，现将有关事项通知如下。",
    "财政预算公开": "其 他 支出 100万元，其他商品和服务支出20万元。",
    "Budget 2026": "GDP grew by 5.2% in Q1; see ISO-9001.",
    "垃圾分类": "环境卫生，保障有力。",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "ledger.db")
    yield opened
    opened.close()


@pytest.fixture
def data(tmp_path: Path, ledger: Ledger) -> Path:
    sources = [
        (
            Source(
                n,
                "page",
                "a" if n % 2 else "b",
                n,
                f"http://a.test/{n}",
                title,
                "2026-01-01T00:00:00Z",
                f"{n:064x}",
            ),
            text,
        )
        for n, (title, text) in enumerate(TEXTS.items(), start=1)
    ]
    with search.writing(tmp_path, ledger) as index:
        index.add(sources)
    return tmp_path


def titles(data: Path, words: str, units: frozenset[str] | None = None) -> list[str]:
    return [hit.title for hit in look(data, words, units).shown]


def look(data: Path, words: str, units: frozenset[str] | None = None) -> Hits:
    return search.search(data, words, units=units, start=0, count=20)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("环保", ["环保局关于加强环境保护的通知"]),  # not 环境卫生，保障
        (
            "环境",
            ["环保局关于加强环境保护的通知", "垃圾分类"],
        ),  # the one with it in the title first
        ("环境保护", ["环保局关于加强环境保护的通知"]),
        ("保", ["环保局关于加强环境保护的通知", "垃圾分类"]),
        ("局", ["环保局关于加强环境保护的通知"]),
        ("下", ["环保局关于加强环境保护的通知"]),  # the last character of a run
        ("环保 通知", ["环保局关于加强环境保护的通知"]),
        ("环保 财政", []),
        ("gdp", ["Budget 2026"]),
        ("GD", ["Budget 2026"]),
        ("２０２６", ["Budget 2026"]),  # full width
        ("5.2%", ["Budget 2026"]),
        ("iso-9001", ["Budget 2026"]),
        ("环\u200b保", ["环保局关于加强环境保护的通知"]),
        ("支出20万元", ["财政预算公开"]),
        ("保护环境", []),  # every pair of it but one
        ("加强环境", ["环保局关于加强环境保护的通知"]),
        ("环保工作", ["环保局关于加强环境保护的通知"]),  # in the text alone
        ("工环保作", []),
        ("保护环保护", []),
    ],
)
def test_words_are_found(data: Path, words: str, found: list[str]) -> None:
    assert sorted(titles(data, words)) == sorted(found)
    assert titles(data, words)[:1] == found[:1]


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "*",
        "环保*",
        'title:"环保"',
        "NEAR(环保 通知)",
        "环保 OR 财政",
        "-环保",
        "(",
        "^环保",
        "环保\x00",
        "'; DROP TABLE doc; --",
        "%",
        "_",
        "AND",
        "  ",
        "，。",
    ],
)
def test_c4_operators_are_only_words(data: Path, words: str) -> None:
    titles(data, words)
    assert titles(data, "环保") == ["环保局关于加强环境保护的通知"]


def test_only_the_units_asked_for(data: Path) -> None:
    assert titles(data, "环境", frozenset({"b"})) == ["垃圾分类"]
    assert titles(data, "环境", frozenset()) == []


def test_an_earlier_version_is_found_and_said_to_be_one(data: Path, ledger: Ledger) -> None:
    with search.writing(data, ledger) as index:
        index.add(
            [
                (
                    Source(
                        9,
                        "page",
                        "a",
                        1,
                        "http://a.test/1",
                        "环保局",
                        "2026-02-01T00:00:00Z",
                        "f" * 64,
                    ),
                    "内容已更换",
                )
            ]
        )
    assert [(hit.title, hit.is_present) for hit in look(data, "环境保护").shown] == [
        ("环保局关于加强环境保护的通知", False)
    ]
    assert [(hit.title, hit.is_present) for hit in look(data, "环保").shown] == [
        ("环保局", True)
    ]  # one hit an address


def test_a_lost_or_damaged_index_is_made_again(
    config: Config, tmp_path: Path, ledger: Ledger
) -> None:
    path = search_path(tmp_path)
    path.write_bytes(b"not an index" * 1000)
    assert is_stale(tmp_path, ledger)
    with search.writing(tmp_path, ledger) as index:
        index.add([])
    assert not is_stale(tmp_path, ledger)


def test_the_index_follows_the_ledger(config: Config) -> None:
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    assert not is_stale(config.data, ledger) and refresh_search(config) == 0
    ledger.close()


def test_another_ledger_s_index_is_not_used(config: Config, tmp_path: Path) -> None:
    moved = replace(config, data=tmp_path)
    for name in ("ledger.db", "archive.db"):
        (tmp_path / name).write_bytes((config.data / name).read_bytes())
    empty = open_ledger(tmp_path / "other.db")
    with search.writing(tmp_path, empty) as index:
        index.add(
            [
                (
                    Source(
                        10**6,
                        "page",
                        "a",
                        1,
                        "http://a.test/",
                        "别的",
                        "2026-01-01T00:00:00Z",
                        "e" * 64,
                    ),
                    "别的账本",
                )
            ]
        )
    empty.close()
    ledger = open_ledger(tmp_path / "ledger.db", readonly=True)
    assert is_stale(moved.data, ledger)
    ledger.close()


def test_the_page_finds_what_the_city_published(office: Visitor) -> None:
    page = office.get("/search?q=环保").text
    assert "<mark>环保</mark>" in page and "生态环境" in page
    assert (
        "没有符合" not in page
        and office.get("/search?q=环保&unit=jiaotong").text.count("<li>") == 0
    )
    many = office.get("/search?q=工作").text
    assert "下一页" in many and office.get("/search?q=工作&start=20").status_code == 200


def test_excerpts_are_made_of_the_words_themselves() -> None:
    pieces = excerpt(bigrams.plain("甲" * 100 + "做好环保工作" + "乙" * 200), "环保")
    assert [piece.words for piece in pieces if piece.is_marked] == ["环保"]
    assert pieces[0].words == pieces[-1].words == "…"
    assert (
        "".join(piece.words for piece in marked("《ISO》标准与环保", "iso 环保"))
        == "《ISO》标准与环保"
    )


@pytest.mark.parametrize("text", ["", "a", "环", "环保", "环保局abc１２", "𠮷野家", "a_b-c"])
def test_every_run_of_a_text_finds_it_again(text: str, tmp_path: Path, ledger: Ledger) -> None:
    with search.writing(tmp_path, ledger) as index:
        index.add(
            [
                (
                    Source(
                        1, "page", "a", 1, "http://a.test/", "x", "2026-01-01T00:00:00Z", "a" * 64
                    ),
                    f"前{text}后",
                )
            ]
        )
    plain = bigrams.plain(f"前{text}后")
    for run in bigrams.runs(plain):
        assert look(tmp_path, run).total == 1, run
