"""The folder of labelled pages: JSON lists and files, gzip-compressed or not."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Where a page stands whose address is unknown or withheld: its relative links need some base, and
# it says no date.
NOWHERE = "http://page.invalid/page.html"


def table(path: Path) -> list[dict[str, Any]]:
    """A JSON list, or JSON lines."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    rows: list[dict[str, Any]] = json.loads(text)
    return rows


def body(path: Path) -> bytes:
    """The bytes as they were received."""
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


def html5lib_cases(path: Path) -> Iterator[tuple[bytes, str]]:
    """(bytes, expected encoding) of each case of a `.dat` file of html5lib-tests."""
    for part in path.read_bytes().split(b"#data\n")[1:]:
        data, _, label = part.partition(b"\n#encoding\n")
        yield data, label.strip().split(b"\n")[0].decode("ascii")


def json_object(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
