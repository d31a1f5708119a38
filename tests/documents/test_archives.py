"""Archives as units pack them: rar of both formats, zip in zip, names in GBK, and what must not
come out of them.
"""

import os

import pytest

from crawler.documents.archives import UNPACKERS
from crawler.documents.sandbox import read_document
from tests.documents.bombs import honest_xlsx, nested_zips, zipped
from tests.documents.rar_writer import rar4, rar5

CSV = "名称,金额\n其他支出,5\n办公费,5\n".encode("gb18030")
needs_an_unpacker = pytest.mark.skipif(
    not any(os.access(program, os.X_OK) for program, _ in UNPACKERS),
    reason="NOT TESTED: no unar, unrar, bsdtar or 7z here, so nothing unpacks a rar (apt: unar)",
)


@needs_an_unpacker
@pytest.mark.parametrize("make", [rar4, rar5])
def test_a_workbook_in_a_rar_is_read(make: "object") -> None:
    assert callable(make)
    reading = read_document(
        make({"预算/决算表.xlsx": honest_xlsx(), "readme.txt": b"x"}), "附件.rar"
    )
    assert (reading.unreadable, reading.kind, len(reading.grids)) == ("", "archive", 1)
    assert "其他支出 40" in reading.text
    assert any("passed over" in remark for remark in reading.remarks)


@needs_an_unpacker
def test_names_in_gbk_and_a_csv_in_gbk() -> None:
    reading = read_document(rar4({"部门预算.csv": CSV}, encoding="gb18030"), "附件.rar")
    assert reading.unreadable == ""
    assert "部门预算" in reading.text
    assert "其他支出 5" in reading.text


@needs_an_unpacker
def test_a_zip_in_a_rar_is_one_archive_in_another_and_no_more() -> None:
    assert "其他支出 5" in read_document(rar5({"a.zip": nested_zips(0)}), "附件.rar").text
    assert "nested" in read_document(rar5({"a.zip": nested_zips(1)}), "附件.rar").unreadable


@needs_an_unpacker
@pytest.mark.parametrize("name", ["../../escaped.csv", "/tmp/escaped.csv", "..\\..\\escaped.csv"])
def test_nothing_climbs_out_of_a_rar(name: str) -> None:
    read_document(rar5({name: CSV}), "附件.rar")
    assert not any(
        os.path.exists(place) for place in ("/tmp/escaped.csv", "escaped.csv", "../escaped.csv")
    )


@needs_an_unpacker
def test_a_rar_cut_short_or_with_wrong_sums_is_a_reason() -> None:
    whole = rar5({"表.xlsx": honest_xlsx()})
    assert read_document(whole[: len(whole) // 2], "附件.rar").unreadable
    assert read_document(whole.replace(b"xl/workbook", b"xl/w0rkb00k"), "附件.rar").unreadable


def test_a_zip_in_a_zip_and_names_in_gbk() -> None:
    inner = zipped({"cccccc.csv": CSV}).replace(b"cccccc", "决算表".encode("gb18030"))
    reading = read_document(
        zipped({"aaaa.zip": inner}).replace(b"aaaa", "附件".encode("gb18030")), "附件.zip"
    )
    assert reading.unreadable == ""
    assert "决算表" in reading.text
    assert "其他支出 5" in reading.text
