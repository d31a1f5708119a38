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
Cannot tell: the document could not be read; its rows do not add up, or it has no total.
Note: the same row in another table of the document, or in the document put up again, is one
subject: kind of document, year, code.

问题：“其他商品和服务支出”占支出总额的39.9%，没有说明用途，或只用自己的名称作说明（“主要用于其他城乡
社区管理事务支出”）；全年各表只列到类或款，未按规定列到项；预算以图片形式公开，公众无法检索、复制。
不属问题：“其他交通费用”等有固定含义的科目；占2%的“其他”；占比虽高但列明内容的“其他”，以及一年内上升
十个百分点的“其他”，只作提醒；收入表、资产表。
无法判断：文件无法读取；各行相加不等于合计，或没有合计。
说明：同一行出现在文件的另一张表，或文件重新公开的，按文件种类、年度、科目编码视为同一事项。
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from config.rulebook import Clause, VagueExpense
from config.words import Words
from monitor.dossier.facts import Dossier, SpendDocument
from monitor.judging.answers import (
    Measure,
    binding_clause,
    cannot_tell,
    clause_in_force,
    clear,
    iso,
    measure,
    not_applicable,
    problem,
    spoken,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Severity, Verdict, Why
from monitor.measures.days import mark_of
from monitor.measures.spending import is_named, is_unweighed, level
from store.records import SpendLine, SpendTable

GOOD = Words("{unit}支出公开列示清楚", "{unit} says what its money is spent on")
RULE = Rule(
    title=Words("支出笼统列“其他”", "Vague spending"),
    short=Words("支出笼统", "vague"),
    looked_at=Words("经费支出公开", "spending"),
    fault=Words(
        "支出用“其他”一笔代过，未说明事由",
        "a material part of spending under 其他 with no reason given",
    ),
    needs=("spending", "coverage"),
    clauses=("budget.14", "budget.46", "local2012.spending"),
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
ROSE = Words(
    "，比上年（{before}）上升{points}个百分点", ", up {points} points on last year ({before})"
)
MULTIPLIED = Words("，金额为上年的{times}倍", ", {times} times the amount of last year")
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
LEVELS = {3: Words("类", "section (类)"), 5: Words("款", "group (款)"), 7: Words("项", "item (项)")}
FINEST = {"function": 7, "economic": 5}  # digits of a code: budget.46, budget.75
ROWS_DRAWN = 14
CODES_NEEDED = 3  # coded rows from which a table's level is told
CLEAR_LINE = Words(
    "{unit}《{title}》中“{label}”占{total_name}的{pct}，未发现笼统列支。",
    "{unit}, {title}: “{label}” ({pct}) is in order.",
)
CLEAR = Words(
    "{unit}《{title}》各项支出列示清楚，“其他”类支出最高占{pct}。",
    "{unit}, {title}: spending is itemised; “other” is {pct} at most.",
)
ROW = Words(
    "第{row}行：{code} {label}，{amount}÷{total}＝{pct}",
    "Row {row}: {code} {label}, {amount} ÷ {total} = {pct}",
)
SAYS = Words("；文中说明：“{reason}”", "; the document says: “{reason}”")
SAYS_NOTHING = Words("；文中未见用途说明", "; the document does not say what for")
FINE_ENOUGH = Words(
    "{unit}《{title}》支出已列到“{required}”级。",
    "{unit}, {title}: spending is listed down to {required}.",
)
TOTAL_NAME = Words("支出总额", "spending")
SHOWN_POINTS, SHOWN_TIMES = 0.01, 2.0  # smaller changes are no news
NOT_ADDED_UP = (
    "sums_differ",
    "table_cut",
)  # remarks of the reader; others (no unit stated, total computed) leave a share true


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table of a document, with the subject that it has in all of them."""

    subject: str
    line: SpendLine
    table: SpendTable
    document: SpendDocument
    level: str | None = None  # monitor.measures.spending.level

    @property
    def title(self) -> str:
        """The document's, unless that is a mere file name (`download.jsp`) and the table has one in
        words.
        """
        is_in_words = any("一" <= letter <= "鿿" for letter in self.document.title)
        return self.document.title if is_in_words else self.table.title or self.document.title

    @property
    def weight(self) -> tuple[int, float, float]:
        """Of the same row in several tables the judged one counts, then the one in the largest
        whole.
        """
        rank = {"problem": 2, "warning": 1}.get(self.level or "", 0)
        return rank, self.table.total_yuan or 0.0, self.line.share or 0.0


@dataclass(frozen=True, slots=True)
class _Growth:
    """How a row stood a year before, in the table of the same kind of the same kind of document."""

    share: float
    amount: float
    points: float  # by which its share rose, 0.1 = ten points
    times: float  # its amount over last year's, 0 where that was nothing

    @property
    def text(self) -> Words:
        if self.points >= SHOWN_POINTS:
            return Words(
                *spoken(ROSE, {"before": f"{self.share:.1%}", "points": f"{self.points * 100:.1f}"})
            )
        if self.times >= SHOWN_TIMES:
            return Words(*spoken(MULTIPLIED, {"times": f"{self.times:.1f}"}))
        return Words("", "")


_Budgets = dict[str, list[_Line]]


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    documents = list(_latest_versions(dossier.spending))
    unreadable = [document for document in documents if _cannot_be_judged(document)]
    for document in unreadable:
        yield from _judge_unread(document, dossier)
    readable = [document for document in documents if document not in unreadable]
    yield from _no_longer_pictures(readable, dossier)
    limits = dossier.rulebook.limits.vague_expense
    budgets = _by_budget(readable, limits)
    for subject, lines in budgets.items():
        if any(is_unweighed(each.table) for each in lines):
            # Not even the whole is clear, so no finding of its rows closes.
            about = Words(
                f"{dossier.unit.label}《{lines[0].title}》",
                f"{lines[0].title} of {dossier.unit.label}",
            )
            yield cannot_tell(subject, Why.EXTRACTOR_CHANGED, about)
        else:
            yield from _judge_budget(subject, lines, budgets, dossier, clause)
        if not unreadable and dossier.coverage.state == "complete":
            yield from _judge_coarseness(lines[0], documents, dossier)
    if not budgets and not unreadable:
        yield not_applicable("unit", "no_spending_table", dossier.unit.label)


def _judge_unread(document: SpendDocument, dossier: Dossier) -> Iterator[Verdict]:
    """What stands in it is not known; that a budget is a picture is a fault by itself."""
    about = Words(
        f"{dossier.unit.label}《{document.title}》", f"{document.title} of {dossier.unit.label}"
    )
    yield cannot_tell(f"document:{document.url}", Why.DOCUMENT_UNREADABLE, about)
    clause = clause_in_force(dossier, PICTURE_CLAUSES)
    if clause and "image_only" in document.unreadable and _says_money(document.title):
        values = {"unit": dossier.unit.label, "title": document.title}
        note = Words(f"文件内容：{document.unreadable}", f"the file: {document.unreadable}")
        evidence = Evidence(
            url=document.url,
            title=document.title,
            sha256=document.sha256,
            first_at=iso(document.first_seen),
            note_zh=note.zh,
            note_en=note.en,
        )
        details = {"channel": document.title, "url": document.url}
        against = Measure("picture only", "text", mark_of(clause, "law"))
        yield problem(
            f"picture:{document.url}",
            PICTURE,
            values,
            clause,
            against,
            kind="picture_only",
            evidence=[evidence],
            details=details,
        )


def _no_longer_pictures(readable: list[SpendDocument], dossier: Dossier) -> Iterator[Verdict]:
    """A file whose words can be read, at an address where a picture may have stood."""
    clause = clause_in_force(dossier, PICTURE_CLAUSES)
    for document in readable if clause else ():
        if (
            clause
            and document.url.lower().endswith(MAY_BE_PICTURES)
            and _says_money(document.title)
        ):
            yield clear(
                f"picture:{document.url}",
                NO_PICTURE,
                {"unit": dossier.unit.label, "title": document.title},
                clause,
            )


def _says_money(title: str) -> bool:
    return any(word in title for word in ("预算", "决算", "預算", "決算", "三公", "收支", "支出"))


def _latest_versions(documents: tuple[SpendDocument, ...]) -> Iterator[SpendDocument]:
    """A document put up again takes the place of the earlier one, repaired or not.

    It is the same where title, year and totals are: “收支公开表” of two months are two documents.
    """
    latest: dict[tuple[object, ...], SpendDocument] = {}
    for document in sorted(documents, key=lambda d: (d.first_seen, d.url)):
        latest[_identity(document)] = document
    yield from latest.values()


def _identity(document: SpendDocument) -> tuple[object, ...]:
    budgets = {
        (table.document, table.year, round(table.total_yuan or 0))
        for table in document.tables
        if table.is_spending
    }
    return (_bare_title(document.title), frozenset(budgets)) if budgets else (document.url,)


def _cannot_be_judged(document: SpendDocument) -> bool:
    spending = [table for table in document.tables if table.is_spending]
    return bool(document.unreadable) or (
        bool(spending) and not any(_is_sound(table) for table in spending)
    )


def _is_sound(table: SpendTable) -> bool:
    """Its rows add up to a total, so that a share of that total means something."""
    is_added_up = not any(anomaly.startswith(NOT_ADDED_UP) for anomaly in table.anomalies)
    return table.is_spending and is_added_up and bool(table.total_yuan)


def _by_budget(documents: list[SpendDocument], limits: VagueExpense) -> _Budgets:
    """The rows of all sound tables by kind of document and year, the heaviest first; a budget
    without 其他 has none.
    """
    budgets: _Budgets = {}
    for document in documents:
        for table in filter(_is_sound, document.tables):
            subject = f"spending:{table.document}:{table.year or 'unknown'}"
            found = [
                _Line(
                    f"{subject}:{line.code or line.name}",
                    line,
                    table,
                    document,
                    level(line, limits),
                )
                for line in table.lines
                if line.is_other
            ]
            anchor = _Line(subject, SpendLine("", "", None), table, document)
            budgets.setdefault(subject, []).extend(found or [anchor])
    return {
        subject: sorted(lines, key=lambda each: each.weight, reverse=True)
        for subject, lines in budgets.items()
    }


def _judge_budget(
    subject: str, lines: list[_Line], budgets: _Budgets, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    """One verdict for each vague row; where none is vague, one for the whole, which also clears its
    rows' findings.
    """
    heaviest: dict[str, _Line] = {}
    for each in lines:
        heaviest.setdefault(each.subject, each)
    growth = {each.subject: _growth(each, budgets) for each in heaviest.values()}
    grown = {
        each.subject
        for each in heaviest.values()
        if _has_grown_unexplained(each, growth[each.subject], heaviest, dossier)
    }
    faulty = [each for each in heaviest.values() if each.level == "problem"]
    for each in heaviest.values():
        values, share = _values(each, dossier, growth[each.subject]), _measure(each, dossier)
        if each.level == "problem":
            yield _problem(each, values, growth[each.subject], dossier, clause)
        elif each.level == "warning":
            words = WARNING_EXPLAINED if each.line.explained == "specific" else WARNING
            yield clear(
                each.subject, words, values, clause, share, warning=True, evidence=[_row(each)]
            )
        elif each.subject in grown:
            yield clear(
                each.subject,
                WARNING_GROWN,
                values,
                clause,
                share,
                kind="growth",
                warning=True,
                evidence=[_row(each)],
            )
        elif faulty and each.subject != subject:
            yield clear(each.subject, CLEAR_LINE, values, clause, share)
    if not faulty:
        has_warning = bool(grown) or any(each.level for each in heaviest.values())
        good = "" if has_warning else GOOD.text("zh", unit=dossier.unit.label)
        top = max(heaviest.values(), key=lambda each: each.line.share or 0.0)
        yield clear(
            subject,
            CLEAR,
            _values(top, dossier),
            clause,
            _measure(top, dossier),
            good=good,
            evidence=[_row(top)],
        )


def _growth(each: _Line, budgets: _Budgets) -> _Growth | None:
    """Against last year's row of the same code or name; None where last year has no such table, or
    no row in it.
    """
    line, table = each.line, each.table
    if table.year is None or not table.unit or line.share is None or not line.amount_yuan:
        return None
    tail = line.code or line.name
    for before in budgets.get(f"spending:{table.document}:{table.year - 1}", ()):
        is_the_same = (
            before.table.kind == table.kind
            and (before.line.code or before.line.name) == tail
            and before.table.unit
        )
        if is_the_same and before.line.share is not None and before.line.amount_yuan is not None:
            was = before.line.amount_yuan
            times = line.amount_yuan / was if was > 0 else 0.0
            return _Growth(before.line.share, was, line.share - before.line.share, times)
    return None


def _has_grown_unexplained(
    each: _Line, growth: _Growth | None, all_rows: dict[str, _Line], dossier: Dossier
) -> bool:
    """Risen by more than the limit with no purpose stated. A row whose own parts are listed is not
    warned of beside them.
    """
    limits, line = dossier.rulebook.limits.vague_expense, each.line
    is_listed = line.is_other and not is_named(line, limits)
    if growth is None or not is_listed or line.explained == "specific":
        return False
    has_parts = bool(line.code) and any(
        other.line.code != line.code and other.line.code.startswith(line.code)
        for other in all_rows.values()
    )
    by_share = growth.points >= limits.growth_points
    by_amount = (
        growth.times - 1 >= limits.growth_ratio and (line.share or 0.0) >= limits.growth_share
    )
    return not has_parts and (by_share or by_amount)


def _judge_coarseness(
    paper: _Line, documents: list[SpendDocument], dossier: Dossier
) -> Iterator[Verdict]:
    """Function down to 项, basic spending by economic kind down to 款: some table of that year has
    to go there.
    """
    year, is_final = paper.table.year, paper.table.document == "final_accounts"
    clause = clause_in_force(dossier, ("budget.75" if is_final else "budget.46",))
    if clause is None or year is None or date(year + is_final, 12, 31) < clause.valid_from:
        return
    for kind, finest in FINEST.items():
        tables = [
            (table, document)
            for document in documents
            for table in document.tables
            if table.kind == kind and table.year in (year, None)
        ]
        of_this = [
            (table, document)
            for table, document in tables
            if (table.year, table.document) == (year, paper.table.document)
        ]
        depths = [
            len(line.code) for table, _ in tables for line in table.lines if line.code.isdigit()
        ]
        if not of_this or len(depths) < CODES_NEEDED or max(depths) < min(LEVELS):
            continue
        table, document = max(of_this, key=lambda each: each[0].total_yuan or 0.0)
        each = _Line(
            f"coarse:{table.document}:{year}:{kind}", SpendLine("", "", None), table, document
        )
        listed = LEVELS[max(digits for digits in LEVELS if digits <= max(depths))]
        values = {
            "unit": dossier.unit.label,
            "title": each.title,
            "level": listed,
            "required": LEVELS[finest],
        }
        depth = Measure(listed.zh, LEVELS[finest].zh, mark_of(clause, "law"))
        if max(depths) < finest:
            details = {"channel": each.title, "url": document.url}
            yield problem(
                each.subject,
                TOO_COARSE,
                values,
                clause,
                depth,
                kind="too_coarse",
                evidence=[_codes(each)],
                details=details,
            )
        else:
            yield clear(each.subject, FINE_ENOUGH, values, clause, depth)


def _codes(each: _Line) -> Evidence:
    codes = "、".join(line.code for line in each.table.lines[:8] if line.code)
    note = Words(f"表中编码：{codes}", f"codes in the table: {codes}")
    document = each.document
    return Evidence(
        url=document.url,
        title=each.title,
        sha256=document.sha256,
        first_at=iso(document.first_seen),
        note_zh=note.zh,
        note_en=note.en,
    )


def _problem(
    each: _Line, values: dict[str, object], growth: _Growth | None, dossier: Dossier, clause: Clause
) -> Verdict:
    limits = dossier.rulebook.limits.vague_expense
    is_critical = (each.line.share or 0.0) >= limits.critical_share
    return problem(
        each.subject,
        PROBLEM_CIRCULAR if each.line.explained == "circular" and each.line.reason else PROBLEM,
        values,
        clause,
        _measure(each, dossier),
        kind="bare"
        if each.line.is_bare
        else "nested"
        if each.line.is_nested_other
        else "unexplained",
        severity=Severity.CRITICAL if is_critical else Severity.PROBLEM,
        evidence=[_row(each)],
        details={
            "channel": each.title,
            "url": each.document.url,
            "rows": _heaviest_rows(each.table, limits),
        }
        | ({"last_year": f"{growth.share:.1%}"} if growth else {}),
    )


def _heaviest_rows(table: SpendTable, limits: VagueExpense) -> str:
    """The table's shape for a chart, in its own order: [[name, share, is it vague, depth], …]."""
    ranked = sorted((line.share or 0.0 for line in table.lines), reverse=True)
    least = ranked[min(ROWS_DRAWN, len(ranked)) - 1] if ranked else 0.0
    rows = [
        [line.name[:40], round(line.share, 4), level(line, limits) == "problem", line.level]
        for line in table.lines
        if line.share and line.share >= least
    ]
    return json.dumps(rows[:ROWS_DRAWN], ensure_ascii=False)


def _row(each: _Line) -> Evidence:
    """The row as read, with the arithmetic, and what the document says of it."""
    line, table, document = each.line, each.table, each.document
    parts = {
        "row": line.row,
        "code": line.code,
        "label": line.name,
        "pct": f"{line.share or 0:.1%}",
    }
    says = SAYS if line.reason else SAYS_NOTHING
    whole = table.whole_yuan
    zh, en = (
        ROW.text(language, **parts, amount=_money(line.amount_yuan)[i], total=_money(whole)[i])
        + says.text(language, reason=line.reason)
        for i, language in enumerate(("zh", "en"))
    )
    return Evidence(
        url=document.url,
        title=each.title,
        sha256=document.sha256,
        first_at=iso(document.first_seen),
        note_zh=zh,
        note_en=en,
    )


def _values(each: _Line, dossier: Dossier, growth: _Growth | None = None) -> dict[str, object]:
    line = each.line
    return {
        "unit": dossier.unit.label,
        "title": each.title,
        "label": line.name,
        "amount": _money(line.amount_yuan if each.table.unit else None),
        "total_name": TOTAL_NAME,
        "pct": f"{line.share or 0:.1%}",
        "growth": growth.text if growth else Words("", ""),
        "reason": line.reason,
    }


def _money(yuan: float | None) -> Words:
    """In 万元, as budgets are read. Where the table states no unit the share stands alone: it needs
    none.
    """
    return (
        Words("", "amount not stated")
        if yuan is None
        else Words(f"{yuan / 10_000:,.2f}万元", f"{yuan:,.0f} yuan")
    )


def _measure(each: _Line, dossier: Dossier) -> Measure:
    """The share, and the level that it passed: lower for a bare 其他, and for one that stands first
    or inside another.
    """
    limits, share = dossier.rulebook.limits.vague_expense, each.line.share or 0.0
    is_below_level = each.level == "problem" and share < limits.problem_share
    lower = "{bare_share:.0%}" if each.line.is_bare else "{warn_share:.0%}"
    return measure(f"{share:.1%}", limits, lower if is_below_level else "{problem_share:.0%}")


def _bare_title(title: str) -> str:
    """Without the marks of a second version: （更正） and blanks."""
    bare = "".join(title.split())
    for mark in ("（更正）", "(更正)", "（修订）", "(修订)", "（重新公开）", "更正后的"):
        bare = bare.replace(mark, "")
    return bare
