"""robots: robots.txt as the world writes it. Parsed without exception; an HTML page or undecodable
bytes state no rules.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crawler.transport.robots_txt import NO_RULES, rules_of
from tests.evaluation import corpus
from tests.evaluation.score import ALL, OURS, Answers, Question

FOLDER = "robots"
AGENT = "gongkai"
_ASKED = ("/", "/index.html", "/zwgk/tzgg/t20260101_1.html", "/search?q=a")


def questions(folder: Path, today: date) -> Iterator[Question]:
    del today
    parsed, ruleless = Answers(OURS), Answers(OURS)
    for row in corpus.table(folder / "index.json"):
        body = corpus.body(folder / "files" / f"{row['host']}.txt")
        try:
            with parsed.reading():
                rules = rules_of(200, body) or NO_RULES
                allowed = [
                    rules.can_fetch(f"https://{row['host']}{path}", AGENT) for path in _ASKED
                ]
        except Exception as error:
            parsed.add(row["host"], False, "no exception", type(error).__name__)
            continue
        parsed.add(row["host"], True, "no exception", row["kind"])
        if row["kind"].startswith("html") or row["kind"] == "empty":
            ruleless.add(
                row["host"],
                all(allowed) and rules.crawl_delay(AGENT) is None,
                "everything allowed",
                f"{row['kind']}: {allowed}",
            )
    yield Question(FOLDER, "parsed without exception", parsed, goal=ALL)
    yield Question(FOLDER, "HTML or nothing in its place: no rules", ruleless, goal=ALL)
