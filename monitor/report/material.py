"""What every report is made of: one inspection, told in plain values, that can be written down and
read again. Everything downstream takes Material and nothing else, so that a report printed a year
later says what it said on its night. It is made in monitor/report/gathering.
"""

from collections.abc import Collection, Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict

from config.words import Words
from monitor.rectification.repairs import Repairs
from monitor.report.themes import theme_of
from store.desk.deadline import RepairDeadline
from store.judged import Extent, JudgedCounts, JudgedUnits, extent_of, judged_units

# The order in which a circular names units: townships before departments, as in 2012, second-level
# ones last.
KINDS_IN_ORDER = (
    *("government", "township", "department", "vertical", "judicial", "public_enterprise"),
    *("second_level",),
)


class Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class OfUnit(Plain):
    """Something that a rule said of a unit."""

    unit: str
    label: str  # the unit's name in sentences
    rule: str
    theme: int


class Sentence(OfUnit):
    """The same, as a sentence."""

    sentence_zh: str
    sentence_en: str

    def sentence(self, language: str) -> str:
        return self.sentence_en if language == "en" else self.sentence_zh


class Confidential(Sentence):
    """What a confidential rule found. `id`: the finding's; 0 of a remark, or of a night before it
    was written down.
    """

    id: int = 0


class ReportedProblem(Sentence):
    """One open finding as the reports name it."""

    id: int
    subject: str
    kind: str
    is_critical: bool
    is_new: bool  # opened or reopened by this inspection
    opened: date
    last_confirmed: date | None = None  # the last look or person's word that found it
    due: date | None = None  # the last day for its repair
    closed: date | None = None  # the day on which it was found repaired
    parent: str = ""  # the unit above the unit, as sentences name it
    persons: tuple[str, ...] = ()  # who sees to it: set in the console, else answering for the unit
    measured: str
    threshold: str
    threshold_mark: str
    basis: str  # the clause in words: document and article
    channel: str = ""
    last_date: str = ""
    overdue_days: str = ""
    url: str = ""
    examined: tuple[str, ...] = ()  # defences asked without objection: monitor/defences
    # the heaviest lines of a spending table, as JSON: [[name, share, is it vague, depth], …]
    rows: str = ""
    # where several counties are told of together: whose, its number there, and the day of its night
    county: str = ""
    number: int = 0
    as_of: date | None = None

    @property
    def told_number(self) -> int:
        """By which letters and console know it."""
        return self.number or self.id


class Example(OfUnit):
    """Something done well, worth naming."""

    words_zh: str  # the verdict's `good`, a sentence without its full stop
    words_en: str
    each_zh: str = ""  # the same as it is said of several units together: 各4份
    each_en: str = ""
    seen: int = 0  # how much was seen in order for it

    def text(self, language: str) -> str:
        return self.words_en if language == "en" else self.words_zh

    def text_of_each(self, language: str) -> str:
        """As `text`, for several units that did the same."""
        return (self.each_en if language == "en" else self.each_zh) or self.text(language)


class Undecided(OfUnit):
    """A rule that could not tell, and why; never a fault of the unit."""

    subject: str
    why: str  # a member of Why
    platform: str = ""  # the address that was down with all behind it
    sentence_zh: str = ""
    sentence_en: str = ""


class Reminder(Sentence):
    """Clear, but near the limit, and after all these what is only remarked. `is_unbound`: a fault
    seen at a unit that no clause binds.
    """

    is_unbound: bool = False


class ReportedRemark(Plain):
    """A fact about a unit's site that is no fault: monitor/judging/remarks.py."""

    unit: str
    label: str
    kind: str
    said: Words


class NothingToJudge(Plain):
    """What was looked for at units and not found there, so that nothing of it could be judged."""

    rule: str
    because: Words
    labels: tuple[str, ...]


class BasisDocument(Plain):
    """A document by which the night was judged, as circulars cite one: 《…》（文号）."""

    title: str
    is_verified: bool  # whether all that was cited of it was checked against its text


class UnitLine(Plain):
    """One unit's row of the table: whether it was judged at all comes before whether anything was
    wrong.
    """

    id: str
    name: str
    label: str
    kind: str
    parent: str = ""  # id of the unit above, where the office's files name one
    judged: bool
    undecided: int  # matters
    themes_looked_at: tuple[int, ...]  # themes with at least one problem or clear verdict
    rules_judged: tuple[str, ...] | None = None  # None: of a night before this was written down
    # themes of which some rule said that they are no question for this unit
    themes_not_applicable: tuple[int, ...]
    themes_clear: tuple[int, ...] = ()  # all that was asked was judged, and nothing was wrong

    @property
    def counts(self) -> JudgedCounts | None:
        """How many matters were judged is not kept; that any were, is."""
        if not (self.judged or self.undecided or self.themes_not_applicable):
            return None
        return JudgedCounts(int(self.judged), self.undecided)

    @property
    def extent(self) -> Extent:
        return extent_of(self.counts)

    def without(self, rules: Collection[str]) -> "UnitLine":
        """The same as if these rules had judged nothing of it: an accusation that was taken back
        leaves no word in the unit's favour.
        """
        if self.rules_judged is None or not rules:
            return self
        judged = tuple(rule for rule in self.rules_judged if rule not in rules)
        themes = {theme_of(rule) for rule in judged}
        return self.model_copy(
            update={
                "judged": bool(judged),
                "rules_judged": judged,
                "themes_looked_at": tuple(sorted(themes)),
                "themes_clear": tuple(theme for theme in self.themes_clear if theme in themes),
            }
        )


class CountyCounts(Plain):
    """What one county's own papers count."""

    judged: JudgedUnits
    problems: int
    critical: int
    overdue: int
    unconfirmed: int
    secret: int


class CountyLine(Plain):
    """One county's row where several are told of together: its counts, or why it was not read and
    none, for a zero would look like health.
    """

    name: str
    as_of: date | None = None  # the day of its last night, where that is known
    counts: CountyCounts | None = None
    why: Words = Words("", "")


class Material(Plain):
    """One inspection, ready to be told; or those of several counties (`counties`) together."""

    office: str
    city: str
    issuer: str
    document_number: str
    language: str
    as_of: date
    due_counted: Words  # how the days for the repairs were reached
    units: tuple[UnitLine, ...]
    problems: tuple[ReportedProblem, ...]  # found by this inspection
    turned: tuple[int, int, int] | None = None  # how many opened, came back and closed that night
    repaired: tuple[ReportedProblem, ...]
    # found before, still open, and not looked at or not decided by this inspection
    unconfirmed: tuple[ReportedProblem, ...] = ()
    behind_closed: int = 0  # the same, of sites that were closed: not told beside that
    # problems and remarks of confidential rules: all are told how many, the office what they are
    for_the_office: tuple[Confidential, ...] = ()
    # ids of open findings that the office holds to be secret (涉密): told by their number alone
    under_secrecy: tuple[int, ...] = ()
    untold: tuple[int, ...] = ()  # ids of problems of which nobody was told before
    taken_back: tuple[ReportedProblem, ...] = ()  # withdrawn since the night; told nowhere
    confidential_taken_back: int = 0
    examples: tuple[Example, ...]
    undecided: tuple[Undecided, ...]
    warnings: tuple[Reminder, ...]
    remarks: tuple[ReportedRemark, ...] = ()
    as_searcher: bool = False  # home pages were looked at as a search engine's visitor too
    mandate: str = ""  # by whose decision the inspection takes place
    heads: str = "neutral"  # how the themes are headed: neutral | 2012
    basis: tuple[BasisDocument, ...] = ()
    nothing_to_judge: tuple[NothingToJudge, ...] = ()
    unasked: tuple[str, ...] = ()  # rules that had no question to anybody that night
    repairs: Repairs | None = None  # since the last circular; None: not gathered
    counties: tuple[CountyLine, ...] = ()

    @property
    def critical(self) -> int:
        return sum(problem.is_critical for problem in self.problems)

    @property
    def judged_units(self) -> JudgedUnits:
        return judged_units(unit.counts for unit in self.units)

    @property
    def overdue(self) -> int:
        """Problems whose day of repair is past, and of which somebody was told."""
        return sum(map(self.is_overdue, self.problems))

    def is_overdue(self, problem: ReportedProblem) -> bool:
        """Of what nobody was told the days have not begun."""
        told = problem.id not in self.untold
        return RepairDeadline(problem.due, told).days_past(self.day_of(problem)) > 0

    def day_of(self, problem: ReportedProblem) -> date:
        """The day of the night that it is told by."""
        return problem.as_of or self.as_of

    @property
    def unread(self) -> tuple[CountyLine, ...]:
        return tuple(county for county in self.counties if county.counts is None)

    @property
    def listed(self) -> tuple[ReportedProblem, ...]:
        """All that the problem ledger lists."""
        return (*self.problems, *self.unconfirmed)

    @property
    def ids(self) -> frozenset[int]:
        """Of every finding that is told of, to all or to the office."""
        to_all = {problem.id for problem in self.listed}
        return frozenset(to_all | {one.id for one in self.for_the_office}) - {0}

    @property
    def still_open(self) -> int:
        return len(self.listed) + self.behind_closed

    def without(self, withdrawn: Collection[int]) -> "Material":
        """The same without findings that were withdrawn since."""
        return self.model_copy(
            update={
                "units": self._units_without(withdrawn),
                "problems": tuple(p for p in self.problems if p.id not in withdrawn),
                "unconfirmed": tuple(p for p in self.unconfirmed if p.id not in withdrawn),
                "taken_back": (
                    *self.taken_back,
                    *(p for p in self.listed if p.id in withdrawn),
                ),
                "for_the_office": self._for_the_office_but(withdrawn),
                "confidential_taken_back": self.confidential_taken_back
                + sum(one.id in withdrawn for one in self.for_the_office),
                "repairs": self.repairs.without(withdrawn) if self.repairs else None,
            }
        )

    def with_secrecy(self, secret: Collection[int]) -> "Material":
        """The same without findings that are held to be secret since; their number stays."""
        apart = tuple(sorted(self.ids.intersection(secret)))
        return self.model_copy(
            update={
                "units": self._units_without(apart),
                "problems": tuple(p for p in self.problems if p.id not in apart),
                "unconfirmed": tuple(p for p in self.unconfirmed if p.id not in apart),
                "repaired": tuple(p for p in self.repaired if p.id not in secret),
                "for_the_office": self._for_the_office_but(apart),
                "under_secrecy": (*self.under_secrecy, *apart),
                "repairs": self.repairs.without(secret) if self.repairs else None,
            }
        )

    def with_said(
        self,
        deadlines: Mapping[int, date],
        persons: Mapping[int, str],
        told: Collection[int] = (),
    ) -> "Material":
        """The same with the days and the persons that people have named since, by finding, and
        with what somebody was told of since.
        """

        def said(problem: ReportedProblem) -> ReportedProblem:
            return problem.model_copy(
                update={
                    "due": deadlines.get(problem.id, problem.due),
                    "persons": (persons[problem.id],) if problem.id in persons else problem.persons,
                }
            )

        return self.model_copy(
            update={
                "problems": tuple(map(said, self.problems)),
                "unconfirmed": tuple(map(said, self.unconfirmed)),
                "untold": tuple(number for number in self.untold if number not in told),
            }
        )

    def _for_the_office_but(self, apart: Collection[int]) -> tuple[Confidential, ...]:
        return tuple(one for one in self.for_the_office if one.id not in apart)

    def _units_without(self, apart: Collection[int]) -> tuple[UnitLine, ...]:
        """A rule by which nothing else is told of a unit judged nothing of it."""
        told = {(p.unit, p.rule) for p in self.listed if p.id not in apart}
        gone: dict[str, set[str]] = {}
        for problem in self.listed:
            if problem.id in apart and (problem.unit, problem.rule) not in told:
                gone.setdefault(problem.unit, set()).add(problem.rule)
        return tuple(unit.without(gone.get(unit.id, ())) for unit in self.units)

    @property
    def not_judged(self) -> tuple[UnitLine, ...]:
        return tuple(unit for unit in self.units if unit.extent is Extent.NOT_AT_ALL)

    @property
    def incidents(self) -> dict[str, tuple[str, ...]]:
        """Platforms that were down with all behind them, and the units that were: one incident
        each, nobody's fault.
        """
        behind: dict[str, dict[str, None]] = {}
        for item in self.undecided:
            if item.platform:
                behind.setdefault(item.platform, {})[item.label] = None
        return {platform: tuple(labels) for platform, labels in behind.items()}

    @property
    def below(self) -> dict[str, tuple[ReportedProblem, ...]]:
        """The label of each unit with others below it, and the problems of all of those."""
        parents = {unit.id: unit.parent for unit in self.units}
        found: dict[str, list[ReportedProblem]] = {}
        for problem in self.problems:
            above, met = parents.get(problem.unit, ""), {problem.unit}
            while above and above not in met:
                met.add(above)
                found.setdefault(above, []).append(problem)
                above = parents.get(above, "")
        labels = {unit.id: unit.label for unit in self.units}
        return {labels.get(unit, unit): tuple(problems) for unit, problems in found.items()}

    def clear_in_theme(self, number: int) -> frozenset[str]:
        """Ids of the units in which nothing of the theme was wrong, its examples among them."""
        named = {example.unit for example in self.examples if example.theme == number}
        return frozenset({u.id for u in self.units if number in u.themes_clear} | named)

    def problems_of_theme(self, number: int) -> tuple[ReportedProblem, ...]:
        return tuple(problem for problem in self.problems if problem.theme == number)

    def examples_of_theme(self, number: int) -> tuple[Example, ...]:
        """The one of which most was seen first."""
        found = (example for example in self.examples if example.theme == number)
        return tuple(sorted(found, key=lambda example: -example.seen))

    def undecided_of_theme(self, number: int) -> tuple[Undecided, ...]:
        return tuple(item for item in self.undecided if item.theme == number)
