"""portals: 87 portals that a script called dead and a person then opened one by one. Their answers
are replayed.

The bodies were not kept. Each status is replayed with the bodies that such answers come with: none,
a script that says nothing, a line of words; no vendor's mark is put in, so that the status has to
speak for itself. Where the script gave no status the worst is taken: silence. What is said of the
portal is the worst of the replays, and judged by the rule itself.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from monitor.judging.verdict import Answer
from monitor.rules import missing_site
from store.outcomes import Outcome, OutcomeGroup
from tests.evaluation import corpus
from tests.evaluation.score import OURS, Answers, Goal, Question
from tests.monitor.notation import dossier
from tests.reading import read_page

FOLDER = "portals"
LONG = 30  # nights: the rule asks for fourteen

_STUBS = (
    b"",
    b"<html><head><script>var a=1;</script></head><body></body></html>",
    b"<html><head><title></title></head><body><p>Please wait</p></body></html>",
)


def questions(folder: Path, today: date) -> Iterator[Question]:
    portals = [
        (f"{row['error'] or 'no word'} {row['url']}", row)
        for row in corpus.table(folder / "waf_false_dead_87.json")
    ]
    outcomes = Answers(OURS)
    worst: dict[str, _Read] = {}
    for name, row in portals:
        with outcomes.reading(len(_STUBS)):
            worst[name] = _worst_of(row["error"], row["url"], today)
        outcomes.add(
            name,
            worst[name].outcome.group is not OutcomeGroup.UNREACHABLE,
            "no outage",
            worst[name].outcome.value,
        )
    script = Answers("the script")
    for name, _ in portals:
        script.add(name, False, "no outage", "dead")
    note = "statuses with three stand-in bodies each; no status = silence"
    yield Question(FOLDER, "alive: the answer is no outage", outcomes, (script,), note=note)
    for nights in (1, LONG):
        yield _judged(worst, today, nights=nights)


class _Read(NamedTuple):
    outcome: Outcome
    status: str  # "" where nothing was answered


def _worst_of(error: str, url: str, today: date) -> _Read:
    status = re.search(r"\d{3}", error)
    if status is None:
        return _Read(Outcome.TCP_TIMEOUT, "")
    read = [
        read_page(
            body, url=url, status=int(status.group()), content_type="text/html", as_of=today
        ).outcome
        for body in _STUBS
    ]
    return _Read(
        next((outcome for outcome in read if outcome.group is OutcomeGroup.UNREACHABLE), read[0]),
        status.group(),
    )


def _judged(worst: dict[str, _Read], today: date, *, nights: int) -> Question:
    """missing_site, after so many nights on which the same answer came."""
    ours = Answers(OURS)
    for name, (outcome, status) in worst.items():
        seen = f"{outcome.value} {today - timedelta(days=nights - 1)}..{today} x{nights}{f' why={status}' if status else ''}"
        answers = [
            verdict.answer
            for verdict in missing_site.inspect(
                dossier({"day": today, "sites": [{"seen": [seen]}]})
            )
        ]
        ours.add(
            name, Answer.PROBLEM not in answers, "not missing", f"{outcome.value}: {answers[0]}"
        )
    about = (
        "judged by missing_site after one night"
        if nights == 1
        else f"judged by missing_site after {nights} such nights"
    )
    return Question(FOLDER, about, ours, goal=Goal("0 called missing", wrong_at_most=0.0))
