"""The spending tables of a unit's readings, as the reader gave them."""

import json
from collections import defaultdict
from collections.abc import Iterator

from store.ledger import Ledger
from store.records import SpendLine, SpendTable

_OF_UNIT = """FROM spend_table JOIN facts ON facts.id = spend_table.facts
  JOIN page ON page.id = facts.page WHERE page.unit = :unit
  AND (page.facts = facts.id OR NOT :present)"""


def spend_tables(ledger: Ledger, unit_id: str, *, present: bool) -> dict[int, list[SpendTable]]:
    """Tables by reading (`facts.id`), in the order in which they stand; `present`: only those of
    each page's present reading.
    """
    of = {"unit": unit_id, "present": present}
    lines: dict[int, list[SpendLine]] = defaultdict(list)
    for table_id, line in _lines(ledger, of):
        lines[table_id].append(line)
    tables: dict[int, list[SpendTable]] = defaultdict(list)
    for row in ledger.db.conn.execute(
        f"""SELECT spend_table.id, spend_table.facts, spend_table.title, spend_table.kind,
              is_spending, year, document, spend_table.unit, total_yuan, spend_table.anomalies,
              is_total_printed, whole_yuan {_OF_UNIT} ORDER BY spend_table.id""",
        of,
    ):
        number, reading, title, kind, spends, year, document, unit, total, anomalies, *facts = row
        printed, whole = facts
        tables[reading].append(
            SpendTable(
                title or "",
                kind,
                bool(spends),
                year,
                document,
                unit or "",
                total,
                tuple(lines[number]),
                tuple(json.loads(anomalies)),
                _known(printed),
                whole,
            )
        )
    return tables


def _lines(ledger: Ledger, of: dict[str, object]) -> Iterator[tuple[int, SpendLine]]:
    for row in ledger.db.conn.execute(
        f"""SELECT spend_table, code, name, amount_yuan, share, level, is_other, is_bare,
              is_nested_other, rank, is_broken_down, is_weighed_elsewhere, explained, reason, row
            FROM spend_line WHERE spend_table IN (SELECT spend_table.id {_OF_UNIT})
            ORDER BY spend_line.id""",
        of,
    ):
        table, code, name, amount, share, depth, other, bare, nested, rank, *rest = row
        broken_down, elsewhere, explained, reason, printed_row = rest
        yield (
            table,
            SpendLine(
                code or "",
                name,
                amount,
                share,
                depth,
                bool(other),
                bool(bare),
                bool(nested),
                rank,
                _known(broken_down),
                _known(elsewhere),
                explained,
                reason or "",
                printed_row,
            ),
        )


def _known(value: int | None) -> bool | None:
    """NULL is what nobody established, and not false."""
    return None if value is None else bool(value)
