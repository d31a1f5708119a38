"""The life of findings: what tonight's verdicts on a unit do to what was found before. Pure.

A finding is keyed by (unit, rule, subject): opened, kept, closed, opened again. Only `clear` on the
same subject closes it, or on the whole of which it is a part (`spending:budget:2012` for each of
its rows). A night that could not tell, a rule that no longer applies and a subject that has
disappeared leave it as it is: nothing is repaired by vanishing. What the office's files no longer
bear is withdrawn, which is no repair (monitor/judging/withdrawal.py).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date

from monitor.dossier.facts import Dossier
from monitor.judging.defence import accusation_of
from monitor.judging.verdict import Answer, Evidence, Verdict
from monitor.judging.withdrawal import (
    NO_OWN_SITE,
    by_answer,
    by_files,
    has_new_evidence,
    rests_on_the_same,
    withdrawn,
)
from store.findings import Change, FindingTurn
from store.records import Finding

DueAfter = Callable[[date], date]
_Key = tuple[str, str]
_OF_A_BLANK = ("no_own_site", "portal_channel", "no_entry_point")  # kinds of missing_site


def changes(
    dossier: Dossier,
    verdicts: Iterable[Verdict],
    known: Iterable[Finding],
    *,
    run_id: str,
    as_of: date,
    due_after: DueAfter | None = None,
) -> list[Change]:
    """What is to be written of one unit. `known` are its findings, whatever their state.

    A day that lies before a finding's last word changes nothing of it: judging the past again never
    rewrites the present. `due_after`: from the day of telling to the last day for the repair, given
    once; None where nothing is told.
    """
    night = _Night(dossier, tuple(verdicts), run_id, as_of, due_after)
    findings = {
        (finding.rule, finding.subject): finding
        for finding in known
        if _last_word(finding) <= as_of
    }
    later = {(f.rule, f.subject) for f in known if (f.rule, f.subject) not in findings}
    return [change for change in _changes(night, findings) if _key(change.finding) not in later]


@dataclass(frozen=True, slots=True)
class _Night:
    dossier: Dossier
    verdicts: tuple[Verdict, ...]
    run_id: str
    as_of: date
    due_after: DueAfter | None

    def change(self, what: FindingTurn, finding: Finding) -> Change:
        return Change(what, finding, self.run_id, self.as_of)

    def due(self, told: date) -> date | None:
        return self.due_after(told) if self.due_after else None


def _changes(night: _Night, known: dict[_Key, Finding]) -> Iterator[Change]:
    found = {
        (verdict.rule, verdict.subject): _new(verdict, night)
        for verdict in night.verdicts
        if verdict.answer is Answer.PROBLEM
    }
    for key, before in known.items():
        if before.state == "open" and (ended := _ended(before, found.get(key), night)):
            known[key] = ended.finding
            yield ended
    for key, now in found.items():
        told = _told(known[key], now, night) if key in known else _opened(now, night)
        if told is not None:
            yield told
    for key, before in known.items():
        if before.state == "open" and key not in found and before.due is None and night.due_after:
            # of a ledger that knew no deadlines: the day that letters and console have named
            yield night.change(FindingTurn.KEPT, replace(before, due=night.due(before.opened)))


def _ended(before: Finding, now: Finding | None, night: _Night) -> Change | None:
    """Repaired or taken back; None where it lasts."""
    if now is None and _is_cleared(before, night.verdicts):
        repaired = replace(before, state="closed", closed=night.as_of)
        return night.change(FindingTurn.CLOSED, repaired)
    answer = next((v for v in night.verdicts if (v.rule, v.subject) == _key(before)), None)
    dossier = night.dossier
    taken_back = by_answer(answer) or by_files(before, dossier.unit, dossier.rulebook, night.as_of)
    if taken_back is None or (now is not None and rests_on_the_same(before, now)):
        return None
    return night.change(FindingTurn.WITHDRAWN, withdrawn(before, taken_back, night.as_of))


def _opened(now: Finding, night: _Night) -> Change:
    return night.change(FindingTurn.OPENED, replace(now, due=night.due(night.as_of)))


def _told(before: Finding, now: Finding, night: _Night) -> Change | None:
    """A problem that is known already: it lasts, comes again, or was withdrawn and rests on nothing
    new.
    """
    now = replace(now, id=before.id, reopened=before.reopened)
    if before.state != "closed":
        now = replace(
            now,
            withdrawn=before.withdrawn,
            withdrawn_kind=before.withdrawn_kind,
            withdrawn_by=before.withdrawn_by,
            withdrawn_why=before.withdrawn_why,
        )
    if before.state == "open":
        due = before.due or night.due(before.opened)
        lasting = replace(now, opened=before.opened, opened_run=before.opened_run, due=due)
        return night.change(FindingTurn.KEPT, lasting)
    if before.state == "withdrawn" and not has_new_evidence(before, now, night.as_of):
        return None
    again = replace(now, reopened=before.reopened + 1, due=night.due(night.as_of))
    return night.change(FindingTurn.REOPENED, again)


def _new(verdict: Verdict, night: _Night) -> Finding:
    return Finding(
        id=0,
        unit=night.dossier.unit.id,
        rule=verdict.rule,
        subject=verdict.subject,
        kind=verdict.kind,
        state="open",
        severity=verdict.severity.value,
        opened=night.as_of,
        opened_run=night.run_id,
        last_confirmed=night.as_of,
        closed=None,
        reopened=0,
        measured=verdict.measured,
        threshold=verdict.threshold,
        threshold_mark=verdict.threshold_mark,
        clause=verdict.clause,
        sentence_zh=verdict.sentence_zh,
        sentence_en=verdict.sentence_en,
        evidence=tuple(_plain(entry) for entry in verdict.evidence),
        details=dict(verdict.details),
        examined=verdict.examined,
        address=_address(verdict, night.dossier),
    )


def _address(verdict: Verdict, dossier: Dossier) -> str:
    """The one of the office's files that it stands on: the pinned channel's, else the site's; of
    the unit as a whole, that of the home page in evidence.
    """
    if verdict.kind in _OF_A_BLANK and dossier.unit.no_own_site:
        return NO_OWN_SITE
    accusation = accusation_of(verdict, verdict.rule, dossier)
    if accusation.channel and accusation.channel.class_from == "pinned":
        return accusation.channel.url
    named = {entry.url for entry in verdict.evidence}
    shown = (site for site in dossier.sites if site.home.url in named)
    site = accusation.site or next(shown, None)
    return site.url if site else ""


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.subject


def _plain(entry: Evidence) -> dict[str, object]:
    """Evidence as an object of JSON, without what was not seen."""
    return {name: value for name, value in asdict(entry).items() if value or name == "url"}


def _last_word(finding: Finding) -> date:
    days = (finding.last_confirmed, finding.closed, finding.withdrawn)
    return max(day for day in days if day is not None)


def _is_cleared(finding: Finding, verdicts: tuple[Verdict, ...]) -> bool:
    """By its own subject's answer where it has one tonight; otherwise by that of the whole it
    belongs to.
    """
    of_rule = {
        verdict.subject: verdict.answer for verdict in verdicts if verdict.rule == finding.rule
    }
    own = of_rule.get(finding.subject)
    if own is not None:
        return own is Answer.CLEAR
    return any(
        answer is Answer.CLEAR and finding.subject.startswith(f"{whole}:")
        for whole, answer in of_rule.items()
    )
