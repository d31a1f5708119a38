"""An annex among the unit's documents: its rows come to the line, and they say what for."""

from datetime import UTC, datetime

import pytest

from monitor.dossier.facts import SpendDocument
from monitor.measures.spending.annexes import with_annexes
from store.records import SpendLine, SpendTable

REFERRED = SpendLine(
    "", "其他支出", 100.0, 0.4, is_other=True, explained="referred", reason="附件3"
)


def document(url: str, *lines: SpendLine) -> SpendDocument:
    table = SpendTable("支出表", "detail", True, 2012, "budget", "元", 250.0, lines=lines)
    return SpendDocument(url, url, "", datetime(2012, 1, 1, tzinfo=UTC), (table,), "")


def row(name: str, amount: float, *, is_other: bool = False) -> SpendLine:
    return SpendLine("", name, amount, is_other=is_other)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([row("路灯改造", 60.0), row("管网修复", 40.0)], "specific"),
        ([row("路灯改造", 60.0), row("管网修复", 40.4)], "specific"),
        ([row("路灯改造", 60.0), row("管网修复", 30.0)], "referred"),
        ([row("路灯改造", 60.0), row("其他", 40.0, is_other=True)], "referred"),
        ([row("路灯改造", 100.0)], "referred"),
    ],
)
def test_the_annex_is_known_by_its_sum(rows: list[SpendLine], kind: str) -> None:
    paper, _ = with_annexes([document("1", REFERRED), document("3", *rows)])
    assert paper.tables[0].lines[0].explained == kind


def test_the_document_itself_is_no_annex_of_its_own() -> None:
    own = document("1", REFERRED, row("路灯改造", 60.0), row("管网修复", 40.0))
    assert with_annexes([own]) == [own]
