"""What `gongkai evidence` writes, read by the standard's own tools and by whoever doubts it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from app.exports.evidence import check_evidence, export_evidence
from config.errors import NotFound
from crawler.browser import presence
from crawler.documents.web_archive import read_web_archive
from store.findings import open_findings
from store.ledger import open_ledger
from tests.monitor.evidence.conftest import PAGES, Place, article

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def unit_file(seen: Place) -> Path:
    """The evidence of a whole unit."""
    return export_evidence("xinji", seen.config, NOW, seen.folder / "xinji.wacz").packed.path


def records(path: Path) -> Iterator[tuple[ArcWarcRecord, bytes]]:
    with ZipFile(path) as zipped, zipped.open("archive/data.warc.gz") as file:
        for record in ArchiveIterator(file):
            yield record, record.content_stream().read()


def of_type(path: Path, kind: str) -> list[tuple[str, ArcWarcRecord, bytes]]:
    return [
        (r.rec_headers.get_header("WARC-Target-URI") or "", r, body)
        for r, body in records(path)
        if r.rec_type == kind
    ]


def test_warcio_finds_every_digest_right(unit_file: Path, tmp_path: Path) -> None:
    with ZipFile(unit_file) as zipped:
        zipped.extract("archive/data.warc.gz", tmp_path)
        assert (
            zipped.getinfo("archive/data.warc.gz").compress_type == ZIP_STORED
        )  # read in place by replay tools
    warcio = Path(sys.executable).parent / "warcio"
    done = subprocess.run(
        [warcio, "check", "-v", tmp_path / "archive/data.warc.gz"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "digest pass" in done.stdout
    assert "fail" not in done.stdout and "no digest" not in done.stdout


def test_gongkai_reads_its_own_evidence_page_by_page(unit_file: Path, seen: Place) -> None:
    kept = read_web_archive(unit_file.read_bytes())
    assert kept.why is None
    bodies = {one.answer.url: one.answer.body for one in kept.answers}
    assert bodies == {url: body for url, _, body in of_type(unit_file, "response") if body}
    assert bodies[seen.url("/tzgg/")] == PAGES["/tzgg/"]


def test_bodies_are_the_servers_and_requests_are_what_it_was_asked(
    unit_file: Path, seen: Place
) -> None:
    answers = {url: body for url, _, body in of_type(unit_file, "response")}
    assert answers[seen.url("/")] == PAGES["/"]
    assert answers[seen.url("/tzgg/")] == PAGES["/tzgg/"]
    asked = {url: dict(r.http_headers.headers) for url, r, _ in of_type(unit_file, "request")}
    heard = [headers for _, path, headers in seen.fixture_server.headers if path == "/tzgg/"]
    sent = {name.lower(): value for name, value in asked[seen.url("/tzgg/")].items()}
    assert sent in heard
    assert (
        "gongkai" in sent["user-agent"]
        and sent["host"] == f"xinji.example:{seen.fixture_server.port}"
    )


def test_what_was_taken_off_the_body_is_said_and_not_claimed(unit_file: Path, seen: Place) -> None:
    (head,) = [
        r.http_headers for url, r, _ in of_type(unit_file, "response") if url == seen.url("/tzgg/")
    ]
    assert head.get_header("Content-Encoding") is None
    assert head.get_header("Content-Length") == str(len(PAGES["/tzgg/"]))
    notes = [
        json.loads(body)
        for url, _, body in of_type(unit_file, "metadata")
        if url == seen.url("/tzgg/")
    ]
    (note,) = [each for each in notes if "left_out" in each]
    assert note["content_encoding_removed"] == "gzip"
    assert int(note["left_out"]["Content-Length"]) < len(PAGES["/tzgg/"])
    assert note["capture"]["ip"] == "127.71.0.1"


def test_every_visit_is_told_page_by_page(unit_file: Path, seen: Place) -> None:
    with ZipFile(unit_file) as zipped:
        case = json.loads(zipped.read("evidence/case.json"))
        page = zipped.read("evidence/index.html").decode()
    home = next(one["id"] for one in case["pages"] if one["url"] == seen.url("/"))
    assert len({visit["run"] for visit in case["visits"] if visit["page"] == home}) == 3
    assert {look["good"] for look in case["eyesight"]} == {True}
    assert case["findings"][0][0]["sentence_zh"] in page
    assert "http://" not in page.split("</style>")[1].split("<header>")[0]
    assert "<script" not in page


def test_a_closed_door_is_evidence_without_a_page(seen: Place) -> None:
    path = export_evidence("sitong", seen.config, NOW, seen.folder / "sitong.wacz").packed.path
    assert not of_type(path, "response")
    (told,) = [json.loads(body) for _, _, body in of_type(path, "metadata")]
    assert {visit["outcome"] for visit in told["visits"]} == {"tcp_refused"}
    assert told["states"][0]["nights"] == 3
    assert check_evidence(path, seen.config).verified.is_sound


def test_before_and_after_and_the_way_there(seen: Place) -> None:
    """A page that changed, one that left, one behind a redirect: evidence about them holds what was
    and what is.
    """
    data = seen.config.data
    ledger = open_ledger(data / "ledger.db", readonly=True)
    try:
        from store.queries.evidence import captures_of, pages_at

        pages = pages_at(ledger, "xinji", [seen.url(f"/tzgg/{n}.html") for n in (2, 3, 5, 6)])
        captures = captures_of(ledger, pages)
    finally:
        ledger.close()
    by_path: dict[str, list[object]] = {}
    for capture in captures:
        by_path.setdefault(capture.url.rsplit("/", 1)[-1], []).append(
            (capture.status, capture.size)
        )
    assert by_path["2.html"] == [(200, len(article(2))), (200, len(article(2, "工期延长十天。")))]
    assert [status for status, _ in by_path["3.html"]] == [200, 404]  # type: ignore[misc, has-type]
    moved = next(capture for capture in captures if capture.url.endswith("/5.html"))
    assert [(hop.status, hop.url) for hop in moved.exchange.hops] == [
        (302, seen.url("/tzgg/5.html"))
    ]
    assert moved.final_url == seen.url("/moved/5.html")


def test_the_seal_is_on_record_and_any_change_breaks_it(
    unit_file: Path, seen: Place, tmp_path: Path
) -> None:
    checked = check_evidence(unit_file, seen.config)
    assert checked.verified.is_sound
    assert checked.on_record is not None and checked.on_record.about == "xinji"
    original = unit_file.read_bytes()
    for name in (
        "evidence/index.html",
        "archive/data.warc.gz",
        "datapackage.json",
        "pages/pages.jsonl",
    ):
        forged = tmp_path / "forged.wacz"
        with ZipFile(unit_file) as old, ZipFile(forged, "w") as new:
            for info in old.infolist():
                body = old.read(info)
                new.writestr(info, body[:-2] + b"x" + body[-1:] if info.filename == name else body)
        seen_through = check_evidence(forged, seen.config)
        assert not (seen_through.verified.is_sound and seen_through.on_record), name
        assert not seen_through.verified.is_sound, name
    with ZipFile(unit_file) as old, ZipFile(tmp_path / "more.wacz", "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        new.writestr("evidence/added.txt", "not there on the day")
    assert not check_evidence(tmp_path / "more.wacz", seen.config).verified.is_sound
    for cut in (0, 10, len(original) // 2, len(original) - 3):
        (tmp_path / "cut.wacz").write_bytes(original[:cut])
        assert not check_evidence(tmp_path / "cut.wacz", seen.config).verified.is_sound


def test_a_forger_who_makes_a_new_manifest_lacks_the_ledger(seen: Place, tmp_path: Path) -> None:
    """Sound in itself, and still not ours: that is what the seal on record is for."""
    path = export_evidence("xinji", seen.config, NOW, tmp_path / "ours.wacz").packed.path
    from hashlib import sha256

    with ZipFile(path) as old:
        files = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(files["datapackage.json"])
    files["evidence/index.html"] = "<p>该单位没有问题</p>".encode()
    for one in manifest["resources"]:
        one["hash"], one["bytes"] = (
            f"sha256:{sha256(files[one['path']]).hexdigest()}",
            len(files[one["path"]]),
        )
    files["datapackage.json"] = json.dumps(manifest).encode()
    files["datapackage-digest.json"] = json.dumps(
        {
            "path": "datapackage.json",
            "hash": f"sha256:{sha256(files['datapackage.json']).hexdigest()}",
        }
    ).encode()
    with ZipFile(tmp_path / "theirs.wacz", "w") as new:
        for name, body in files.items():
            new.writestr(name, body)
    checked = check_evidence(tmp_path / "theirs.wacz", seen.config)
    assert checked.verified.is_sound and checked.on_record is None
    assert "没有这个封条" in checked.text("zh")


def test_a_finding_by_its_number_and_the_same_export_twice_is_the_same_file(
    seen: Place, tmp_path: Path
) -> None:
    ledger = open_ledger(seen.config.data / "ledger.db", readonly=True)
    try:
        finding = open_findings(ledger, "xinji")[0]
    finally:
        ledger.close()
    first = export_evidence(str(finding.id), seen.config, NOW, tmp_path / "a.wacz")
    second = export_evidence(str(finding.id), seen.config, NOW, tmp_path / "b.wacz")
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()
    assert first.packed.seal == second.packed.seal
    named = {str(piece["sha256"]) for piece in finding.evidence if piece.get("sha256")}
    assert named and named <= first.packed.written.bodies
    with pytest.raises(NotFound):
        export_evidence("99999", seen.config, NOW, tmp_path / "none.wacz")
    assert not (tmp_path / "none.wacz").exists()


@pytest.mark.skipif(bool(presence.missing()), reason=f"NOT TESTED: {presence.missing()}")
def test_pictures_lie_beside_the_readable_page_and_are_sealed_with_it(unit_file: Path) -> None:
    with ZipFile(unit_file) as zipped:
        listed = {one["path"] for one in json.loads(zipped.read("datapackage.json"))["resources"]}
        page = zipped.read("evidence/index.html").decode()
        pictures = [name for name in zipped.namelist() if name.startswith("evidence/picture-")]
        assert pictures and listed.issuperset(pictures)
        assert all(zipped.read(name).startswith(b"\x89PNG") for name in pictures)
    assert all(f'src="{name.removeprefix("evidence/")}"' in page for name in pictures)
    assert check_evidence(unit_file, None).verified.is_sound
