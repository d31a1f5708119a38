"""A unit's spending as people and machines want to see it: a tree a year, 其他 marked, last year
beside it.
"""

import re
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from app.data_folder import read_ledger
from app.language import spoken_language
from app.looking.three_publics import ITEMS, PublicsColumn, change, three_publics
from app.looking.three_publics import TOTAL as SUM
from config.folder import Config
from config.words import Words
from monitor.console.reader import TableOverYears
from monitor.measures.spending.consistency import differences_in, told
from monitor.measures.spending.vague_spending import limit_passed, limit_told
from store.outcome_words import unread_words
from store.queries.spending import SpendingPage, spending_of
from store.records import SpendLine, SpendTable

NOTHING = Words("{unit}：数据库中没有支出表。", "{unit}: the ledger holds no spending table.")
UNREADABLE = Words(
    "未能读取（不等于没有问题）：{title}（{why}）",
    "could not be read (which is no all-clear): {title} ({why})",
)
NOT_JUDGED = Words("未判断：{why}", "not judged: {why}")
TOTAL = Words("支出合计 {amount}", "total {amount}")
# what the shares of a table, this year's and last year's, are shares of
DIVISORS = {
    True: Words("占比：占表中合计", "shares: of the total that is printed"),
    False: Words(
        "占比：占所列各项之和（表中未列合计）",
        "shares: of the sum of the rows (no total is printed)",
    ),
}
JUDGED_BY = Words("占全部支出{share}", "{share} of all spending")
RANK = Words("第{rank}位", "rank {rank}")
PASSED = Words("达到{limit}线", "limit {limit}")
DOCUMENTS = {
    "budget": Words("预算", "budget"),
    "final_accounts": Words("决算", "final accounts"),
    "other": Words("支出表", "spending table"),
}
MARKS = {
    "problem": Words("笼统列支，未说明用途", "vague, purpose not stated"),
    "warning": Words("请关注", "to be watched"),
    "specific": Words("已说明：{reason}", "explained: {reason}"),
    "circular": Words("仅注明：{reason}", "only says: {reason}"),
    "unclear": Words("可能的说明：{reason}", "it may be explained: {reason}"),
    "referred": Words("另见附件：{reason}", "refers to an annex: {reason}"),
    "generic": Words("仅有定义：{reason}", "only a definition: {reason}"),
}
THREE_PUBLICS = Words(
    "{unit} “三公”经费（万元）", "{unit}: the three public expenses (10,000 yuan)"
)
POINTS = Words("（占比{points}个百分点）", " (share {points} points)")
ON_LAST_YEAR = Words("合计比上年", "total on last year")
LAST_YEAR = Words("上年{amount}", "last year {amount}")
# Which table says best where the money goes; 收支总表 has no lines below its heads.
_ORDER = ("function", "economic", "project", "detail", "sangong", "other", "income_expense")
_COLOURS = {"problem": "bold red", "warning": "yellow"}


def accounts_of(
    unit_id: str, config: Config
) -> tuple[tuple[TableOverYears, ...], tuple[SpendingPage, ...]]:
    """The unit's spending, latest year first, one table of a kind a year and document; and what
    could not be read. Raises StoreFailed.
    """
    with read_ledger(config) as ledger:
        pages = spending_of(ledger, unit_id)
    limits = config.rulebook.limits.vague_expense
    best: dict[tuple[int, str, str], tuple[SpendingPage, SpendTable]] = {}
    for page in pages:
        for table in page.tables:
            key = (table.year or 0, table.document, table.kind)
            if (
                table.is_spending
                and table.lines
                and (key not in best or _worth(table) > _worth(best[key][1]))
            ):
                best[key] = (page, table)
    shown = sorted(
        best.items(), key=lambda each: (-each[0][0], each[0][1], _ORDER.index(each[0][2]))
    )
    accounts = [
        TableOverYears(page, table, _amounts(before), limits, before.total_yuan)
        if before
        else TableOverYears(page, table, {}, limits)
        for (year, document, kind), (page, table) in shown
        for before in [
            best[year - 1, document, kind][1] if (year - 1, document, kind) in best else None
        ]
    ]
    return tuple(accounts), tuple(page for page in pages if page.unreadable)


def as_machine(
    accounts: Sequence[TableOverYears], unread: Sequence[SpendingPage], unit_id: str
) -> dict[str, Any]:
    """The object of `--json`."""
    columns = three_publics(account.table for account in accounts)
    return {
        "unit": unit_id,
        "tables": [
            {
                "url": account.page.url,
                "document_title": account.page.title,
                "seen": account.page.seen,
                "title": account.table.title,
                "kind": account.table.kind,
                "document": account.table.document,
                "year": account.table.year,
                "unit_of_amounts": account.table.unit,
                "total_yuan": account.table.total_yuan,
                "is_total_printed": account.table.is_total_printed,
                "whole_yuan": account.table.whole_yuan,
                "anomalies": list(account.table.anomalies),
                "remarks": [told(each).zh for each in differences_in([account.table])],
                "lines": [_line(line, account) for line in account.table.lines],
            }
            for account in accounts
        ],
        "three_publics": [
            {
                "year": column.year,
                "document": column.document,
                "total_yuan": column.total,
                "change": change(column, columns),
                **column.amounts,
            }
            for column in columns
        ],
        "unreadable": [
            {"url": page.url, "title": page.title, "why": page.unreadable} for page in unread
        ],
    }


def show(
    accounts: Sequence[TableOverYears],
    unread: Sequence[SpendingPage],
    unit_name: str,
    console: Console,
) -> None:
    """A tree a table; what could not be read is said, for silence would look like health."""
    language = spoken_language()
    if not accounts:
        console.print(NOTHING.text(language, unit=unit_name), markup=False)
    for account in accounts:
        console.print(_tree(account, unit_name, language))
    columns = three_publics(account.table for account in accounts)
    if columns:
        console.print(_side_by_side(columns, unit_name, language))
    for page in unread:
        console.print(
            UNREADABLE.text(
                language,
                title=page.title or page.url,
                why=unread_words(page.unreadable).text(language),
            ),
            style="yellow",
            markup=False,
        )


def _side_by_side(columns: Sequence[PublicsColumn], unit_name: str, language: str) -> Table:
    """Items down, papers across; what a paper does not name is a dash and no zero."""
    table = Table(title=THREE_PUBLICS.text(language, unit=unit_name), title_justify="left")
    table.add_column("")
    for column in columns:
        table.add_column(
            f"{column.year} {DOCUMENTS[column.document].text(language)}", justify="right"
        )
    for item, name, _ in ITEMS:
        if any(column.amounts[item] is not None for column in columns):
            table.add_row(
                name.text(language), *(_in_full(column.amounts[item]) for column in columns)
            )
    table.add_row(SUM.text(language), *(_in_full(column.total) for column in columns), style="bold")
    rises = [change(column, columns) for column in columns]
    if any(rise is not None for rise in rises):
        table.add_row(
            ON_LAST_YEAR.text(language),
            *("—" if rise is None else f"{rise:+.1%}" for rise in rises),
        )
    return table


def _in_full(yuan: float | None) -> str:
    return "—" if yuan is None else f"{yuan / 10_000:,.2f}"


def _worth(table: SpendTable) -> tuple[bool, float, int]:
    return not table.anomalies, table.total_yuan or 0.0, len(table.lines)


def _amounts(table: SpendTable) -> dict[str, float]:
    return {_key(line): line.amount_yuan for line in table.lines if line.amount_yuan is not None}


def _key(line: SpendLine) -> str:
    return line.code or re.sub(r"\s", "", line.name)


def _line(line: SpendLine, account: TableOverYears) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": line.name,
        "level": line.level,
        "amount_yuan": line.amount_yuan,
        "share": line.share,
        "share_of_total": _share_of_total(line, account),
        "rank": line.rank,
        "other": line.is_other,
        "vague": account.level(line),
        "limit_passed": limit_passed(line, account.limits),
        "explained": line.explained,
        "reason": line.reason,
        "year_before_yuan": account.year_before.get(_key(line)),
        "share_change": _share_change(line, account),
    }


def _share_change(line: SpendLine, account: TableOverYears) -> float | None:
    """By how many points its share of the total rose in a year, 0.1 = ten points."""
    before, total = account.year_before.get(_key(line)), account.total_before
    share = _share_of_total(line, account)
    return round(share - before / total, 6) if share and before is not None and total else None


def _share_of_total(line: SpendLine, account: TableOverYears) -> float | None:
    """Its share of its own table's total, of which last year's is told too; it is judged by its
    share of the whole, which may be another table's.
    """
    total = account.table.total_yuan
    return line.amount_yuan / total if total and line.amount_yuan is not None else line.share


def _tree(account: TableOverYears, unit_name: str, language: str) -> Tree:
    table = account.table
    document = DOCUMENTS.get(table.document, DOCUMENTS["other"]).text(language)
    total = TOTAL.text(language, amount=_money(table.total_yuan, table, language))
    name = f"[bold]{escape(' '.join(filter(None, [unit_name, str(table.year or ''), document])))}[/bold]"
    head = " · ".join(filter(None, [name, escape(table.title), total]))
    tree = Tree(f"{head}\n[dim]{escape(account.page.url)}[/dim]")
    if any(line.share is not None for line in table.lines):
        tree.add(
            f"[dim]{escape(DIVISORS[table.is_total_printed is not False].text(language))}[/dim]"
        )
    if table.anomalies:
        tree.add(
            f"[yellow]{escape(NOT_JUDGED.text(language, why='; '.join(table.anomalies)))}[/yellow]"
        )
    for each in differences_in([table]):
        tree.add(f"[yellow]{escape(told(each).text(language))}[/yellow]")
    branches = [tree]
    for line in table.lines:
        del branches[line.level + 1 :]
        branches.append(branches[-1].add(_words(line, account, language)))
    return tree


def _words(line: SpendLine, account: TableOverYears, language: str) -> str:
    parts = [f"{line.code} {line.name}".strip(), _money(line.amount_yuan, account.table, language)]
    share = _share_of_total(line, account)
    if share is not None:
        parts.append(f"{share:.1%}")
    if (before := account.year_before.get(_key(line))) is not None:
        rise = _share_change(line, account)
        points = (
            POINTS.text(language, points=f"{rise * 100:+.1f}")
            if rise is not None and line.is_other
            else ""
        )
        parts.append(
            LAST_YEAR.text(language, amount=_money(before, account.table, language)) + points
        )
    vague = account.level(line)
    if vague:
        parts.append(MARKS[vague].text(language))
    if line.is_other and line.explained:
        parts.append(MARKS[line.explained].text(language, reason=line.reason))
    parts.extend(_how_it_is_judged(line, account, language))
    words = escape("  ".join(part for part in parts if part))
    colour = _COLOURS.get(vague or "", "cyan" if line.is_other else "")
    return f"[{colour}]{words}[/{colour}]" if colour else words


def _how_it_is_judged(line: SpendLine, account: TableOverYears, language: str) -> list[str]:
    """Of an 其他: its place among the lines, the share of the whole and the limit it passes."""
    table, passed = account.table, limit_passed(line, account.limits)
    if not line.is_other or line.share is None:
        return []
    is_of_larger_whole = (table.whole_yuan or 0.0) > (table.total_yuan or 0.0)
    limit = f"{getattr(account.limits, limit_told(line, account.limits)):.0%}" if passed else ""
    return [
        *([RANK.text(language, rank=line.rank)] if line.rank else []),
        *([JUDGED_BY.text(language, share=f"{line.share:.1%}")] if is_of_larger_whole else []),
        *([PASSED.text(language, limit=limit)] if limit else []),
    ]


def _money(yuan: float | None, table: SpendTable, language: str) -> str:
    """As budgets are read, in 万元; as printed where the table states no unit."""
    if yuan is None:
        return "—"
    if not table.unit:
        return f"{yuan:,.2f}"
    return Words(f"{yuan / 10_000:,.2f}万元", f"{yuan:,.0f} yuan").text(language)
