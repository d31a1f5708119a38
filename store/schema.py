"""The ledger's tables, one migration a change: the SQL of each stands under its name in
`store/sql/schema.sql`, what each table and column is for in `store/schema_docs/descriptions.toml`.

A migration that has shipped is never edited nor renamed: every ledger keeps the names of those that
it has been through. A new one is added below. Text order is time order:
instants are `2012-03-05T02:00:00Z`, days `2012-03-05`. Tables are STRICT: a wrong type is refused
when written, not met when read.
"""

from sqlite_utils import Database, Migrations

from store.sql import queries, run

APPLICATION_ID = 0x676B6C65  # "gkle"

migrations = Migrations("ledger")

_SQL = queries("schema")


@migrations()
def nights(db: Database) -> None:
    """What was set out to do, and what came of it."""
    run(db.conn, _SQL["nights"])


@migrations()
def units(db: Database) -> None:
    """Who is inspected, as the configuration said it over time."""
    run(db.conn, _SQL["units"])


@migrations()
def pages(db: Database) -> None:
    """What there is to look at, and what was seen there."""
    run(db.conn, _SQL["pages"])


@migrations()
def channels(db: Database) -> None:
    """Lists and their entries over time."""
    run(db.conn, _SQL["channels"])


@migrations()
def readings(db: Database) -> None:
    """What a reading says that rules count: spending and the sides of disclosure."""
    run(db.conn, _SQL["readings"])


@migrations()
def verdicts(db: Database) -> None:
    """What the rules answered, as spans."""
    run(db.conn, _SQL["verdicts"])


@migrations()
def exchanges(db: Database) -> None:
    """What was asked beside what was answered, so that evidence can show both."""
    run(db.conn, _SQL["exchanges"])


@migrations()
def drawn_pages(db: Database) -> None:
    """How a page was seen: as the server sent it, or as a browser rendered it."""
    run(db.conn, _SQL["drawn_pages"])


@migrations()
def facts_of_spending(db: Database) -> None:
    """What a document says of its 其他 lines, in place of the level that one night's limits gave
    them. NULL in rows of before: an unknown fact accuses nobody, and a reread makes it known.
    """
    run(db.conn, _SQL["facts_of_spending"])


@migrations()
def move_notices(db: Database) -> None:
    """What a page says of its content standing elsewhere; rows of before say it after a reread."""
    run(db.conn, _SQL["move_notices"])


@migrations()
def remarks_of_tables(db: Database) -> None:
    """What a table states two ways; none in rows of before."""
    run(db.conn, _SQL["remarks_of_tables"])


@migrations()
def links_and_tags(db: Database) -> None:
    """What a page leads to, and the tags it lacks; pages of before tell it when they are next seen."""
    run(db.conn, _SQL["links_and_tags"])


@migrations()
def link_looks(db: Database) -> None:
    """What stood behind links that no crawl asks for."""
    run(db.conn, _SQL["link_looks"])


@migrations()
def inquiries_and_guides(db: Database) -> None:
    """What a page shows of messages and of service guides; NULL in rows of before: not looked for."""
    run(db.conn, _SQL["inquiries_and_guides"])


@migrations()
def personal_numbers(db: Database) -> None:
    """Which persons' numbers a page shows, never their digits; NULL in rows of before: nobody
    looked for them, and a reread does.
    """
    run(db.conn, _SQL["personal_numbers"])


@migrations()
def answers_by_day(db: Database) -> None:
    """Indices for what is asked of one day among the nights of ten years."""
    run(db.conn, _SQL["answers_by_day"])


@migrations()
def items_shown_alike(db: Database) -> None:
    """The same entry in the lists of several units is found by its address and its title."""
    run(db.conn, _SQL["items_shown_alike"])


@migrations()
def lines_of_looks(db: Database) -> None:
    """Over whose line the canaries were looked at; all looks of before were home's own."""
    run(db.conn, _SQL["lines_of_looks"])
