"""A year's volume of one unit: the archive (资料归档) that the circular of 2012 found missing in
all 24 units with a site.

The index is the volume's table of contents: what was published, whether it is still on the site,
and under which hash it is kept here; and, as plainly, what could not be kept and why.
"""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

from config.words import word_table
from monitor.evidence.page import templates
from monitor.report.spreadsheet import Sheet, add_sheet, workbook
from store.outcome_words import cause_of
from store.outcomes import Outcome
from store.queries.cells import safe_cell
from store.queries.volume import VolumeEntry

WORDS = word_table(Path(__file__).with_name("volume.toml"))
# The columns of the index, by the names of their words, with their widths in characters.
COLUMNS = {
    "number": 6,
    "kind": 10,
    "title": 46,
    "channel": 18,
    "published": 12,
    "first_seen": 12,
    "last_seen": 12,
    "url": 48,
    "sha256": 66,
    "versions": 9,
    "still_there": 22,
    "kept": 30,
}

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)


@dataclass(frozen=True, slots=True)
class Volume:
    """One unit's year."""

    unit: str
    unit_name: str
    office: str
    year: int
    language: str
    zone: ZoneInfo
    made_at: datetime
    nights: int
    days: int
    entries: tuple[VolumeEntry, ...]
    # beside each entry: "" where its bytes are in the volume, else a `why_not.…` of the words
    why_not: tuple[str, ...]

    @property
    def title(self) -> str:
        return WORDS["title"].text(self.language, unit=self.unit_name, year=self.year)

    @property
    def kept(self) -> int:
        return sum(not why for why in self.why_not)

    def not_kept(self) -> list[tuple[str, int]]:
        """(reason in words, how many), most first."""
        counts = Counter(
            _why_not(entry, why, self.language).partition("：")[2]
            or _why_not(entry, why, self.language)
            for entry, why in zip(self.entries, self.why_not, strict=True)
            if why
        )
        return counts.most_common()

    def rows(self) -> list[tuple[str | int, ...]]:
        return [
            _row(number, entry, why, self)
            for number, (entry, why) in enumerate(
                zip(self.entries, self.why_not, strict=True), start=1
            )
        ]


def reason(entry: VolumeEntry, is_here: Callable[[str], str]) -> str:
    """Why an entry's bytes are not in the volume; "" where they are. `is_here` says "" or what is
    wrong with a body.
    """
    if not entry.shown:
        return "never_shown" if entry.last_outcome else "not_visited"
    here = [one for one in entry.shown if one.tombstone is None]
    if not here:
        return entry.shown[-1].tombstone.kind.value  # type: ignore[union-attr]
    return is_here(here[-1].sha256)


def index_documents(volume: Volume) -> dict[str, bytes]:
    """index.html, index.xlsx and index.csv: one table, three ways to read it."""
    return {
        "index.html": index_html(volume).encode(),
        "index.xlsx": index_xlsx(volume),
        "index.csv": index_csv(volume),
    }


def index_html(volume: Volume) -> str:
    say = {name: words.text(volume.language) for name, words in WORDS.items()}
    return templates.get_template("volume.html").render(
        volume=volume,
        columns=_heads(volume.language),
        rows=volume.rows(),
        say=say,
        summary=summary(volume),
    )


def index_csv(volume: Volume) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_heads(volume.language))
    writer.writerows([safe_cell(cell) for cell in row] for row in volume.rows())
    return out.getvalue().encode("utf-8-sig", "replace")


def index_xlsx(volume: Volume) -> bytes:
    stream = BytesIO()
    columns = dict(zip(_heads(volume.language), COLUMNS.values(), strict=True))
    heading = f"{volume.title}　　{summary(volume)}"
    with workbook(stream, volume.made_at) as book:
        add_sheet(book, Sheet(str(volume.year), heading, columns, volume.rows(), frozen=3))
    return stream.getvalue()


def _heads(language: str) -> list[str]:
    return [WORDS[f"column.{name}"].text(language) for name in COLUMNS]


def summary(volume: Volume) -> str:
    return WORDS["summary"].text(
        volume.language,
        entries=len(volume.entries),
        kept=volume.kept,
        not_kept=len(volume.entries) - volume.kept,
        nights=volume.nights,
        days=volume.days,
    )


def _row(number: int, entry: VolumeEntry, why: str, volume: Volume) -> tuple[str | int, ...]:
    language = volume.language

    def day(at: datetime | None) -> str:
        return at.astimezone(volume.zone).date().isoformat() if at else "–"

    shown = [one for one in entry.shown if one.tombstone is None]
    sha256 = (shown or entry.shown)[-1].sha256 if entry.shown else ""
    return (
        number,
        WORDS[f"kind.{entry.kind}"].text(language) if f"kind.{entry.kind}" in WORDS else entry.kind,
        entry.title,
        entry.channel,
        entry.published.isoformat() if entry.published else WORDS["not_dated"].text(language),
        day(entry.first_seen),
        day(entry.last_seen),
        entry.url,
        sha256,
        len(shown) if not why else 0,
        _still_there(entry, day(entry.last_looked), language),
        _why_not(entry, why, language) if why else WORDS["kept"].text(language),
    )


def _still_there(entry: VolumeEntry, day: str, language: str) -> str:
    if entry.still_there:
        return WORDS["yes"].text(language)
    if not entry.last_outcome:
        return WORDS["never_looked"].text(language)
    cause = _cause(entry.last_outcome, language)
    return (
        WORDS["gone"].text(language, day=day, cause=cause)
        if entry.still_there is False
        else WORDS["cannot_tell"].text(language, cause=cause)
    )


def _why_not(entry: VolumeEntry, why: str, language: str) -> str:
    return WORDS[f"why_not.{why}"].text(language, cause=_cause(entry.last_outcome, language))


def _cause(outcome: str, language: str) -> str:
    return cause_of(Outcome(outcome)).text(language) if outcome in _OUTCOMES else outcome
