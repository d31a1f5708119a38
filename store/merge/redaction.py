"""What the merge must not take in: bodies and addresses under a tombstone.

A list goes on naming an entry that was taken down; the entry keeps its place and its date (a list
must not look older than it is), its title is the mark.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from store.capture.settled_looks import SettledLook
from store.ledger import Ledger
from store.records import Item, Link, PageFacts
from store.removal import tombstones
from store.removal.tombstones import TombstoneKind
from store.urls import canonical

MARK = "〔已撤下〕"


def without_tombstoned(looks: Iterable[SettledLook], ledger: Ledger) -> Iterator[SettledLook]:
    """The looks as they may be kept."""
    addresses = tombstones.of_addresses(ledger)
    bodies = {
        tombstone.sha256
        for tombstone in tombstones.every(ledger)
        if tombstone.sha256 and tombstone.kind is TombstoneKind.TAKEDOWN
    }
    for look in looks:
        yield redacted(look, addresses, bodies) if addresses or bodies else look


def redacted(
    look: SettledLook, addresses: Collection[str] | Mapping[str, object], bodies: Collection[str]
) -> SettledLook:
    """Pure: without the bytes and words of tombstoned addresses, and without tombstoned
    bodies."""
    if look.sha256 in bodies:
        look = replace(look, sha256="")
    if look.facts is not None:
        look = replace(look, facts=_without_names(look.facts, addresses))
    if look.url not in addresses:
        return look
    return replace(look, sha256="", title_hint="", facts=bare(look.facts) if look.facts else None)


def bare(facts: PageFacts) -> PageFacts:
    """A reading that says what kind of page it was and whether it changed, and no word of it."""
    return replace(
        facts,
        title="",
        site_name="",
        column_name="",
        items=(),
        links=(),
        attachments=(),
        jumps_to="",
        placeholder="",
        move_notice="",
        text="",
        tables=(),
        mentions=(),
        inquiries=(),
        guides=(),
        anomalies=(),
        kind_reason="",
        personal_numbers=(),
    )


def _without_names(facts: PageFacts, addresses: Collection[str]) -> PageFacts:
    items = tuple(
        _unnamed_item(item) if canonical(item.url) in addresses else item for item in facts.items
    )
    links = tuple(
        _unnamed_link(link) if canonical(link.url) in addresses else link for link in facts.links
    )
    files = tuple(
        _unnamed_link(file) if canonical(file.url) in addresses else file
        for file in facts.attachments
    )
    inquiries = facts.inquiries and tuple(
        replace(one, title=MARK) if one.url and canonical(one.url) in addresses else one
        for one in facts.inquiries
    )
    return replace(facts, items=items, links=links, attachments=files, inquiries=inquiries)


def _unnamed_item(item: Item) -> Item:
    return replace(item, title=MARK)


def _unnamed_link(link: Link) -> Link:
    return replace(link, text=MARK)
