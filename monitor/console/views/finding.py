"""One finding: the sentence, the clause, the evidence and how it looked before and after; and what
people said of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.console.access import Right
from monitor.console.attention import need_of
from monitor.console.capture_diff import Compared, compared
from monitor.console.request import PageRequest
from monitor.console.views.overview import last_night
from monitor.judging.defence import examined_text
from monitor.judging.registry import rules
from monitor.judging.verdict import Evidence
from monitor.judging.withdrawal import OFFICE, Withdrawal, taken_back_words, withdrawal_words
from monitor.report.chart import bars_of
from monitor.report.explain import named_details
from monitor.report.material import basis_words, known_clause
from monitor.report.workdays import calendar_of, how_counted
from store.desk.entries import (
    DeskAction,
    DeskEntry,
    Standing,
    add_entry,
    entries_of,
    standing_of,
)
from store.findings import FindingEvent, events_of
from store.findings import finding as finding_of
from store.ledger import Ledger
from store.queries.console_page import CaptureRow, ConsoleSpan, captures_named, pages_at, seen_as
from store.records import Finding
from store.urls import canonical

_NOTHING_SEEN = dict.fromkeys((field.name for field in fields(Evidence)), "")
_QUOTED = re.compile("“([^“”]{2,60})”")
# a subject of the budget: 第16行：30299 其他商品和服务支出
_CODE = re.compile(r"[:：]\s*(\d{3,7})\s")
LONGEST_NOTE = 2_000  # and reason
LONGEST_NAME = 60
FARTHEST_YEARS = 5
_RIGHTS = {DeskAction.NOTE: Right.REMARK, DeskAction.WITHDRAWN: Right.WITHDRAW}


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """One piece of evidence, and what the ledger still holds of it."""

    evidence: Mapping[str, str]
    page: int | None
    capture: CaptureRow | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the history: what happened to the finding, or what somebody said of it."""

    at: datetime
    event: FindingEvent | None = None
    entry: DeskEntry | None = None


def finding(request: Request) -> Response:
    visit = PageRequest(request)
    with visit.console.ledger() as ledger:
        found = _found(visit, ledger)
        events = events_of(ledger, found.id)
        pieces, captures = _pieces(ledger, found)
        night = last_night(ledger)
    entries = entries_of(visit.console.desk, found.id)
    standing = standing_of(entries, found.reopened)
    need = need_of(found, standing, night, visit.console.today)
    return visit.page(
        "finding.html",
        found=found,
        need=need,
        unit_name=next(
            (unit.name for unit in visit.config.units if unit.id == found.unit), found.unit
        ),
        basis=basis_words(found.clause, visit.config),
        clause=known_clause(found.clause, visit.config),
        examined=examined_text(found.examined, visit.language),
        has_rule_page=found.rule in rules(),
        details=[
            (name, value)
            for name, value in named_details(found, visit.language)
            if value != found.details.get("url")
        ],
        bars=bars_of(found.details.get("rows", "")),
        pieces=pieces,
        compared=_before_and_after(visit, pieces, captures, found.sentence_zh),
        history=_history(visit, events, entries),
        people=visit.config.office.people,
        today=visit.console.today,
        withdrawal=_withdrawal(found, standing, visit.language),
        counted=how_counted(
            found.opened, need.due or found.opened, calendar_of(visit.config.office.work_calendar)
        ).text(visit.language),
    )


def say(request: Request, form: Mapping[str, str]) -> Response:
    """POST: one thing said of a finding. What is not understood is refused; nothing is guessed."""
    visit = PageRequest(request)
    what = _said(form.get("what", ""))
    visit.must(_RIGHTS.get(what, Right.ACT))
    with visit.console.ledger() as ledger:
        found = _found(visit, ledger)
    is_over = found.state != "open" or _standing(visit, found).withdrawn is not None
    if what is DeskAction.WITHDRAWN and is_over:
        raise HTTPException(409)
    value = value_of(what, form.get("value", "").strip(), visit.console.today)
    user = visit.user
    assert user is not None
    entry = DeskEntry(
        found.id, found.reopened, what, value, user.login, user.name, visit.console.clock.now()
    )
    add_entry(visit.console.desk, entry)
    if what is DeskAction.WITHDRAWN:
        visit.console.take_back()
    return RedirectResponse(f"/findings/{found.id}?done={what.value}#history", 303)


def _standing(visit: PageRequest, found: Finding) -> Standing:
    return standing_of(entries_of(visit.console.desk, found.id), found.reopened)


def _withdrawal(found: Finding, standing: Standing, language: str) -> str:
    """Who took it back and why, as the ledger has it or, until then, the desk; else nothing."""
    if found.state == "withdrawn":
        return withdrawal_words(found).text(language)
    word = standing.withdrawn
    said = taken_back_words(Withdrawal(OFFICE, word.by_name, word.value)) if word else None
    return said.text(language) if said else ""


def _said(name: str) -> DeskAction:
    if name not in set(DeskAction):
        raise HTTPException(400)
    return DeskAction(name)


def value_of(what: DeskAction, given: str, today: date) -> str:
    """What is written down. Raises HTTPException for a day that is none or lies years away, an
    empty note or reason.
    """
    if what is DeskAction.ACKNOWLEDGED:
        return ""
    if what is DeskAction.PERSON:
        return " ".join(given.split())[:LONGEST_NAME]
    if what in (DeskAction.NOTE, DeskAction.WITHDRAWN):
        if not given:
            raise HTTPException(400)
        return given[:LONGEST_NOTE]
    if not given:
        return ""
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise HTTPException(400) from error
    if not 0 <= (day - today).days <= 366 * FARTHEST_YEARS:
        raise HTTPException(400)
    return day.isoformat()


def _found(visit: PageRequest, ledger: Ledger) -> Finding:
    found = finding_of(ledger, visit.id("finding"))
    if found is None:
        raise HTTPException(404)
    visit.must_see(found.unit)
    return found


def _pieces(
    ledger: Ledger, found: Finding
) -> tuple[list[EvidencePiece], dict[tuple[int, str], CaptureRow]]:
    """The evidence as the verdict named it, with the pages and bytes it stands on."""
    named = [
        _NOTHING_SEEN | {name: str(value) for name, value in piece.items()}
        for piece in found.evidence
    ]
    pages = pages_at(
        ledger, found.unit, {address for piece in named for address in _addresses(piece)}
    )
    known = list(dict.fromkeys(pages.values()))
    captures, seen = captures_named(ledger, known), seen_as(ledger, known)
    pieces = []
    for piece in named:
        page = next((pages[address] for address in _addresses(piece) if address in pages), None)
        capture = captures.get((page or 0, piece.get("sha256", "")))
        pieces.append(
            EvidencePiece(
                _with_its_checks(piece, seen.get(capture.id) if capture else None), page, capture
            )
        )
    return pieces, captures


def _with_its_checks(piece: Mapping[str, str], seen: ConsoleSpan | None) -> Mapping[str, str]:
    """Where the rule named only the body, the ledger says when it was seen and how often."""
    if seen is None or piece["checks"] or piece["last_at"]:
        return piece
    vantage = piece["vantage"] or seen.vantage
    return {
        **piece,
        "outcome": piece["outcome"] or seen.outcome,
        "first_at": seen.first_at,
        "last_at": seen.last_at,
        "checks": str(seen.checks),
        "vantage": vantage,
    }


def _addresses(piece: Mapping[str, str]) -> tuple[str, ...]:
    url = piece.get("url", "")
    return (url, canonical(url)) if url else ()


def _before_and_after(
    visit: PageRequest,
    pieces: Sequence[EvidencePiece],
    captures: Mapping[tuple[int, str], CaptureRow],
    said: str,
) -> Compared | None:
    """Two bodies of one page that the evidence names; where it speaks of one page only, that page
    and what stood there before.

    Of several pages, each named once, nothing is set beside anything: what changed in one of them
    is not what was found.
    """
    spoken_of = {piece.page for piece in pieces if piece.page is not None}
    named = [piece for piece in pieces if piece.page is not None and piece.capture]
    twice = [piece for piece in named if sum(other.page == piece.page for other in named) > 1]
    about = (twice or named or [piece for piece in pieces if piece.page is not None])[-1:]
    if not about or (len(spoken_of) > 1 and not twice):
        return None
    [piece] = about
    kept = [capture for (page, _), capture in captures.items() if page == piece.page]
    after = piece.capture or (kept[-1] if kept else None)
    if after is None:
        return None
    before = [capture for capture in kept if (capture.at, capture.id) < (after.at, after.id)]
    if before:
        return compared(visit.console, before[-1], after)
    return compared(
        visit.console, None, after, _quoted(piece.evidence["note_zh"], said), is_only=len(kept) == 1
    )


def _quoted(*texts: str) -> list[str]:
    """What the evidence speaks of in the page's own words, the most telling text first."""
    found = (_QUOTED.findall(text) + _CODE.findall(text) for text in texts)
    return next((words for words in found if words), [])


def _history(
    visit: PageRequest, events: Sequence[FindingEvent], entries: Sequence[DeskEntry]
) -> list[Turn]:
    """The latest first. An event has a day and no hour; it stands at that day's beginning."""
    zone = visit.config.office.zone
    turns = [
        Turn(datetime.combine(event.day, time(0), tzinfo=zone), event=event) for event in events
    ]
    turns += [Turn(entry.at, entry=entry) for entry in entries]
    return sorted(turns, key=lambda turn: turn.at, reverse=True)
