"""A material part of spending is lumped under 其他/其它 without saying what for.

依据 Clauses: budget.14 (说明), budget.46, budget.75 (到项、到款), budgetop2016; before 2015
local2012.spending. No statute gives a percentage: every share is this product's default, and says
so. That spending is listed by 项 and 款 is law. A budget that is a picture: reg2019.24 (能检索、查
阅), before it budgetop2016 (形式规范).
Problem: 其他商品和服务支出 is 39.9% of the total and its purpose is not stated, or stated in its
own words (“主要用于其他城乡社区管理事务支出”); all of a year's tables stop at 类 or 款 where the
law asks for 项; the budget was put up as a picture, which no citizen can search or copy.
Not a problem: 其他交通费用 (a named item); an 其他 of 2%; a large 其他 whose contents are named, or
one that rose ten points in a year, which are warned of; tables of income or assets.
Also remarked: figures that the document states two ways, with their difference; they accuse nobody.
Of two sums of all spending a share is one of the larger, and both are said.
Cannot tell: the document could not be read; its rows do not add up; it refers to an annex for an 其他
and the annex was not found; it states no total that is known to be the whole, or no unit of amounts;
its tables are another office's; no table was met, and its site was not seen.
Note: the same row in another table of the document, or in the document put up again, is one
subject: kind of document, year, code.

问题：“其他商品和服务支出”占支出总额的39.9%，没有说明用途，或只用自己的名称作说明（“主要用于其他城乡
社区管理事务支出”）；全年各表只列到类或款，未按规定列到项；预算以图片形式公开，公众无法检索、复制。
不属问题：“其他交通费用”等有固定含义的科目；占2%的“其他”；占比虽高但列明内容的“其他”，以及一年内上升
十个百分点的“其他”，只作提醒；收入表、资产表。
另作提醒：表内数据不勾稽，列明相差数额。支出总额前后不一的，按较大数计算占比，两数都列明。
无法判断：文件无法读取；称另见附件而附件未找到；各行相加不等于合计；没有可以确认的合计；未注明金额
单位；所列为其他单位的表格；没有见到支出表，而网站也没有看到。
说明：同一行出现在文件的另一张表，或文件重新公开的，按文件种类、年度、科目编码视为同一事项。
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from config.rulebook import Clause, VagueExpense
from config.words import Words
from monitor.dossier.facts import Dossier, SpendDocument
from monitor.judging.answers import (
    NO_WORDS,
    Measure,
    Subject,
    binding_clause,
    clause_in_force,
    filed,
    measure,
    noted,
    subject_of,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Severity, Verdict, Why
from monitor.measures.days import mark_of
from monitor.measures.papers import newest_due
from monitor.measures.spending.annexes import with_annexes
from monitor.measures.spending.budgets import (
    Budgets,
    Row,
    budgets_of,
    cannot_be_judged,
    latest_versions,
    not_judged,
    why_not_judged,
)
from monitor.measures.spending.coarseness import FINEST, LEVELS, depths_of, says_money
from monitor.measures.spending.consistency import differences_in, told
from monitor.measures.spending.growth import Growth, growth_of, growth_passed
from monitor.measures.spending.vague_spending import (
    heaviest_rows,
    is_said_elsewhere,
    is_unweighed,
    limit_told,
)
from store.outcome_words import unread_words
from store.records import SpendLine, SpendTable

GOOD = Words(
    "{unit}{each}{n}份预算、决算中“其他”类支出均在检查标准以内",
    "{unit}: {each}{n} budgets and final accounts with every 其他 within the limits",
)
RULE = Rule(
    title=Words("支出笼统列“其他”", "Vague spending"),
    short=Words("支出笼统", "vague"),
    looked_at=Words("经费支出公开", "spending"),
    fault=Words(
        "支出用“其他”一笔代过，未说明事由",
        "a material part of spending under 其他 with no reason given",
    ),
    needs=("spending", "coverage", "approvals"),
    clauses=("budget.14", "budget.46", "local2012.spending"),
    defences=("part_of_a_whole",),
    theme=4,
    good=GOOD,
)

PROBLEM = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}{growth}，未说明具体用途。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending{growth} and its purpose is not stated.",
)
PROBLEM_CIRCULAR = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}{growth}，仅注明“{reason}”，未说明具体用途。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending{growth}; “{reason}” does not state its purpose.",
)
PROBLEM_REPEATED = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}{growth}，仅重复科目名称，未说明具体用途。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending{growth}; its name is repeated and its purpose is not stated.",
)
WARNING = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}{growth}，占比较高，请关注。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending{growth}, which is high.",
)
WARNING_EXPLAINED = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}{growth}，占比较高，已作说明：“{reason}”。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending{growth}, which is high; it is explained: “{reason}”.",
)
WARNING_GROWN = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}{growth}，未见用途说明，请关注。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending{growth}, and its purpose is not stated.",
)
DIFFERS = Words("{unit}《{title}》{said}，请核对。", "{unit}, {title}: {said}.")
ROSE = Words("比上年（{before}）上升{points}个百分点", "up {points} points on last year ({before})")
MULTIPLIED = Words("金额为上年的{times}倍", "{times} times the amount of last year")
AND = Words("，{rise}", ", {rise}")
TOO_COARSE = Words(
    "{unit}《{title}》支出仅列到“{level}”级，未按规定编列到“{required}”级。",
    "{unit}, {title}: spending is listed by {level} only, where the law asks for {required}.",
)
PICTURE = Words(
    "{unit}《{title}》以图片形式公开，文字和数字无法检索、复制，不便公众查阅。",
    "{unit}, {title}: published as pictures; its words and figures can be neither searched nor copied by citizens.",
)
NO_PICTURE = Words("{unit}《{title}》文字可以检索。", "{unit}, {title}: its words can be searched.")
PICTURE_CLAUSES = ("reg2019.24", "budgetop2016")
MAY_BE_PICTURES = (".pdf", ".doc", ".docx", ".zip", ".rar")
LEVEL_NAMES = {
    3: Words("类", "section (类)"),
    5: Words("款", "group (款)"),
    7: Words("项", "item (项)"),
}
CLEAR_LINE = Words(
    "{unit}《{title}》中“{label}”占{total_name}的{pct}，未发现笼统列支。",
    "{unit}, {title}: “{label}” ({pct}) is in order.",
)
CLEAR = Words(
    "{unit}《{title}》各项支出列示清楚，“其他”类支出最高占{pct}。",
    "{unit}, {title}: spending is itemised; “other” is {pct} at most.",
)
ROW = Words(
    "第{row}行：{code} {label}，{amount}÷{total}＝{pct}{also}{says}",
    "Row {row}: {code} {label}, {amount} ÷ {total} = {pct}{also}{says}",
)
LAST_YEAR = Words(
    "上年（{url}）：{as_read}；本年{rise}", "The year before ({url}): {as_read}; this year {rise}"
)
ALSO = Words("；文件另列支出总额{other}", "; the document also states {other} in all")
AMOUNT = Words("{label}，{amount}", "{label}, {amount}")
SAYS = Words("；文中说明：“{reason}”", "; the document says: “{reason}”")
SAYS_NOTHING = Words("；文中未见用途说明", "; the document does not say what for")
FINE_ENOUGH = Words(
    "{unit}《{title}》支出已列到“{required}”级。",
    "{unit}, {title}: spending is listed down to {required}.",
)
FILE_SAYS = Words("文件内容：{what}", "the file: {what}")
CODES = Words("表中编码：{codes}", "codes in the table: {codes}")
ABOUT = Words("{unit}《{title}》", "{title} of {unit}")
TOTAL_NAME = Words("支出总额", "spending")
SUM_NAME = Words("所列各项之和", "the sum of the rows listed")
TWO_TOTALS = Words(
    "支出总额（文件所列前后不一，有{larger}、{other}两数，按较大数计算）",
    "spending (stated as {larger} and as {other}; of the larger)",
)
SHOWN_POINTS, SHOWN_TIMES = 0.01, 2.0


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    documents = with_annexes(list(latest_versions(dossier.spending)))
    unreadable = [document for document in documents if cannot_be_judged(document)]
    readable = [document for document in documents if document not in unreadable]
    for document in unreadable:
        yield from _judge_unread(document, dossier)
    for document in readable:
        yield from _tell_of_the_rest(document, dossier)
    for document in documents:
        yield from _remark_differences(document, dossier, clause)
    yield from _pictures(documents, dossier)
    yield from _no_longer_pictures(readable, dossier)
    budgets = budgets_of(readable, dossier.rulebook.limits.vague_expense)
    for subject_id, rows in budgets.items():
        if any(is_unweighed(row.table) for row in rows):
            # Not even the whole is clear, so no finding of its rows closes.
            whole = subject_of(dossier, subject_id, ABOUT, title=rows[0].title)
            yield whole.cannot_tell(Why.EXTRACTOR_CHANGED)
        else:
            yield from _judge_budget(subject_id, rows, budgets, dossier, clause)
        if not unreadable and dossier.coverage.state == "complete":
            yield from _judge_coarseness(rows[0], documents, dossier)
    if not budgets and not unreadable:
        yield subject_of(dossier, "unit", NO_WORDS).not_applicable("no_spending_table")


def _judge_unread(document: SpendDocument, dossier: Dossier) -> Iterator[Verdict]:
    """What stands in it is not known."""
    subject = subject_of(dossier, f"document:{document.url}", ABOUT, title=document.title)
    yield subject.cannot_tell(why_not_judged(document), details=_as_told(document.tables))


def _pictures(documents: list[SpendDocument], dossier: Dossier) -> Iterator[Verdict]:
    """That a budget is a picture is a fault by itself, whether or not its words were recognised."""
    clause = clause_in_force(dossier, PICTURE_CLAUSES)
    for document in documents:
        if clause and "image_only" in document.unreadable and says_money(document.title):
            yield _picture(document, dossier, clause).problem(
                PICTURE,
                Measure("picture only", "text", mark_of(clause, "law")),
                kind="picture_only",
                evidence=[
                    filed(document, FILE_SAYS.filled(what=unread_words(document.unreadable)))
                ],
                details={"channel": document.title, "url": document.url},
            )


def _tell_of_the_rest(document: SpendDocument, dossier: Dossier) -> Iterator[Verdict]:
    """A table of a document that could be judged but for it: silence would look like health."""
    rest = not_judged(document)
    if rest:
        subject = subject_of(dossier, f"document:{document.url}", ABOUT, title=document.title)
        yield subject.cannot_tell(rest[0][0], details=_as_told(table for _, table in rest))


def _as_told(tables: Iterable[SpendTable]) -> dict[str, str]:
    """What the reader says of tables that were not judged, with its arithmetic."""
    told = [
        f"{table.title}: {anomaly}"
        for table in tables
        if table.is_spending
        for anomaly in table.anomalies
    ]
    return {"tables": "; ".join(told[:5])} if told else {}


def _remark_differences(
    document: SpendDocument, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    """What it states two ways is no vagueness, and worth a second look by its authors."""
    found = differences_in(document.tables)
    if found:
        evidence = [filed(document, told(each)) for each in found]
        subject = subject_of(
            dossier, f"consistency:{document.url}", ABOUT, clause, title=document.title
        )
        values = {"said": told(found[0])}
        yield subject.clear(DIFFERS, values, kind="figures_differ", warning=True, evidence=evidence)


def _no_longer_pictures(readable: list[SpendDocument], dossier: Dossier) -> Iterator[Verdict]:
    """A file whose words can be read, at an address where a picture may have stood."""
    clause = clause_in_force(dossier, PICTURE_CLAUSES)
    for document in readable if clause else ():
        is_text = "image_only" not in document.unreadable
        if (
            is_text
            and document.url.lower().endswith(MAY_BE_PICTURES)
            and says_money(document.title)
        ):
            yield _picture(document, dossier, clause).clear(NO_PICTURE)


def _picture(document: SpendDocument, dossier: Dossier, clause: Clause | None) -> Subject:
    return subject_of(dossier, f"picture:{document.url}", ABOUT, clause, title=document.title)


def _judge_budget(
    subject_id: str, rows: list[Row], budgets: Budgets, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    """One verdict for each vague row; where none is vague, one for the whole, which also clears its
    rows' findings.
    """
    limits = dossier.rulebook.limits.vague_expense
    heaviest: dict[str, Row] = {}
    for row in rows:
        heaviest.setdefault(row.subject, row)
    faulty = [row for row in heaviest.values() if row.level == "problem"]
    untold = [row for row in heaviest.values() if is_said_elsewhere(row.line, limits)]
    has_warning = False
    for row in heaviest.values():
        growth = growth_of(row, budgets)
        subject, share = _subject(row, growth, dossier, clause), _share(row, dossier)
        grown_by = growth_passed(row, growth, heaviest.values(), limits)
        if row in untold:
            yield subject.cannot_tell(Why.ANNEX_NOT_FOUND, share, details=_where_it_says(row))
        elif row.level == "problem":
            yield _problem(row, growth, subject, dossier)
        elif row.level == "warning":
            has_warning = True
            words = WARNING_EXPLAINED if row.line.explained == "specific" else WARNING
            yield subject.clear(words, measure=share, warning=True, evidence=_read(row, growth))
        elif growth and grown_by:
            has_warning = True
            yield subject.clear(
                WARNING_GROWN,
                measure=_risen(growth, grown_by, limits),
                kind="growth",
                warning=True,
                evidence=_read(row, growth),
            )
        elif faulty and row.subject != subject_id:
            yield subject.clear(CLEAR_LINE, measure=share)
    if not faulty and not untold:
        top = max(heaviest.values(), key=lambda row: row.line.share or 0.0)
        whole = replace(_subject(top, None, dossier, clause), id=subject_id)
        is_praised = (
            not has_warning
            and dossier.coverage.state == "complete"
            and newest_due(dossier) <= budgets.keys()
        )
        yield whole.clear(
            CLEAR,
            measure=_share(top, dossier),
            good=GOOD if is_praised else None,
            evidence=[_as_read(top)],
        )


def _where_it_says(row: Row) -> dict[str, str]:
    return {"channel": row.title, "url": row.document.url, "refers": row.line.reason}


def _problem(row: Row, growth: Growth | None, subject: Subject, dossier: Dossier) -> Verdict:
    line, limits = row.line, dossier.rulebook.limits.vague_expense
    is_critical = limit_told(line, limits) == "critical_share" and row.other_whole is None
    rows = {"rows": heaviest_rows(row.table, limits)}
    return subject.problem(
        _problem_words(line),
        _share(row, dossier),
        kind="bare" if line.is_bare else "nested" if line.is_nested_other else "unexplained",
        severity=Severity.CRITICAL if is_critical else Severity.PROBLEM,
        evidence=_read(row, growth),
        details={"channel": row.title, "url": row.document.url} | rows,
    )


def _problem_words(line: SpendLine) -> Words:
    if line.explained != "circular" or not line.reason:
        return PROBLEM
    return PROBLEM_REPEATED if line.reason.strip(" “”。") == line.name else PROBLEM_CIRCULAR


def _judge_coarseness(
    paper: Row, documents: list[SpendDocument], dossier: Dossier
) -> Iterator[Verdict]:
    """Function down to 项, basic spending by economic kind down to 款: some table of that year has
    to go there.
    """
    is_final = paper.table.document == "final_accounts"
    clause = clause_in_force(dossier, ("budget.75" if is_final else "budget.46",))
    if clause is None:
        return
    for found in depths_of(paper, documents, clause):
        row, required = found.row, LEVEL_NAMES[FINEST[found.kind]]
        listed = LEVEL_NAMES[max(level for level in LEVELS if level <= found.digits)]
        values = {"title": row.title, "level": listed, "required": required}
        subject = subject_of(dossier, row.subject, ABOUT, clause, **values)
        depth = Measure(listed.zh, required.zh, mark_of(clause, "law"))
        if found.digits >= FINEST[found.kind]:
            yield subject.clear(FINE_ENOUGH, measure=depth)
            continue
        codes = CODES.filled(
            codes="、".join(line.code for line in row.table.lines[:8] if line.code)
        )
        evidence = [filed(row.document, codes, row.title)]
        details = {"channel": row.title, "url": row.document.url}
        yield subject.problem(
            TOO_COARSE, depth, kind="too_coarse", evidence=evidence, details=details
        )


def _subject(row: Row, growth: Growth | None, dossier: Dossier, clause: Clause) -> Subject:
    line = row.line
    return subject_of(
        dossier,
        row.subject,
        ABOUT,
        clause,
        title=row.title,
        label=line.name,
        amount=_money(line.amount_yuan if row.table.unit else None),
        total_name=_total_name(row),
        pct=f"{line.share or 0:.1%}",
        growth=AND.filled(rise=rise) if (rise := _rise(growth)).zh else rise,
        reason=line.reason,
    )


def _total_name(row: Row) -> Words:
    if row.other_whole is not None:
        return TWO_TOTALS.filled(larger=_money(row.whole), other=_money(row.other_whole))
    return SUM_NAME if row.table.is_total_printed is False else TOTAL_NAME


def _rise(growth: Growth | None) -> Words:
    """What is said of it; smaller changes are no news."""
    if growth and growth.points >= SHOWN_POINTS:
        before = f"{growth.before.line.share or 0:.1%}"
        return ROSE.filled(before=before, points=_points(growth))
    if growth and growth.times >= SHOWN_TIMES:
        return MULTIPLIED.filled(times=f"{growth.times:.1f}")
    return Words("", "")


def _points(growth: Growth) -> str:
    """As a reader subtracts the two shares that are printed."""
    before = growth.before.line.share or 0.0
    return f"{round((before + growth.points) * 100, 1) - round(before * 100, 1):.1f}"


def _read(row: Row, growth: Growth | None) -> list[Evidence]:
    """The row, and last year's beside it where the sentence speaks of that: told with its address,
    for it is no page that shows the fault.
    """
    rise = _rise(growth)
    if growth is None or not rise.zh:
        return [_as_read(row)]
    then = growth.before
    before = _as_read(then)
    as_read = (
        Words(before.note_zh, before.note_en)
        if growth.is_alike
        else AMOUNT.filled(label=then.line.name, amount=_money(then.line.amount_yuan))
    )
    year = LAST_YEAR.filled(url=before.url, as_read=as_read, rise=rise)
    return [_as_read(row), noted("", year, before.title)]


def _as_read(row: Row) -> Evidence:
    """The row as read, with the arithmetic, and what the document says of it."""
    line = row.line
    note = ROW.filled(
        row=line.row,
        code=line.code,
        label=line.name,
        pct=f"{line.share or 0:.1%}",
        amount=_money(line.amount_yuan),
        total=_money(row.table.whole_yuan),
        says=SAYS.filled(reason=line.reason) if line.reason else SAYS_NOTHING,
        also=NO_WORDS if row.other_whole is None else ALSO.filled(other=_money(row.other_whole)),
    )
    return filed(row.document, note, row.title)


def _money(yuan: float | None) -> Words:
    """In 万元, as budgets are read. Where the table states no unit the share stands alone: it needs
    none.
    """
    if yuan is None:
        return Words("", "amount not stated")
    return Words(f"{yuan / 10_000:,.2f}万元", f"{yuan:,.0f} yuan")


def _share(row: Row, dossier: Dossier) -> Measure:
    """The share, and the one limit that it passed; 严重 shows its own."""
    limits = dossier.rulebook.limits.vague_expense
    told = limit_told(row.line, limits)
    if told == "critical_share" and row.other_whole is not None:
        told = "problem_share"  # a document that disagrees with itself is first to be asked about
    told_of = f"{{{told}:.0%}}"
    return measure(f"{row.line.share or 0.0:.1%}", limits, told_of)


def _risen(growth: Growth, passed: str, limits: VagueExpense) -> Measure:
    mark = limits.mark(passed)
    if passed == "growth_points":
        return Measure(
            f"up {_points(growth)} points", f"up {limits.growth_points * 100:g} points", mark
        )
    return Measure(
        f"{growth.times:.1f} times last year", f"{limits.growth_ratio + 1:g} times last year", mark
    )
