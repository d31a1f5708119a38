"""The nouns of an examination: what was looked at, what was seen, how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

from config.words import Words

NO_REMEDY = Words("", "")


class CheckState(StrEnum):
    """`unknown` is not `good`: what could not be looked at says so."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    UNKNOWN = "unknown"


GOOD, WARN, BAD, UNKNOWN = CheckState


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the examination."""

    name: str  # stable, for programs
    title: Words
    state: CheckState
    seen: Words
    remedy: Words = NO_REMEDY


def judged(
    name: str,
    title: Words,
    seen: Words,
    *,
    is_good: bool,
    remedy: Words,
    otherwise: CheckState = WARN,
) -> Check:
    """Good, or `otherwise` with what mends it."""
    if is_good:
        return Check(name, title, GOOD, seen)
    return Check(name, title, otherwise, seen, remedy)


def as_object(check: Check) -> dict[str, object]:
    """For programs."""
    said = {"title": check.title, "seen": check.seen, "remedy": check.remedy}
    return {
        "name": check.name,
        "state": check.state.value,
        **{key: value._asdict() for key, value in said.items()},
    }


def words(zh: str, en: str, **values: object) -> Words:
    """Both templates, filled in."""
    return Words(zh, en).filled(**values)


def plain(seen: object) -> Words:
    """What reads the same in both languages: numbers, versions, paths."""
    return Words(str(seen), str(seen))
