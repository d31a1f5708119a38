"""The circular's part on what was repaired since the last one 整改情况. Only what a crawl verified is
called repaired.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from config.words import Spoken, word_table
from monitor.rectification.repairs import Repair, Repairs
from monitor.report.days import written_day
from monitor.report.grouping import names
from monitor.report.material import Material, OfUnit, ReportedProblem
from monitor.report.papers.paper import Paragraph, body, part

WORDS = word_table(Path(__file__).parent / "words" / "repairs.toml")
IDS_SHOWN = 20  # in one sentence; the problem ledger has them all


def repairs_part(material: Material) -> list[Paragraph]:
    """Nothing where no repairs were gathered: a first night, reports of before this part was known."""
    repairs, say = material.repairs, Spoken(WORDS, material.language)
    if repairs is None:
        return []
    lines = [verified(repairs, say)]
    if repairs.waiting:
        lines.append(_listed("waiting", repairs.waiting, say))
    if late := [problem for problem in material.listed if material.is_overdue(problem)]:
        lines.append(overdue(late, material.as_of, say))
    if repairs.relapsed:
        lines.append(relapsed(repairs.relapsed, say))
    return [part(say("part.repairs")), *map(body, lines)]


def verified(repairs: Repairs, say: Spoken) -> str:
    name = "since.circular" if repairs.is_since_circular else "since.night"
    since = say(name, since=written_day(repairs.since, say.language))
    if not repairs.verified:
        return say("none_verified", since=since)
    return _listed("verified", repairs.verified, say, since=since)


def overdue(found: Sequence[ReportedProblem], as_of: date, say: Spoken) -> str:
    """Units by how many each has; the one that is longest past its day as it was said."""
    worst = min(found, key=lambda one: (one.due or as_of, one.id))
    days, sentence = (as_of - (worst.due or as_of)).days, worst.sentence(say.language)
    longest = say("longest", days=days, id=worst.id, sentence=sentence)
    return say("overdue", n=len(found), units=_units(found, say), longest=longest)


def relapsed(found: Iterable[Repair], say: Spoken) -> str:
    told = [say("relapse", unit=one.label, id=one.id, times=one.times) for one in found]
    return say("relapsed", n=len(told), lines=names(told, say.language))


def _listed(name: str, found: Sequence[Repair], say: Spoken, **more: str) -> str:
    ids = names((str(one.id) for one in found[:IDS_SHOWN]), say.language)
    ids += say("more_ids") if len(found) > IDS_SHOWN else ""
    return say(name, n=len(found), units=_units(found, say), ids=ids, **more)


def _units(found: Iterable[Repair | OfUnit], say: Spoken) -> str:
    counted: dict[str, int] = {}
    for one in found:
        counted[one.label] = counted.get(one.label, 0) + 1
    told = (say("counted", unit=unit, n=n) if n > 1 else unit for unit, n in counted.items())
    return names(told, say.language)
