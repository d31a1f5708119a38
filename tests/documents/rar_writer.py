"""Rar archives written by hand: members stored as they are, for nothing free packs them. RAR 4 and
RAR 5.
"""

import struct
import zlib
from collections.abc import Mapping


def rar4(members: Mapping[str, bytes], *, encoding: str = "utf-8") -> bytes:
    """The old format, names in the 8-bit letters of whoever packed it (GBK on Chinese Windows)."""
    out = b"Rar!\x1a\x07\x00" + _rar4_block(0x73, 0, b"\0" * 6)
    for name, body in members.items():
        spelled = name.encode(encoding)
        fields = struct.pack(
            "<IIBIIBBHI",
            len(body),
            len(body),
            0,
            zlib.crc32(body),
            0x58210000,
            20,
            0x30,
            len(spelled),
            0x20,
        )  # packed, unpacked, host, crc, time, version, stored, length of name, attributes
        out += _rar4_block(0x74, 0x8000, fields + spelled) + body
    return out + _rar4_block(0x7B, 0x4000, b"")


def _rar4_block(kind: int, flags: int, fields: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def rar5(members: Mapping[str, bytes]) -> bytes:
    out = b"Rar!\x1a\x07\x01\x00" + _rar5_block(_number(1) + _number(0) + _number(0))
    for name, body in members.items():
        spelled = name.encode()
        head = (
            _number(2)
            + _number(2)
            + _number(len(body))
            + _number(4)
            + _number(len(body))
            + _number(0o100644)
        )
        head += (
            struct.pack("<I", zlib.crc32(body))
            + _number(0)
            + _number(1)
            + _number(len(spelled))
            + spelled
        )
        out += _rar5_block(head) + body
    return out + _rar5_block(_number(5) + _number(0) + _number(0))


def _rar5_block(head: bytes) -> bytes:
    sized = _number(len(head)) + head
    return struct.pack("<I", zlib.crc32(sized)) + sized


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
