"""What people of the office said of names that are no longer borne: confirmed, or dismissed with a
reason. Rows are added, nothing is edited; the latest word on a sentence counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from store.desk.desk import Desk
from store.instants import from_text, to_text

Question = tuple[str, str]  # term and sentence


class WordingAnswer(StrEnum):
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class WordingDecision:
    """Unit, term and sentence are the question that was answered, wherever else it stands; `url` is
    where it was shown.
    """

    unit: str
    url: str
    term: str
    sentence: str
    what: WordingAnswer
    reason: str
    by_login: str
    by_name: str
    at: datetime

    @property
    def question(self) -> Question:
        return self.term, self.sentence


def decide(desk: Desk, decision: WordingDecision) -> None:
    """Raises StoreFailed, OutOfSpace."""
    one = decision
    with desk.writing() as connection:
        connection.execute(
            "INSERT INTO wording (unit, url, term, sentence, what, reason, by_login, by_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(one.unit, one.url, one.term, one.sentence, one.what.value, one.reason),
                *(one.by_login, one.by_name, to_text(one.at)),
            ),
        )


def wording_decisions(desk: Desk, unit: str | None = None) -> list[WordingDecision]:
    """Of one unit, or of all; oldest first. Raises StoreFailed."""
    with desk.reading() as connection:
        rows = connection.execute(
            "SELECT unit, url, term, sentence, what, reason, by_login, by_name, at FROM wording WHERE unit = coalesce(?, unit) ORDER BY id",
            (unit,),
        ).fetchall()
    return [
        WordingDecision(
            of, url, term, sentence, WordingAnswer(what), reason, login, name, from_text(at)
        )
        for of, url, term, sentence, what, reason, login, name, at in rows
    ]


def latest_words(decisions: Iterable[WordingDecision]) -> dict[Question, WordingDecision]:
    """By question, the word that counts; `decisions` oldest first, of one unit."""
    return {decision.question: decision for decision in decisions}
