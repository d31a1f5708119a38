"""Documents of spending in a line or two, for the measures that weigh them."""

from datetime import UTC, datetime

from monitor.dossier.facts import SpendDocument
from monitor.measures.spending.budgets import Row
from store.records import SpendLine, SpendTable

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def table(*lines: SpendLine, year: int | None = 2026, kind: str = "economic") -> SpendTable:
    """A sound table of a budget, of a million yuan."""
    return SpendTable("支出表", kind, True, year, "budget", "万元", 1e6, lines=lines)


def document(*tables: SpendTable, title: str = "2026年部门预算", day: int = 1) -> SpendDocument:
    url = f"http://hb.example.gov.cn/{day}.pdf"
    return SpendDocument(url, title, "", DAY.replace(day=day), tables)


def other(share: float, code: str = "30299", explained: str | None = None) -> SpendLine:
    return SpendLine(code, "其他支出", share * 1e6, share, is_other=True, explained=explained)


def row(line: SpendLine, year: int = 2026) -> Row:
    of = table(line, year=year)
    return Row(f"spending:budget:{year}:{line.code}", line, of, document(of))
