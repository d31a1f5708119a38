"""Fees are listed, and by which text or at which rate they are charged is not said.

依据 Clauses: reg2019.20 (收费项目及其依据、标准). No text says how many make a fault: the number is
this product's.
Problem: three fees of a list bear no basis anywhere, in their row, beside the table or in another
list of the unit; or the column of the standard is empty for them.
Not a problem: one or two such fees, which are warned of; a basis that the page names for all rows;
a fee that is suspended or free; a catalogue that has no column for standards; prices of hospitals,
budgets and guides.
Cannot tell: a list of fees is a picture or a file that could not be read; it stands on another's
platform; no site of the unit was seen tonight.
Note: a page that is gone says nothing; where a file beside the table may hold the basis nobody is
told of its rows.

问题：收费清单中三个以上项目在本行、页面文字和本单位其他清单中均未见收费依据，或者收费标准一栏为空。
不属问题：一两个项目缺少的，只作提醒；页面文字已统一写明依据的；已停征、免征的；没有“标准”一栏的目录清单；
医疗服务价格、预算和办事指南中的表格。
无法判断：收费清单为图片，或者为无法读取的附件；收费清单链接至其他平台；本次没有看到该单位的任何网站。
说明：已撤下的页面不作判断；表格另附文件、文件中可能写明依据的，不对其中各行作判断。
"""

from collections.abc import Iterator
from dataclasses import replace

from config.words import Words
from monitor.dossier.facts import Dossier
from monitor.judging.answers import (
    binding_clause,
    listed,
    measure,
    noted,
    subject_of,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.fees import (
    NO_BASIS,
    NO_STANDARD,
    ListedFee,
    is_listed_elsewhere,
    lacking,
    listed_fees,
    unread_lists,
)
from monitor.measures.sight import why_nothing_is_seen

RULE = Rule(
    title=Words("收费项目未注明依据、标准", "Fees without basis"),
    short=Words("收费无依据", "fees"),
    looked_at=Words("收费依据和标准", "bases and standards of fees"),
    fault=Words("列出收费项目而未注明依据或者标准", "fees listed without their basis or standard"),
    needs=("mentions", "spending", "sites", "links", "shared_failures"),
    clauses=("reg2019.20",),
    defences=("part_of_a_whole",),
    theme=2,
)

ABOUT = Words("{unit}收费项目的依据和标准", "bases and standards of the fees of {unit}")
PROBLEM = Words(
    "{unit}公开的收费清单列有{n}个项目，其中未注明收费依据的{basis}个、未注明收费标准的{standard}个，如“{first}”。",
    "{unit}: of {n} fees listed, {basis} bear no basis and {standard} no rate, such as {first}.",
)
WARNING = Words(
    "{unit}公开的收费清单列有{n}个项目，其中未注明收费依据的{basis}个、未注明收费标准的{standard}个，如“{first}”，请予补充。",
    "{unit}: of {n} fees listed, {basis} bear no basis and {standard} no rate, such as {first}; please add them.",
)
CLEAR = Words(
    "{unit}公开的收费清单列有{n}个项目，均已注明依据和标准。",
    "{unit}: all {n} fees listed bear their basis and rate.",
)
LACKS = {
    NO_BASIS: Words("“{name}”未见收费依据：{row}", "{name}, no basis: {row}"),
    NO_STANDARD: Words("“{name}”收费标准一栏为空：{row}", "{name}, no rate: {row}"),
}
SUMMED = Words(
    "收费清单共列{n}个项目，缺依据{basis}个、缺标准{standard}个",
    "{n} fees listed, {basis} without basis, {standard} without rate",
)
SHOWN = 20


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    fees = listed_fees(dossier)
    basis, standard = lacking(fees, NO_BASIS), lacking(fees, NO_STANDARD)
    wanting = [*basis, *standard]
    counted = {
        "n": len({fee.name for fee in fees}),
        "basis": len(basis),
        "standard": len(standard),
        "first": wanting[0].name if wanting else "",
    }
    clause = binding_clause(dossier, RULE.clauses)
    subject = subject_of(dossier, "unit", ABOUT, clause, **counted)
    limits = dossier.rulebook.limits.fee_without_basis
    names = {fee.name for fee in wanting}
    found = measure(f"{len(names)} fees", limits, "{fees} fees")
    evidence = _evidence(wanting, counted)
    unseen = why_nothing_is_seen(dossier)
    if fees and unseen:
        yield subject.cannot_tell(unseen)
    elif len(names) >= limits.fees:
        yield subject.problem(PROBLEM, found, evidence=evidence)
    elif unread_lists(dossier):
        yield subject.cannot_tell(Why.DOCUMENT_UNREADABLE)
    elif not fees and is_listed_elsewhere(dossier):
        yield subject.cannot_tell(Why.EXTERNAL_PLATFORM)
    elif not fees:
        yield subject.not_applicable("no_fee_list")
    else:
        words = WARNING if wanting else CLEAR
        yield subject.clear(words, measure=found, warning=bool(wanting), evidence=evidence)


def _evidence(wanting: list[ListedFee], counted: dict[str, object]) -> list[Evidence]:
    """The rows word for word, and the sums."""
    rows = [
        replace(
            noted(
                fee.document.url,
                LACKS[fee.mention.side].filled(name=fee.name, row=fee.mention.sentence),
                fee.document.title,
            ),
            sha256=fee.document.sha256,
        )
        for fee in wanting
    ]
    return [*listed(rows, SHOWN), noted("", SUMMED.filled(**counted))]
