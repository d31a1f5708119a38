"""The frozen lists of tests/extract/pages/lists.toml with their truth: tests ask for all of it, the
evaluation for its share.
"""

import tomllib
from dataclasses import dataclass
from datetime import date

from store.records import PageFacts
from tests.extract.pages_read import PAGES, reading


@dataclass(frozen=True, slots=True)
class FrozenList:
    name: str
    about: str
    url: str
    as_of: str
    codec: str
    entries: list[tuple[str, str, date | None]]  # title, address, date
    next_page: str  # "" where the page shows no way to one
    claimed: int | None

    def read(self) -> PageFacts:
        return reading(self.name, self.url, self.as_of, self.codec)


def frozen_lists() -> list[FrozenList]:
    table = tomllib.loads((PAGES / "lists.toml").read_text(encoding="utf-8"))
    return [
        FrozenList(
            name=row["file"],
            about=row["about"],
            url=row["url"],
            as_of=row["as_of"],
            codec=row.get("codec", "utf-8"),
            entries=[
                (title, url, date.fromisoformat(day) if day else None)
                for title, url, day in row["entries"]
            ],
            next_page=row.get("next", ""),
            claimed=row.get("claimed"),
        )
        for row in table["list"]
    ]
