"""`gongkai export`: what comes out opens rightly elsewhere, and nothing in it is run there."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from app.cli import app
from app.exports.exporting import CannotExport, export
from config.errors import Miswritten, NotFound
from config.folder import Config, load
from store.queries.cells import safe_cell
from store.queries.export import exportables
from tests.analysts.conftest import index_titles
from tests.store.nights import City, Saw, reading

FORMULAS = tuple(
    f"{lead}{tail}"
    for lead in ("=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", " =", "\n=")
    for tail in (
        "1+1",
        "cmd|' /C calc'!A0",
        'HYPERLINK("http://x.example")',
        "SUM(A1:A2)",
        'DDE("a";"b";"c")',
    )
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("office")
    (folder / "units").mkdir()
    (folder / "office.toml").write_text('name = "检查办公室"\ncity = "某市"\n', encoding="utf-8")
    (folder / "units" / "shuiliju.toml").write_text(
        'id = "shuiliju"\nname = "某市水利局"\nkind = "department"\n', encoding="utf-8"
    )
    config = load(folder)
    config.data.mkdir()
    city = City(config.data)
    city.night(
        0,
        *[
            Saw(f"http://www.example.gov.cn/{n}.html", reading(text), title=text)
            for n, text in enumerate(FORMULAS)
        ],
    )
    index_titles(config.data, city, "page")
    city.close()
    return config


def test_csv_opens_as_text_in_excel_and_numbers_stay_numbers(
    office: Config, tmp_path: Path
) -> None:
    export("page", office, tmp_path / "page.csv", {})
    raw = (tmp_path / "page.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == len(FORMULAS) == 60
    for row, text in zip(rows, FORMULAS, strict=True):
        assert row["title"].startswith("'"), row["title"]
        assert row["title"][1:].strip() == text.replace("\r", "").strip() or "\r" in text
        assert row["depth"] == "1"
    assert [safe_cell(value) for value in (-5, -0.5, None, "-5", "+3.25")] == [
        -5,
        -0.5,
        None,
        "-5",
        "+3.25",
    ]


def test_xlsx_cells_are_text_whatever_they_look_like(office: Config, tmp_path: Path) -> None:
    export("page", office, tmp_path / "page.xlsx", {})
    book = load_workbook(tmp_path / "page.xlsx")
    sheet = book["page"]
    head = [cell.value for cell in sheet[1]]
    title, depth = head.index("title"), head.index("depth")
    found = list(sheet.iter_rows(min_row=2))
    assert len(found) == 60
    assert {row[title].data_type for row in found} == {"s"}
    assert {row[depth].data_type for row in found} == {"n"}
    assert {row[title].value for row in found if str(row[title].value).startswith("=")} >= {
        "=1+1",
        "=SUM(A1:A2)",
    }
    told = str([cell.value for row in book["说明"].iter_rows() for cell in row])
    assert all(words.zh in told for words in exportables()["page"].columns.values())


@pytest.mark.parametrize("name", list(exportables()))
def test_everything_on_the_list_can_be_exported(office: Config, tmp_path: Path, name: str) -> None:
    done = export(name, office, tmp_path / "out.csv", {})
    assert len((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()) >= done.rows + 1


def test_what_cannot_be_written_says_why_and_leaves_nothing(office: Config, tmp_path: Path) -> None:
    for name in ("nope", 'page"; DROP TABLE page; --', "sqlite_master", "_sqlite_migrations", ""):
        with pytest.raises(NotFound):
            export(name, office, tmp_path / "x.csv", {})
    with pytest.raises(NotFound, match="words"):
        export("where_words_stand", office, tmp_path / "x.csv", {"other": "1"})
    with pytest.raises(CannotExport, match="docx"):
        export("page", office, tmp_path / "x.docx", {})
    try:
        import pyarrow  # noqa: F401
    except ModuleNotFoundError:
        with pytest.raises(CannotExport, match="gongkai\\[parquet\\]"):
            export("page", office, tmp_path / "x.parquet", {})
    else:
        assert export("page", office, tmp_path / "x.parquet", {}).rows == 60
        (tmp_path / "x.parquet").unlink()
    assert not list(tmp_path.iterdir())


def test_the_command_lists_prints_and_refuses(office: Config) -> None:
    run = CliRunner()
    folder = str(office.folder)
    listed = run.invoke(app, ["export", "--list"])
    assert listed.exit_code == 0
    assert all(name in listed.output for name in exportables())
    printed = run.invoke(
        app, ["export", "where_words_stand", "--set", "words=SUM", "--config", folder]
    )
    assert printed.exit_code == 0, printed.output
    assert printed.output.splitlines()[0].startswith("unit,unit_name,kind,title")
    assert len(printed.output.splitlines()) > 5
    refused = run.invoke(app, ["export", "--config", folder])
    assert isinstance(refused.exception, Miswritten)
