"""Which pages show persons' numbers, and whose bytes are therefore the office's alone."""

import json
from collections.abc import Collection, Iterable

from store.ledger import Ledger
from store.records import PersonalNumber
from store.rows import columns, record


def numbers_of(
    ledger: Ledger, facts: Collection[int], *, ever: Collection[int]
) -> dict[int, tuple[PersonalNumber, ...]]:
    """Of the readings `facts`, () where none was found, no entry where nobody looked; of the
    readings `ever` those alone that show one.
    """
    looked = ledger.db.conn.execute(
        """SELECT id FROM facts
           WHERE id IN (SELECT value FROM json_each(?)) AND personal_numbers IS NOT NULL""",
        (json.dumps(sorted(facts)),),
    )
    found: dict[int, list[PersonalNumber]] = {number: [] for (number,) in looked}
    for number, *row in ledger.db.conn.execute(
        f"""SELECT facts, {columns(PersonalNumber)} FROM personal_number
            WHERE facts IN (SELECT value FROM json_each(?)) ORDER BY id""",
        (json.dumps(sorted({*facts, *ever})),),
    ):
        found.setdefault(number, []).append(record(PersonalNumber, row))
    return {number: tuple(numbers) for number, numbers in found.items()}


def pages_with_numbers(ledger: Ledger, pages: Iterable[int]) -> frozenset[int]:
    """Those of the pages of which any reading ever showed one: every version of them is kept from
    view, for the reading of one says nothing of another.
    """
    chosen = ", ".join(str(int(page)) for page in pages) or "NULL"
    rows = ledger.db.conn.execute(
        f"SELECT DISTINCT page FROM facts WHERE personal_numbers > 0 AND page IN ({chosen})"
    )
    return frozenset(page for (page,) in rows)


def addresses_with_numbers(ledger: Ledger, unit: str) -> frozenset[str]:
    """Of the unit's pages whose present reading shows one: they are looked at every night."""
    rows = ledger.db.conn.execute(
        """SELECT page.url FROM page JOIN facts ON facts.id = page.facts
           WHERE page.unit = ? AND facts.personal_numbers > 0""",
        (unit,),
    )
    return frozenset(url for (url,) in rows)


def searched_captures(ledger: Ledger, pages: Iterable[int]) -> frozenset[tuple[int, str]]:
    """(page, SHA-256) of what was looked through when it was read."""
    chosen = ", ".join(str(int(page)) for page in pages) or "NULL"
    rows = ledger.db.conn.execute(
        f"""SELECT capture.page, capture.sha256 FROM capture
            JOIN facts ON facts.capture = capture.id
            WHERE facts.personal_numbers NOT NULL AND capture.page IN ({chosen})"""
    )
    return frozenset((page, sha256) for page, sha256 in rows)
