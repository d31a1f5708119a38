"""What a defence is: a way in which a unit may be innocent of what a rule just said of it.

A draft problem is not yet a finding. Each defence that its rule names is asked; an objection turns
the answer into `cannot_tell` with the defence's own reason, and what was looked for in the unit's
favour and not found is told with the finding (docs/rulebook.md §1).
"""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import Protocol

import monitor.defences
from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, SiteView
from monitor.judging.answers import A_CHANNEL, NO_VALUES, Subject
from monitor.judging.rule import Rule
from monitor.judging.verdict import Answer, Verdict, Why
from monitor.judging.words import ONE_RULE
from store.urls import canonical

JOINT = Words("；", "; ")


@dataclass(frozen=True, slots=True)
class Accusation:
    """A problem before it is told. `site` and `channel` are what its subject names, where it names
    one; `rule` is the rule's id. The dossier is whole: a defence may look at anything.
    """

    rule: str
    verdict: Verdict
    dossier: Dossier
    site: SiteView | None = None
    channel: ChannelView | None = None


def as_looked_for(_: Accusation) -> str | None:
    """In its own words, whatever is accused."""
    return ""


class Objects(Protocol):
    """Whether the unit may be innocent in this way. Pure; True only by something that was seen."""

    def __call__(self, accusation: Accusation) -> bool: ...


@dataclass(frozen=True, slots=True)
class Defence:
    """What a defence declares of itself; its id is its file's name.

    Attributes:
        looked_for: what is looked for in the unit's favour, as it would be if it were so: it fills
            “为避免误判，已查找以下情形，均未发现：…” of a finding in which it was not found.
        why: the reason of the `cannot_tell` that its objection makes.
        otherwise: what is looked for instead, by name, where other things are accused.
        told: what was looked for of this accusation: "" as `looked_for` says, a name in
            `otherwise`; None where there was nothing to be looked at, and nothing is told.
    """

    looked_for: Words
    why: Why
    otherwise: Mapping[str, Words] = field(default_factory=dict)
    told: Callable[[Accusation], str | None] = as_looked_for


@dataclass(frozen=True, slots=True)
class RegisteredDefence:
    id: str
    defence: Defence
    objects: Objects


@cache
def defences() -> Mapping[str, RegisteredDefence]:
    """All defences by id, in alphabetical order: being in `monitor/defences` is registration."""
    names = sorted(module.name for module in pkgutil.iter_modules(monitor.defences.__path__))
    modules = {name: import_module(f"monitor.defences.{name}") for name in names}
    return {
        name: RegisteredDefence(name, module.DEFENCE, module.objects)
        for name, module in modules.items()
    }


def tried(verdict: Verdict, rule_id: str, rule: Rule, dossier: Dossier) -> Verdict:
    """A problem after its rule's defences were asked, in the rule's order: `cannot_tell` by the
    first that objects, else the problem with what was `examined`. Other answers are as they were.
    """
    if verdict.answer is not Answer.PROBLEM:
        return verdict
    accusation = accusation_of(verdict, rule_id, dossier)
    known = defences()
    for name in rule.defences:
        if name in known and known[name].objects(accusation):
            return _acquitted(accusation, known[name], rule)
    return replace(verdict, examined=tuple(_examined(accusation, rule.defences)))


def _examined(accusation: Accusation, names: Iterable[str]) -> Iterator[str]:
    """Their ids, with what was looked for behind a colon where that is another thing."""
    for name in names:
        told = defences()[name].defence.told(accusation) if name in defences() else ""
        if told is not None:
            yield f"{name}:{told}" if told else name


def examined_text(examined: Iterable[str], language: str) -> str:
    """What was looked for in the unit's favour and not found, as “a；b”. A defence that this
    program no longer has is left out.
    """
    known = (each.partition(":") for each in examined)
    found = [
        defence.otherwise.get(instead, defence.looked_for)
        for name, _, instead in known
        if name in defences()
        for defence in (defences()[name].defence,)
    ]
    return JOINT.text(language).join(words.text(language) for words in found)


def accusation_of(verdict: Verdict, rule_id: str, dossier: Dossier) -> Accusation:
    """With the site and the channel of the dossier that its subject names."""
    kind, _, named = verdict.subject.partition(":")
    for site in dossier.sites:
        if kind == "site" and site.id == named:
            return Accusation(rule_id, verdict, dossier, site)
        for channel in _named(site, kind, named):
            return Accusation(rule_id, verdict, dossier, site, channel)
    return Accusation(rule_id, verdict, dossier)


def _named(site: SiteView, kind: str, named: str) -> Iterator[ChannelView]:
    """The channel of that subject, or the one in which an item of that subject stands."""
    for channel in site.channels:
        if (kind == "channel" and canonical(channel.url) == named) or (
            kind == "item" and any(canonical(item.url) == named for item in channel.items)
        ):
            yield channel


def _acquitted(accusation: Accusation, by: RegisteredDefence, rule: Rule) -> Verdict:
    """Measure and details stay: a person who looks into it wants both."""
    verdict, unit = accusation.verdict, accusation.dossier.unit.label
    about = (
        A_CHANNEL.filled(unit=unit, channel=accusation.channel.name)
        if accusation.channel
        else ONE_RULE.filled(unit=unit, title=rule.title)
    )
    acquitted = Subject(verdict.subject, about, NO_VALUES).cannot_tell(by.defence.why)
    return replace(
        acquitted,
        kind=verdict.kind,
        measured=verdict.measured,
        threshold=verdict.threshold,
        threshold_mark=verdict.threshold_mark,
        details=verdict.details,
        objection=by.id,
    )
