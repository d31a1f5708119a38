"""The nights of the county against its truth: who was accused falsely, and per matter how many of
each verdict came out right.

A verdict is about a matter where its rule's name is the matter's own, or where a shared rule's kind,
subject or details hold one of the matter's words. What a rule is called stands here alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from demo.standards.matters import PlannedMatter, Said, TruthCase
from demo.standards.plan import Plan
from monitor.judging.inspection import Inspection, UnitResult
from monitor.judging.verdict import Answer, Verdict


@dataclass(frozen=True, slots=True)
class Names:
    own: frozenset[str]
    shared: str = ""
    words: tuple[str, ...] = ()


RULES: Mapping[PlannedMatter, Names] = {
    PlannedMatter.CHANNELS: Names(frozenset({"channels_not_updated"})),
    PlannedMatter.REPLY: Names(frozenset({"overdue_reply"})),
    PlannedMatter.GUIDE: Names(frozenset({"thin_guide"})),
    PlannedMatter.LINKS: Names(frozenset({"dead_link"})),
    PlannedMatter.ATTACHMENT: Names(
        frozenset({"attachment_gone"}), "vanished_item", ("attachment",)
    ),
    PlannedMatter.CHANNEL_GONE: Names(
        frozenset({"channel_gone"}), "vanished_item", ("channel", "mass_removal")
    ),
    PlannedMatter.FEES: Names(frozenset({"fee_without_basis"}), "one_sided_disclosure", ("fee",)),
    PlannedMatter.PENALTIES: Names(
        frozenset({"penalty_without_remedy"}),
        "one_sided_disclosure",
        ("penalty", "remed", "rights_missing"),
    ),
    PlannedMatter.DISCLOSURE: Names(frozenset({"missing_disclosure", "missing_item"})),
    PlannedMatter.BASICS: Names(frozenset({"site_basics"})),
    PlannedMatter.PRIVACY: Names(frozenset({"privacy_leak"})),
    PlannedMatter.WORDS: Names(frozenset({"old_name"})),
}


@dataclass(slots=True)
class Score:
    """`right` and `of` by matter and verdict; `wrong` a line each."""

    false: dict[str, str] = field(default_factory=dict)
    right: dict[tuple[PlannedMatter, Said], int] = field(default_factory=dict)
    of: dict[tuple[PlannedMatter, Said], int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)  # of rules the truth does not speak of

    @property
    def lines(self) -> Iterator[str]:
        yield f"false accusations: {len(self.false)}"
        yield from (f"  {line}" for line in self.false.values())
        yield f"findings of other rules, not planted: {len(self.others)}"
        yield from (f"  {line}" for line in self.others.values())
        columns = (Said.PROBLEM, Said.WARNING, Said.CLEAR, Said.CANNOT_TELL, Said.INNOCENT)
        yield f"{'matter':24}" + "".join(f"{said:>13}" for said in columns)
        for matter in PlannedMatter:
            cells = (
                f"{self.right.get((matter, said), 0)}/{self.of[matter, said]}"
                if (matter, said) in self.of
                else "–"
                for said in columns
            )
            yield f"{matter:24}" + "".join(f"{cell:>13}" for cell in cells)
        yield from (f"  {line}" for line in self.wrong)


def add_night(score: Score, plan: Plan, night: Inspection, day: date) -> None:
    """Count one night's verdicts: accusations on every night, each case on the night it is due."""
    verdicts = {result.unit: _with_remarks(result) for result in night.units}
    for unit, spoken in verdicts.items():
        for verdict in spoken:
            if verdict.answer is Answer.PROBLEM or verdict.warning:
                _accuse(score, plan, unit, verdict, day)
    for case in plan.cases:
        if case.due == day:
            spoken = verdicts.get(case.unit, ())
            excused = [
                replace(one, warning=False) if _is_beside(one, case.unit, plan) else one
                for one in spoken
            ]
            _count(score, case, excused)


def _with_remarks(result: UnitResult) -> tuple[Verdict, ...]:
    """The remarks on a site's foot as verdicts: one that it was not read cannot tell."""
    of_the_foot = [one for one in result.remarks if one.kind.startswith("foot")]
    told = tuple(
        Verdict(
            "site_basics",
            "site",
            Answer.CANNOT_TELL if one.kind == "foot_unread" else Answer.CLEAR,
            remark=one.kind != "foot_unread",
            sentence_zh=one.said.zh,
        )
        for one in of_the_foot
    )
    return (*result.verdicts, *told)


def _accuse(score: Score, plan: Plan, unit: str, verdict: Verdict, day: date) -> None:
    matter = next((matter for matter in PlannedMatter if _is_about(verdict, matter)), None)
    is_problem = verdict.answer is Answer.PROBLEM
    line = f"{day} {unit} {verdict.rule} {verdict.kind} {verdict.subject}: {verdict.sentence_zh}"
    key = f"{unit} {verdict.rule} {verdict.kind} {verdict.subject} {is_problem}"
    if _is_beside(verdict, unit, plan):
        return
    if matter is None:
        if is_problem:
            score.others.setdefault(key, line)
    elif not any(_is_borne(case, verdict, day) for case in _cases(plan, unit, matter)):
        score.false.setdefault(key, line if is_problem else f"warned: {line}")


def _is_beside(verdict: Verdict, unit: str, plan: Plan) -> bool:
    """True, and no answer to what was planted: it says nothing against a unit that is clear."""
    return any(
        beside.unit == unit and beside.rule == verdict.rule and beside.at in _said_of(verdict)
        for beside in plan.beside
    )


def _is_borne(case: TruthCase, verdict: Verdict, day: date) -> bool:
    """Whether the case makes this problem or warning true on that day. Before a fault is due to be
    called a problem it may be warned of.
    """
    is_problem = verdict.answer is Answer.PROBLEM
    allowed = {case.said, *case.also}
    if case.said is Said.PROBLEM and not is_problem:
        allowed.add(Said.WARNING)
    wanted = Said.PROBLEM if is_problem else Said.WARNING
    has_begun = not is_problem or case.start <= day
    return wanted in allowed and has_begun and _is_at(case, verdict)


def _count(score: Score, case: TruthCase, verdicts: list[Verdict]) -> None:
    key = (case.matter, case.said)
    score.of[key] = score.of.get(key, 0) + 1
    spoken = [v for v in verdicts if _is_about(v, case.matter)]
    is_clear = case.said is Said.CLEAR  # then nothing at all may be said against the unit
    here = [v for v in spoken if _is_at(case, v) or (is_clear and _is_against(v))]
    told = _told(here)
    names = RULES[case.matter]
    is_of_a_foot = case.matter is PlannedMatter.BASICS  # of which nothing is said where it is whole
    if told is None and (is_of_a_foot or any(v.rule == names.shared for v in verdicts)):
        told = Said.CLEAR  # the rule spoke, and not of this
    is_right = (
        told not in (Said.PROBLEM, Said.WARNING)
        if case.said is Said.INNOCENT
        else told in (case.said, *case.also)
    )
    score.right[key] = score.right.get(key, 0) + is_right
    if not is_right:
        score.wrong.append(
            f"{case.matter} {case.unit} {case.variant}: {case.said}, told {told or 'nothing'} ({case.why})"
        )


def _told(verdicts: list[Verdict]) -> Said | None:
    """The gravest answer, a warning before a cannot_tell."""
    if any(v.answer is Answer.PROBLEM for v in verdicts):
        return Said.PROBLEM
    if any(v.warning or v.remark for v in verdicts):
        return Said.WARNING
    if any(v.answer is Answer.CANNOT_TELL for v in verdicts):
        return Said.CANNOT_TELL
    return Said.CLEAR if any(v.answer is Answer.CLEAR for v in verdicts) else None


def _is_about(verdict: Verdict, matter: PlannedMatter) -> bool:
    names = RULES[matter]
    if verdict.rule in names.own:
        is_remark = verdict.warning or verdict.remark
        return matter is not PlannedMatter.BASICS or not is_remark or _names_a_mark(verdict)
    told = f"{verdict.kind} {verdict.subject.partition(':')[0]}"
    return verdict.rule == names.shared and any(word in told for word in names.words)


def _is_against(verdict: Verdict) -> bool:
    return verdict.answer is Answer.PROBLEM or verdict.warning


def _names_a_mark(verdict: Verdict) -> bool:
    """Loopback has neither https nor IPv6: what is remarked of those is not scored."""
    marks = ("主办", "标识码", "ICP", "公安", "党政机关", "找错")
    return any(mark in _said_of(verdict) for mark in marks)


def _is_at(case: TruthCase, verdict: Verdict) -> bool:
    return not case.at or any(word in _said_of(verdict) for word in case.at)


def _said_of(verdict: Verdict) -> str:
    evidence = " ".join(str(entry) for entry in verdict.evidence)
    return f"{verdict.kind} {verdict.subject} {verdict.sentence_zh} {verdict.details} {evidence}"


def _cases(plan: Plan, unit: str, matter: PlannedMatter) -> Iterator[TruthCase]:
    return (case for case in plan.cases if case.unit == unit and case.matter is matter)
