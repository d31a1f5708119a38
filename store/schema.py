"""The ledger's tables, one migration a change. What each table and column is for stands in
`store/docs/descriptions.toml`.

A migration that has shipped is never edited; a new one is added below. Text order is time order:
instants are `2012-03-05T02:00:00Z`, days `2012-03-05`. Tables are STRICT: a wrong type is refused
when written, not met when read.
"""

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x676B6C65  # "gkle"

migrations = Migrations("ledger")


@migrations()
def nights(db: Database) -> None:
    """What was set out to do, and what came of it."""
    db.table("run").create(
        {
            "id": str,
            "day": str,
            "kind": str,
            "state": str,
            "started_at": str,
            "finished_at": str,
            "vantage": str,
            "note": str,
            "extra": str,
        },
        pk="id",
        not_null={"day", "kind", "state", "started_at"},
        strict=True,
    ).create_index(["started_at"])
    db.table("unit_run").create(
        {
            "file_id": str,
            "run_id": str,
            "unit": str,
            "kind": str,
            "state": str,
            "stop_reason": str,
            "vantage": str,
            "started_at": str,
            "ended_at": str,
            "planned": int,
            "fetched": int,
            "failed": int,
            "skipped": int,
            "pending": int,
            "not_judged": int,
            "visited": bytes,
        },
        pk="file_id",
        not_null={
            "run_id",
            "unit",
            "kind",
            "state",
            "planned",
            "fetched",
            "failed",
            "skipped",
            "pending",
            "not_judged",
        },
        foreign_keys=[("run_id", "run", "id")],
        strict=True,
    ).create_index(["unit", "run_id"]).create_index(["run_id"])
    db.table("canary").create(
        {"id": int, "run_id": str, "at": str, "good": int, "details": str},
        pk="id",
        not_null={"run_id", "at", "good", "details"},
        foreign_keys=[("run_id", "run", "id")],
        strict=True,
    ).create_index(["run_id"])


@migrations()
def units(db: Database) -> None:
    """Who is inspected, as the configuration said it over time."""
    db.table("unit").create(
        {
            "id": str,
            "name": str,
            "short": str,
            "kind": str,
            "parent": str,
            "first_at": str,
            "retired_on": str,
        },
        pk="id",
        not_null={"name", "kind", "first_at"},
        strict=True,
    )
    db.table("site").create(
        {
            "unit": str,
            "id": str,
            "kind": str,
            "url": str,
            "name": str,
            "first_at": str,
            "retired_on": str,
        },
        pk=("unit", "id"),
        not_null={"kind", "url", "first_at"},
        foreign_keys=[("unit", "unit", "id")],
        strict=True,
    )


@migrations()
def pages(db: Database) -> None:
    """What there is to look at, and what was seen there."""
    db.table("page").create(
        {
            "id": int,
            "unit": str,
            "url": str,
            "site": str,
            "purpose": str,
            "channel_url": str,
            "depth": int,
            "title": str,
            "first_at": str,
            "last_visit_at": str,
            "last_full_at": str,
            "last_outcome": str,
            "last_reason": str,
            "ever_good": int,
            "ip": str,
            "etag": str,
            "last_modified": str,
            "sha256": str,
            "fingerprint": str,
            "facts": int,
            "masks": str,
            "left_over": int,
        },
        pk="id",
        not_null={"unit", "url", "site", "purpose", "depth", "first_at", "ever_good", "left_over"},
        defaults={
            "channel_url": "",
            "title": "",
            "ip": "",
            "etag": "",
            "last_modified": "",
            "sha256": "",
            "fingerprint": "",
            "masks": "[]",
        },
        strict=True,
    ).create_index(["unit", "url"], unique=True)
    db.table("capture").create(
        {
            "id": int,
            "page": int,
            "sha256": str,
            "at": str,
            "size": int,
            "status": int,
            "headers": str,
            "final_url": str,
            "ip": str,
            "vantage": str,
            "previous_sha256": str,
        },
        pk="id",
        not_null={"page", "sha256", "at", "size"},
        foreign_keys=[("page", "page", "id")],
        strict=True,
    ).create_index(["page", "sha256"], unique=True).create_index(["sha256"])
    db.table("facts").create(
        {
            "id": int,
            "page": int,
            "capture": int,
            "at": str,
            "extractor": str,
            "kind": str,
            "kind_reason": str,
            "outcome": str,
            "encoding_declared": str,
            "encoding_used": str,
            "title": str,
            "site_name": str,
            "column_name": str,
            "column_type": str,
            "published": str,
            "published_from": str,
            "signed": str,
            "updated": str,
            "url_date": str,
            "items_claimed": int,
            "items": bytes,
            "list_dialect": str,
            "links": bytes,
            "attachments": int,
            "jumps_to": str,
            "placeholder": str,
            "fingerprint": str,
            "blocks": bytes,
            "text_length": int,
            "document_unreadable": str,
            "anomalies": str,
        },
        pk="id",
        not_null={"page", "at", "kind", "outcome", "attachments", "text_length", "anomalies"},
        foreign_keys=[("page", "page", "id"), ("capture", "capture", "id")],
        strict=True,
    ).create_index(["page"])
    db.table("span").create(
        {
            "id": int,
            "page": int,
            "vantage": str,
            "outcome": str,
            "reason": str,
            "first_at": str,
            "last_at": str,
            "checks": int,
            "max_gap": int,
            "days": str,
            "nights": int,
            "last_run": str,
            "capture": int,
            "facts": int,
            "fingerprint": str,
            "status": int,
            "ip": str,
            "final_url": str,
        },
        pk="id",
        not_null={
            "page",
            "vantage",
            "outcome",
            "reason",
            "first_at",
            "last_at",
            "checks",
            "max_gap",
            "days",
            "nights",
            "last_run",
        },
        foreign_keys=[
            ("page", "page", "id"),
            ("capture", "capture", "id"),
            ("facts", "facts", "id"),
        ],
        strict=True,
    ).create_index(["page", "vantage"])


@migrations()
def channels(db: Database) -> None:
    """Lists and their entries over time."""
    db.table("channel").create(
        {
            "id": int,
            "unit": str,
            "site": str,
            "url": str,
            "page": int,
            "name": str,
            "column_type": str,
            "first_at": str,
            "was_linked": int,
            "redated_share": float,
            "redated_run": str,
        },
        pk="id",
        not_null={"unit", "site", "url", "page", "name", "first_at", "was_linked", "redated_share"},
        foreign_keys=[("page", "page", "id")],
        strict=True,
    ).create_index(["unit", "url"], unique=True)
    db.table("item").create(
        {
            "id": int,
            "channel": int,
            "title": str,
            "title_key": str,
            "url": str,
            "claimed": str,
            "date_role": str,
            "url_date": str,
            "position": int,
            "first_seen": str,
            "first_run": str,
            "list_page": int,
            "last_in_list": str,
        },
        pk="id",
        not_null={
            "channel",
            "title",
            "title_key",
            "url",
            "date_role",
            "position",
            "first_seen",
            "first_run",
            "last_in_list",
        },
        foreign_keys=[("channel", "channel", "id"), ("list_page", "page", "id")],
        strict=True,
    ).create_index(["channel", "url"]).create_index(["list_page"])
    db.table("item_change").create(
        {"id": int, "item": int, "at": str, "run_id": str, "what": str, "old": str, "new": str},
        pk="id",
        not_null={"item", "at", "run_id", "what"},
        foreign_keys=[("item", "item", "id")],
        strict=True,
    ).create_index(["item"])


@migrations()
def readings(db: Database) -> None:
    """What a reading says that rules count: spending and the sides of disclosure."""
    db.table("spend_table").create(
        {
            "id": int,
            "facts": int,
            "position": int,
            "title": str,
            "kind": str,
            "is_spending": int,
            "year": int,
            "document": str,
            "unit": str,
            "total_yuan": float,
            "anomalies": str,
        },
        pk="id",
        not_null={"facts", "position", "kind", "is_spending", "document", "anomalies"},
        foreign_keys=[("facts", "facts", "id")],
        strict=True,
    ).create_index(["facts"])
    db.table("spend_line").create(
        {
            "id": int,
            "spend_table": int,
            "row": int,
            "code": str,
            "name": str,
            "amount_yuan": float,
            "share": float,
            "level": int,
            "is_other": int,
            "is_bare": int,
            "is_nested_other": int,
            "vague": str,
            "explained": str,
            "reason": str,
        },
        pk="id",
        not_null={"spend_table", "row", "name", "level", "is_other", "is_bare", "is_nested_other"},
        foreign_keys=[("spend_table", "spend_table", "id")],
        strict=True,
    ).create_index(["spend_table"])
    db.table("mention").create(
        {"id": int, "facts": int, "side": str, "term": str, "sentence": str},
        pk="id",
        not_null={"facts", "side", "term", "sentence"},
        foreign_keys=[("facts", "facts", "id")],
        strict=True,
    ).create_index(["facts"])


@migrations()
def verdicts(db: Database) -> None:
    """What the rules answered, as spans."""
    db.table("verdict").create(
        {
            "id": int,
            "unit": str,
            "rule": str,
            "subject": str,
            "answer": str,
            "why": str,
            "severity": str,
            "kind": str,
            "warning": int,
            "measured": str,
            "threshold": str,
            "first_day": str,
            "last_day": str,
            "first_run": str,
            "last_run": str,
            "nights": int,
        },
        pk="id",
        not_null={
            "unit",
            "rule",
            "subject",
            "answer",
            "first_day",
            "last_day",
            "first_run",
            "last_run",
            "nights",
            "warning",
        },
        strict=True,
    ).create_index(["unit", "rule", "subject"]).create_index(["last_run"])


@migrations()
def exchanges(db: Database) -> None:
    """What was asked beside what was answered, so that evidence can show both."""
    db.table("capture").add_column("exchange", str)


@migrations()
def drawn_pages(db: Database) -> None:
    """How a page was seen: as the server sent it, or as a browser drew it."""
    db.table("capture").add_column("rendered", int, not_null_default=0)
    db.table("capture").add_column("answer_sha256", str, not_null_default="")
