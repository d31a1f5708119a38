"""One finding: the sentence, the clause, the evidence and how it looked before and after; and what
people said of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time

from starlette.requests import Request
from starlette.responses import Response

from monitor.console.attention import need_of
from monitor.console.capture_diff import Compared, compared
from monitor.console.request import PageRequest
from monitor.console.views.overview import last_night
from monitor.console.views.pages import changes_between
from monitor.console.views.rectification import files_by_entry, found_by
from monitor.judging.defence import examined_text
from monitor.judging.registry import rules
from monitor.judging.verdict import Evidence
from monitor.judging.withdrawal import OFFICE, Withdrawal, taken_back_words, withdrawal_words
from monitor.rectification.attachments import FORMATS, LARGEST_FILE, MOST_FILES
from monitor.rectification.stage import rectification
from monitor.report.chart import bars_of
from monitor.report.explain import named_details
from monitor.report.gathering.basis import basis_words, known_clause
from monitor.report.workdays import calendar_of, how_counted
from store.desk.entries import (
    DeskAction,
    DeskEntry,
    Standing,
    entries_of,
    standing_of,
)
from store.findings import FindingEvent, events_of
from store.ledger import Ledger
from store.queries.console.page import CaptureRow, ConsoleSpan, captures_named, pages_at, seen_as
from store.records import Finding
from store.urls import canonical

_NOTHING_SEEN = dict.fromkeys((field.name for field in fields(Evidence)), "")
_QUOTED = re.compile("“([^“”]{2,60})”")
# a subject of the budget: 第16行：30299 其他商品和服务支出
_CODE = re.compile(r"[:：]\s*(\d{3,7})\s")


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
    with visit.ledger() as ledger:
        found = found_by(visit, ledger, visit.id("finding"))
        events = events_of(ledger, found.id)
        pieces, captures = _pieces(ledger, found)
        night = last_night(ledger)
    pair = _before_and_after(visit, pieces, captures, found)
    entries = entries_of(visit.console.desk, found.id)
    standing = standing_of(entries, found.reopened)
    today = visit.console.today
    need = need_of(found, standing, night, today)
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
        compared=pair,
        changes=changes_between(visit, pair),
        rectification=rectification(found, standing, night.told, today, visit.config.office.zone),
        files=files_by_entry(visit, [found.id]),
        accepted_files=",".join(f".{ending}" for ending in FORMATS),
        listed_files=visit.say("joint").join(FORMATS),
        most_files=MOST_FILES,
        largest_mb=LARGEST_FILE // 2**20,
        history=_history(visit, events, entries),
        people=() if visit.is_of_a_unit else visit.config.office.people,
        today=today,
        withdrawal=_withdrawal(found, standing, visit.language),
        counted=how_counted(
            found.opened, need.due or found.opened, calendar_of(visit.config.office.work_calendar)
        ).text(visit.language),
    )


def _withdrawal(found: Finding, standing: Standing, language: str) -> str:
    """Who took it back and why, as the ledger has it or, until then, the desk; else nothing."""
    if found.state == "withdrawn":
        return withdrawal_words(found).text(language)
    word = standing.withdrawn
    said = taken_back_words(Withdrawal(OFFICE, word.by_name, word.value)) if word else None
    return said.text(language) if said else ""


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
    found: Finding,
) -> Compared | None:
    """Two bodies of one page that the evidence names; where it speaks of one page only, that page
    and what stood there before; of a repair, that page and what was first seen there afterwards.

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
    if found.state == "closed" and piece.capture:
        seen = (piece.capture.at, piece.capture.id)
        if later := [capture for capture in kept if (capture.at, capture.id) > seen]:
            return compared(visit.console, piece.capture, later[0])
    before = [capture for capture in kept if (capture.at, capture.id) < (after.at, after.id)]
    if before:
        return compared(visit.console, before[-1], after)
    return compared(
        visit.console,
        None,
        after,
        _quoted(piece.evidence["note_zh"], found.sentence_zh),
        is_only=len(kept) == 1,
    )


def _quoted(*texts: str) -> list[str]:
    """What the evidence speaks of in the page's own words, the most telling text first."""
    found = (_QUOTED.findall(text) + _CODE.findall(text) for text in texts)
    return next((words for words in found if words), [])


def _history(
    visit: PageRequest, events: Sequence[FindingEvent], entries: Sequence[DeskEntry]
) -> list[Turn]:
    """The latest first. An event has a day and no hour; it stands at that day's beginning.
    Notes are the office's and the leaders' own: no unit reads them. What the office withdrew is
    told by its own word, not once more by the night that wrote it down.
    """
    zone = visit.config.office.zone
    withdrawn = {entry.value for entry in entries if entry.what is DeskAction.WITHDRAWN}
    turns = [
        Turn(datetime.combine(event.day, time(0), tzinfo=zone), event=event)
        for event in events
        if not (event.withdrawn_kind == OFFICE and event.withdrawn_why in withdrawn)
    ]
    turns += [
        Turn(entry.at, entry=entry)
        for entry in entries
        if not (visit.is_of_a_unit and entry.what is DeskAction.NOTE)
    ]
    return sorted(turns, key=lambda turn: turn.at, reverse=True)
