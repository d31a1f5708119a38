"""A night gone by, judged again from what was kept of it: by the office's rulebook, by another
folder's, or by the law of another day. The ledger is only read.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rich.console import Console

from app.data_folder import ledger_path, read_ledger
from app.night.by_unit import OpenedWith, UnitTask, by_unit, open_dossier, opened_with
from config.errors import Miswritten, NotFound
from config.folder import Config, rulebook_in
from config.rulebook import Rulebook
from config.words import Spoken, Words, word_table
from monitor.judging.inspection import Inspection, JudgedUnit
from monitor.judging.plain_text import printable
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Verdict
from monitor.judging.what_if import (
    AnswerDifference,
    differences,
    inspection_again,
    judged_again,
    under_law_of,
)
from monitor.judging.words import ANSWER_TEXT
from monitor.report.gathering.basis import basis_words
from monitor.report.measures import measure_text
from monitor.report.terminal import print_line
from store.ledger import Ledger
from store.records import Run

SAY = word_table(Path(__file__).parent / "what_if.toml")
OFFICES = "office"  # how the office's own rulebook is named on the command line
NEAREST = 3  # nights named in the place of one that was not spent
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def judged_as(config: Config, rules_named: str, day: date | None) -> Inspection:
    """The last night of `day` (of all nights where None) by the rulebook that `rules_named` names:
    a folder, a day whose law is meant, or `office`.

    Raises NotFound where no night was spent that day, ConfigRefused for a folder with mistakes,
    Miswritten for what is neither.
    """
    [inspection] = _judged_by([_rulebook(rules_named, config)], config, day)
    return inspection


def nothing_written(inspection: Inspection, rules_named: str, config: Config) -> None:
    """Said on standard error, so that programs read the object alone."""
    words = SAY["nothing_written"].filled(day=inspection.as_of, rules=rules_named)
    print(words.text(config.office.language), file=sys.stderr)


@dataclass(frozen=True, slots=True)
class RulesCompared:
    """Two rulebooks over one night."""

    before: Inspection
    after: Inspection
    config: Config

    def as_json(self) -> list[dict[str, object]]:
        return [_as_json(each) for each in differences(self.before, self.after)]

    def show(self, console: Console) -> None:
        """Problems by unit and rule, each with what explains it; the other answers as counts."""
        say = Spoken(SAY, self.config.office.language)
        found = list(differences(self.before, self.after))
        print_line(console, say("compared", day=self.before.as_of, units=len(self.before.units)))
        for each in (one for one in found if one.is_of_a_problem and not one.is_only_cited_anew):
            for line in _told(each, self.config, say):
                print_line(console, printable(line))
        for line in _cited_anew((one for one in found if one.is_only_cited_anew), self.config, say):
            print_line(console, printable(line))
        others = [one for one in found if not one.is_of_a_problem]
        print_line(console, say("others", n=len(others)) if others or found else say("alike"))


def compared(config: Config, one: str, other: str, day: date | None) -> RulesCompared:
    """What the two rulebooks say of one night. Raises as `judged_as`."""
    rulebooks = [_rulebook(named, config) for named in (one, other)]
    before, after = _judged_by(rulebooks, config, day)
    return RulesCompared(before, after, config)


def _judged_by(rulebooks: Sequence[Rulebook], config: Config, day: date | None) -> list[Inspection]:
    if not ledger_path(config.data).exists():
        raise NotFound(SAY["no_night"])
    with read_ledger(config) as ledger:
        run = ledger.latest_run() if day is None else ledger.run_of_day(day)
        if run is None:
            raise NotFound(_no_such_night(day, ledger.days_of_runs()))
        return [
            _inspected(ledger, replace(config, rulebook=rulebook), run) for rulebook in rulebooks
        ]


def _inspected(ledger: Ledger, config: Config, run: Run) -> Inspection:
    """As the night itself knew the units: nothing that was seen later is in them."""
    known = opened_with(
        ledger,
        config,
        run,
        network_good=run.state != "blind",
        clock_suspect="clock_suspect" in run.note,
    )
    tasks = [UnitTask(unit) for unit in config.in_service(run.day)]
    judged = by_unit(ledger, known, _judged, tasks, [])
    return inspection_again(judged, run_id=run.id, as_of=run.day)


def _judged(ledger: Ledger, known: OpenedWith, task: UnitTask) -> JudgedUnit:
    return judged_again(open_dossier(ledger, known, task))


def _rulebook(named: str, config: Config) -> Rulebook:
    if named == OFFICES:
        return config.rulebook
    if _DAY.fullmatch(named):
        try:
            return under_law_of(config.rulebook, date.fromisoformat(named))
        except ValueError as error:
            raise Miswritten(SAY["no_such_day"].filled(named=named)) from error
    if not Path(named).is_dir():
        raise Miswritten(SAY["neither"].filled(named=named))
    return rulebook_in(Path(named))


def _no_such_night(day: date | None, days: Sequence[date]) -> Words:
    if day is None or not days:
        return SAY["no_night"]
    nearest = sorted(days, key=lambda other: abs(other - day))[:NEAREST]
    return SAY["not_that_day"].filled(day=day, nearest=", ".join(map(str, sorted(nearest))))


def _told(difference: AnswerDifference, config: Config, say: Spoken) -> Iterator[str]:
    """`环保局 栏目未更新：问题 → 不适用`, then what each of them says and rests on."""
    before, after = difference.before, difference.after
    yield say(
        "differs",
        unit=difference.unit_name,
        rule=rules()[difference.rule].rule.title.text(say.language),
        before=_answer(before, say),
        after=_answer(after, say),
    )
    for mark, verdict in (("-", before), ("+", after)):
        if verdict is not None:
            said = verdict.sentence_en if say.language == "en" else verdict.sentence_zh
            yield say("says", mark=mark, sentence=said, basis=_basis(verdict, config, say))


def _cited_anew(found: Iterable[AnswerDifference], config: Config, say: Spoken) -> Iterator[str]:
    """What both name in the same words and rest on other texts: a line a rule and pair of texts."""
    alike: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in found:
        before, after = (_basis(one, config, say) for one in (each.before, each.after) if one)
        alike[each.rule, before, after].append(each.unit_name)
    for (rule, before, after), units in alike.items():
        title = rules()[rule].rule.title.text(say.language)
        n, k = len(units), len(set(units))
        yield say("cited_anew", rule=title, n=n, k=k, before=before, after=after)


def _answer(verdict: Verdict | None, say: Spoken) -> str:
    return ANSWER_TEXT[verdict.answer].text(say.language) if verdict else say("not_spoken_of")


def _basis(verdict: Verdict, config: Config, say: Spoken) -> str:
    """Only a problem rests on a clause and a threshold."""
    if verdict.answer is not Answer.PROBLEM:
        return ""
    clause = basis_words(verdict.clause, config)
    return say("basis", clause=clause, threshold=measure_text(verdict.threshold, say.language))


def _as_json(difference: AnswerDifference) -> dict[str, object]:
    return {
        "unit": difference.unit,
        "unit_name": difference.unit_name,
        "rule": difference.rule,
        "subject": difference.subject,
        "before": _verdict_json(difference.before),
        "after": _verdict_json(difference.after),
        "changed": list(difference.changed),
    }


def _verdict_json(verdict: Verdict | None) -> dict[str, object] | None:
    if verdict is None:
        return None
    return {
        "answer": verdict.answer.value,
        "why": verdict.why.value if verdict.why else "",
        "kind": verdict.kind,
        "severity": verdict.severity.value if verdict.answer is Answer.PROBLEM else "",
        "measured": verdict.measured,
        "threshold": verdict.threshold,
        "clause": verdict.clause,
        "sentence_zh": verdict.sentence_zh,
        "sentence_en": verdict.sentence_en,
    }
