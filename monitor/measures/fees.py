"""Fees that a unit lists without saying by what or how much it charges (docs/rulebook.md §3.9).
Pure.

A fee whose row is whole in any of the unit's lists is whole: lists repeat each other in pieces.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.dossier.facts import Dossier, MentionDocument
from store.records import Mention

COMPLETE, NO_BASIS, NO_STANDARD = "fee_complete", "fee_without_basis", "fee_without_standard"
SIDES = (COMPLETE, NO_BASIS, NO_STANDARD)


@dataclass(frozen=True, slots=True)
class ListedFee:
    """A row of a list of fees, and what it lacks, if anything."""

    document: MentionDocument
    mention: Mention

    @property
    def name(self) -> str:
        return self.mention.term


def listed_fees(dossier: Dossier) -> list[ListedFee]:
    """Every row of every list that is still there."""
    return [
        ListedFee(document, mention)
        for document in dossier.mentions
        if document.is_there
        for mention in document.mentions
        if mention.side in SIDES
    ]


def lacking(fees: list[ListedFee], what: str) -> list[ListedFee]:
    """Those that nowhere tell their basis, or their standard; each name once."""
    return list({fee.name: fee for fee in _lacking(fees, what)}.values())


def _lacking(fees: list[ListedFee], what: str) -> Iterator[ListedFee]:
    told = {fee.name for fee in fees if fee.mention.side == COMPLETE}
    yield from (fee for fee in fees if fee.mention.side == what and fee.name not in told)


def unread_lists(dossier: Dossier) -> bool:
    """A file that calls itself a list of fees and could not be read."""
    return any(doc.unreadable and "收费" in doc.title for doc in dossier.spending)
