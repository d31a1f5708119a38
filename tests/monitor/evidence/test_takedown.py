"""Personal data that was taken down is in no file any more, in no form; that it was there, and who
had it removed, is.
"""

import sqlite3
import zlib
from contextlib import closing, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
import zstandard

from app.exports.evidence import export_evidence
from app.exports.takedown import lift, take_down
from app.night.for_analysts import leave_nightly_file
from config.errors import NotFound
from store.archive import open_archive
from store.clock import Clock
from store.findings import open_findings
from store.ledger import open_ledger
from store.merge.redaction import MARK
from store.removal import tombstones
from tests.monitor.evidence.conftest import ROWS, Place, article, html

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SECRET, TITLE = "411122199001011234", "关于对张某某行政处罚的决定书"
PAGE = html(
    TITLE,
    f"<h1>{TITLE}</h1><p>发布时间：2024-01-20 来源：法规科</p><div class='content'><p>当事人张某某，身份证号码{SECRET}，"
    + "经查违法事实清楚。" * 30
    + "</p></div>",
)
AMENDED = PAGE.replace("当事人张某某，".encode(), "当事人张某某，住本市新集镇，".encode())
ROW = f'<li><a href="/tzgg/9.html" title="{TITLE}">{TITLE}</a><span>2024-01-20</span></li>'
LISTED = html(
    "通知公告",
    f'<div class="pos">当前位置：首页 &gt; 通知公告</div><ul class="list">{ROW}{ROWS}</ul>',
)


def with_secret(place: Place) -> str:
    """A night on which the page stands on the server; its address."""
    place.show("/tzgg/9.html", PAGE)
    place.show("/tzgg/", LISTED)
    place.night()
    place.show("/tzgg/9.html", AMENDED)
    place.night(31)
    return place.url("/tzgg/9.html")


def traces(folder: Path, *words: str) -> list[str]:
    """Files that hold one of the words: as they are, in another charset, or in a compressed column
    of a database.
    """
    needles = [
        word.encode(charset) for word in words for charset in ("utf-8", "gb18030", "utf-16-le")
    ]
    needles += [needle.hex().encode() for needle in needles] + [
        word.encode("unicode_escape") for word in words
    ]
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        pieces = [raw, *_unpacked(path, raw)]
        if any(needle in piece for piece in pieces for needle in needles):
            found.append(path.name)
    return found


def _unpacked(path: Path, raw: bytes) -> list[bytes]:
    if raw.startswith(b"PK"):
        with ZipFile(path) as zipped:
            return [zipped.read(name) for name in zipped.namelist()]
    if not raw.startswith(b"SQLite format 3"):
        return []
    pieces = []
    with closing(sqlite3.connect(path)) as db:
        for (table,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).fetchall():
            for row in db.execute(f'SELECT * FROM "{table}"'):
                pieces += [
                    unpacked
                    for value in row
                    if isinstance(value, bytes)
                    for unpacked in _decompressed(value)
                ]
        if path.name == "archive.db":
            names = [name for (name,) in db.execute("SELECT sha256 FROM body")]
    if path.name == "archive.db":
        archive = open_archive(path, readonly=True)
        pieces += [archive.get(name) for name in names]
        archive.close()
    return pieces


def _decompressed(value: bytes) -> list[bytes]:
    done = []
    for unpack in (
        zlib.decompress,
        lambda data: zstandard.ZstdDecompressor().decompress(data, max_output_size=1 << 24),
    ):
        with suppress(zlib.error, zstandard.ZstdError):
            done.append(unpack(value))
    return done


def test_no_byte_of_it_is_left_and_the_tombstone_says_who_and_why(place: Place) -> None:
    address = with_secret(place)
    data = place.config.data
    export_evidence("xinji", place.config, NOW)
    packed = _packed_body(data, PAGE)
    assert {"archive.db", "ledger.db"} <= set(traces(data, SECRET, TITLE)), (
        "the test must be able to see it"
    )
    nightly = leave_nightly_file(place.config, Clock.set_to(NOW))
    assert nightly is not None and TITLE.encode() in nightly.read_bytes()

    done = take_down(address, place.config, who="法规科 李某", why="身份证号码未隐去", now=NOW)

    assert len(done.tombstoned.removal.bodies) == 2
    assert traces(data, SECRET) == []
    assert not [path for path in data.rglob("*") if path.is_file() and packed in path.read_bytes()]
    # The kept bytes of the channel's list still spell out the title: that is said, and goes on a
    # second word.
    assert traces(data, TITLE) == ["archive.db", "xinji-20261123T030000Z.wacz"]
    assert done.named_still == 1
    take_down(
        address, place.config, who="法规科 李某", why="身份证号码未隐去", now=NOW, naming=[TITLE]
    )
    assert traces(data, SECRET, TITLE, "张某某") == []
    assert "法规科 李某" in done.text("zh") and "--naming" in done.text("zh")
    ledger = open_ledger(data / "ledger.db")
    try:
        tombstones_found = tombstones.every(ledger)
        ledger.verify()
        rows = ledger.db.conn.execute("SELECT title FROM item WHERE url = ?", (address,)).fetchall()
        spans = ledger.db.conn.execute(
            "SELECT count(*) FROM span JOIN page ON page.id = span.page WHERE page.url = ?",
            (address,),
        ).fetchone()
    finally:
        ledger.close()
    assert rows == [(MARK,)]
    assert spans[0] >= 1, "that it was there, and when, stays on record"
    assert {(tombstone.who, tombstone.why, tombstone.at) for tombstone in tombstones_found} == {
        ("法规科 李某", "身份证号码未隐去", "2026-11-23T03:00:00Z")
    }
    assert sorted(tombstone.size for tombstone in tombstones_found) == [
        0,
        len(PAGE),
        len(AMENDED),
        len(LISTED),
    ]


def test_it_does_not_come_back_and_nobody_is_accused_of_it(place: Place) -> None:
    address = with_secret(place)
    take_down(address, place.config, who="李某", why="个人信息", now=NOW)
    asked = place.fixture_server.asked["xinji.example", "/tzgg/9.html"]
    place.remove(
        "/tzgg/9.html"
    )  # the unit repairs it as well: a page of ours that must not be called vanished
    for _ in range(3):
        night = place.night(31)
    assert place.fixture_server.asked["xinji.example", "/tzgg/9.html"] == asked
    assert traces(place.config.data, SECRET) == []
    assert not [finding for finding in night.inspection.findings if address in finding.subject]
    ledger = open_ledger(place.config.data / "ledger.db", readonly=True)
    try:
        titles = {
            title
            for (title,) in ledger.db.conn.execute(
                "SELECT title FROM item UNION SELECT title FROM page UNION SELECT new FROM item_change"
            )
        }
        newest = ledger.db.conn.execute("SELECT max(claimed) FROM item").fetchone()
    finally:
        ledger.close()
    assert TITLE not in titles
    assert newest == ("2024-01-20",), "the list is not made to look older than it is"
    assert "1 处" in lift(address, place.config, who="李某", now=NOW)
    place.show("/tzgg/9.html", article(9))
    place.night(31)
    assert place.fixture_server.asked["xinji.example", "/tzgg/9.html"] > asked


def test_a_version_named_by_its_hash_and_evidence_that_shows_the_tombstone(place: Place) -> None:
    """The channel's page that holds the name in its list is taken down by its hash; the finding
    about the channel keeps its life.
    """
    with_secret(place)
    name = sha256(LISTED).hexdigest()
    done = take_down(name, place.config, who="李某", why="列表含个人姓名", now=NOW)
    assert done.tombstoned.removal.findings, "a finding rests on it, and that is said"
    path = export_evidence("xinji", place.config, NOW).packed
    assert path.written.missing == {name: "takedown"}
    with ZipFile(path.path) as zipped:
        page = zipped.read("evidence/index.html").decode()
    assert "列表含个人姓名" in page and "已撤下" in page
    ledger = open_ledger(place.config.data / "ledger.db", readonly=True)
    try:
        assert [f.rule for f in open_findings(ledger, "xinji") if f.rule == "stale_channel"] == [
            "stale_channel"
        ]
        assert ledger.db.conn.execute("SELECT count(*) FROM item").fetchone() == (7,)
    finally:
        ledger.close()
    night = place.night()
    assert not [f for f in night.inspection.findings if f.rule == "empty_channel"]
    archive = open_archive(place.config.data / "archive.db", readonly=True)
    try:
        assert not archive.has(name), "seen again the same night after: it is not kept again"
    finally:
        archive.close()


def test_twice_is_once_and_what_nobody_knows_is_said(place: Place) -> None:
    address = with_secret(place)
    first = take_down(address, place.config, who="李某", why="一", now=NOW)
    second = take_down(address, place.config, who="王某", why="二", now=NOW)
    assert first.tombstoned.bytes > 0 == second.tombstoned.bytes
    ledger = open_ledger(place.config.data / "ledger.db", readonly=True)
    try:
        assert {tombstone.who for tombstone in tombstones.every(ledger)} == {"李某"}
    finally:
        ledger.close()
    for unknown in ("http://nobody.example/", "f" * 64, "", "'; DROP TABLE page; --"):
        with pytest.raises(NotFound):
            take_down(unknown, place.config, who="李某", why="x", now=NOW)


def _packed_body(data: Path, body: bytes) -> bytes:
    with closing(sqlite3.connect(data / "archive.db")) as db:
        (packed,) = db.execute(
            "SELECT data FROM body WHERE sha256 = ?", (sha256(body).hexdigest(),)
        ).fetchone()
    return bytes(packed[:200])


def test_what_hangs_on_a_body_is_hung_elsewhere_before_it_goes(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archive.db")
    versions = [article(1, "很长的一段话" * 200 + str(number)) for number in range(7)]
    names = [sha256(body).hexdigest() for body in versions]
    for number, body in enumerate(versions):
        archive.put(names[number], body, names[number - 1] if number else "")
    assert [
        row[0] for row in archive.connection.execute("SELECT depth FROM body ORDER BY rowid")
    ] == list(range(7))
    archive.remove({names[0], names[2], names[3]})
    for number in (1, 4, 5, 6):
        assert archive.get(names[number]) == versions[number]
    depths = dict(archive.connection.execute("SELECT sha256, depth FROM body"))
    assert [depths[names[number]] for number in (1, 4, 5, 6)] == [0, 1, 2, 3]
    assert not any(archive.has(names[number]) for number in (0, 2, 3))
    archive.close()
