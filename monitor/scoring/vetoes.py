"""Which problems are a veto 单项否决 of the standards: only where the kind, the severity or the
law's own number says that the standard's sampling or certainty was reached (docs/rulebook.md §1);
the same for the score and for the quarter's report. Pure.
"""

from collections.abc import Iterable

from config.rulebook import Veto
from monitor.judging.verdict import Severity
from monitor.scoring.lives import Life


def veto_of(life: Life, kind: str, severity: str, vetoes: Iterable[Veto]) -> str:
    """The id of the first that it is; "" for none. `kind`, `severity`: as it was last found."""
    return next((veto.id for veto in vetoes if _is_veto(veto, life, kind, severity)), "")


def _is_veto(veto: Veto, life: Life, kind: str, severity: str) -> bool:
    is_certain = severity == Severity.CRITICAL if veto.by == "severity" else life.mark == "law"
    return (
        veto.rule == life.rule
        and life.clause in veto.clauses
        and (not veto.kinds or kind in veto.kinds)
        and is_certain
    )
