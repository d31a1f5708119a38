"""`gongkai money UNIT` over a ledger that a crawl has filled."""

import json
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from app import language
from app.commands import money
from config.errors import NotFound
from store.records import PageFacts, Purpose
from tests.documents.pdf_writer import Page, pdf
from tests.documents.test_formats import HEAD, ROWS, printed
from tests.reading import read_answer
from tests.store.nights import City, Saw

OFFICE = 'name = "某市政务公开办公室"\ncity = "某市"\ndata = "data"\n'
UNIT = 'id = "shuiliju"\nname = "某市水利局"\nkind = "department"\n[no_own_site]\nby = "值班员"\non = 2012-03-01\n'
URL = "http://www.example.gov.cn/2012.pdf"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_LANGUAGE", "zh")
    monkeypatch.setattr(language, "_spoken", "")
    (tmp_path / "units").mkdir()
    (tmp_path / "office.toml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "units" / "shuiliju.toml").write_text(UNIT, encoding="utf-8")
    (tmp_path / "data").mkdir()
    return tmp_path


def run(folder: Path, *words: str) -> str:
    app = typer.Typer()
    app.command("money")(money.command)
    app.command("other")(lambda: None)
    result = CliRunner().invoke(
        app,
        ["money", *words, "--config", str(folder)],
        env={"COLUMNS": "200"},
        catch_exceptions=False,
    )
    assert result.exit_code == 0
    return result.output


def facts(body: bytes, url: str = URL) -> PageFacts:
    return read_answer(body, url=url, as_of=date(2012, 4, 1))


def the_year_before() -> bytes:
    page = Page(width=842, height=595)
    page.write(300, 40, "2011年部门支出预算总表", size=16)
    page.write(680, 70, "单位：万元")
    rows = [
        ["合计", "<", "<", "<", "70", "60", "10"],
        *([*row[:4], *("10" if cell == "40" else cell for cell in row[4:])] for row in ROWS[1:]),
    ]
    page.table([HEAD, *rows], [50, 40, 40, 230, 100, 100, 100], top=90)
    return pdf(page)


def test_a_tree_of_this_year_with_last_year_and_the_others_marked(folder: Path) -> None:
    city = City(folder / "data")
    city.night(
        0,
        Saw(URL, facts(printed()), purpose=Purpose.ATTACHMENT),
        Saw(URL.replace("2012", "2011"), facts(the_year_before()), purpose=Purpose.ATTACHMENT),
        Saw(
            URL.replace("2012", "scan"),
            facts(b"%PDF-1.4 broken from end to end"),
            purpose=Purpose.ATTACHMENT,
        ),
    )
    city.close()
    tree = run(folder, "shuiliju")
    assert tree.index("2012 预算") < tree.index("2011 预算")
    assert (
        "2129999 其他城乡社区支出  40.00万元  40.0%  上年10.00万元（占比+25.7个百分点）  请关注  已说明：路灯电费和河道保洁"
        in tree
    )
    assert "未能读取（不等于没有问题）" in tree
    said = json.loads(run(folder, "shuiliju", "--json"))
    assert [(table["year"], table["total_yuan"]) for table in said["tables"]] == [
        (2012, 1_000_000.0),
        (2011, 700_000.0),
    ]
    heavy = said["tables"][0]["lines"][-1]
    assert (heavy["code"], heavy["level"], heavy["other"], heavy["year_before_yuan"]) == (
        "2129999",
        2,
        True,
        100_000.0,
    )
    assert [entry["url"] for entry in said["unreadable"]] == [URL.replace("2012", "scan")]


def test_a_unit_without_tables_is_told_apart_from_one_that_is_unknown(folder: Path) -> None:
    City(folder / "data").close()
    assert "没有支出表" in run(folder, "shuiliju")
    assert json.loads(run(folder, "shuiliju", "--json")) == {
        "unit": "shuiliju",
        "tables": [],
        "three_publics": [],
        "unreadable": [],
    }
    with pytest.raises(NotFound):
        run(folder, "nobody")
