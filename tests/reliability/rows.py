"""One row of the reliability table: which fault, how often it was made to happen, how often the
promise broke.

A test opens a row, counts into it and asserts afterwards; the row is written even where the test
fails or is skipped, so that the table never says more than was done. `python -m tests.reliability`
prints what was written.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic

import pytest

FOLDER = Path(__file__).parents[2] / ".stamps" / "reliability"


@dataclass
class Row:
    """`points`: how often the fault was made to happen. `bad`: how often the promise broke. `note`:
    figures worth reading.
    """

    fault: str
    what: str
    scale: str  # soak or few
    points: int = 0
    bad: int = 0
    seconds: float = 0.0
    seeds: str = ""
    note: str = ""
    skipped: str = ""  # why it was not done
    at: str = ""
    problems: list[str] = field(default_factory=list)

    def point(self, *problems: str) -> None:
        """One more time the fault was made to happen, and what was wrong afterwards."""
        self.points += 1
        found = [problem for problem in problems if problem]
        self.bad += bool(found)
        self.problems += found[: max(0, 10 - len(self.problems))]


@contextmanager
def row(fault: str, what: str, *, soak: bool, seeds: object = "") -> Iterator[Row]:
    """Open a row, and write it at the end whatever happens. A broken promise fails the test."""
    opened, began = Row(fault, what, "soak" if soak else "few", seeds=str(seeds)), monotonic()
    try:
        yield opened
    except pytest.skip.Exception as skipped:
        opened.skipped = str(skipped)
        raise
    except BaseException as error:
        opened.bad += 1
        opened.problems.append(f"{type(error).__name__}: {error}"[:300])
        raise
    finally:
        opened.seconds, opened.at = (
            monotonic() - began,
            datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        )
        _write(opened)
    assert not opened.bad, (opened.note, opened.problems)


def rows(scale: str) -> list[Row]:
    """Every row that was written at that scale, in the order of docs/faults.md."""
    found = [
        Row(**json.loads(path.read_text(encoding="utf-8")))
        for path in FOLDER.glob(f"{scale}-*.json")
    ]
    return sorted(found, key=lambda row: (_number(row.fault), row.what))


def _write(row: Row) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = sha256(f"{row.fault} {row.what}".encode()).hexdigest()[:12]
    (FOLDER / f"{row.scale}-{name}.json").write_text(
        json.dumps(asdict(row), ensure_ascii=False), encoding="utf-8"
    )


def _number(fault: str) -> tuple[str, int]:
    letters = fault.rstrip("0123456789")
    return letters, int(fault[len(letters) :] or 0)
