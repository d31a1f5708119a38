"""Bytes come out as they went in, or not at all."""

import random
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard

from config.errors import NotFound, StoreFailed
from store.archive import FULL_EVERY, Archive, open_archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "archive.db")
    yield opened
    opened.close()


def put(archive: Archive, body: bytes, previous: str = "") -> str:
    name = sha256(body).hexdigest()
    archive.put(name, body, previous)
    return name


def page(seed: int, size: int = 60_000) -> bytes:
    return random.Random(seed).randbytes(size // 2).hex().encode()


def test_any_bytes_come_back(archive: Archive) -> None:
    for body in (b"", b"\x00", "政务公开".encode("gb18030"), page(1), b"a" * 3_000_000):
        assert archive.get(put(archive, body)) == body


def test_what_is_compressed_already_is_taken_as_it_is(archive: Archive) -> None:
    body = page(1)
    name, packed = sha256(body).hexdigest(), zstandard.compress(body, 1)
    archive.put(name, body, packed=packed)
    assert archive.get(name) == body
    (data,) = archive.connection.execute("SELECT data FROM body").fetchone()
    assert data == packed


def test_a_changed_line_costs_next_to_nothing(archive: Archive) -> None:
    first = page(1)
    name = put(archive, first)
    second = first[:30_000] + b"<li>2012-03-05</li>" + first[30_000:]
    changed = put(archive, second, name)
    assert archive.get(changed) == second
    size = archive.connection.execute(
        "SELECT length(data) FROM body WHERE sha256 = ?", (changed,)
    ).fetchone()[0]
    assert size < 300


def test_a_long_page_is_a_delta_to_its_very_end(archive: Archive) -> None:
    first = page(2, 4_000_000)
    name = put(archive, first)
    changed = put(archive, b"x" + first, name)
    assert archive.get(changed) == b"x" + first
    assert (
        archive.connection.execute(
            "SELECT length(data) FROM body WHERE sha256 = ?", (changed,)
        ).fetchone()[0]
        < 5_000
    )


def test_no_body_hangs_on_more_than_seven_others(archive: Archive) -> None:
    bodies, name = [page(1)], ""
    for n in range(20):
        bodies.append(bodies[-1] + f"<p>{n}</p>".encode())
    names = []
    for body in bodies:
        name = put(archive, body, name)
        names.append(name)
    depths = [row[0] for row in archive.connection.execute("SELECT depth FROM body ORDER BY rowid")]
    assert max(depths) == FULL_EVERY - 1
    assert depths[:10] == [0, 1, 2, 3, 4, 5, 6, 7, 0, 1]
    assert [archive.get(one) for one in names] == bodies


def test_the_same_body_is_kept_once(archive: Archive) -> None:
    put(archive, page(1))
    put(archive, page(1), "0" * 64)
    assert archive.connection.execute("SELECT count(*) FROM body").fetchone()[0] == 1


def test_an_unlike_page_is_kept_whole(archive: Archive) -> None:
    name = put(archive, page(3), put(archive, page(4)))
    assert (
        archive.connection.execute("SELECT base FROM body WHERE sha256 = ?", (name,)).fetchone()[0]
        is None
    )


def test_a_body_under_a_false_name_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="does not match"):
        archive.put("0" * 64, b"something else")


def test_what_was_altered_is_no_evidence(archive: Archive) -> None:
    name = put(archive, page(1))
    other = put(archive, page(2))
    data = archive.connection.execute(
        "SELECT data FROM body WHERE sha256 = ?", (other,)
    ).fetchone()[0]
    archive.connection.execute("UPDATE body SET data = ? WHERE sha256 = ?", (data, name))
    with pytest.raises(StoreFailed):
        archive.get(name)
    archive.connection.execute("UPDATE body SET data = x'00112233' WHERE sha256 = ?", (name,))
    with pytest.raises(StoreFailed):
        archive.get(name)


def test_nothing_new_is_hung_on_a_damaged_body(archive: Archive) -> None:
    name = put(archive, page(1))
    archive.connection.execute("UPDATE body SET data = x'00' WHERE sha256 = ?", (name,))
    body = page(1) + b"!"
    assert archive.get(put(archive, body, name)) == body


def test_an_unknown_name_is_not_found(archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.get("0" * 64)


def test_a_foreign_file_is_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / "theirs.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = foreign.read_bytes()
    with pytest.raises(StoreFailed, match="not a file of this program"):
        open_archive(foreign)
    assert foreign.read_bytes() == before
