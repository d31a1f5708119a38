"""Whether a WACZ is what it was on the day it was sealed: every file against the manifest, every
record against its digest.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from cryptography.x509 import Certificate
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from config.words import Words
from monitor.evidence.time_stamp import StampCheck, check_stamp
from monitor.evidence.wacz import DIGEST, MANIFEST, WARC

NIGHTS = "nights/"  # where the manifests of the nights lie, each beside its time stamp
NO_ZIP = Words("不是有效的压缩包（{cause}）", "not a sound zip file ({cause})")
NO_MANIFEST = Words("没有可读的清单 {name}", "there is no readable manifest {name}")
OTHER_SEAL = Words(
    "清单与其校验值不符：清单被改动", "the manifest does not match its digest: it was altered"
)
MISSING = Words("清单所列文件缺失：{name}", "listed in the manifest and missing: {name}")
STRANGE = Words("清单未列的文件：{name}", "in the file and not in the manifest: {name}")
ALTERED = Words("文件被改动：{name}", "altered: {name}")
BAD_RECORD = Words(
    "网页记录与其校验值不符：{name}", "a page's record does not match its digest: {name}"
)


@dataclass(frozen=True, slots=True)
class Verified:
    seal: str  # SHA-256 of the manifest; "" where there is none
    title: str
    files: int
    records: int  # of the WARC
    problems: tuple[Words, ...]
    nights: tuple["StampedNight", ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class StampedNight:
    """The manifest of a night that lies in the file with its time stamp, None where it waits for one."""

    name: str  # of the file inside
    stamp: StampCheck | None


def verify(path: Path, roots: Sequence[Certificate] = ()) -> Verified:
    """Read the whole file. What is wrong with it is an answer, never an error.

    `roots`: who may vouch for time stamps; none: a stamp is compared with its text alone.
    """
    try:
        with ZipFile(path) as zipped:
            seen = _verified(zipped)
            if seen.is_sound:
                nights = tuple(_nights(zipped, roots))
                wrong = [night.stamp.problem for night in nights if night.stamp]
                return replace(
                    seen, nights=nights, problems=tuple(one for one in wrong if one is not None)
                )
            return seen
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        return Verified("", "", 0, 0, (NO_ZIP.filled(cause=type(error).__name__),))


def _verified(zipped: ZipFile) -> Verified:
    names = [name for name in zipped.namelist() if not name.endswith("/")]
    try:
        manifest = zipped.read(MANIFEST)
        listed = json.loads(manifest)
        hashes = {str(one["path"]): str(one["hash"]) for one in listed["resources"]}
        title = str(listed.get("title", ""))
    except (KeyError, ValueError, TypeError, AttributeError):
        return Verified("", "", len(names), 0, (NO_MANIFEST.filled(name=MANIFEST),))
    seal = sha256(manifest).hexdigest()
    problems = [
        *_against_manifest(zipped, names, hashes),
        *([] if _sealed(zipped) == f"sha256:{seal}" else [OTHER_SEAL]),
    ]
    records, bad = _records(zipped) if WARC in names else (0, [])
    return Verified(seal, title, len(names), records, (*problems, *bad))


def _nights(zipped: ZipFile, roots: Sequence[Certificate]) -> Iterator[StampedNight]:
    names = zipped.namelist()
    for name in names:
        if name.startswith(NIGHTS) and name.endswith(".json"):
            token = name.removesuffix(".json") + ".tsr"
            stamp = (
                check_stamp(zipped.read(name), zipped.read(token), roots)
                if token in names
                else None
            )
            yield StampedNight(name, stamp)


def _against_manifest(zipped: ZipFile, names: list[str], hashes: dict[str, str]) -> Iterator[Words]:
    yield from (MISSING.filled(name=name) for name in hashes if name not in names)
    yield from (
        STRANGE.filled(name=name)
        for name in names
        if name not in hashes and name not in (MANIFEST, DIGEST)
    )
    yield from (
        STRANGE.filled(name=name)
        for name in sorted({name for name in names if names.count(name) > 1})
    )
    for name, promised in hashes.items():
        if name in names and _hash(zipped, name) != promised:
            yield ALTERED.filled(name=name)


def _hash(zipped: ZipFile, name: str) -> str:
    digest = sha256()
    try:
        with zipped.open(name) as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except BadZipFile:
        return ""  # the zip's own checksum says so already
    return f"sha256:{digest.hexdigest()}"


def _sealed(zipped: ZipFile) -> str:
    try:
        return str(json.loads(zipped.read(DIGEST))["hash"])
    except (KeyError, ValueError, TypeError):
        return ""


def _records(zipped: ZipFile) -> tuple[int, list[Words]]:
    count, bad = 0, []
    try:
        with zipped.open(WARC) as file:
            records: Any = ArchiveIterator(file, check_digests=True)
            for record in records:
                while record.raw_stream.read(1 << 20):
                    pass
                count += 1
                if record.digest_checker.passed is False:
                    bad.append(
                        BAD_RECORD.filled(
                            name=record.rec_headers.get_header("WARC-Target-URI") or "?"
                        )
                    )
    except (ArchiveLoadFailed, BadZipFile, EOFError, OSError, ValueError):
        bad.append(ALTERED.filled(name=WARC))
    return count, bad
