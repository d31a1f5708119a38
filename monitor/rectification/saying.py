"""What may be said of a finding, and how it is written down: a word that is not understood, or that
comes when it is no longer asked for, is refused; nothing is guessed. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from monitor.judging.plain_text import printable
from store.desk.entries import DECISIONS, NOTHING_ENTERED, DeskAction, DeskEntry, Standing
from store.records import Finding

LONGEST_TEXT = 2_000
LONGEST_NAME = 60
# Words of one kind from a unit in one life of a finding: the office reads each, and an answer may
# bring 40 MB.
MOST_OF_A_KIND = 20
FARTHEST_YEARS = 5

# What needs words: a note, an answer, a reason.
_WITH_WORDS = frozenset(DeskAction) - {
    DeskAction.ACKNOWLEDGED,
    DeskAction.DEADLINE,
    DeskAction.PERSON,
    DeskAction.ESCALATED,
}
_WITH_A_DAY = frozenset(
    {
        DeskAction.EXTENSION_ASKED,
        DeskAction.EXTENSION_GRANTED,
        DeskAction.SECRECY_ACCEPTED,
    }
)
# What may be said of a finding in whatever state.
_ALWAYS = frozenset(
    {DeskAction.ACKNOWLEDGED, DeskAction.DEADLINE, DeskAction.PERSON, DeskAction.NOTE}
)


class NotUnderstood(Exception):
    """No such word, no reason, or a day that is none or lies too far away."""


class NoWords(NotUnderstood):
    """A reason, an answer or a name that is asked for and was not given."""


class NothingChosen(NotUnderstood):
    """Said of many findings, and none was chosen, or more than may be at once."""


class NotADay(NotUnderstood):
    """A day that is none, is over, or lies too far away."""


class NotAskedFor(Exception):
    """The finding has ended, or what is decided does not wait for a decision."""


@dataclass(frozen=True, slots=True)
class Word:
    what: DeskAction
    value: str = ""
    day: date | None = None


def named(what: str) -> DeskAction:
    """Raises NotUnderstood. The night alone escalates."""
    if what not in set(DeskAction) or what == DeskAction.ESCALATED:
        raise NotUnderstood
    return DeskAction(what)


def word(
    what: DeskAction, form: Mapping[str, str], found: Finding, standing: Standing, today: date
) -> Word:
    """`form`: `value` the words, `day`, and of a decision `about`, the number of the entry that it
    decides. Raises NotUnderstood, NotAskedFor.
    """
    is_over = found.state != "open" or standing.withdrawn is not None
    if is_over and what not in _ALWAYS:
        raise NotAskedFor
    if what in DECISIONS and not _waits(what, form.get("about", ""), standing, today):
        raise NotAskedFor
    given = printable(form.get("value", "")).strip()  # what nobody can see says nothing
    if what in _WITH_WORDS:
        if not given:
            raise NoWords
        day = _day(form.get("day", "").strip(), today) if what in _WITH_A_DAY else None
        return Word(what, given[:LONGEST_TEXT], day)
    if what is DeskAction.DEADLINE:
        return Word(what, _day(given, today).isoformat() if given else "")
    if what is DeskAction.PERSON:
        return Word(what, " ".join(given.split())[:LONGEST_NAME])
    return Word(what)


def word_of_many(what: DeskAction, given: str, found: Finding, today: date) -> Word:
    """As `word` has it, without what one finding's own form means by an empty field: of many at
    once no day and no name is taken back by an oversight. Raises NotUnderstood, NotAskedFor.
    """
    if not printable(given).strip():
        if what is DeskAction.DEADLINE:
            raise NotADay
        if what is DeskAction.PERSON:
            raise NoWords
    return word(what, {"value": given}, found, NOTHING_ENTERED, today)


def is_full(what: DeskAction, life: int, entries: Iterable[DeskEntry]) -> bool:
    """Whether `what` was said as often as it may be in this life of a finding."""
    said = sum(entry.what is what and entry.life == life for entry in entries)
    return said >= MOST_OF_A_KIND


def _waits(what: DeskAction, about: str, standing: Standing, today: date) -> bool:
    """Whether that very word waits to be decided: who has read an earlier one decides nothing. An
    accepted secrecy may be ended whenever it stands.
    """
    if what is DeskAction.SECRECY_REFUSED and standing.is_secret(today):
        return True
    return any(
        asked.what is DECISIONS[what] and about == str(asked.id) for asked in standing.waiting
    )


def _day(given: str, today: date) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise NotADay from error
    if not 0 <= (day - today).days <= 366 * FARTHEST_YEARS:
        raise NotADay
    return day


def entry_of(word: Word, found: Finding, *, login: str, name: str, at: datetime) -> DeskEntry:
    return DeskEntry(found.id, found.reopened, word.what, word.value, login, name, at, word.day)
