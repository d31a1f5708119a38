"""The questions an analyst asks first, each a file of SQL in `question_files/` with its words in
front.

One source for the pages at /data, for docs/queries.md (`make docs`) and for `gongkai export`.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from config.words import Words


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    asks: Words
    note: Words
    columns: tuple[str, ...]
    sql: str
    chart: tuple[str, ...] = ()  # the columns of names and of numbers that it is drawn from
    defaults: dict[str, str] = field(
        default_factory=dict
    )  # what its parameters are where nobody says


@cache
def questions() -> dict[str, Question]:
    """By name, in the order in which they are asked."""
    files = sorted(
        (resources.files("store.queries") / "question_files").iterdir(), key=lambda file: file.name
    )
    read = (
        _read(file.name, file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".sql")
    )
    return {question.name: question for question in read}


def _read(file_name: str, text: str) -> Question:
    """Lines `-- key: words` in front, SQL behind; any key that is no known one is a parameter with
    its default.
    """
    head = dict(re.findall(r"^-- (\w+): (.*)$", text, re.MULTILINE))
    sql = re.sub(r"^-- .*\n", "", text, flags=re.MULTILINE).strip()
    known = {name: head.pop(name) for name in ("zh", "en", "note_zh", "note_en", "columns")}
    return Question(
        name=re.sub(r"^\d+_|\.sql$", "", file_name),
        asks=Words(known["zh"], known["en"]),
        note=Words(known["note_zh"], known["note_en"]),
        columns=tuple(known["columns"].split(", ")),
        sql=sql,
        chart=tuple(head.pop("chart", "").split()),
        defaults=head,
    )
