"""A material part of spending is lumped under 其他/其它 without saying what for.

依据 Clauses: budget.14 (说明), budget.46, budget.75 (到项、到款), budgetop2016; before 2015 local2012.spending. No statute gives a
    percentage: every share is this product's default, and says so.
Problem: 其他商品和服务支出 is 39.9% of the total and its purpose is not stated, or stated in its own words
    (“主要用于其他城乡社区管理事务支出”).
Not a problem: 其他交通费用 (a named item); an 其他 of 2%; a large 其他 whose contents are named; tables of income or assets.
Cannot tell: the document could not be read; its rows do not add up, or it has no total.
The same row in another table of the document, or in the document put up again, is one subject: kind of document, year, code.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from config.rulebook import Clause
from config.words import Words
from monitor.answers import Measure, binding_clause, cannot_tell, clear, iso, not_applicable, problem
from monitor.facts import Dossier, SpendDocument
from monitor.rule import Rule
from monitor.verdict import Evidence, Severity, Verdict, Why
from store.records import SpendLine, SpendTable

GOOD = Words("{unit}支出公开列示清楚", "{unit} says what its money is spent on")
RULE = Rule(
    title=Words("支出笼统列“其他”", "Vague spending"),
    fault=Words("支出以“其他”一笔带过，未说明用途", "spending is lumped under “other” without saying what for"),
    needs=("spending",),
    clauses=("budget.14", "budget.46", "local2012.spending"),
    theme=4,
    good=GOOD,
)

PROBLEM = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}，未说明具体用途。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending and its purpose is not stated.",
)
PROBLEM_CIRCULAR = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}，仅注明“{reason}”，未说明具体用途。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending; “{reason}” does not state its purpose.",
)
WARNING = Words(
    "{unit}《{title}》中“{label}”{amount}，占{total_name}的{pct}，占比较高，请关注。",
    "{unit}, {title}: “{label}” ({amount}) is {pct} of spending, which is high.",
)
CLEAR_LINE = Words("{unit}《{title}》中“{label}”占{total_name}的{pct}，未发现笼统列支。", "{unit}, {title}: “{label}” ({pct}) is in order.")
CLEAR = Words(
    "{unit}《{title}》各项支出列示清楚，“其他”类支出最高占{pct}。", "{unit}, {title}: spending is itemised; “other” is {pct} at most."
)
ROW = Words("第{row}行：{code} {label}，{amount}÷{total}＝{pct}", "Row {row}: {code} {label}, {amount} ÷ {total} = {pct}")
SAYS = Words("；文中说明：“{reason}”", "; the document says: “{reason}”")
SAYS_NOTHING = Words("；文中未见用途说明", "; the document does not say what for")
TOTAL_NAME = Words("支出总额", "spending")
NOT_ADDED_UP = ("sums_differ", "table_cut")  # remarks of the reader; others (no unit stated, total computed) leave a share true


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table of a document, with the subject that it has in all of them."""

    subject: str
    line: SpendLine
    table: SpendTable
    document: SpendDocument

    @property
    def title(self) -> str:
        """The document's, unless that is a mere file name (`download.jsp`) and the table has one in words."""
        is_in_words = any("一" <= letter <= "鿿" for letter in self.document.title)
        return self.document.title if is_in_words else self.table.title or self.document.title

    @property
    def weight(self) -> tuple[int, float]:
        return ({"problem": 2, "warning": 1}.get(self.line.vague or "", 0), self.line.share or 0.0)


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    documents = list(_latest_versions(dossier.spending))
    unreadable = [document for document in documents if _cannot_be_judged(document)]
    for document in unreadable:
        about = Words(f"{dossier.unit.label}《{document.title}》", f"{document.title} of {dossier.unit.label}")
        yield cannot_tell(f"document:{document.url}", Why.DOCUMENT_UNREADABLE, about)
    budgets = _by_budget([document for document in documents if document not in unreadable])
    for subject, lines in budgets.items():
        yield from _judge_budget(subject, lines, dossier, clause)
    if not budgets and not unreadable:
        yield not_applicable("unit", "no_spending_table", dossier.unit.label)


def _latest_versions(documents: tuple[SpendDocument, ...]) -> Iterator[SpendDocument]:
    """A document put up again takes the place of the earlier one, repaired or not.

    It is the same where title, year and totals are: “收支公开表” of two months are two documents.
    """
    latest: dict[tuple[object, ...], SpendDocument] = {}
    for document in sorted(documents, key=lambda d: (d.first_seen, d.url)):
        latest[_identity(document)] = document
    yield from latest.values()


def _identity(document: SpendDocument) -> tuple[object, ...]:
    budgets = {(table.document, table.year, round(table.total_yuan or 0)) for table in document.tables if table.is_spending}
    return (_bare_title(document.title), frozenset(budgets)) if budgets else (document.url,)


def _cannot_be_judged(document: SpendDocument) -> bool:
    spending = [table for table in document.tables if table.is_spending]
    return bool(document.unreadable) or (bool(spending) and not any(_is_sound(table) for table in spending))


def _is_sound(table: SpendTable) -> bool:
    """Its rows add up to a total, so that a share of that total means something."""
    is_added_up = not any(anomaly.startswith(NOT_ADDED_UP) for anomaly in table.anomalies)
    return table.is_spending and is_added_up and bool(table.total_yuan)


def _by_budget(documents: list[SpendDocument]) -> dict[str, list[_Line]]:
    """The rows of all sound tables by kind of document and year, the heaviest first; a budget without 其他 has none."""
    budgets: dict[str, list[_Line]] = {}
    for document in documents:
        for table in filter(_is_sound, document.tables):
            subject = f"spending:{table.document}:{table.year or 'unknown'}"
            rows = [line for line in table.lines if line.is_other or line.vague]
            found = [_Line(f"{subject}:{line.code or line.name}", line, table, document) for line in rows]
            anchor = _Line(subject, SpendLine("", "", None), table, document)
            budgets.setdefault(subject, []).extend(found or [anchor])
    return {subject: sorted(lines, key=lambda each: each.weight, reverse=True) for subject, lines in budgets.items()}


def _judge_budget(subject: str, lines: list[_Line], dossier: Dossier, clause: Clause) -> Iterator[Verdict]:
    """One verdict for each vague row; where none is vague, one for the whole, which also clears its rows' findings."""
    heaviest: dict[str, _Line] = {}
    for each in lines:
        heaviest.setdefault(each.subject, each)
    faulty = [each for each in heaviest.values() if each.line.vague == "problem"]
    for each in heaviest.values():
        if each.line.vague == "problem":
            yield _problem(each, dossier, clause)
        elif each.line.vague == "warning":
            yield clear(each.subject, WARNING, _values(each, dossier), clause, _measure(each, dossier), warning=True, evidence=[_row(each)])
        elif faulty and each.subject != subject:
            yield clear(each.subject, CLEAR_LINE, _values(each, dossier), clause, _measure(each, dossier))
    if not faulty:
        has_warning = any(each.line.vague for each in heaviest.values())
        good = "" if has_warning else GOOD.said("zh", unit=dossier.unit.label)
        top = max(lines, key=lambda each: each.line.share or 0.0)
        yield clear(subject, CLEAR, _values(top, dossier), clause, _measure(top, dossier), good=good, evidence=[_row(top)])


def _problem(each: _Line, dossier: Dossier, clause: Clause) -> Verdict:
    limits = dossier.rulebook.limits.vague_expense
    is_critical = (each.line.share or 0.0) >= limits.critical_share
    return problem(
        each.subject,
        PROBLEM_CIRCULAR if each.line.explained == "circular" and each.line.reason else PROBLEM,
        _values(each, dossier),
        clause,
        _measure(each, dossier),
        kind="bare" if each.line.is_bare else "nested" if each.line.is_nested_other else "unexplained",
        severity=Severity.CRITICAL if is_critical else Severity.PROBLEM,
        evidence=[_row(each)],
        details={"channel": each.title, "url": each.document.url},
    )


def _row(each: _Line) -> Evidence:
    """The row as read, with the arithmetic, and what the document says of it."""
    line, table, document = each.line, each.table, each.document
    parts = {"row": line.row, "code": line.code, "label": line.name, "pct": f"{line.share or 0:.1%}"}
    says = SAYS if line.reason else SAYS_NOTHING
    # The table of a part (基本支出) is weighed against the whole that another table of the document states.
    whole = line.amount_yuan / line.share if line.amount_yuan and line.share else table.total_yuan
    zh, en = (
        ROW.said(language, **parts, amount=_money(line.amount_yuan)[i], total=_money(whole)[i]) + says.said(language, reason=line.reason)
        for i, language in enumerate(("zh", "en"))
    )
    return Evidence(url=document.url, title=each.title, sha256=document.sha256, first_at=iso(document.first_seen), note_zh=zh, note_en=en)


def _values(each: _Line, dossier: Dossier) -> dict[str, object]:
    line = each.line
    return {
        "unit": dossier.unit.label,
        "title": each.title,
        "label": line.name,
        "amount": _money(line.amount_yuan if each.table.unit else None),
        "total_name": TOTAL_NAME,
        "pct": f"{line.share or 0:.1%}",
        "reason": line.reason,
    }


def _money(yuan: float | None) -> Words:
    """In 万元, as budgets are read. Where the table states no unit the share stands alone: it needs none."""
    return Words("", "amount not stated") if yuan is None else Words(f"{yuan / 10_000:,.2f}万元", f"{yuan:,.0f} yuan")


def _measure(each: _Line, dossier: Dossier) -> Measure:
    """The share, and the level that it passed: lower for a bare 其他, and for one that stands first or inside another."""
    limits, share = dossier.rulebook.limits.vague_expense, each.line.share or 0.0
    is_below_level = each.line.vague == "problem" and share < limits.problem_share
    level = (limits.bare_share if each.line.is_bare else limits.warn_share) if is_below_level else limits.problem_share
    return Measure(f"{share:.1%}", f"{level:.0%}", "product")


def _bare_title(title: str) -> str:
    """Without the marks of a second version: （更正） and blanks."""
    bare = "".join(title.split())
    for mark in ("（更正）", "(更正)", "（修订）", "(修订)", "（重新公开）", "更正后的"):
        bare = bare.replace(mark, "")
    return bare
