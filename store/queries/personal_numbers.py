"""Which pages show persons' numbers, and whose bytes are therefore the office's alone."""

from collections.abc import Iterable

from store.ledger import Ledger
from store.records import PersonalNumber
from store.rows import columns, record


def numbers_of(ledger: Ledger, unit: str) -> dict[int, tuple[PersonalNumber, ...]]:
    """Of the unit's readings, by reading; () where none was found, no entry where nobody looked."""
    looked = ledger.db.conn.execute(
        """SELECT facts.id FROM facts JOIN page ON page.id = facts.page
           WHERE page.unit = ? AND facts.personal_numbers IS NOT NULL""",
        (unit,),
    )
    found: dict[int, list[PersonalNumber]] = {number: [] for (number,) in looked}
    for facts, *row in ledger.db.conn.execute(
        f"""SELECT facts.id, {columns(PersonalNumber, "personal_number")} FROM personal_number
            JOIN facts ON facts.id = personal_number.facts JOIN page ON page.id = facts.page
            WHERE page.unit = ? ORDER BY personal_number.id""",
        (unit,),
    ):
        found[facts].append(record(PersonalNumber, row))
    return {facts: tuple(numbers) for facts, numbers in found.items()}


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
