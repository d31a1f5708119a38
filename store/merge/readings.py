"""One reading of a page, spread over its tables: facts, spending, mentions. Written once, never
changed.
"""

from dataclasses import astuple, fields

from sqlite_utils import Database

from store.capture.settled_looks import SettledLook
from store.instants import day_text, list_text, squeeze, to_text
from store.merge import labelled
from store.merge import page_identities as identities
from store.records import Link, PageFacts, Purpose, SpendLine, SpendTable
from store.rows import columns, places

# Only from these pages do we ask later what they led to: whether a channel is still linked.
_LEADS_ON = {Purpose.HOME, Purpose.CHANNEL}


def insert_facts(
    db: Database, page_id: int, capture: int | None, look: SettledLook, facts: PageFacts
) -> int:
    """The id of the new row of `facts`, its spending tables and mentions written with it."""
    row: dict[str, object] = {
        "page": page_id,
        "capture": capture,
        "at": to_text(look.visit.at),
        "extractor": facts.extractor,
        "kind": facts.kind.value,
        "kind_reason": facts.kind_reason,
        "outcome": look.visit.outcome.value,
        "encoding_declared": facts.encoding_declared,
        "encoding_used": facts.encoding_used,
        "title": facts.title,
        "site_name": facts.site_name,
        "column_name": facts.column_name,
        "column_type": facts.column_type,
        "published": day_text(facts.published),
        "published_from": facts.published_from,
        "signed": day_text(facts.signed),
        "updated": day_text(facts.updated),
        "url_date": day_text(facts.url_date),
        "items_claimed": facts.items_claimed,
        "items": squeeze(
            [[i.title, i.url, day_text(i.claimed), day_text(i.url_date)] for i in facts.items]
        )
        if facts.items
        else None,
        "list_dialect": facts.list_dialect,
        "links": squeeze([_as_kept(link) for link in facts.links])
        if look.purpose in _LEADS_ON and facts.links
        else None,
        "attachments": len(facts.attachments),
        "jumps_to": facts.jumps_to,
        "placeholder": facts.placeholder,
        "move_notice": facts.move_notice,
        "inquiries": labelled.inquiries_text(facts.inquiries),
        "guides": labelled.guides_text(facts.guides),
        "fingerprint": facts.fingerprint,
        "blocks": squeeze([[block.hash for block in facts.blocks]]) if facts.blocks else None,
        "text_length": facts.text_length,
        "document_unreadable": facts.document_unreadable,
        "anomalies": list_text(facts.anomalies),
        "missing_tags": None if facts.missing_tags is None else list_text(facts.missing_tags),
        "personal_numbers": None if facts.personal_numbers is None else len(facts.personal_numbers),
    }
    facts_id = _insert(db, "facts", row)
    if facts.identity is not None and look.purpose in _LEADS_ON:
        identities.keep(db, facts_id, facts.identity)
    for position, table in enumerate(facts.tables):
        _insert_table(db, facts_id, position, table)
    db.conn.executemany(
        "INSERT INTO mention (facts, side, term, sentence) VALUES (?, ?, ?, ?)",
        [(facts_id, mention.side, mention.term, mention.sentence) for mention in facts.mentions],
    )
    db.conn.executemany(
        "INSERT INTO personal_number (facts, kind, masked, place, start, digest) VALUES (?, ?, ?, ?, ?, ?)",
        [(facts_id, *astuple(number)) for number in facts.personal_numbers or ()],
    )
    return facts_id


def _as_kept(link: Link) -> list[str]:
    return [link.url, link.text, *([str(link.level)] if link.level else [])]


def _insert_table(db: Database, facts_id: int, position: int, table: SpendTable) -> None:
    table_id = _insert(
        db,
        "spend_table",
        {
            "facts": facts_id,
            "position": position,
            "title": table.title,
            "kind": table.kind,
            "is_spending": int(table.is_spending),
            "year": table.year,
            "document": table.document,
            "unit": table.unit,
            "total_yuan": table.total_yuan,
            "anomalies": list_text(table.anomalies),
            "is_total_printed": table.is_total_printed,
            "whole_yuan": table.whole_yuan,
            "remarks": list_text(table.remarks),
        },
    )
    db.conn.executemany(
        f"""INSERT INTO spend_line (spend_table, {columns(SpendLine)})
            VALUES ({places(1 + len(fields(SpendLine)))})""",
        [(table_id, *astuple(line)) for line in table.lines],
    )


def _insert(db: Database, table: str, row: dict[str, object]) -> int:
    cursor = db.conn.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places(len(row))})", tuple(row.values())
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid
