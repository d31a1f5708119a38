"""The documents that speak of one side of disclosure, and whether enough was seen to miss any.
Pure.

The sides and their words: docs/rulebook.md §6. What is a result of powers and no basis of them
stands in sides.toml.
"""

import tomllib
from pathlib import Path

from monitor.dossier.facts import Dossier, MentionDocument

Sides = dict[str, list[MentionDocument]]  # by powers, fees, duties, rights

_WORDS = tomllib.loads((Path(__file__).parent / "sides.toml").read_text("utf-8"))


def sides_of(dossier: Dossier) -> Sides:
    """The documents of each side. One that speaks of powers and of fees counts for powers alone, so
    that the two add up.
    """
    found = {side: _documents_on(side, dossier) for side in ("powers", "fees", "duties", "rights")}
    powers = {document.url for document in found["powers"]}
    return found | {"fees": [each for each in found["fees"] if each.url not in powers]}


def _documents_on(side: str, dossier: Dossier) -> list[MentionDocument]:
    """One document counts once, however often it speaks and wherever it was put up again."""
    speaking = {
        document.sha256 or document.url: document
        for document in dossier.mentions
        if any(mention.side == side for mention in document.mentions)
        and not (side in ("powers", "fees") and is_result(document.title))
    }
    return list(speaking.values())


def remedies_posted(dossier: Dossier) -> list[MentionDocument]:
    """The documents that tell both how to complain and which remedies the law gives."""
    return [
        document
        for document in _once(dossier)
        if _names(document, "complaint_lines") and _names(document, "remedies")
    ]


def pledges_posted(dossier: Dossier) -> list[MentionDocument]:
    """Those whose title says so."""
    return [
        each for each in _once(dossier) if any(word in each.title for word in _WORDS["pledges"])
    ]


def _once(dossier: Dossier) -> list[MentionDocument]:
    return list({each.sha256 or each.url: each for each in dossier.mentions}.values())


def _names(document: MentionDocument, what: str) -> bool:
    return any(mention.term in _WORDS[what] for mention in document.mentions)


def is_result(title: str) -> bool:
    """A decision on a penalty or the like, which is what came of powers and no basis of them."""
    return any(word in title for word in _WORDS["results"])


def too_little_was_seen(dossier: Dossier) -> bool:
    limits, coverage = dossier.rulebook.limits.one_sided_disclosure, dossier.coverage
    return (
        coverage.pages_captured < limits.pages_needed
        or coverage.pages_open_share < limits.coverage_needed
    )
