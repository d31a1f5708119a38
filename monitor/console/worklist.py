"""The findings as a work list: what is asked for in its address line, which findings that is, in
which order. The address is the saved view: whoever opens it sees the same question. Pure.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlencode

from monitor.console.attention import Need

PATH = "/findings"
NOBODY = "-"  # of the persons: the findings that are in nobody's hands
LONGEST = 200  # of each thing that is asked for

SHOWN: Mapping[str, Callable[[Need], bool]] = {
    "open": lambda need: need.finding.state == "open",
    "new": lambda need: need.is_new,
    "overdue": lambda need: need.is_overdue,
    "soon": lambda need: need.is_soon,
    "unacknowledged": lambda need: not need.is_acknowledged,
    "critical": lambda need: need.is_critical,
    "unconfirmed": lambda need: need.is_unconfirmed,
    "waiting": lambda need: bool(need.standing.waiting),
    "sent_back": lambda need: need.is_sent_back,
    "escalated": lambda need: need.standing.escalated is not None,
}
UNDER_SECRECY = "under_secrecy"  # open as well, and in none of these lists
# What is shown of what has ended, by the state that it ended in.
ENDED: Mapping[str, str] = {"repaired": "closed", "withdrawn": "withdrawn"}

GRAVEST = ""  # the order of `attention.needs`: the gravest first, then the longest overdue
SORTS: Mapping[str, Callable[[Need], tuple[object, ...]]] = {
    "due": lambda need: (need.due or date.max, need.finding.id),
    "newest": lambda need: (-need.finding.opened.toordinal(), need.finding.id),
    "oldest": lambda need: (need.finding.opened, need.finding.id),
    "unit": lambda need: (need.finding.unit, need.finding.rule, need.finding.id),
    "rule": lambda need: (need.finding.rule, need.finding.unit, need.finding.id),
}


@dataclass(frozen=True, slots=True)
class FindingsAsked:
    """What is asked of the list; "" asks for nothing. `parent`: a unit and all below it."""

    show: str = "open"
    q: str = ""
    unit: str = ""
    parent: str = ""
    rule: str = ""
    severity: str = ""
    person: str = ""
    due: str = ""  # a day: due by then
    sort: str = ""

    @property
    def has_ended(self) -> bool:
        return self.show in ENDED

    @property
    def words(self) -> list[str]:
        return self.q.casefold().split()

    @property
    def due_by(self) -> date | None:
        return _day(self.due)

    def address(self, path: str = PATH, **changes: object) -> str:
        """Of this list, or of one that differs from it by `changes`."""
        kept = {name: value for name, value in (asdict(self) | changes).items() if value}
        if kept.get("show") == "open":
            del kept["show"]
        return f"{path}?{urlencode(kept)}" if kept else path


def asked_for(query: Mapping[str, str]) -> FindingsAsked:
    """What is not understood is not asked for."""
    given = {name: query.get(name, "").strip()[:LONGEST] for name in asdict(FindingsAsked())}
    asked = FindingsAsked(**given)
    return replace(
        asked,
        show=asked.show if asked.show in (*SHOWN, UNDER_SECRECY, *ENDED) else "open",
        sort=asked.sort if asked.sort in SORTS else GRAVEST,
        due=asked.due if _day(asked.due) else "",
    )


def chosen(
    needs: Iterable[Need],
    asked: FindingsAsked,
    units: Collection[str] | None,
    label: Callable[[str], str],
) -> list[Need]:
    """`needs` in the order of `attention.needs`; `units` None: of all; `label`: a unit's name."""
    found = [
        need
        for need in needs
        if _is_shown(need, asked.show) and _is_asked(need, asked, units, label)
    ]
    return sorted(found, key=SORTS[asked.sort]) if asked.sort else found


def counts(
    needs: Iterable[Need],
    asked: FindingsAsked,
    units: Collection[str] | None,
    label: Callable[[str], str],
) -> dict[str, int]:
    """How many each list of open ones would hold, all else being asked as it is."""
    found = [need for need in needs if _is_asked(need, asked, units, label)]
    return {name: sum(_is_shown(need, name) for need in found) for name in (*SHOWN, UNDER_SECRECY)}


def persons(needs: Iterable[Need]) -> list[str]:
    return sorted({need.standing.person for need in needs} - {""})


def _is_shown(need: Need, show: str) -> bool:
    """What may not be told (涉密) stands in a list of its own."""
    if show == UNDER_SECRECY:
        return need.is_under_secrecy
    return not need.is_under_secrecy and SHOWN[show](need)


def _is_asked(
    need: Need, asked: FindingsAsked, units: Collection[str] | None, label: Callable[[str], str]
) -> bool:
    finding, person = need.finding, need.standing.person
    by = asked.due_by
    return (
        (units is None or finding.unit in units)
        and asked.rule in ("", finding.rule)
        and asked.severity in ("", finding.severity)
        and (asked.person in ("", person) or (asked.person == NOBODY and not person))
        and (by is None or (need.due is not None and need.due <= by))
        and _has_words(need, asked.words, label)
    )


def _has_words(need: Need, words: list[str], label: Callable[[str], str]) -> bool:
    """A word is the finding's number, or stands in its sentence, its unit's name or its person's."""
    if not words:
        return True
    finding = need.finding
    told = (finding.sentence_zh, finding.sentence_en, label(finding.unit), need.standing.person)
    text = "\n".join(told).casefold()
    return all(word in text or word.lstrip("#") == str(finding.id) for word in words)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
