"""News, notices and policies: plausible Chinese with facts that differ, the same at every asking."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from demo.seeded_random import SeededRandom
from demo.writing.fields import PLACES, Field

_LINES: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    paragraphs: tuple[str, ...]
    signed: date | None = None
    table: str = ""  # a body that is a table instead

    @property
    def html(self) -> str:
        return self.table or "\n".join(
            f'<p style="text-indent:2em">{paragraph}</p>' for paragraph in self.paragraphs
        )


def news(short: str, field: Field, day: date, rng: SeededRandom) -> Text:
    facts = _facts(short, field, day, rng)
    opening = rng.pick(_LINES["news_openings"])
    middle, closing = rng.sample(_LINES["news_middles"], 2), rng.pick(_LINES["news_closings"])
    return Text(_title("news", facts, rng), _filled((opening, *middle, closing), facts))


def notice(short: str, field: Field, day: date, rng: SeededRandom) -> Text:
    facts = _facts(short, field, day, rng)
    title = _title("notice", facts, rng)
    lines = (
        rng.pick(_LINES["notice_openings"]),
        *rng.sample(_LINES["notice_points"], 3),
        rng.pick(_LINES["notice_closings"]),
    )
    return Text(title, _filled(lines, facts))


def policy(short: str, field: Field, day: date, rng: SeededRandom) -> Text:
    """A document: written some days before it is published, and it says so (成文日期)."""
    facts = _facts(short, field, day, rng)
    signed = day - timedelta(days=rng.between(4, 25))
    number = f"酂{short[0]}发〔{signed.year}〕{rng.between(3, 68)}号"
    title = _title("policy", facts, rng)
    lines = (rng.pick(_LINES["policy_openings"]), *rng.sample(_LINES["policy_points"], 3))
    ending = f"成文日期：{signed.year}年{signed.month}月{signed.day}日"
    return Text(title, (number, *_filled(lines, facts), ending), signed)


def explanation(short: str, field: Field, day: date, rng: SeededRandom) -> Text:
    facts = _facts(short, field, day, rng)
    title = _title("explanation", facts, rng)
    lines = (
        rng.pick(_LINES["explanation_openings"]),
        *rng.sample(_LINES["policy_points"], 2),
        rng.pick(_LINES["news_closings"]),
    )
    return Text(title, _filled(lines, facts))


def _title(kind: str, facts: Mapping[str, object], rng: SeededRandom) -> str:
    return rng.pick(_LINES[f"{kind}_titles"]).format(**facts)


def _filled(lines: Iterable[str], facts: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(line.format(**facts) for line in lines)


def _facts(short: str, field: Field, day: date, rng: SeededRandom) -> dict[str, object]:
    before = day - timedelta(days=rng.between(1, 3))
    topic, second = rng.sample(field.topics, 2)
    place, elsewhere = rng.sample(PLACES, 2)
    return {
        "short": short,
        "topic": topic,
        "second": second,
        "place": place,
        "elsewhere": elsewhere,
        "people": field.people,
        "year": day.year,
        "month": before.month,
        "day": before.day,
        "quarter": ("一季度", "上半年", "三季度", "年度")[(day.month - 1) // 3],
        "n": rng.between(3, 48),
        "m": rng.between(60, 980),
        "k": rng.between(2, 19),
        "wan": f"{rng.between(12, 860)}.{rng.between(1, 9)}",
        "pct": rng.between(61, 98),
    }
