"""What the merge must not write down: persons' numbers in addresses. Words come masked from the
reader, which the crawler needs no digit of; addresses it asks for as they are, up to here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from store.capture.settled_looks import SettledLook
from store.ledger import Ledger
from store.privacy.key import office_key
from store.privacy.masking import (
    has_number,
    masked_record,
    may_hold_number,
    with_masked_addresses,
)
from store.records import FrontierRow, Visit


def without_numbers(looks: Iterable[SettledLook], ledger: Ledger) -> Iterator[SettledLook]:
    """The looks as they may be kept. Raises StoreFailed where the office's key cannot be read."""

    @cache
    def key() -> bytes:
        return office_key(ledger.path.parent)

    for look in looks:
        visit, hint = masked_record(look.visit), masked_record(look.title_hint)
        is_as_it_was = visit is look.visit and hint is look.title_hint
        kept = look if is_as_it_was else replace(look, visit=visit, title_hint=hint)
        yield with_masked_addresses(kept, key()) if _have_number([*_addresses(kept)]) else kept


def masked_row(row: FrontierRow, ledger: Ledger) -> FrontierRow:
    """A row of the frontier as it may be kept."""
    if not has_number(row.url) and not has_number(row.channel_url):
        return row
    return with_masked_addresses(row, office_key(ledger.path.parent))


def _have_number(addresses: list[str]) -> bool:
    """All at once first: hardly any file holds one."""
    return may_hold_number("\n".join(addresses)) and any(map(has_number, addresses))


def _addresses(look: SettledLook) -> Iterator[str]:
    """Every address that would be kept of the look, and what else spells one out."""
    yield from (look.url, look.channel_url)
    yield from _of_visit(look.visit)
    facts = look.facts
    if facts is not None:
        yield from (facts.jumps_to, *facts.next_pages, *facts.data_requests)
        yield from (link.url for link in (*facts.links, *facts.attachments))
        yield from (item.url for item in facts.items)


def _of_visit(visit: Visit) -> Iterator[str]:
    yield from (visit.url, visit.final_url, visit.reason)
    for headers in (visit.headers, visit.exchange.asked):
        yield from (value for _, value in headers)
    for hop in visit.exchange.hops:
        yield hop.url
        yield from (value for _, value in (*hop.asked, *hop.headers))
