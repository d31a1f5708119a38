"""An OLE2 file, which old Word and old Excel are: a small file system of streams, read by olefile.

olefile believes the counts and sizes that a file states of itself, and walks so many sectors. Those
for which the file has no room are refused here before they are believed, so that the work is
bounded by the file's length ([MS-CFB] 2.2 names the fields).
"""

import io
import struct

from olefile import OleFileIO

_SECTORS = (9, 12)  # powers of two: 512 bytes, 4,096 bytes
_MINI_SECTOR = 6
# olefile compares every entry's first sector with those of all before it.
_MAX_ENTRIES = 8_000
_ENTRY = 128  # bytes
_BROKEN = (OSError, ValueError, LookupError, RecursionError, AssertionError, struct.error)


class CompoundRefused(Exception):
    """Broken, without the stream asked for, or stating sizes that its length belies."""


class CompoundFile:
    """`body` is left as it is. Raises CompoundRefused where it is no sound OLE2 file."""

    def __init__(self, body: bytes) -> None:
        try:
            _refuse_what_has_no_room(body)
            self._length, self._bytes = len(body), io.BytesIO(body)
            self._file = _BoundedFile(self._bytes)
            if self._file.root.size > self._length:
                raise CompoundRefused("small streams larger than the file")
        except _BROKEN as broken:
            raise CompoundRefused(f"broken file system: {type(broken).__name__}") from broken

    def name_of(self, *names: str) -> str:
        """The first of these streams that is there. Raises CompoundRefused."""
        found = next((name for name in names if self._file.exists(name)), None)
        if found is None:
            raise CompoundRefused(f"no {names[0].lower()} inside")
        return found

    def stream(self, name: str) -> bytes:
        """Its bytes. Raises CompoundRefused where it is not there, or larger than the file."""
        if self._file.get_size(self.name_of(name)) > self._length:
            raise CompoundRefused(f"{name.lower()} larger than the file")
        try:
            return bytes(self._file.openstream(name).read())
        except _BROKEN as broken:
            raise CompoundRefused(f"broken {name.lower()}") from broken

    def with_stream(self, name: str, data: bytes) -> bytes:
        """The file with this stream changed for one of the same length. Raises CompoundRefused."""
        try:
            self._file.write_stream(name, data)
        except _BROKEN as broken:
            raise CompoundRefused(f"broken {name.lower()}") from broken
        return self._bytes.getvalue()


class _BoundedFile(OleFileIO):  # type: ignore[misc]
    """olefile with an end to its directory."""

    def loaddirectory(self, sect: int) -> None:
        at, room = sect, _MAX_ENTRIES * _ENTRY // self.sector_size
        while at < len(self.fat):
            at, room = self.fat[at], room - 1
            if room < 0:
                raise CompoundRefused(f"more than {_MAX_ENTRIES} entries")
        super().loaddirectory(sect)


def _refuse_what_has_no_room(body: bytes) -> None:
    sector, mini_sector = struct.unpack_from("<HH", body, 30)
    if sector not in _SECTORS or mini_sector != _MINI_SECTOR:
        raise CompoundRefused("sectors of an unknown size")
    # Sectors of the FAT, of the FAT of small streams, of the list of the FAT's own sectors.
    counts = [struct.unpack_from("<I", body, place)[0] for place in (44, 64, 72)]
    if max(counts) > len(body) >> sector:
        raise CompoundRefused("more sectors than the file has")
