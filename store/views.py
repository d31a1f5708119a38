"""Views for people who ask the ledger questions in SQL. They hold nothing; what each is for stands
in descriptions.py.

A view is made anew when its text here differs from the one in the file, and left out where a table
it needs is missing.
"""

from sqlite_utils import Database

VIEWS: dict[str, tuple[tuple[str, ...], str]] = {
    "v_latest_state": (
        ("page", "span", "unit"),
        """SELECT unit.name AS unit_name, page.unit, page.site, page.purpose, page.url, page.title, span.outcome, span.reason,
             span.first_at AS since, span.last_at AS last_seen_so, span.checks, span.nights, span.vantage
           FROM page JOIN unit ON unit.id = page.unit
           LEFT JOIN span ON span.id = (SELECT max(id) FROM span AS s WHERE s.page = page.id)""",
    ),
    "v_channel_freshness": (
        ("channel", "item", "page", "unit"),
        """SELECT unit.name AS unit_name, channel.unit, channel.site, channel.name, channel.url,
             count(item.id) AS items, max(max(coalesce(item.claimed, ''), coalesce(item.url_date, ''))) AS newest_date,
             max(item.first_seen) AS newest_first_seen, page.last_visit_at, page.last_outcome
           FROM channel JOIN unit ON unit.id = channel.unit JOIN page ON page.id = channel.page
           LEFT JOIN item ON item.channel = channel.id GROUP BY channel.id""",
    ),
    "v_coverage": (
        ("unit_run", "run", "unit"),
        """SELECT run.day, unit_run.run_id, unit_run.unit, unit.name AS unit_name, unit_run.kind, unit_run.state,
             planned, fetched, failed, skipped, pending, not_judged, stop_reason
           FROM unit_run JOIN run ON run.id = unit_run.run_id LEFT JOIN unit ON unit.id = unit_run.unit""",
    ),
    "v_nights": (
        ("unit_run", "run"),
        """SELECT run.id, run.day, run.state, count(DISTINCT unit_run.unit) AS units_looked_at, coalesce(sum(planned), 0) AS planned,
             coalesce(sum(fetched), 0) AS fetched, coalesce(sum(failed), 0) AS failed, coalesce(sum(not_judged), 0) AS not_judged
           FROM run LEFT JOIN unit_run ON unit_run.run_id = run.id GROUP BY run.id""",
    ),
    "v_spending": (
        ("spend_table", "spend_line", "facts", "page"),
        """SELECT page.unit, page.url, spend_table.title AS table_title, spend_table.document, spend_table.year, spend_line.code,
             spend_line.name, spend_line.amount_yuan, round(spend_line.share * 100, 1) AS percent, spend_line.is_other,
             spend_line.rank, spend_line.is_broken_down, spend_line.is_weighed_elsewhere, spend_line.explained, spend_line.reason
           FROM spend_line JOIN spend_table ON spend_table.id = spend_line.spend_table
           JOIN page ON page.facts = spend_table.facts""",
    ),
    "v_findings": (
        ("finding", "unit"),
        "SELECT unit.name AS unit_name, finding.* FROM finding LEFT JOIN unit ON unit.id = finding.unit",
    ),
}


def refresh(db: Database) -> None:
    """Make every view whose tables are there say what it says here."""
    tables = set(db.table_names())
    existing = dict(
        db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
    )
    for name, (needed, select) in VIEWS.items():
        text = f"CREATE VIEW {name} AS {select}"
        if not tables.issuperset(needed) or existing.get(name) == text:
            continue
        db.conn.execute(f"DROP VIEW IF EXISTS {name}")
        db.conn.execute(text)
