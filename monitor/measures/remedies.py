"""Documents on penalties, and documents that tell any way to have one looked at again
(docs/rulebook.md §3.9, penalty2021.39). Pure. Every way counts for the unit, from a hearing to a
lawsuit.
"""

import tomllib
from pathlib import Path

from monitor.dossier.facts import Dossier, MentionDocument

_TERMS = {
    name: frozenset(terms)
    for name, terms in tomllib.loads(
        (Path(__file__).parent / "remedies.toml").read_text("utf-8")
    ).items()
}


def on_penalties(dossier: Dossier) -> list[MentionDocument]:
    """Distinct documents that are still there."""
    return [doc for doc in _once(dossier) if doc.is_there and _speaks(doc, "penalties")]


def on_remedies(dossier: Dossier) -> list[MentionDocument]:
    """Distinct documents, those that are gone too: the unit is given the benefit."""
    return [doc for doc in _once(dossier) if _speaks(doc, "remedies")]


def _once(dossier: Dossier) -> list[MentionDocument]:
    return list({doc.sha256 or doc.url: doc for doc in dossier.mentions}.values())


def _speaks(document: MentionDocument, of: str) -> bool:
    return any(mention.term in _TERMS[of] for mention in document.mentions)
