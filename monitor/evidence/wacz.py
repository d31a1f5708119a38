"""A WACZ: WARC, index, page list and the documents about them in one zip, each with its SHA-256 in
a manifest.

`datapackage.json` is the manifest; the SHA-256 of its own bytes is the seal. Whoever wrote the seal
down on the day it was made can tell years later whether a copy is the same to the byte. Format:
WACZ 1.1.1 (specs.webrecorder.net).
"""

import errno
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from config.errors import not_written
from config.words import Words
from monitor.evidence.warc import SOFTWARE, BodyOf, WarcContent, lines, write_warc
from store.queries.evidence import CaptureOnFile, PageOnFile

MANIFEST, DIGEST = "datapackage.json", "datapackage-digest.json"
WARC, INDEX, PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
NOT_WRITTEN = Words(
    "证据未能写入 {path}：{cause}。", "The evidence could not be written to {path}: {cause}."
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes in, beside the documents."""

    title: str
    description: str
    made_at: datetime
    captures: Sequence[CaptureOnFile]
    told: Sequence[tuple[PageOnFile, dict[str, Any]]]
    titles: Mapping[int, str]  # of pages, by id


@dataclass(frozen=True, slots=True)
class Packed:
    path: Path
    seal: str
    written: WarcContent


def pack(
    path: Path, contents: Contents, body_of: BodyOf, documents: "Mapping[str, bytes] | None" = None
) -> Packed:
    """Write the file at `path`, whole or not at all.

    Raises StoreFailed or OutOfSpace where it cannot be written.
    """
    waiting = path.with_name(path.name + ".part")
    try:
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "")  # a device would be replaced, not written to
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent, prefix=".packing-") as folder:
            packed = _pack(waiting, Path(folder), contents, body_of, documents or {})
        waiting.replace(path)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        cause = os.strerror(error.errno or 0)
        raise not_written(error, NOT_WRITTEN.filled(path=path, cause=cause)) from error
    return Packed(path, *packed)


def page_list(captures: Iterable[CaptureOnFile], titles: Mapping[int, str]) -> bytes:
    """pages.jsonl: what a person may want to open, the header line first."""
    rows: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    rows += [
        {
            "id": one.sha256[:16],
            "url": one.url,
            "ts": f"{one.at:%Y-%m-%dT%H:%M:%SZ}",
            "title": titles.get(one.page, "") or one.url,
        }
        for one in captures
        if one.tombstone is None
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _pack(
    path: Path, folder: Path, contents: Contents, body_of: BodyOf, documents: Mapping[str, bytes]
) -> tuple[str, WarcContent]:
    warc = folder / "data.warc.gz"
    with warc.open("w+b") as out:
        written = write_warc(
            out, warc.name, contents.captures, contents.told, body_of, contents.made_at
        )
    shown = [one for one in contents.captures if one.sha256 in written.bodies]
    index = "".join(line + "\n" for line in lines(written.index, warc.name)).encode()
    files: dict[str, bytes | Path] = {
        WARC: warc,
        INDEX: index,
        PAGES: page_list(shown, contents.titles),
        **documents,
    }
    manifest = json.dumps(_manifest(contents, shown, files), ensure_ascii=False, indent=1).encode()
    seal = sha256(manifest).hexdigest()
    digest = json.dumps({"path": MANIFEST, "hash": f"sha256:{seal}"}).encode()
    with ZipFile(path, "w") as zipped:
        for name, content in ({**files, MANIFEST: manifest, DIGEST: digest}).items():
            _add(zipped, name, content, contents.made_at)
    return seal, written


def _manifest(
    contents: Contents, shown: Sequence[CaptureOnFile], files: Mapping[str, bytes | Path]
) -> dict[str, Any]:
    made = f"{contents.made_at:%Y-%m-%dT%H:%M:%SZ}"
    main = (
        {"mainPageUrl": shown[0].url, "mainPageDate": f"{shown[0].at:%Y-%m-%dT%H:%M:%SZ}"}
        if shown
        else {}
    )
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": contents.title,
        "description": contents.description,
        "created": made,
        "modified": made,
        "software": SOFTWARE,
        **main,
        "resources": [
            {
                "name": name.rpartition("/")[2],
                "path": name,
                # by its ending alone a validator would read an index as a table of its own
                "type": "file",
                "hash": f"sha256:{_hash(content)}",
                "bytes": _size(content),
            }
            for name, content in files.items()
        ],
    }


def _add(zipped: ZipFile, name: str, content: bytes | Path, at: datetime) -> None:
    """Dated by the export, so that the same export is the same file; the WARC is stored as it is,
    for it is read in place.
    """
    info = ZipInfo(name, at.timetuple()[:6])
    info.compress_type = ZIP_STORED if name.endswith(".gz") or name == INDEX else ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    if isinstance(content, bytes):
        zipped.writestr(info, content)
        return
    info.file_size = content.stat().st_size
    with content.open("rb") as source, zipped.open(info, "w") as place:
        while part := source.read(1 << 20):
            place.write(part)


def _hash(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with content.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _size(content: bytes | Path) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size
