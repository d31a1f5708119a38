"""What each table, view and column of the ledger is for: the text of docs/schema.md, and later of
the analysts' pages.

A test holds that nothing in the live schema is missing here and nothing here is missing there.
"""

from typing import NamedTuple

from store.docs.descriptions_told import TOLD


class Description(NamedTuple):
    """A table or view: what a row is, and what each column says."""

    is_about: str
    columns: dict[str, str]


_TABLES: dict[str, Description] = {
    "run": Description(
        "One night (or one crawl by hand). That it is here proves that we looked; its state says whether we could see.",
        {
            "id": "The day, or day.2, day.3 … where a day has several runs",
            "day": "The day in the office's zone; every look of the run counts as this night's",
            "kind": "nightly, manual or second_look; vantage: looks from a second vantage point, made there and taken in",
            "state": "running, complete, blind (our own network was bad: nobody is judged by it) or interrupted (its process was killed)",
            "started_at": "Instant, UTC",
            "finished_at": "Instant, UTC; NULL while it runs, and for a run that was killed",
            "vantage": "From where we looked: what is closed from one network may be open from another",
            "note": "What a person should know of this night",
            "extra": "JSON object of whatever else was noted",
        },
    ),
    "unit_run": Description(
        "One crawl of one unit: the row that makes its capture file merged, and the proof of what of the unit was looked at.",
        {
            "file_id": "The capture file's own id: a file is taken in once",
            "run_id": "The run it belongs to",
            "unit": "The unit",
            "kind": "nightly, second_look or manual; vantage: home pages only, from a second vantage point",
            "state": "complete, partial or not_judged",
            "stop_reason": "Why it ended before everything was asked; empty where it did not",
            "vantage": "From where we looked",
            "started_at": "Instant the crawl was planned",
            "ended_at": "Instant of its last visit",
            "planned": "URLs discovered: equals fetched + failed + skipped + pending, or the crawl is not complete",
            "fetched": "URLs that were answered for",
            "failed": "URLs that failed",
            "skipped": "URLs not asked, each with a reason in the capture file",
            "pending": "URLs that a budget left for the next night",
            "not_judged": "Pages whose visit failed on our side; they count neither for nor against anybody",
            "visited": "zlib of JSON: [page id, instant, outcome] of every single visit of this crawl",
        },
    ),
    "canary": Description(
        "Whether, at that moment, pages of others that are always there could be seen: proof of our own eyesight.",
        {
            "id": "Number",
            "run_id": "The run",
            "at": "Instant, UTC",
            "good": "1 where enough of them showed their marker",
            "details": "Which were asked and what they answered",
        },
    ),
    "unit": Description(
        "A unit that is or was inspected. Never deleted: what was found must stay readable after the office removed the file.",
        {
            "id": "The configuration's id",
            "name": "Official name",
            "short": "Name used in sentences; empty = the official one",
            "kind": "government, department, township, vertical, judicial, public_enterprise or second_level",
            "parent": "Id of the unit above it",
            "first_at": "Instant of the first run that knew it",
            "retired_on": "Day from which it is no longer inspected; NULL while it is",
        },
    ),
    "site": Description(
        "An entry point of a unit on the web, as the configuration has it.",
        {
            "unit": "The unit",
            "id": "Id within the unit",
            "kind": "own, subsite or portal_channel",
            "url": "Canonical address",
            "name": "Its name, where it has one",
            "first_at": "Instant of the first run that knew it",
            "retired_on": "Day from which it is no longer on record",
        },
    ),
    "page": Description(
        "A URL of a unit: its latest state, and what the planner needs to ask for it again. History stands in span.",
        {
            "id": "Number",
            "unit": "The unit",
            "url": "Canonical address; a page is one address of one unit",
            "site": "The site it belongs to",
            "purpose": "The strongest reason it was ever asked for: home, channel, list_page, data, item, attachment or page",
            "channel_url": "The channel it was first met in",
            "depth": "Links from the home page",
            "title": "The words of the link that led to it, or its own title",
            "first_at": "Instant it was first known",
            "last_visit_at": "Instant of the last visit that was judged",
            "last_full_at": "Instant it was last shown without “not modified”: at least once in 30 days it is",
            "last_outcome": "How the last visit ended, not_judged included",
            "last_reason": "Why",
            "ever_good": "1 once the page itself was seen",
            "ip": "The address that answered last: units behind one address share its failures",
            "etag": "Validator of the last full answer",
            "last_modified": "Validator of the last full answer",
            "sha256": "Body of the last good reading, in the archive",
            "fingerprint": "Of the last good reading's meaningful content",
            "facts": "The last good reading",
            "masks": "JSON list of block hashes seen to change by themselves",
            "left_over": "1 where a budget left it unvisited: it comes first next time",
        },
    ),
    "capture": Description(
        "Bytes of a page that were kept, because it was new or its meaningful content changed. The bytes are in archive.db.",
        {
            "id": "Number",
            "page": "The page",
            "sha256": "Name of the body in the archive",
            "at": "Instant of the visit that brought it",
            "size": "Bytes as received",
            "status": "HTTP status",
            "headers": "JSON list of [name, value] as received",
            "final_url": "Where redirects led; empty where there were none",
            "ip": "The address that answered",
            "vantage": "From where we looked",
            "previous_sha256": "The page's good body before this one",
            "exchange": "JSON object: the request's headers as sent, the protocol, the Content-Encoding taken off, the redirects on the way",
            "rendered": "1: seen as a browser draws it, after its scripts ran; the body is the drawn page",
            "answer_sha256": "Of a drawn page: name in the archive of what the server itself sent; empty elsewhere",
        },
    ),
    "facts": Description(
        "One reading of one body: everything the reader made of it. Written once, never changed.",
        {
            "id": "Number",
            "page": "The page",
            "capture": "The body it was read from; NULL where none was kept",
            "at": "Instant of the visit",
            "extractor": "Version of the reader",
            "kind": "home, list, article, attachment, error_page or other",
            "kind_reason": "What told so",
            "outcome": "How the visit ended",
            "encoding_declared": "What header or meta claimed",
            "encoding_used": "What it was read as",
            "title": "Title",
            "site_name": "meta SiteName",
            "column_name": "meta ColumnName",
            "column_type": "meta ColumnType",
            "published": "Day of publication, by the page",
            "published_from": "What said so: meta, labelled, url …",
            "signed": "成文日期; never speaks of freshness",
            "updated": "Day of a stated update",
            "url_date": "Day spelled in the address",
            "items_claimed": "The list's own count (共N条)",
            "items": "zlib of JSON: [title, url, claimed day, day in the address] of each entry",
            "list_dialect": "Which kind of list it was read as",
            "links": "zlib of JSON: [url, words] of what a home page or channel leads to; NULL elsewhere",
            "attachments": "How many attachments it links",
            "jumps_to": "Where a refresh or script sends the visitor",
            "placeholder": "“正在建设中” and the like, as printed",
            "fingerprint": "Versioned hash of the meaningful content",
            "blocks": "zlib of JSON: the hashes of its blocks",
            "text_length": "Characters of meaningful text",
            "document_unreadable": "Why a document could not be read; empty where it could",
            "anomalies": "JSON list of what was odd; a page read with these is never called empty",
        },
    ),
    "span": Description(
        "The same thing seen again and again: one page, from one vantage point, in one state, from first_at to last_at. "
        "A look that could not judge is in no span.",
        {
            "id": "Number; of a page's spans the highest is the latest",
            "page": "The page",
            "vantage": "From where we looked",
            "outcome": "How every one of these visits ended",
            "reason": "Why, by the latest of them",
            "first_at": "Instant of the first check",
            "last_at": "Instant of the last check",
            "checks": "How many crawls found it so (tries within one crawl are one check)",
            "max_gap": "Seconds: the longest that nobody looked",
            "days": "The nights as ranges: 2012-03-01/2012-05-30 2012-06-02",
            "nights": "How many different nights",
            "last_run": "The run of the last check",
            "capture": "The body it shows; NULL where none was kept",
            "facts": "The reading it shows",
            "fingerprint": "Of that reading; empty where the page itself was not shown",
            "status": "HTTP status",
            "ip": "The address that answered, or to which the name led",
            "final_url": "Where redirects led",
        },
    ),
    "channel": Description(
        "A list of a unit (栏目).",
        {
            "id": "Number",
            "unit": "The unit",
            "site": "The site",
            "url": "Canonical address of its first page: the key of findings about it",
            "page": "Its first page",
            "name": "As the menu calls it",
            "column_type": "meta ColumnType of its page",
            "first_at": "Instant since which it is watched",
            "was_linked": "1 once a home page or channel was seen to lead to it",
            "redated_share": "Share of its entries whose date changed in the last reading that changed any",
            "redated_run": "The run of that reading",
        },
    ),
    "item": Description(
        "An entry of a channel over time. Claimed date, its role, and the date in the address are three columns, never merged.",
        {
            "id": "Number",
            "channel": "The channel",
            "title": "Title as last listed",
            "title_key": "The title as it is compared: NFKC, no blanks",
            "url": "Address as last listed",
            "claimed": "The day the list shows",
            "date_role": "What that date is: list_row, or empty where there is none",
            "url_date": "The day spelled in the address",
            "position": "Place in the list when last read",
            "first_seen": "Instant we first saw it listed: no date of its own can be later than that by much",
            "first_run": "The run of that",
            "list_page": "The list page whose present reading holds it; NULL once it left. Leaving a list is not vanishing",
            "last_in_list": "Instant it was last read in a list; while list_page is set, that page's last look is later",
        },
    ),
    "item_change": Description(
        "What changed in an entry, so that an earlier day can be judged as it was.",
        {
            "id": "Number",
            "item": "The entry",
            "at": "Instant of the reading",
            "run_id": "The run",
            "what": "moved, edited, dated, redated, redated_in_mass (the old date still stands), or reread (our reader corrected itself)",
            "old": "Before",
            "new": "After",
        },
    ),
    "spend_table": Description(
        "A spending table in one reading. Amounts in yuan whatever the table's unit.",
        {
            "id": "Number",
            "facts": "The reading",
            "position": "Which table of the document",
            "title": "Its title",
            "kind": "function, economic, sangong, income_expense, project, detail or other",
            "is_spending": "0 for income, assets, debts: not judged",
            "year": "Year it speaks of",
            "document": "budget, final_accounts or other",
            "unit": "元, 万元, or empty where the table states none",
            "total_yuan": "Its own total of expenditure",
            "anomalies": "JSON list of what did not add up",
            "is_total_printed": "0 where the total is the sum of the top rows; NULL where read by an earlier version",
            "whole_yuan": "What the shares are shares of: its total, or that of the table it is a part of",
        },
    ),
    "spend_line": Description(
        "A row of a spending table.",
        {
            "id": "Number",
            "spend_table": "The table",
            "row": "Row number in the document",
            "code": "Subject code; empty where there is none",
            "name": "Name as printed",
            "amount_yuan": "Amount in yuan",
            "share": "Of the table's whole_yuan, 0..1",
            "level": "Depth in the tree, 0 = top",
            "is_other": "1 where the name says 其他 or 其它",
            "is_bare": "1 where it says nothing more",
            "is_nested_other": "1 for an 其他 within an 其他",
            "rank": "1 for the largest line without rows below; NULL where not weighed, or where it has rows below",
            "is_broken_down": "1 where the rows below carry its money; NULL where not weighed, or read by an earlier version",
            "is_weighed_elsewhere": "1 where a table of a larger total in the document has the line too; NULL as above",
            "explained": "NULL, specific, generic or circular",
            "reason": "The explanation found, as printed",
        },
    ),
    "mention": Description(
        "A sentence of a page's main content that speaks of one side of disclosure.",
        {
            "id": "Number",
            "facts": "The reading",
            "side": "powers, fees, duties or rights",
            "term": "The term found",
            "sentence": "The sentence around it",
        },
    ),
    "verdict": Description(
        "A rule's answer on a subject, as a span: the same answer again is the same row.",
        {
            "id": "Number",
            "unit": "The unit",
            "rule": "The rule",
            "subject": "What was judged",
            "answer": "problem, clear, cannot_tell or not_applicable",
            "why": "For cannot_tell: the reason, from a closed list",
            "severity": "problem or critical",
            "kind": "Finer kind within the rule",
            "warning": "1 for clear but near the limit",
            "measured": "The value measured on the last night",
            "threshold": "The limit it was measured against",
            "first_day": "First day of this answer",
            "last_day": "Last day of it so far",
            "first_run": "The run that first gave it",
            "last_run": "The run that last gave it",
            "nights": "How many days it was given on",
        },
    ),
    "_sqlite_migrations": Description(
        "Which changes of the schema this file has been through.",
        {"id": "Number", "migration_set": "Whose", "name": "Which", "applied_at": "When"},
    ),
}

_VIEWS: dict[str, Description] = {
    "v_latest_state": Description(
        "Every page with its latest state and since when it has been so.", {}
    ),
    "v_channel_freshness": Description(
        "Every channel with its newest date and when something new was last seen in it.", {}
    ),
    "v_coverage": Description(
        "Every crawl of every unit: how much was planned, fetched, failed, left. Silence is not health.",
        {},
    ),
    "v_nights": Description("Every night at a glance.", {}),
    "v_spending": Description("The present spending tables, row by row.", {}),
    "v_findings": Description("Every finding with its unit's name.", {}),
}

_VIEW_COLUMNS = {
    "unit_name": "The unit's official name",
    "since": "Instant since which it has been so",
    "last_seen_so": "Instant it was last seen so",
    "items": "Entries known",
    "newest_date": "The latest of claimed dates and dates in addresses, as they stand: not yet judged credible",
    "newest_first_seen": "Instant the newest entry was first seen",
    "units_looked_at": "How many units were crawled",
    "table_title": "Title of the table",
    "percent": "Share of the table's total in percent",
}


def descriptions() -> dict[str, Description]:
    """All tables and views, those of other rooms included."""
    return _TABLES | {table: Description(*words) for table, words in TOLD.items()} | _VIEWS


def of_column(table: str, column: str) -> str:
    """The words for a column; a view's column is described by the table it comes from. "" where
    there are none.
    """
    every = descriptions()
    if table in _VIEWS:
        if column in _VIEW_COLUMNS:
            return _VIEW_COLUMNS[column]
        return next(
            (known.columns[column] for known in every.values() if column in known.columns), ""
        )
    return every[table].columns.get(column, "") if table in every else ""
