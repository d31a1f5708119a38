"""The files of an answer (答复): kept in the desk beside the word they came with, named by the
SHA-256 of their bytes. Nothing is edited, nothing deleted.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from config.errors import StoreFailed
from config.words import Words
from store.desk.desk import Desk
from store.privacy.numbers import mask
from store.rows import maybe_record, places, records

NOT_AS_KEPT = Words(
    "答复附件 {sha256} 的内容与登记的校验值不符。",
    "The attachment {sha256} is not what was put away: its hash differs.",
)


@dataclass(frozen=True, slots=True)
class NewFile:
    name: str
    format: str  # by its content: pdf, docx …
    body: bytes


@dataclass(frozen=True, slots=True)
class AnswerFile:
    id: int
    entry: int
    finding: int
    life: int
    name: str
    format: str
    size: int
    sha256: str


def add_files(connection: sqlite3.Connection, entry: int, files: Iterable[NewFile]) -> None:
    """Within the transaction in which the entry is written."""
    for file in files:
        sha256 = hashlib.sha256(file.body).hexdigest()
        connection.execute(
            "INSERT INTO answer_bytes (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (sha256, file.body),
        )
        connection.execute(
            "INSERT INTO answer_file (entry, name, format, size, sha256) VALUES (?, ?, ?, ?, ?)",
            (entry, mask(file.name), file.format, len(file.body), sha256),
        )


def files_of(desk: Desk, findings: Iterable[int]) -> list[AnswerFile]:
    """Everything that came with answers to these findings, in all of their lives, oldest first."""
    wanted = tuple(findings)
    with desk.reading() as connection:
        rows = connection.execute(
            f"{_FILES} WHERE entry.finding IN ({places(len(wanted))}) ORDER BY answer_file.id",
            wanted,
        ).fetchall()
    return list(records(AnswerFile, rows))


def file_named(desk: Desk, number: int) -> AnswerFile | None:
    with desk.reading() as connection:
        row = connection.execute(f"{_FILES} WHERE answer_file.id = ?", (number,)).fetchone()
    return maybe_record(AnswerFile, row)


def bytes_of(desk: Desk, file: AnswerFile) -> bytes:
    """Raises StoreFailed where they are not what was put away."""
    with desk.reading() as connection:
        (body,) = connection.execute(
            "SELECT bytes FROM answer_bytes WHERE sha256 = ?", (file.sha256,)
        ).fetchone()
    if hashlib.sha256(body).hexdigest() != file.sha256:
        raise StoreFailed(NOT_AS_KEPT.filled(sha256=file.sha256))
    return bytes(body)


_FILES = """SELECT answer_file.id, answer_file.entry, entry.finding, entry.life, answer_file.name, answer_file.format,
    answer_file.size, answer_file.sha256 FROM answer_file JOIN entry ON entry.id = answer_file.entry"""
