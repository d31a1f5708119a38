"""OLE2 files that state what their length belies: refused at once, by both readers that open them."""

import struct
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.grids.biff_guard import BiffRefused, safe_xls
from crawler.extract.grids.compound import CompoundFile, CompoundRefused
from crawler.extract.grids.old_word import read_old_word
from crawler.extract.grids.word import WordUnreadable
from tests.documents.bombs import old_workbook, ole

WHOLE = ole({"Workbook": bytes(range(256)) * 40, "WordDocument": b"\xec\xa5" * 4_000})
ENDLESS = 0xFFFF_FFF0
HEADER = {"fat": 44, "small_fat": 64, "fat_list": 72}


def stating(place: int, value: int, form: str = "<I", body: bytes = WHOLE) -> bytes:
    return body[:place] + struct.pack(form, value) + body[place + struct.calcsize(form) :]


def directory_of(body: bytes) -> int:
    return 512 * (int(struct.unpack_from("<I", body, 48)[0]) + 1)


def in_a_circle(body: bytes) -> bytes:
    """Every sector of the first stream is followed by itself, and the stream says it has 4 GB."""
    fat = 512 * (int(struct.unpack_from("<I", body, 76)[0]) + 1)
    return stating(directory_of(body) + 128 + 120, ENDLESS, body=stating(fat, 0, body=body))


def crowded() -> bytes:
    """A directory of 40,000 streams, hung up as a balanced tree, each beginning at a place of its
    own.
    """
    body = ole({"s": b""})
    at, last = directory_of(body), 40_000
    root, entry = body[at : at + 128], body[at + 128 : at + 256]
    entries = [root]
    for number in range(1, last):
        name = f"s{number}".encode("utf-16-le") + b"\0\0"
        sides = (side if side < last else 0xFFFF_FFFF for side in (2 * number, 2 * number + 1))
        head = name.ljust(64, b"\0") + struct.pack("<H", len(name)) + entry[66:68]
        place = struct.pack("<II", number, 5_000)
        entries.append(head + struct.pack("<II", *sides) + entry[76:116] + place + entry[124:])
    directory = b"".join(entries)
    sectors = len(directory) // 512
    chain = [*range(1, sectors), 0xFFFF_FFFE, *[0xFFFF_FFFD] * 109]
    chain += [0xFFFF_FFFF] * (109 * 128 - len(chain))
    head = stating(76, 0, body=stating(48, 0, body=stating(44, 109, body=body[:512])))
    places = struct.pack("<109I", *range(sectors, sectors + 109))
    return head[:76] + places + directory + struct.pack(f"<{len(chain)}I", *chain)


HOSTILE: dict[str, Callable[[], bytes]] = {
    **{f"endless_{name}": partial(stating, place, ENDLESS) for name, place in HEADER.items()},
    "sectors_of_2_to_60000": lambda: stating(30, 60_000, "<H"),
    "small_sectors_of_2_to_60000": lambda: stating(32, 60_000, "<H"),
    "stream_in_a_circle": lambda: in_a_circle(WHOLE),
    "small_streams_of_4_GB": lambda: stating(directory_of(WHOLE) + 120, ENDLESS),
    "crowded": crowded,
    "cut_off": lambda: WHOLE[: len(WHOLE) // 3],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_states_more_than_it_has_is_refused_at_once(name: str) -> None:
    body = HOSTILE[name]()
    began = time.process_time()
    with pytest.raises(BiffRefused):
        safe_xls(body)
    with pytest.raises(WordUnreadable):
        read_old_word(body)
    assert time.process_time() - began < 3


def test_each_stream_is_read_as_it_was_written() -> None:
    file = CompoundFile(WHOLE)
    assert file.stream("Workbook") == bytes(range(256)) * 40
    assert file.name_of("Book", "WordDocument") == "WordDocument"
    with pytest.raises(CompoundRefused, match="no 1table inside"):
        file.stream("1Table")


def test_a_stream_is_changed_in_a_copy() -> None:
    body = old_workbook([(0, 0, "一"), (1, 1, 2.0)])
    file = CompoundFile(body)
    before = file.stream("Workbook")
    changed = file.with_stream("Workbook", before[::-1])
    assert CompoundFile(changed).stream("Workbook") == before[::-1]
    assert CompoundFile(body).stream("Workbook") == before


@given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), min_size=1, max_size=12))
def test_no_byte_of_the_file_system_makes_it_fall_over(faults: list[tuple[int, int]]) -> None:
    body = bytearray(WHOLE)
    for place, byte in faults:
        for at in (place, place + directory_of(WHOLE) - 1_000):
            body[at % len(body)] = byte
    body[:8] = WHOLE[:8]
    with suppress(BiffRefused):
        safe_xls(bytes(body))
    with suppress(WordUnreadable):
        read_old_word(bytes(body))
