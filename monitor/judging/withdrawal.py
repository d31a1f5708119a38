"""When a finding is taken back, and what may bring it again. Pure.

An accusation ends as withdrawn where the office's files no longer bear it, where what was seen is
shown to be another's, or where the office says so on the desk. That is no repair, and nobody is
told of one. What files took back comes again with the first look after they bear it again; what the
office took back needs evidence that it has not seen.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from config.rulebook import Rulebook
from config.unit import Unit
from config.words import Words, word_table
from monitor.judging.verdict import Verdict, Why
from store.records import Finding
from store.urls import canonical, host_of

WORDS = word_table(Path(__file__).with_name("withdrawn.toml"))
EXEMPT, RULE_OFF, SITE_REPLACED = "exempt", "rule_off", "site_replaced"
UNIT_RETIRED, OUR_OWN_LIST, OFFICE = "unit_retired", "our_own_list", "office"
LIST_CORRECTED = "list_corrected"
# In the place of an address: the accusation rests on the office's word that there is none.
NO_OWN_SITE = "no_own_site"
NOWHERE = "no_entry_point"  # the kind that rests on a person's word of the portals, too

# Measures that grow by waiting alone: another number of these is nothing new.
_BY_WAITING = frozenset(
    (
        *("d", "day", "days", "night", "nights", "h", "hours", "s", "time", "times"),
        *("check", "checks", "look", "looks", "failure", "failures", "probe", "probes"),
    )
)
_ON_ITS_OWN_ADDRESS = ("channel:", "item:")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """By what (`why.…` of withdrawn.toml), by whom ("" where no person is named), and why."""

    kind: str
    by: str = ""
    why: str = ""


def withdrawn(finding: Finding, taken_back: Withdrawal, day: date) -> Finding:
    return replace(
        finding,
        state="withdrawn",
        withdrawn=day,
        withdrawn_kind=taken_back.kind,
        withdrawn_by=taken_back.by,
        withdrawn_why=taken_back.why,
    )


def by_files(finding: Finding, unit: Unit, rulebook: Rulebook, day: date) -> Withdrawal | None:
    """What the office's files of that day take back of a unit in service."""
    if exemption := unit.exemption(finding.rule, finding.subject, day):
        return Withdrawal(EXEMPT, exemption.by, exemption.reason)
    if finding.rule in rulebook.limits.off:
        return Withdrawal(RULE_OFF)
    if finding.address == NO_OWN_SITE:
        is_borne = unit.no_own_site and (
            finding.kind != NOWHERE or unit.no_own_site.no_portal_channel
        )
        return None if is_borne else Withdrawal(LIST_CORRECTED)
    replaced = _address_off_record(finding, unit, day)
    return Withdrawal(SITE_REPLACED, why=replaced) if replaced else None


def by_answer(verdict: Verdict | None) -> Withdrawal | None:
    """What was seen is shown to be another's: a doubt of ours that accuses nobody."""
    is_ours = verdict is not None and verdict.why is Why.OUR_OWN_LIST
    return Withdrawal(OUR_OWN_LIST) if is_ours else None


def has_new_evidence(before: Finding, now: Finding, day: date) -> bool:
    """Whether `now`, a problem of that day, may open again what was withdrawn.

    New to the office is a look that began after it spoke and that it did not have before it, or
    another measure than waiting alone brings about. The same page still showing the same is none.
    """
    if before.withdrawn is None:
        return True
    if before.withdrawn_kind != OFFICE:
        return day > before.withdrawn or now.address != before.address
    known, since = _looks(before), before.withdrawn.isoformat()
    return _measures_otherwise(before, now) or any(
        look not in known and look[-1] >= since for look in _looks(now)
    )


def rests_on_the_same(before: Finding, now: Finding) -> bool:
    """They share a look, whatever became of the addresses on record."""
    return bool(_looks(before) & _looks(now))


def withdrawal_words(finding: Finding, day: str = "") -> Words:
    """“2026年…由…撤回：…”, of a finding that is or was withdrawn; `day` as it is to be written."""
    said = taken_back_words(
        Withdrawal(finding.withdrawn_kind, finding.withdrawn_by, finding.withdrawn_why)
    )
    return WORDS["withdrawn"].filled(day=day or finding.withdrawn or "-", said=said)


def taken_back_words(taken_back: Withdrawal) -> Words:
    """“由…撤回：…”; a kind of a later version by what it says itself. Who grants an exemption takes
    nothing back: the files do, by that grant. It stands within a sentence: a reason's own full stop
    is left out.
    """
    by = "by_program" if taken_back.kind == OUR_OWN_LIST else "by_files"
    who = WORDS[by] if taken_back.kind == EXEMPT else taken_back.by or WORDS[by]
    kind = f"why.{taken_back.kind}"
    why = WORDS[kind if kind in WORDS else "why.office"]
    return WORDS["by_whom"].filled(
        by=who, why=why.filled(why=taken_back.why.rstrip("。.；; "), by=taken_back.by or WORDS[by])
    )


def back_words(finding: Finding) -> Words:
    """What stands behind the sentence of one that came again; else nothing."""
    return WORDS["back"].filled(day=finding.withdrawn) if finding.is_back else Words("", "")


def _address_off_record(finding: Finding, unit: Unit, day: date) -> str:
    """The address on record that the finding stands on and that the files no longer name; "" where
    they do, or it stands on none.
    """
    sites = [site for site in unit.sites if site.was_on_record(day)]
    if finding.address:
        on_record = {canonical(site.url) for site in sites}
        on_record |= {canonical(channel.url) for channel in unit.channels}
        return "" if canonical(finding.address) in on_record else finding.address
    kind, _, named = finding.subject.partition(":")
    if kind == "site":
        return "" if named in {site.id for site in sites} else named
    # Of an older ledger, which did not write the address down.
    if not finding.subject.startswith(_ON_ITS_OWN_ADDRESS):
        return ""
    addresses = [named, *(str(piece.get("url", "")) for piece in finding.evidence)]
    hosts = {host_of(site.url) for site in sites}
    return "" if hosts & {host_of(address) for address in addresses} else named


def _looks(finding: Finding) -> frozenset[tuple[str, ...]]:
    """What it rests on: (address, bytes, outcome, since when), of all that was looked at."""
    return frozenset(_look(piece) for piece in finding.evidence if piece.get("first_at"))


def _look(piece: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(str(piece.get(name, "")) for name in ("url", "sha256", "outcome", "first_at"))


def _measures_otherwise(before: Finding, now: Finding) -> bool:
    is_other = before.kind != now.kind or before.measured != now.measured
    return is_other and not _BY_WAITING & _words((before.measured, now.measured))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.findall("[a-z]+", text)}
