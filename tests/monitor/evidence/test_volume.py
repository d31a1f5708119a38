"""A year's volume: what is in it, what is not and why, and whether it can be trusted later."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from app.cli import app
from app.exports.archiving import bind, verify_volume, volumes
from app.exports.takedown import take_down
from config.errors import NotFound
from tests.monitor.evidence.conftest import PAGES, Place, article

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelf(seen: Place) -> Path:
    return bind("xinji", 2024, seen.config, NOW).packed.path.parent


def table(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "index.csv").read_text("utf-8-sig"))))


def test_the_index_says_what_was_published_and_what_became_of_it(shelf: Path, seen: Place) -> None:
    rows = table(shelf)
    assert [row["标题"] for row in rows] == [
        f"关于开展第{n}次河道清淤工作的通知" for n in range(1, 7)
    ]
    by_address = {row["网址"].rsplit("/", 1)[-1]: row for row in rows}
    assert by_address["1.html"]["发布日期"] == "2024-01-11"
    assert by_address["1.html"]["网站上仍可查看"] == "是"
    assert by_address["2.html"]["留存版本"] == "2"
    assert by_address["3.html"]["网站上仍可查看"].startswith("否，2026-05-")
    assert by_address["3.html"]["本卷是否留存"] == "是", (
        "gone from the site, and on file here: what the archive is for"
    )
    sheet = load_workbook(shelf / "index.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:3] == ["序号", "类别", "标题"]
    assert sheet.max_row == 8
    page = (shelf / "index.html").read_text("utf-8")
    assert "某市新集镇水利站2024年网上公开资料归档" in page
    assert all(row["SHA-256"] in page for row in rows)
    assert "<script" not in page


def test_the_bytes_are_inside(shelf: Path, seen: Place) -> None:
    import zipfile

    with (
        zipfile.ZipFile(shelf / "xinji-2024.wacz") as zipped,
        zipped.open("archive/data.warc.gz") as file,
    ):
        bodies = [
            r.content_stream().read() for r in ArchiveIterator(file) if r.rec_type == "response"
        ]
    assert PAGES["/tzgg/3.html"] in bodies and PAGES["/tzgg/6.html"] in bodies
    assert article(2) in bodies and article(2, "工期延长十天。") in bodies


def test_the_faces_belong_to_the_years_in_which_they_were_kept(seen: Place, tmp_path: Path) -> None:
    volume = bind("xinji", 2026, seen.config, NOW, tmp_path / "v").volume
    assert [(entry.kind, entry.url) for entry in volume.entries] == [
        ("home", seen.url("/")),
        ("channel", seen.url("/tzgg/")),
    ]
    assert volume.nights == 3
    with pytest.raises(NotFound, match="1999"):
        bind("xinji", 1999, seen.config, NOW, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_it_can_be_listed_and_verified_and_a_changed_index_is_found(
    shelf: Path, seen: Place
) -> None:
    assert verify_volume(shelf, seen.config).verified.is_sound
    assert "xinji 2024" in {one.about for one in volumes(seen.config)}
    run = CliRunner()
    folder = str(seen.folder / "office")
    assert "xinji-2024.wacz" in run.invoke(app, ["archive", "--list", "--config", folder]).output
    assert run.invoke(app, ["archive", "--verify", str(shelf), "--config", folder]).exit_code == 0
    original = (shelf / "index.csv").read_bytes()
    try:
        (shelf / "index.csv").write_bytes(original.replace("是".encode(), "否".encode()))
        checked = run.invoke(app, ["archive", "--verify", str(shelf), "--config", folder])
        assert checked.exit_code == 6
        assert "index.csv" in checked.output
    finally:
        (shelf / "index.csv").write_bytes(original)
    assert (
        run.invoke(app, ["archive", "nobody", "--year", "2024", "--config", folder]).exit_code != 0
    )


def test_what_could_not_be_kept_is_counted_with_its_reason(place: Place) -> None:
    place.remove("/tzgg/4.html")  # listed, and never there when we came
    place.night()
    take_down(place.url("/tzgg/1.html"), place.config, who="李某", why="个人信息", now=NOW)
    done = bind("xinji", 2024, place.config, NOW)
    assert done.volume.kept == 4
    assert dict(done.volume.not_kept()) == {"已按要求撤下": 1, "从未打开（页面不存在）": 1}
    rows = {row["网址"].rsplit("/", 1)[-1]: row for row in table(done.packed.path.parent)}
    assert rows["1.html"]["标题"] == "〔已撤下〕"
    assert rows["1.html"]["本卷是否留存"] == "否：已按要求撤下"
    assert "已按要求撤下（1项）" in done.text("zh")
