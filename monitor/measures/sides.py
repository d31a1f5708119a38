"""The documents that speak of one side of disclosure, and whether enough was seen to miss any. Pure.

The sides and their words: docs/rulebook.md §6.
"""

from collections.abc import Collection

from monitor.dossier.facts import Dossier, MentionDocument


def documents_on(dossier: Dossier, terms: Collection[str]) -> list[MentionDocument]:
    """One document counts once, however often it speaks and wherever it was put up again."""
    speaking = {
        document.sha256 or document.url: document
        for document in dossier.mentions
        if any(mention.side in terms for mention in document.mentions)
    }
    return list(speaking.values())


def too_little_was_seen(dossier: Dossier) -> bool:
    limits, coverage = dossier.rulebook.limits.one_sided_disclosure, dossier.coverage
    return (
        coverage.pages_captured < limits.pages_needed
        or coverage.pages_open_share < limits.coverage_needed
    )
