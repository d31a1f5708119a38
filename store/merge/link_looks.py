"""What stood behind links that no crawl asks for: addresses on strangers' hosts, and those of a
unit's own that its crawl does not reach. One row for an answer however many nights it lasts,
whoever leads there: an address is asked for once a night for all units.

Looks count of nights on which our own network was good; of another's a row tells only what was seen
on a good one, or in `run_id` itself.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from store.instants import from_text, to_text
from store.ledger import Ledger
from store.outcomes import Outcome

_ASKED_AT_ONCE = 500  # addresses of one question to SQLite
_LONGEST_REASON = 300  # characters
_GOOD = "state IN ('complete', 'unjudged')"


@dataclass(frozen=True, slots=True)
class LinkLook:
    """One look at one address, canonical."""

    url: str
    at: datetime
    outcome: Outcome
    reason: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class LinkState:
    """The latest answer of an address, and since when it was the same."""

    url: str
    outcome: Outcome
    reason: str
    first_at: datetime
    last_at: datetime
    nights: int
    is_tonights: bool


@dataclass(frozen=True, slots=True)
class HostLook:
    """What a host offers beside its pages. `what`: ipv6 | security_txt; `said`: its answer."""

    host: str
    what: str
    said: str
    at: datetime


def record_links(ledger: Ledger, run_id: str, looks: Iterable[LinkLook]) -> None:
    """One round of looks, all or nothing. What we could not judge is not recorded."""
    with ledger.transaction():
        for look in looks:
            said: dict[str, object] = {
                "outcome": look.outcome.value,
                "reason": look.reason[:_LONGEST_REASON],
                "status": look.status,
            }
            _record(ledger, run_id, "link_look", {"url": look.url}, said, look.at, "outcome")


def record_hosts(ledger: Ledger, run_id: str, looks: Iterable[HostLook]) -> None:
    """As `record_links`, of hosts."""
    with ledger.transaction():
        for look in looks:
            key: dict[str, object] = {"host": look.host, "what": look.what}
            _record(ledger, run_id, "host_look", key, {"said": look.said}, look.at, "said")


def link_states(
    ledger: Ledger, urls: Collection[str], *, run_id: str, until: datetime
) -> dict[str, LinkState]:
    """The latest state of each address that was looked at, as of `until`."""
    found = {}
    wanted = sorted(urls)
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        some = wanted[start : start + _ASKED_AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = ledger.db.conn.execute(
            f"""SELECT url, outcome, reason, first_at, first_run, last_at, last_run, nights
                FROM link_look WHERE url IN ({marks}) AND (first_at < ? OR first_run = ?)
                ORDER BY id""",
            (*some, to_text(until), run_id),
        )
        for state in _states(rows, _good_runs(ledger) | {run_id}, run_id, until):
            found[state.url] = state
    return found


def host_states(
    ledger: Ledger, hosts: Collection[str], *, run_id: str, until: datetime
) -> dict[str, frozenset[str]]:
    """Of each host what was said of it last, as `ipv6:answers`."""
    found: dict[tuple[str, str], str] = {}
    for host in hosts:
        for what, said in ledger.db.conn.execute(
            f"""SELECT what, said FROM host_look JOIN run ON run.id = host_look.last_run
                WHERE host = ? AND (first_at < ? OR first_run = ?)
                    AND (run.{_GOOD} OR run.id = ?)
                ORDER BY host_look.id""",
            (host, to_text(until), run_id, run_id),
        ):
            found[host, what] = said
    return {
        host: frozenset(f"{what}:{said}" for (of, what), said in found.items() if of == host)
        for host in hosts
    }


def hosts_looked_at(ledger: Ledger, hosts: Collection[str], since: datetime) -> set[str]:
    """Those of `hosts` of which something was seen since then."""
    rows = ledger.db.conn.execute(
        "SELECT host FROM host_look GROUP BY host HAVING max(last_at) >= ?", (to_text(since),)
    )
    return {host for (host,) in rows} & set(hosts)


def _record(
    ledger: Ledger,
    run_id: str,
    table: str,
    key: dict[str, object],
    said: dict[str, object],
    at: datetime,
    compared: str,
) -> None:
    """Grow the key's newest row where it says the same, else begin another."""
    where = " AND ".join(f"{name} = ?" for name in key)
    newest = ledger.db.conn.execute(
        f"SELECT id, {compared}, last_run FROM {table} WHERE {where} ORDER BY id DESC LIMIT 1",
        tuple(key.values()),
    ).fetchone()
    if newest is not None and newest[1] == said[compared]:
        ledger.db.conn.execute(
            f"UPDATE {table} SET last_at = ?, last_run = ?, nights = nights + ? WHERE id = ?",
            (to_text(at), run_id, int(newest[2] != run_id), newest[0]),
        )
        return
    row: dict[str, object] = key | said
    row |= {"first_at": to_text(at), "first_run": run_id, "last_at": to_text(at)}
    row |= {"last_run": run_id, "nights": 1}
    ledger.db.conn.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
        tuple(row.values()),
    )


def _good_runs(ledger: Ledger) -> set[str]:
    return {run for (run,) in ledger.db.conn.execute(f"SELECT id FROM run WHERE {_GOOD}")}


def _states(
    rows: Iterable[tuple[str, ...]], good: set[str], run_id: str, until: datetime
) -> Iterator[LinkState]:
    """A row that began in a blind night is as young as its last look; one that ended in it, or has
    grown since `until`, tells only what its first look saw.
    """
    for url, outcome, reason, first_at, first_run, last_at, last_run, nights in rows:
        first, last, counted = from_text(first_at), from_text(last_at), int(nights)
        if last_run not in good or (last >= until and last_run != run_id):
            last, last_run, counted = first, first_run, 1
        if first_run not in good:
            first, counted = last, 1
        if last_run in good:
            yield LinkState(url, Outcome(outcome), reason, first, last, counted, last_run == run_id)
