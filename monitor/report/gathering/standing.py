"""How each unit stands in each theme: whether all that was asked of it was judged and in order, and
who may be named as an example. Pure.

There is one answer to this, so that whoever counts (the appraisal, its examples, the charts) counts
the same units.
"""

from collections.abc import Iterable, Iterator

from config.unit import Unit
from monitor.judging.inspection import Inspection, UnitResult
from monitor.judging.verdict import JUDGED, Answer, Verdict, Why
from monitor.report.gathering.naming import Naming
from monitor.report.material import Example, UnitLine
from monitor.report.themes import theme_of

_ELSEWHERE = Why.COMMON_PLATFORM_UNREAD
_MEANS, _CURRENT = 3, 1  # themes
Doubtful = set[tuple[str, int]]  # a unit and a theme


def named_in(inspection: Inspection) -> Doubtful:
    """Who has an open problem, and in which theme."""
    return {(finding.unit, theme_of(finding.rule)) for finding in inspection.findings}


def doubtful_in(inspection: Inspection) -> Doubtful:
    """Nobody is clear, or an example, in a theme in which the same circular names him, warns him,
    or could not see everything.
    """
    return named_in(inspection) | {
        (result.unit, theme_of(verdict.rule))
        for result in inspection.units
        for verdict in result.verdicts
        if _is_doubtful(verdict)
    }


def _is_doubtful(verdict: Verdict) -> bool:
    """What may stand on somebody else's platform takes nothing from what the unit shows."""
    is_unseen = verdict.answer is Answer.CANNOT_TELL and verdict.why is not _ELSEWHERE
    return verdict.answer is Answer.PROBLEM or is_unseen or verdict.warning


def examples_of(
    verdicts: Iterable[tuple[UnitResult, Verdict]], inspection: Inspection, naming: Naming
) -> Iterator[Example]:
    """Only of who is clear in the theme. That a site opens is nothing to be named for where what
    stands on it is not kept up.
    """
    out = doubtful_in(inspection) | {
        (unit, _MEANS) for unit, theme in named_in(inspection) if theme == _CURRENT
    }
    for result, verdict in verdicts:
        if verdict.good and (result.unit, theme_of(verdict.rule)) not in out:
            yield Example(
                **naming.of_unit(result, verdict),
                words_zh=verdict.good.text("zh"),
                words_en=verdict.good.text("en"),
                each_zh=verdict.good.text("zh", is_of_several=True),
                each_en=verdict.good.text("en", is_of_several=True),
                seen=verdict.good.seen,
            )


def unit_line(result: UnitResult, unit: Unit | None, doubtful: Doubtful) -> UnitLine:
    looked_at = {theme_of(verdict.rule) for verdict in result.verdicts if verdict.answer in JUDGED}
    return UnitLine(
        id=result.unit,
        name=unit.name if unit else result.unit_name,
        label=unit.label if unit else result.unit_name,
        kind=unit.kind if unit else "",
        parent=(unit.parent or "") if unit else "",
        judged=bool(looked_at),
        undecided=sum(verdict.answer is Answer.CANNOT_TELL for verdict in result.verdicts),
        themes_looked_at=tuple(sorted(looked_at)),
        rules_judged=tuple(
            sorted({verdict.rule for verdict in result.verdicts if verdict.answer in JUDGED})
        ),
        themes_not_applicable=tuple(
            sorted({theme_of(v.rule) for v in result.verdicts if v.answer is Answer.NOT_APPLICABLE})
        ),
        themes_clear=tuple(
            theme for theme in sorted(looked_at) if (result.unit, theme) not in doubtful
        ),
    )
