"""Several counties' nights as one Material, so that circular, problem ledger and pages tell it as
they tell one. Pure.

Every unit bears its county's name, every problem its county's number. What counties may only tell
by number (涉密, personal numbers) and who sees to what stays with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from typing import Any, TypeVar

from config.office import Office
from config.words import Words
from monitor.counties.county import WORDS, Counties, CountyRead
from monitor.report.material import (
    KINDS_IN_ORDER,
    BasisDocument,
    Confidential,
    Material,
    NothingToJudge,
    OfUnit,
    ReportedProblem,
    ReportedRemark,
    UnitLine,
)

_One = TypeVar("_One", bound=OfUnit)

# The texts of what is said of a unit that begin with its name, and what stands between the county's
# name and those that do not; of several units each is named before, so nothing need be added.
_TEXTS = {
    "sentence_zh": "：",
    "sentence_en": ": ",
    "words_zh": "：",
    "words_en": ": ",
    "each_zh": None,
    "each_en": None,
}


@dataclass(frozen=True, slots=True)
class Together:
    """What was read of each county, and all of them as one."""

    counties: Counties
    material: Material


def together(counties: Counties, office: Office, today: date) -> Together:
    return Together(counties, union(counties, office, today))


def union(counties: Counties, office: Office, today: date) -> Material:
    """What was read of them, told as of the latest night among them."""
    numbers = count(1)
    told = [_Naming(read, defaultdict(lambda: next(numbers))).told() for read in counties.read]

    def all_of(field: str) -> tuple[Any, ...]:
        return tuple(chain.from_iterable(getattr(each, field) for each in told))

    return Material(
        office=office.name,
        city=office.city,
        issuer=office.report.issuer or office.name,
        document_number=office.report.document_number,
        language=office.language,
        mandate=office.report.mandate,
        heads=office.report.heads,
        as_of=max((each.as_of for each in told), default=today),
        due_counted=_due_counted(told),
        units=tuple(sorted(all_of("units"), key=_seniority)),
        problems=all_of("problems"),
        repaired=all_of("repaired"),
        unconfirmed=all_of("unconfirmed"),
        behind_closed=sum(each.behind_closed for each in told),
        for_the_office=all_of("for_the_office"),
        under_secrecy=all_of("under_secrecy"),
        untold=all_of("untold"),
        examples=all_of("examples"),
        undecided=all_of("undecided"),
        warnings=all_of("warnings"),
        remarks=all_of("remarks"),
        as_searcher=bool(told) and all(each.as_searcher for each in told),
        basis=tuple(_basis(told)),
        nothing_to_judge=tuple(_nothing_to_judge(told)),
        unasked=tuple(_of_every(told)),
        counties=counties.lines,
    )


def of_one(read: CountyRead) -> Material:
    """One county's night alone, named as the union names it."""
    return _Naming(read, defaultdict(count(1).__next__)).told()


@dataclass(frozen=True, slots=True)
class _Naming:
    """How a county's night is named among those of others. `numbers`: by the county's number of a
    finding, one that no other county's bears.
    """

    read: CountyRead
    numbers: Mapping[int, int]

    def told(self) -> Material:
        told = self.read.material
        return told.model_copy(
            update={
                "units": tuple(map(self.unit, told.units)),
                "problems": tuple(map(self.problem, told.problems)),
                "repaired": tuple(map(self.problem, told.repaired)),
                "unconfirmed": tuple(map(self.problem, told.unconfirmed)),
                "for_the_office": tuple(map(self.by_number_alone, told.for_the_office)),
                "under_secrecy": tuple(self.numbers[one] for one in told.under_secrecy),
                "untold": tuple(self.numbers[one] for one in told.untold),
                "examples": tuple(map(self.of_unit, told.examples)),
                "undecided": tuple(map(self.of_unit, told.undecided)),
                "warnings": tuple(map(self.of_unit, told.warnings)),
                "remarks": tuple(map(self.remark, told.remarks)),
                "nothing_to_judge": tuple(map(self.nothing_to_judge, told.nothing_to_judge)),
                "taken_back": (),  # its own papers told of them; these never did
                "repairs": None,
            }
        )

    def label(self, label: str) -> str:
        """环保局 → 清河县环保局; what bears the county's name already keeps it once."""
        name = self.read.county.name
        if not label or label.startswith(name):
            return label
        return f"{name} {label}" if label.isascii() and name.isascii() else name + label

    def text(self, text: str, label: str, joint: str | None) -> str:
        """A sentence of the unit that bears `label`."""
        if not text or (joint is None and not text.startswith(label)):
            return text
        if text.startswith(label):
            return self.label(label) + text.removeprefix(label)
        name = self.read.county.name
        return text if text.startswith(name) else f"{name}{joint}{text}"

    def place(self, unit: str) -> str:
        return f"{self.read.county.id}/{unit}" if unit else ""

    def of_unit(self, one: _One, **more: object) -> _One:
        texts = {
            field: self.text(getattr(one, field), one.label, joint)
            for field, joint in _TEXTS.items()
            if hasattr(one, field)
        }
        places = {"unit": self.place(one.unit), "label": self.label(one.label)}
        return one.model_copy(update={**places, **texts, **more})

    def problem(self, one: ReportedProblem) -> ReportedProblem:
        return self.of_unit(
            one,
            id=self.numbers[one.id],
            number=one.id,
            county=self.read.county.name,
            as_of=self.read.material.as_of,
            parent=self.label(one.parent),
            persons=(),
        )

    def by_number_alone(self, one: Confidential) -> Confidential:
        """That there is one is told to all; what it says, to the county's own office."""
        return self.of_unit(one, sentence_zh="", sentence_en="")

    def unit(self, one: UnitLine) -> UnitLine:
        places = {"id": self.place(one.id), "parent": self.place(one.parent)}
        names = {"name": self.label(one.name), "label": self.label(one.label)}
        return one.model_copy(update={**places, **names})

    def remark(self, one: ReportedRemark) -> ReportedRemark:
        said = Words(
            self.text(one.said.zh, one.label, "："), self.text(one.said.en, one.label, ": ")
        )
        places = {"unit": self.place(one.unit), "label": self.label(one.label)}
        return one.model_copy(update={**places, "said": said})

    def nothing_to_judge(self, one: NothingToJudge) -> NothingToJudge:
        return one.model_copy(update={"labels": tuple(map(self.label, one.labels))})


def _seniority(unit: UnitLine) -> int:
    is_known = unit.kind in KINDS_IN_ORDER
    return KINDS_IN_ORDER.index(unit.kind) if is_known else len(KINDS_IN_ORDER)


def _due_counted(told: list[Material]) -> Words:
    """How each says it where all say the same."""
    said = {each.due_counted for each in told}
    return said.pop() if len(said) == 1 else WORDS["due_counted"]


def _basis(told: list[Material]) -> Iterator[BasisDocument]:
    """Each once; checked against its text where every county's program had checked it."""
    verified: dict[str, bool] = {}
    for document in chain.from_iterable(each.basis for each in told):
        verified[document.title] = verified.get(document.title, True) and document.is_verified
    for title, is_verified in verified.items():
        yield BasisDocument(title=title, is_verified=is_verified)


def _nothing_to_judge(told: list[Material]) -> Iterator[NothingToJudge]:
    labels: dict[tuple[str, Words], list[str]] = {}
    for one in chain.from_iterable(each.nothing_to_judge for each in told):
        labels.setdefault((one.rule, one.because), []).extend(one.labels)
    for (rule, because), found in labels.items():
        yield NothingToJudge(rule=rule, because=because, labels=tuple(found))


def _of_every(told: list[Material]) -> Iterable[str]:
    """Rules that had no question to anybody in any of them."""
    first, *others = [each.unasked for each in told] or [()]
    return [rule for rule in first if all(rule in other for other in others)]
