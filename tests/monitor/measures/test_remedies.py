"""Documents on penalties and on remedies: what is gone accuses nobody, and still speaks for the unit."""

from dataclasses import replace
from datetime import date

from monitor.measures.remedies import on_penalties, on_remedies
from tests.monitor.notation import dossier


def test_a_document_that_is_gone_counts_for_the_unit_and_not_against_it() -> None:
    built = dossier(
        {
            "day": date(2026, 11, 23),
            "sites": [{}],
            "mentions": {"penalties": 2, "remedies": 1},
        }
    )
    gone = replace(built, mentions=tuple(replace(doc, is_there=False) for doc in built.mentions))
    assert (len(on_penalties(built)), len(on_remedies(built))) == (2, 1)
    assert (len(on_penalties(gone)), len(on_remedies(gone))) == (0, 1)
