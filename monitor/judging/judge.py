"""All rules on one dossier: what each may see, what speaks for the unit, what is answered in its
stead, and what is withheld.

A rule is handed the facts that it declared and nothing else. Where our own network, our clock or
our visit was not good, no rule accuses and none praises. One subject has one answer, and a rule
that says nothing is made to say why: silence must not look like health.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from config.words import Words
from monitor.dossier.facts import Coverage, Dossier, Guides, LeadsAway
from monitor.judging.answers import NO_WORDS, clause_in_force, subject_of
from monitor.judging.defence import tried
from monitor.judging.registry import RegisteredRule, rules
from monitor.judging.rule import Rule
from monitor.judging.unseen import SILENCE, seen_or_told
from monitor.judging.verdict import JUDGED, OUR_LINE, Answer, Severity, Verdict, Why
from monitor.judging.words import ONE_RULE, REMARK
from store.queries.read_elsewhere import ReadElsewhere
from store.queries.shown_by_others import ShownByOthers

_UNSEEN = Coverage(
    planned=0,
    fetched=0,
    failed=0,
    not_judged=0,
    pages_captured=0,
    pages_open_share=0.0,
    state="not_visited",
)

# What a rule finds in a field of the dossier that it did not declare.
_WITHHELD: dict[str, Any] = {
    "sites": (),
    "spending": (),
    "mentions": (),
    "coverage": _UNSEEN,
    "shared_failures": {},
    "clock_suspect": False,
    "approvals": (),
    "disclosed": (),
    "found_lacking": {},
    "shown_by_others": ShownByOthers(),
    "links": (),
    "host_notes": {},
    "boards": (),
    "guides": Guides(),
    "leads_away": LeadsAway(),
    "menus": (),
    "titles": (),
    "read_elsewhere": ReadElsewhere(),
    "platforms": (),
    "shown_by": {},
    "answered": {},
    "wording": (),
    "account_looks": (),
    "searched_pages": (),
}

# Where two sites of a unit lead to one list, its answer is the one that is best for the unit.
_PREFERENCE = (Answer.CLEAR, Answer.PROBLEM, Answer.CANNOT_TELL, Answer.NOT_APPLICABLE)


def judge(dossier: Dossier) -> tuple[Verdict, ...]:
    """Every rule's verdicts on one unit. Pure."""
    told: _Told = {}
    return tuple(
        verdict
        for registered in rules().values()
        for verdict in judge_by(registered, dossier, told)
    )


_Told = dict[str, tuple[Verdict, ...]]  # by rule, what was answered of this dossier already


def judge_by(
    registered: RegisteredRule, dossier: Dossier, told: _Told | None = None
) -> tuple[Verdict, ...]:
    """One rule's verdicts, at least one, no subject twice. `told` is added to: a rule that others
    build on is asked once.
    """
    told = {} if told is None else told
    if registered.id not in told:
        verdicts = _exempted(registered.id, _answered(registered, dossier, told), dossier)
        told[registered.id] = tuple(
            replace(verdict, rule=registered.id) for verdict in _one_a_subject(verdicts)
        )
    return told[registered.id]


def _answered(registered: RegisteredRule, dossier: Dossier, told: _Told) -> list[Verdict]:
    rule = registered.rule
    subject = subject_of(dossier, "unit", ONE_RULE, title=rule.title)
    if {registered.id, *rule.builds_on} & set(dossier.rulebook.limits.off):
        return [subject.not_applicable("rule_off")]
    why = _why_withheld(dossier, rule.needs)
    if clause_in_force(dossier, rule.clauses) is None:
        remarks = [] if why else _remarks(registered, dossier, told)
        return remarks or [subject.not_applicable("no_clause")]
    drafted = _tried(registered, dossier, told) or [subject.not_applicable(SILENCE)]
    verdicts = [seen_or_told(verdict, rule, dossier) for verdict in drafted]
    # Of a blind night the reason is our line and nothing else: "not visited" would leave open whose
    # doing that was.
    withheld = (*JUDGED, Answer.CANNOT_TELL) if why in OUR_LINE else JUDGED
    if why and any(verdict.answer in withheld for verdict in verdicts):
        return [subject.cannot_tell(why)]
    return verdicts


def _tried(registered: RegisteredRule, dossier: Dossier, told: _Told) -> list[Verdict]:
    rule = registered.rule
    drafted = registered.inspect(_declared(_with_answers(rule, dossier, told), rule.needs))
    return [tried(verdict, registered.id, rule, dossier) for verdict in drafted]


def _with_answers(rule: Rule, dossier: Dossier, told: _Told) -> Dossier:
    answered = {
        one: {verdict.subject: verdict for verdict in judge_by(rules()[one], dossier, told)}
        for one in rule.builds_on
    }
    return replace(dossier, answered=answered)


def _remarks(registered: RegisteredRule, dossier: Dossier, told: _Told) -> list[Verdict]:
    """Of a unit that no clause binds, where one binds others: a fault is told and is no problem,
    and that there is none is not said, so that nobody counts as judged by it.
    """
    rulebook, rule = dossier.rulebook, registered.rule
    binds_others = any(rulebook.clause(one).is_in_force(dossier.as_of) for one in rule.clauses)
    verdicts = _tried(registered, dossier, told) if rule.is_for_everybody and binds_others else []
    return [_as_remark(verdict) for verdict in verdicts if verdict.answer is Answer.PROBLEM]


def _as_remark(problem: Verdict) -> Verdict:
    said = REMARK.filled(sentence=Words(problem.sentence_zh, problem.sentence_en))
    return replace(
        problem,
        answer=Answer.NOT_APPLICABLE,
        severity=Severity.PROBLEM,
        kind="remark",
        warning=True,
        examined=(),
        sentence_zh=said.zh,
        sentence_en=said.en,
    )


def _declared(dossier: Dossier, needs: Iterable[str]) -> Dossier:
    return replace(
        dossier, **{name: empty for name, empty in _WITHHELD.items() if name not in needs}
    )


def _why_withheld(dossier: Dossier, needs: Iterable[str]) -> Why | None:
    """A unit without any site is not crawled: of it only a person's word is judged, and no night is
    needed for that.
    """
    if not dossier.network_good:
        return Why.OWN_NETWORK_BLIND if dossier.has_canaries else Why.OWN_NETWORK_UNKNOWN
    if dossier.clock_suspect and "clock_suspect" in needs:
        return Why.CLOCK_SUSPECT
    return (
        Why.NOT_VISITED
        if dossier.sites and dossier.coverage.state in ("not_judged", "not_visited")
        else None
    )


def _exempted(rule_id: str, verdicts: Iterable[Verdict], dossier: Dossier) -> Iterator[Verdict]:
    """An exemption takes away the accusation, to its last day; that something is in order may still
    be said.
    """
    for verdict in verdicts:
        exemption = dossier.unit.exemption(rule_id, verdict.subject, dossier.as_of)
        if exemption is None or verdict.answer is Answer.CLEAR:
            yield verdict
        else:
            values = {"by": exemption.by, "until": exemption.until, "reason": exemption.reason}
            yield subject_of(dossier, verdict.subject, NO_WORDS).not_applicable("exempt", values)


def _one_a_subject(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    chosen: dict[str, Verdict] = {}
    for verdict in sorted(verdicts, key=lambda verdict: _PREFERENCE.index(verdict.answer)):
        chosen.setdefault(verdict.subject, verdict)
    yield from chosen.values()
