"""Fees that a unit lists without saying by what or how much it charges (docs/rulebook.md §3.9).
Pure.

A fee whose row is whole in any of the unit's lists is whole: lists repeat each other in pieces.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.dossier.facts import Dossier, MentionDocument
from store.records import Mention

COMPLETE, NO_BASIS, NO_STANDARD = "fee_complete", "fee_without_basis", "fee_without_standard"
UNREAD = "fee_list_unread"  # a picture by the name of such a list
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
    """A file or a picture that calls itself a list of fees and could not be read."""
    pictures = (
        mention.side == UNREAD
        for document in dossier.mentions
        if document.is_there
        for mention in document.mentions
    )
    return any(pictures) or any(doc.unreadable and "收费" in doc.title for doc in dossier.spending)


def is_listed_elsewhere(dossier: Dossier) -> bool:
    """A link of its site named as such a list leads to another's: a province keeps one for all."""
    return any(
        not link.is_own
        and link.place in ("home", "list")
        and len(link.words) <= _LONGEST_NAME
        and _NAMES_A_LIST.search(link.words)
        for link in dossier.links
    )


_NAMES_A_LIST = re.compile("收费.{0,6}(?:目录|清单|公示)")
_LONGEST_NAME = 20  # characters: what is longer is a headline
