"""htmldate: the dated pages that the tool of that name is measured on (github:adbar/htmldate, its
folder `tests` put into the corpus as `htmldate`); its labels are one day a page, or none.

Where the page tells the hour in another zone, the day in Beijing is right as well as the page's own.
Some labels are the day that the page itself calls its last change; what was read there instead is
told apart, since a day of change is none of publication.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tests.evaluation import corpus
from tests.evaluation.others import date_readers
from tests.evaluation.score import OURS, Answers, Goal, Question
from tests.reading import read_page

FOLDER = "htmldate"

_LABELS = ("eval_mediacloud_2020.json", "eval_default.json")
_PAGES = ("test_set", "cache", "eval")
_BEIJING = timezone(timedelta(hours=8))
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)[\d:.]*\s*(Z|[+-]\d\d):?(\d\d)?")
_GOAL = Goal("≥ 75 % right, ≤ 2 % wrong", right_at_least=0.75, wrong_at_most=0.02)


def questions(folder: Path, today: date) -> Iterator[Question]:
    chinese, others, changed = _asked(), _asked(), _asked()
    for url, label in _labels(folder):
        body = _page(folder, label["file"])
        wanted = label["date"] if isinstance(label["date"], str) else None
        asked = chinese if _is_chinese(body) else others
        if wanted is not None and _is_a_change(wanted, body):
            asked = changed
        for name, answers in asked.items():
            with answers.reading():
                if name == OURS:
                    found = read_page(body, url=url, as_of=today).published
                else:
                    found = date_readers()[name](body, url)
            read = found.isoformat() if found else None
            answers.add(label["file"], _is_right(wanted, read, body), wanted, read)
    for about, asked in (("Chinese pages", chinese), ("pages in other tongues", others)):
        ours = asked.pop(OURS)
        yield Question(FOLDER, f"publication date, {about}", ours, tuple(asked.values()), _GOAL)
    ours = changed.pop(OURS)
    yield Question(
        FOLDER,
        "labels that the page calls a change, and another day its publication",
        ours,
        tuple(changed.values()),
        note="told, not judged",
    )


def _asked() -> dict[str, Answers]:
    return {name: Answers(name) for name in (OURS, *date_readers())}


def _labels(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in _LABELS:
        yield from corpus.json_object(folder / name).items()


def _page(folder: Path, name: str) -> bytes:
    return next(path.read_bytes() for kind in _PAGES if (path := folder / kind / name).is_file())


def _is_chinese(body: bytes) -> bool:
    text = body.decode("utf-8", "replace")
    return len(_HAN.findall(text)) >= 200 > len(_KANA.findall(text))


_HAN, _KANA = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]")


def _is_right(wanted: str | None, read: str | None, body: bytes) -> bool | None:
    if read is None and wanted is not None:
        return None
    return read == wanted or (wanted, read) in _days_of_instants(body)


def _is_a_change(wanted: str, body: bytes) -> bool:
    """The page declares the day as that of its change, and an earlier one as the publication's."""
    text = body.decode("utf-8", "replace")
    changed, published = _CHANGED.findall(text), _PUBLISHED.findall(text)
    return wanted in changed and bool(published) and max(published) < wanted


_GAP = r"[^<>{},]{0,40}?(\d{4}-\d\d-\d\d)"
_CHANGED = re.compile(rf"(?i)(?:dateModified|modified_time|lastmod)\b{_GAP}")
_PUBLISHED = re.compile(rf"(?i)(?:datePublished|published_time|pubdate)\b{_GAP}")


def _days_of_instants(body: bytes) -> set[tuple[str, str]]:
    """The day as written and the day in Beijing, of every instant that the page tells."""
    days = set()
    for day, hour, zone, minutes in _INSTANT.findall(body.decode("utf-8", "replace")):
        offset = "+00:00" if zone == "Z" else f"{zone}:{minutes or '00'}"
        try:
            instant = datetime.fromisoformat(f"{day}T{hour}{offset}")
        except ValueError:
            continue
        days.add((day, instant.astimezone(_BEIJING).date().isoformat()))
    return days
