"""What belongs to a case: the findings with their lives, the pages they rest on, and everything the
ledger holds of those.

For a finding these are the pages that its evidence names or quotes (the budget of the year before)
and the unit's home pages; for a unit, of all its open findings, with its channels too. Before and
after belong together: of each page the capture shown before a finding's first look is taken along.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from config.folder import Config
from store.findings import FindingEvent
from store.instants import from_text
from store.ledger import Ledger
from store.queries.evidence import (
    CaptureOnFile,
    Eyesight,
    PageOnFile,
    ProbeOnFile,
    SingleVisit,
    StateOnFile,
    captures_of,
    eyesight_in,
    faces_of,
    pages_at,
    probes_of,
    states_of,
    visits_of,
)
from store.records import Finding, Purpose

_QUOTED = re.compile(r"https?://[^\s（）()，。；：“”]+")


@dataclass(frozen=True, slots=True)
class Case:
    """All that goes into one export of evidence."""

    about: str
    unit: str
    unit_name: str
    office: str
    vantage: str
    language: str
    made_at: datetime
    findings: tuple[tuple[Finding, tuple[FindingEvent, ...]], ...]
    explained: tuple[str, ...]  # the same chain of words as `gongkai explain`, a finding each
    pages: tuple[PageOnFile, ...]
    captures: tuple[CaptureOnFile, ...]
    states: tuple[StateOnFile, ...]
    visits: tuple[SingleVisit, ...]
    probes: tuple[ProbeOnFile, ...]
    eyesight: tuple[Eyesight, ...]

    def told(self) -> Iterator[tuple[PageOnFile, dict[str, Any]]]:
        """Each page with everything that is known of it besides its captures: what a site
        that did not open leaves behind.
        """
        for page in self.pages:
            yield (
                page,
                {
                    "page": asdict(page),
                    "states": [asdict(state) for state in self.states if state.page == page.id],
                    "visits": [asdict(visit) for visit in self.visits if visit.page == page.id],
                    "probes": [
                        asdict(probe)
                        for probe in self.probes
                        if probe.site == page.site and page.purpose is Purpose.HOME
                    ],
                },
            )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def case_of(
    ledger: Ledger,
    config: Config,
    found: Sequence[tuple[Finding, Sequence[FindingEvent]]],
    *,
    unit: str,
    about: str,
    whole_unit: bool,
    explain: Callable[[Finding, Sequence[FindingEvent], Config], str],
    now: datetime,
    with_personal_numbers: bool = False,
) -> Case:
    """Gather it. Nothing is written, nothing is asked of any site."""
    pages = _pages(ledger, unit, [finding for finding, _ in found], whole_unit)
    states, visits = states_of(ledger, pages), visits_of(ledger, unit, pages)
    names = {each.id: each.name for each in config.units}
    return Case(
        about=about,
        unit=unit,
        unit_name=names.get(unit, unit),
        office=config.office.name,
        vantage=config.office.network.vantage,
        language=config.office.language,
        made_at=now,
        findings=tuple((finding, tuple(events)) for finding, events in found),
        explained=tuple(explain(finding, events, config) for finding, events in found),
        pages=tuple(pages),
        captures=tuple(
            _chosen(
                captures_of(ledger, pages, with_personal_numbers=with_personal_numbers),
                states,
                [finding for finding, _ in found],
            )
        ),
        states=tuple(states),
        visits=tuple(visits),
        probes=tuple(probes_of(ledger, unit)),
        eyesight=tuple(eyesight_in(ledger, {visit.run for visit in visits})),
    )


def _pages(
    ledger: Ledger, unit: str, findings: Sequence[Finding], whole_unit: bool
) -> list[PageOnFile]:
    named = pages_at(
        ledger,
        unit,
        (url for finding in findings for piece in finding.evidence for url in _addresses(piece)),
    )
    faces = [page for page in faces_of(ledger, unit) if whole_unit or page.purpose is Purpose.HOME]
    return list({page.id: page for page in [*named, *faces]}.values())


def _addresses(piece: Mapping[str, object]) -> Iterator[str]:
    """The page that a piece of evidence names, and those that it quotes in its words."""
    yield str(piece.get("url", ""))
    yield from _QUOTED.findall(str(piece.get("note_zh", "")))


def _chosen(
    captures: Sequence[CaptureOnFile], states: Sequence[StateOnFile], findings: Sequence[Finding]
) -> list[CaptureOnFile]:
    """Of each page: what the evidence names by its hash, what was shown in the time it speaks of,
    the one before that, and the latest.
    """
    named = {str(piece.get("sha256", "")) for finding in findings for piece in finding.evidence}
    since = _since(findings)
    by_page: dict[int, list[CaptureOnFile]] = {}
    for capture in captures:
        by_page.setdefault(capture.page, []).append(capture)
    shown = {
        (state.page, state.sha256)
        for state in states
        if since is None or from_text(state.last_at) >= since
    }
    kept: list[CaptureOnFile] = []
    for page, mine in by_page.items():
        wanted = {
            n for n, one in enumerate(mine) if one.sha256 in named or (page, one.sha256) in shown
        } | {len(mine) - 1}
        wanted |= {min(wanted) - 1} if min(wanted) > 0 else set()
        kept += [one for n, one in enumerate(mine) if n in wanted]
    return sorted(kept, key=lambda one: (one.sha256 not in named, one.at, one.url))


def _since(findings: Sequence[Finding]) -> datetime | None:
    """The first instant that any evidence speaks of."""
    instants = [
        str(piece["first_at"])
        for finding in findings
        for piece in finding.evidence
        if piece.get("first_at")
    ]
    return min((from_text(instant) for instant in instants), default=None)
