"""The archive: raw bytes as they were received, each body once, kept as a delta against the page's
previous body.

Content-addressed by SHA-256. One changed line of a 94 kB page costs 71 bytes (docs/stack.md §9);
every eighth version of a page is kept whole, so that no body ever hangs on more than seven others.
What comes out is verified against its name: evidence is the same to the byte, or it is refused.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import zstandard
from sqlite_utils import Database, Migrations

from config.errors import NotFound, StoreFailed
from config.words import Words
from store.soundness import refuse_missing_tables, refuse_newer, refuse_unsound
from store.sqlite_file import close, connect, failures_named, store_failed, transaction

APPLICATION_ID = 0x676B6172  # "gkar"
FULL_EVERY = 8  # docs/stack.md §9: a chain never exceeds eight bodies
LONG_PAGE = 1 << 20
LEVEL = 3  # docs/stack.md §9: level 12 takes eighteen times the time for a tenth of the bytes

UNKNOWN = Words(
    "存档中没有内容 {cause}（{path}）。", "The archive {path} holds nothing by the name {cause}."
)
ALTERED = Words(
    "存档 {path} 中的内容 {cause} 与其校验值不符，不能作为证据。请从备份恢复。",
    "What the archive {path} holds as {cause} does not match its checksum and is no evidence. Restore a backup.",
)

migrations = Migrations("archive")


@migrations()
def bodies(db: Database) -> None:
    db.table("body").create(
        {"sha256": str, "base": str, "depth": int, "size": int, "data": bytes},
        pk="sha256",
        not_null={"depth", "size", "data"},
        strict=True,
    )


@migrations()
def bases(db: Database) -> None:
    """Before a body goes, whatever hangs on it must be found."""
    db.conn.execute("CREATE INDEX body_base ON body (base) WHERE base IS NOT NULL")


@dataclass(frozen=True, slots=True)
class Archive:
    """archive.db, open."""

    path: Path
    connection: sqlite3.Connection

    def put(
        self, sha256: str, body: bytes, previous_sha256: str = "", *, packed: bytes = b""
    ) -> None:
        """Keep `body` under its name, once; `previous_sha256` names what it is likely to resemble
        ("" = nothing), `packed` is the body where somebody has compressed it already.

        Raises ValueError where the body does not match its name, StoreFailed or OutOfSpace where
        the file fails.
        """
        if hashlib.sha256(body).hexdigest() != sha256:
            raise ValueError(f"body does not match its name {sha256}")
        if self.has(sha256):
            return
        base, depth, data = self._packed(body, previous_sha256, packed)
        with self.writing():
            self.connection.execute(
                "INSERT OR IGNORE INTO body VALUES (?, ?, ?, ?, ?)",
                (sha256, base, depth, len(body), data),
            )

    def get(self, sha256: str) -> bytes:
        """The body as it was received.

        Raises NotFound where there is none of that name, StoreFailed where it no longer matches its
        name.
        """
        chain = self._chain(sha256)
        body = b""
        try:
            for data, size, has_base in reversed(chain):
                body = _unpacked(data, size, body if has_base else b"")
        except zstandard.ZstdError as error:
            raise store_failed(ALTERED, self.path, sha256) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise store_failed(ALTERED, self.path, sha256)
        return body

    def remove(self, names: Collection[str]) -> int:
        """Take bodies out; what hangs on them is hung on a sound base that stays, or kept whole.
        Bytes that lay here, as received.

        The file still holds traces of them until `store.sqlite_file.shred`.
        """
        gone, here = set(names), self.sizes(names)
        with self.writing():
            for name in sorted(
                here
            ):  # all of them first: the bytes of a grandchild are made by way of the child
                self._rehang(name, gone)
            self.connection.executemany(
                "DELETE FROM body WHERE sha256 = ?", [(name,) for name in here]
            )
        return sum(here.values())

    def sizes(self, names: Iterable[str]) -> dict[str, int]:
        """Bytes as received of those that are here."""
        rows = (
            self.connection.execute(
                "SELECT sha256, size FROM body WHERE sha256 = ?", (name,)
            ).fetchone()
            for name in names
        )
        return {row[0]: row[1] for row in rows if row is not None}

    def has(self, sha256: str) -> bool:
        return (
            self.connection.execute("SELECT 1 FROM body WHERE sha256 = ?", (sha256,)).fetchone()
            is not None
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Several bodies in one commit."""
        with transaction(self.connection, self.path):
            yield

    def close(self) -> None:
        close(self.connection)

    def _staying_base(self, name: str, gone: set[str]) -> str:
        base: str | None = name
        while base in gone:
            row = self.connection.execute(
                "SELECT base FROM body WHERE sha256 = ?", (base,)
            ).fetchone()
            base = row[0] if row else None
        return base or ""

    def _rehang(self, name: str, gone: set[str]) -> None:
        """Give the children of `name` that stay another base, while their bytes can still be made."""
        new_base = self._staying_base(name, gone)
        for (child,) in self.connection.execute(
            "SELECT sha256 FROM body WHERE base = ?", (name,)
        ).fetchall():
            if child in gone:
                continue
            try:
                body = self.get(child)
            except (NotFound, StoreFailed):
                # damaged already: it was no evidence before either, and says so when asked for
                continue
            base, depth, data = self._packed(body, new_base)
            self.connection.execute(
                "UPDATE body SET base = ?, depth = ?, data = ? WHERE sha256 = ?",
                (base, depth, data, child),
            )
            self._settle_depths(child, depth)

    def _settle_depths(self, parent: str, depth: int) -> None:
        for (child,) in self.connection.execute(
            "SELECT sha256 FROM body WHERE base = ?", (parent,)
        ).fetchall():
            self.connection.execute(
                "UPDATE body SET depth = ? WHERE sha256 = ?", (depth + 1, child)
            )
            self._settle_depths(child, depth + 1)

    def _packed(
        self, body: bytes, previous_sha256: str, whole: bytes = b""
    ) -> tuple[str | None, int, bytes]:
        """(base, depth, data): a delta where there is a sound base near enough and the delta is the
        smaller.
        """
        whole = whole or _compressed(body, b"")
        previous = self._base(previous_sha256)
        if previous is None:
            return None, 0, whole
        depth, base_body = previous
        delta = _compressed(body, base_body)
        if len(delta) >= len(whole):
            return None, 0, whole
        return previous_sha256, depth + 1, delta

    def _base(self, sha256: str) -> tuple[int, bytes] | None:
        row = (
            self.connection.execute("SELECT depth FROM body WHERE sha256 = ?", (sha256,)).fetchone()
            if sha256
            else None
        )
        if row is None or row[0] + 1 >= FULL_EVERY:
            return None
        try:
            return row[0], self.get(sha256)
        except (NotFound, StoreFailed):
            return None  # nothing new is hung on a damaged body

    def _chain(self, sha256: str) -> list[tuple[bytes, int, bool]]:
        """(data, size, has a base) of the body and of everything that it hangs on, the body first."""
        chain: list[tuple[bytes, int, bool]] = []
        name: str | None = sha256
        while name is not None:
            row = self.connection.execute(
                "SELECT data, size, base FROM body WHERE sha256 = ?", (name,)
            ).fetchone()
            if row is None and not chain:
                raise NotFound(UNKNOWN.filled(path=self.path, cause=sha256))
            if row is None or len(chain) > FULL_EVERY:
                raise store_failed(ALTERED, self.path, sha256)
            data, size, name = row
            chain.append((data, size, name is not None))
        return chain


def open_archive(path: Path, *, readonly: bool = False) -> Archive:
    """Raises StoreFailed for a file that is missing (readers), foreign, newer or damaged.

    The writer reads the whole file once, 3 s a gigabyte, at the beginning of a night; a reader
    verifies each body by its name.
    """
    connection = connect(path, APPLICATION_ID, readonly=readonly)
    try:
        with failures_named(path):
            refuse_newer(connection, path, [migrations])
            if not readonly:
                refuse_unsound(connection, path)
                migrations.apply(Database(connection, execute_plugins=False))
            refuse_missing_tables(connection, path, [migrations])
    except BaseException:
        connection.close()
        raise
    return Archive(path, connection)


def _compressed(body: bytes, base: bytes) -> bytes:
    if not base:
        return zstandard.ZstdCompressor(level=LEVEL).compress(body)
    # The window must reach over the whole base, or the far end of a long page is invisible to the
    # delta.
    window = min(27, max(17, (len(base) + len(body)).bit_length()))
    settings = zstandard.ZstdCompressionParameters.from_level(
        LEVEL, source_size=len(body), dict_size=len(base), window_log=window
    )
    if len(base) > LONG_PAGE:
        # The level's own table forgets the beginning of a base this long: 2 MB where 383 bytes do,
        # for 4 MB with one byte more.
        settings = zstandard.ZstdCompressionParameters.from_level(
            LEVEL, source_size=len(body), dict_size=len(base), window_log=window, hash_log=22
        )
    return zstandard.ZstdCompressor(
        dict_data=_dictionary(base), compression_params=settings
    ).compress(body)


def _unpacked(data: bytes, size: int, base: bytes) -> bytes:
    dictionary = _dictionary(base) if base else None
    return zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=1 << 27).decompress(
        data, max_output_size=size
    )


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
