"""The county's ordinary pages: news, notices, policies, from `words.toml`."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from demo.seeded_random import SeededRandom
from demo.standards.plan import LAST
from demo.standards.roster import County, CountyUnit
from demo.standards.site import SiteItem

WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


@dataclass(slots=True)
class Pen:
    """Writes for one unit. Numbers of items run on over the whole site."""

    place: County
    unit: CountyUnit
    rng: SeededRandom
    next_no: int

    def no(self) -> int:
        self.next_no += 1
        return self.next_no

    def fill(self, line: str) -> str:
        topic, second = self.rng.sample(self.unit.topics, 2)
        town, other = self.rng.sample(self.place.towns, 2)
        service = self.rng.pick(self.unit.services or self.unit.topics)
        return line.format(
            short=self.unit.short, topic=topic, second=second, town=town, other=other,
            service=service, n=self.rng.between(3, 29), m=self.rng.between(60, 980),
        )  # fmt: skip

    def text(self, kind: str, lines: int) -> str:
        chosen = self.rng.sample(WORDS[f"{kind}_lines"], lines)
        return paragraphs(*(self.fill(line) for line in chosen))

    def titled(self, kind: str, seen: set[str]) -> str:
        for _ in range(80):
            title = self.fill(self.rng.pick(WORDS[f"{kind}_titles"]))
            if title not in seen:
                break
        else:
            title = f"{title}（{len(seen)}）"
        seen.add(title)
        return title

    def items(self, kind: str, days: list[date], words: str = "") -> tuple[SiteItem, ...]:
        """An item a day; `kind` of the titles, `words` of the lines where it is another."""
        seen: set[str] = set()
        return tuple(
            SiteItem(self.no(), self.titled(kind, seen), day, self.text(words or kind, 3))
            for day in days
        )


def paragraphs(*lines: str) -> str:
    return "".join(f'<p style="text-indent: 2em;">{line}</p>' for line in lines)


def table(head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    first = f"<tr>{top}</tr>" if head else ""
    return f'<table border="1" cellspacing="0">{first}{body}</table>'


def said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def kept_up(rng: SeededRandom, count: int, shortest: int, longest: int) -> list[date]:
    """`count` days, oldest first, the newest just before the last night; at no night is the newest
    older than `longest`.
    """
    days = [LAST - timedelta(days=rng.between(1, 2))]
    while len(days) < count:
        days.append(days[-1] - timedelta(days=rng.between(shortest, longest)))
    return days[::-1]


def stopped(rng: SeededRandom, on: date, count: int = 3) -> list[date]:
    days = [on]
    while len(days) < count:
        days.append(days[-1] - timedelta(days=rng.between(20, 60)))
    return days[::-1]


Writer = Callable[[Pen], str]
