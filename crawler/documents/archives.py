"""The documents in a zip, rar or 7z, read as one: a department's budget is often a folder of
sheets. Runs in the child.

At most one archive inside another. Rar and 7z need a program of the system (unar, unrar, bsdtar or
7z); where there is none, the reading says so.
"""

import os
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from crawler.documents.kinds import kind_of
from crawler.documents.reading import DocumentReading, DocumentUnreadable, ReadBody
from crawler.extract.grids.grid import Grid
from crawler.extract.grids.zip_guard import ZipRefused, parts_of

MOST_NESTED = 1
_MAX_DOCUMENTS = 60
_MAX_UNPACKED = 200_000_000
_MAX_MEMBERS = 2_000
_PASSED_OVER = frozenset({"", "image", "ole", "odf"})
# Each unpacks `{archive}` into the folder `out` and asks nothing; the child's own limits hold for
# it as well.
UNPACKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "/usr/bin/unar",
        # Names that do not say their letters are Chinese ones: unar guesses, and takes a short GBK
        # name for Russian.
        (
            *("-quiet", "-force-overwrite", "-no-directory", "-encoding", "GB18030"),
            *("-password", "", "-output-directory", "out", "{archive}"),
        ),
    ),
    ("/usr/bin/unrar", ("x", "-y", "-p-", "-inul", "{archive}", "out/")),
    ("/usr/bin/bsdtar", ("-x", "-C", "out", "-f", "{archive}")),
    ("/usr/bin/7z", ("x", "-y", "-p-", "-oout", "{archive}")),
)


def read_zip(body: bytes, depth: int, read: ReadBody) -> DocumentReading:
    """The documents of a zip as one reading, each read by `read`. Raises DocumentUnreadable."""
    _check_depth(depth)
    try:
        return _together("zip", parts_of(body, _may_be_a_document), depth, read)
    except ZipRefused as refused:
        raise DocumentUnreadable(str(refused)) from refused


def read_other_archive(body: bytes, depth: int, read: ReadBody) -> DocumentReading:
    """The documents of a rar or 7z as one reading. Raises DocumentUnreadable."""
    _check_depth(depth)
    program = next(((path, words) for path, words in UNPACKERS if os.access(path, os.X_OK)), None)
    if program is None:
        raise DocumentUnreadable("rar or 7z: no program here unpacks it (install unar)")
    folder = Path("archive")
    (folder / "out").mkdir(parents=True)
    (folder / "packed").write_bytes(body)
    path, words = program
    done = subprocess.run(  # noqa: S603
        [path, *(word.replace("{archive}", "packed") for word in words)],
        cwd=folder,
        env={},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0 and not any((folder / "out").iterdir()):
        raise DocumentUnreadable(
            f"archive not unpacked: {PurePosixPath(path).name} ended with {done.returncode}"
        )
    return _together("archive", _unpacked(folder / "out"), depth, read)


def _check_depth(depth: int) -> None:
    if depth > MOST_NESTED:
        raise DocumentUnreadable("archives nested more than once")


def _may_be_a_document(name: str) -> bool:
    last = PurePosixPath(name.replace("\\", "/")).name
    return bool(last) and not last.startswith((".", "~$")) and not name.startswith("__MACOSX/")


def _unpacked(folder: Path) -> Iterable[tuple[str, bytes]]:
    room, members = _MAX_UNPACKED, 0
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        members += 1
        room -= path.stat().st_size
        if members > _MAX_MEMBERS or room < 0:
            raise DocumentUnreadable("archive unpacks to more than the limit")
        name = str(path.relative_to(folder))
        if _may_be_a_document(name):
            yield name, path.read_bytes()


def _together(
    kind: str, members: Iterable[tuple[str, bytes]], depth: int, read: ReadBody
) -> DocumentReading:
    """All members' readings as one; a member that cannot be read makes it doubtful, by name."""
    grids: list[Grid] = []
    pages: list[str] = []
    prose: list[str] = []
    remarks: list[str] = []
    beneath: list[str] = []
    unreadable: list[str] = []
    documents = 0
    for name, body in members:
        if kind_of(body, name) in _PASSED_OVER:
            remarks.append(f"{name}: passed over")
            continue
        documents += 1
        if documents > _MAX_DOCUMENTS:
            unreadable.append(f"more than {_MAX_DOCUMENTS} documents")
            break
        reading = read(body, name, depth + 1)
        title = reading.title or PurePosixPath(name.replace("\\", "/")).stem
        grids.extend(replace(grid, before=f"{title}\n{grid.before}") for grid in reading.grids)
        pages.extend([title, *reading.pages])
        prose.append(reading.prose)
        beneath += reading.beneath
        remarks.extend(f"{name}: {remark}" for remark in reading.remarks)
        if reading.unreadable:
            unreadable.append(f"{name}: {reading.unreadable}")
    if not documents:
        raise DocumentUnreadable("no document in the archive")
    return DocumentReading(
        kind,
        tuple(grids),
        tuple(pages),
        "\n".join(prose),
        "",
        "; ".join(unreadable)[:500],
        tuple(remarks),
        tuple(beneath),
    )
