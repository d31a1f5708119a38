"""The circular 通报 as pure structure: headed paragraphs in the form of 2012, no layout.

In the order of the seed: by whose decision and by which documents, the appraisal, the problems
under the five themes, then what could not be judged and how it was looked at, last what is
required.
Facts, numbers and dates only; no adjectives, no motive (docs/rulebook.md §1, register of the 通报).
What was not looked at and what could not be judged have parts of their own, so that neither ever
reads as "in order".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from config.words import Spoken, word_table
from monitor.judging.judged_words import judged_words
from monitor.rectification.circular_part import repairs_part
from monitor.report.annexes import annexes_of
from monitor.report.chart import charts_of
from monitor.report.days import written_day
from monitor.report.grouping import by_fault, by_why, by_words, names, reads_alike, units_of
from monitor.report.material import Example, Material, ReportedProblem
from monitor.report.papers.paper import (
    PAPER_WORDS,
    Paper,
    Paragraph,
    body,
    numbered,
    numbered_parts,
    numeral,
    part,
    section,
)
from monitor.report.reasons import reason
from monitor.report.themes import THEMES, Theme, looked_at, many_of

WORDS = word_table(PAPER_WORDS, Path(__file__).parent / "words" / "circular.toml")
# A circular is read aloud at a meeting; the whole lists are its annexes.
ONE_BY_ONE = 6  # problems of one fault; more of them are told together
UNITS_NAMED = 24  # of one fault
WARNINGS_SHOWN = UNCONFIRMED_SHOWN = REMARKS_SHOWN = 10
EXAMPLES_A_THEME = 5  # units named
DOCUMENTS_NAMED = 8  # of the basis; the others are counted
OUR_OWN = "product"  # the mark of a limit
_LAST_BRACKET = re.compile(r"（[^（）]*）$| \([^()]*\)$")
HIJACKED = "hijacked_site"  # what the look under a searcher's name is for


def write_circular(material: Material) -> Paper:
    """The circular in the material's language."""
    say = Spoken(WORDS, material.language)
    dated = written_day(material.as_of, say.language)
    annexes = annexes_of(material)
    places = {annex.kind: number for number, annex in enumerate(annexes, start=1)}
    parts = [
        appraisal(material, places, say),
        problems(material, places, say),
        undecided(material, say),
        method(material, say),
        remarks(material, places, say),
        repairs_part(material),
        demands(material, say),
    ]
    return Paper(
        language=say.language,
        masthead=say("masthead", issuer=material.issuer),
        number=material.document_number or say("number_left_blank", year=material.as_of.year),
        title=say("title", city=material.city),
        addressees=say("addressees_counties" if material.counties else "addressees"),
        paragraphs=(*opening(material, say), *numbered_parts(parts, say)),
        annex_label=say("annex_label"),
        annexes=annexes,
        signed=material.issuer,
        dated=dated,
        printed_by=material.issuer,
        printed_on=say("printed_on", day=dated),
        charts=charts_of(material),
    )


def opening(material: Material, say: Spoken) -> list[Paragraph]:
    """根据……部署，……按照《……》（文号）的要求: and whether what is cited was checked."""
    mandate = say("mandate", mandate=material.mandate) if material.mandate else ""
    unread = len(material.unread)
    text = say(
        "opening_counties" if material.counties else "opening",
        read=len(material.counties) - unread,
        unread=say("unread_besides", n=unread) if unread else "",
        mandate=mandate,
        issuer=material.issuer,
        day=written_day(material.as_of, say.language),
        basis=basis(material, say),
        kinds=kinds_of_units(material, say),
        of=len(material.units),
    )
    return [body(text), *unverified(material, say)]


def basis(material: Material, say: Spoken) -> str:
    titles = [document.title for document in material.basis]
    if not titles:
        return ""
    more = say("more_documents", n=len(titles)) if len(titles) > DOCUMENTS_NAMED else ""
    return say("basis", documents=listed(titles[:DOCUMENTS_NAMED], say), more=more)


def unverified(material: Material, say: Spoken) -> list[Paragraph]:
    doubtful = [document.title for document in material.basis if not document.is_verified]
    if not doubtful:
        return []
    if len(doubtful) == len(material.basis):
        return [body(say("all_unverified"))]
    return [body(say("unverified", documents=listed(doubtful, say)))]


def listed(titles: Sequence[str], say: Spoken) -> str:
    """《甲》、《乙》和《丙》."""
    *before, last = titles
    return say("last_joint", before=names(before, say.language), last=last) if before else last


def appraisal(material: Material, places: dict[str, int], say: Spoken) -> list[Paragraph]:
    """How far it was judged and with what result; then what is in order, counted by clear verdicts
    alone, with the units of which most was seen.
    """
    unconfirmed = len(material.unconfirmed) + material.behind_closed
    counts = say(
        "counts",
        judged=judged_words(material.judged_units).text(say.language),
        problems=len(material.problems),
        critical=material.critical,
        units=units_of(material.problems),
        overdue=overdue_words(material, say),
        unconfirmed=say("not_confirmed", n=unconfirmed) if unconfirmed else "",
    )
    paragraphs = [part(say("part.appraisal")), body(counts)]
    if material.counties:
        paragraphs.append(body(say("counties_in_annex", annex=places["counties"])))
    if taken_back := len(material.taken_back) + material.confidential_taken_back:
        paragraphs.append(body(say("taken_back", n=taken_back)))
    if confidential := len(material.for_the_office):
        paragraphs.append(body(say("confidential", n=confidential)))
    if secret := len(material.under_secrecy):
        paragraphs.append(body(say("under_secrecy", n=secret)))
    good = list(good_sides(material, say))
    if good:
        paragraphs.append(body(say("in_order")))
    for place, text in enumerate(good, start=1):
        number = say("first_of", n=numeral(place, say.language)) if len(good) > 1 else ""
        paragraphs.append(body(number + text))
    if not good:
        paragraphs.append(body(say("no_examples")))
    if named := named_below(material):
        paragraphs.append(body(say("named_below", units=names(named, say.language))))
    if material.repaired:
        units = names([problem.label for problem in material.repaired], say.language)
        paragraphs.append(body(say("repaired", n=len(material.repaired), units=units)))
    return paragraphs


def overdue_words(material: Material, say: Spoken) -> str:
    return say("overdue", n=material.overdue) if material.overdue else ""


def named_below(material: Material) -> list[str]:
    """Those of the examples that are named among the problems too, of another theme."""
    named = {problem.unit for problem in material.problems}
    shown = [
        example
        for theme in THEMES
        for example in material.examples_of_theme(theme.number)[:EXAMPLES_A_THEME]
    ]
    return list(dict.fromkeys(example.label for example in shown if example.unit in named))


def good_sides(material: Material, say: Spoken) -> Iterator[str]:
    """Theme by theme, in how many units all that was asked was judged and in order; a theme in
    which nothing was seen that is worth naming is not praised by its number.
    """
    for theme in THEMES:
        if examples := material.examples_of_theme(theme.number):
            head, told = theme.neutral.text(say.language), examples_of(examples, say)
            clear = material.clear_in_theme(theme.number)
            yield say("good_side", head=head, n=len(clear), examples=told)


def examples_of(found: Sequence[Example], say: Spoken) -> str:
    """The units of which most was seen: some of those that the sentence before has counted."""
    told = by_words(found[:EXAMPLES_A_THEME], say.language)
    note = _note_of_all([good for good, _ in told])
    text = say("list_joint").join(
        say("example", units=names(labels, say.language), words=good.removesuffix(note))
        for good, labels in told
    )
    return say(
        "examples", text=text + (say("note_of_all", note=note.strip(" （()）")) if note else "")
    )


def _note_of_all(texts: Sequence[str]) -> str:
    """The bracket with which all of several end: it is said once, behind the last."""
    notes = {found[0] if (found := _LAST_BRACKET.search(text)) else "" for text in texts}
    return notes.pop() if len(texts) > 1 and len(notes) == 1 else ""


def problems(material: Material, places: dict[str, int], say: Spoken) -> list[Paragraph]:
    paragraphs = [part(say("part.problems"))]
    if material.problems:
        paragraphs.append(body(say("also_found")))
    for place, theme in enumerate(THEMES, start=1):
        found = material.problems_of_theme(theme.number)
        head = theme.head(material.heads, has_problems=bool(found))
        paragraphs.append(section(place, head, say))
        paragraphs.extend(problems_of(theme, material, say))
    paragraphs.extend(below_of(material, say))
    place = len(THEMES) + 1
    if material.unconfirmed or material.behind_closed:
        paragraphs.append(section(place, WORDS["unconfirmed"], say))
        paragraphs.extend(unconfirmed_of(material, say))
        place += 1
    if material.warnings:
        paragraphs.append(section(place, WORDS["warnings"], say))
        paragraphs.extend(warnings_of(material, places, say))
    return paragraphs


def problems_of(theme: Theme, material: Material, say: Spoken) -> list[Paragraph]:
    """One theme: how many units and problems, then fault by fault, the gravest first."""
    found = material.problems_of_theme(theme.number)
    undecided = len(material.undecided_of_theme(theme.number))
    if not found:
        warned = sum(warning.theme == theme.number for warning in material.warnings)
        besides = [
            say("warned_besides", n=warned) if warned else "",
            say("undecided_besides", n=undecided) if undecided else "",
        ]
        return [body(say("nothing_found", besides="".join(besides)))]
    lines = [
        say("fault", head=head.text(say.language), **_counts(same), said=facts_of(same, say))
        for head, same in by_fault(found)
    ]
    lead = [say("theme_lead", **_counts(found))] if len(lines) > 1 else []
    rest = [say("undecided_here", undecided=undecided)] if undecided else []
    return [body(line) for line in (*lead, *numbered(lines, say), *rest)]


def _counts(problems: Sequence[ReportedProblem]) -> dict[str, int]:
    return {"units": units_of(problems), "n": len(problems)}


def facts_of(problems: Sequence[ReportedProblem], say: Spoken) -> str:
    """Problems of one fault: the critical ones in full, the others too where they are few; many are
    told together, with the first of them as an example.
    """
    critical = [problem for problem in problems if problem.is_critical]
    others = [problem for problem in problems if not problem.is_critical]
    if len(critical) > ONE_BY_ONE:
        critical, others = critical[:ONE_BY_ONE], [*critical[ONE_BY_ONE:], *others]
    told = list(each_told(critical, say))
    if len(others) <= ONE_BY_ONE:
        told.extend(each_told(others, say))
    else:
        told.append(told_together(others, say))
    return joined(told, say.language)


def each_told(problems: Sequence[ReportedProblem], say: Spoken) -> Iterator[str]:
    """Each in its sentence; units of which the same is said in one."""
    together, apart = reads_alike(problems, say.language)
    for tail, labels in together:
        yield say("together", units=names(labels, say.language), fault=tail)
    for problem in apart:
        yield problem.sentence(say.language)


def told_together(problems: Sequence[ReportedProblem], say: Spoken) -> str:
    """One sentence for many of a kind, the units by how many each has, and an example."""
    counted: dict[str, int] = {}
    for problem in problems:
        counted[problem.label] = counted.get(problem.label, 0) + 1
    units = [
        say("unit_counted", unit=label, n=n) if n > 1 and len(counted) > 1 else label
        for label, n in counted.items()
    ]
    more = say("more_units", n=len(units)) if len(units) > UNITS_NAMED else ""
    listed = names(units[:UNITS_NAMED], say.language) + more
    words = many_of(problems[0].rule) if len({one.rule for one in problems}) == 1 else None
    counts = {"unit": problems[0].label, "n": len(counted), "k": len(problems)}
    lead = words.text(say.language, **counts) if words and len(counted) > 1 else ""
    said = say("many_of_units" if lead else "many", said=lead, units=listed, n=len(problems))
    return said + say("for_example", example=problems[0].sentence(say.language))


def below_of(material: Material, say: Spoken) -> list[Paragraph]:
    """A line for each unit whose own units below it have problems: it answers for them."""
    return [
        body(
            say(
                "units_below",
                unit=unit,
                n=len({problem.unit for problem in problems}),
                k=len(problems),
                units=names([problem.label for problem in problems], say.language),
            )
        )
        for unit, problems in material.below.items()
    ]


def unconfirmed_of(material: Material, say: Spoken) -> list[Paragraph]:
    """What was found before and not looked at again, with the day it last was; of closed sites
    their number alone.
    """
    shown = material.unconfirmed[:UNCONFIRMED_SHOWN]
    lines = [problem.sentence(say.language) + last_found(problem, say) for problem in shown]
    rest = []
    if hidden := len(material.unconfirmed) - len(shown):
        rest.append(say("more_unconfirmed", n=hidden).strip())
    if material.behind_closed:
        rest.append(say("behind_closed", n=material.behind_closed))
    return [body(line) for line in (*numbered(lines, say), *rest)]


def last_found(problem: ReportedProblem, say: Spoken) -> str:
    day = problem.last_confirmed or problem.opened
    return say("last_found", day=written_day(day, say.language))


def warnings_of(material: Material, places: dict[str, int], say: Spoken) -> list[Paragraph]:
    """The first WARNINGS_SHOWN warnings, then how many more there are."""
    shown = material.warnings[:WARNINGS_SHOWN]
    lines = numbered([warning.sentence(say.language) for warning in shown], say)
    hidden = len(material.warnings) - len(shown)
    more = [say("more_warnings", n=hidden, annex=places["warnings"]).strip()] if hidden else []
    return [body(line) for line in (*lines, *more)]


def undecided(material: Material, say: Spoken) -> list[Paragraph]:
    paragraphs = [part(say("part.undecided"))]
    if material.unread:
        paragraphs.append(body(counties_unread(material, say)))
    if material.not_judged:
        units = names([unit.label for unit in material.not_judged], say.language)
        paragraphs.append(body(say("units_not_judged", n=len(material.not_judged), units=units)))
    for platform, labels in material.incidents.items():
        units = names(labels, say.language)
        paragraphs.append(body(say("incident", platform=platform, n=len(labels), units=units)))
    lines = [
        say(
            "undecided",
            reason=reason(why, say.language),
            subjects=_subjects(subjects, say),
            together=say("undecided_together", n=n) if (n := _matters(subjects)) > 1 else "",
        )
        for why, subjects in by_why(material.undecided)
    ]
    paragraphs.extend(body(line) for line in numbered(lines, say))
    if len(paragraphs) == 1:
        paragraphs.append(body(say("all_decided")))
    if material.nothing_to_judge:
        matters = say("list_joint").join(
            say(
                "matter_of_units",
                matter=looked_at(one.rule, say.language),
                because=one.because.text(say.language),
                units=names(one.labels, say.language),
            )
            for one in material.nothing_to_judge
        )
        paragraphs.append(body(say("nothing_to_judge", matters=matters)))
    if material.unasked:
        rules = names((looked_at(rule, say.language) for rule in material.unasked), say.language)
        paragraphs.append(body(say("unasked", rules=rules)))
    return paragraphs


def counties_unread(material: Material, say: Spoken) -> str:
    told = [
        say(
            "county_unread",
            county=county.name,
            why=county.why.text(say.language),
            night=say("last_night", day=written_day(county.as_of, say.language))
            if county.as_of
            else "",
        )
        for county in material.unread
    ]
    return say("counties_unread", n=len(told), counties=names(told, say.language))


def _matters(subjects: Mapping[str, Mapping[str, int]]) -> int:
    return sum(sum(rules.values()) for rules in subjects.values())


def _subjects(subjects: Mapping[str, Mapping[str, int]], say: Spoken) -> str:
    """环保局、水利局（栏目更新、首页更新）: units of which the same could not be judged together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for label, rules in subjects.items():
        alike.setdefault(tuple(rules), []).append(label)
    return say("list_joint").join(
        say(
            "undecided_units",
            units=names(labels, say.language),
            rules=names((looked_at(rule, say.language) for rule in rules), say.language),
        )
        for rules, labels in alike.items()
    )


def method(material: Material, say: Spoken) -> list[Paragraph]:
    """With how it was looked at, where that was not by our own name, and what came of it."""
    paragraphs = [part(say("part.method")), body(say("offline"))]
    if any(problem.threshold_mark == OUR_OWN for problem in material.problems):
        paragraphs.append(body(say("own_limits")))
    if material.as_searcher:
        found = sum(problem.rule == HIJACKED for problem in material.problems)
        paragraphs.append(body(say("as_searcher", result=say(_searcher(material), n=found))))
    return paragraphs


def _searcher(material: Material) -> str:
    """That nothing was found is said only where something was looked at."""
    if HIJACKED in material.unasked:
        return "searcher.unasked"
    judged = [unit.rules_judged for unit in material.units if unit.rules_judged is not None]
    is_blind = judged and not any(HIJACKED in rules for rules in judged)
    return "searcher.unseen" if is_blind else "searcher.found"


def remarks(material: Material, places: dict[str, int], say: Spoken) -> list[Paragraph]:
    """Facts without blame, each by itself; no part where there are none."""
    if not material.remarks:
        return []
    shown = material.remarks[:REMARKS_SHOWN]
    lines = [say("sentence", text=one.said.text(say.language)) for one in shown]
    hidden = len(material.remarks) - len(shown)
    more = [say("more_remarks", n=hidden, annex=places["remarks"])] if hidden else []
    told = [body(line) for line in (*numbered(lines, say), *more)]
    return [part(say("part.remarks")), body(say("remarks")), *told]


def demands(material: Material, say: Spoken) -> list[Paragraph]:
    demanded = [body(say(f"demand.{n}")) for n in (1, 2, 3, 4)]
    due = [body(due_text(material, say))]
    return [part(say("part.demands")), *demanded, *due, body(say("closing"))]


def due_text(material: Material, say: Spoken) -> str:
    """Until when: what is past its day is told apart from what is not."""
    how = material.due_counted.text(say.language)
    late = sum(map(material.is_overdue, material.listed))
    if not material.listed:
        return say("nothing_due")
    if not late:
        return say("due", how=how)
    return say("due_and_overdue" if late < len(material.listed) else "overdue_all", n=late, how=how)


def kinds_of_units(material: Material, say: Spoken) -> str:
    """10个乡镇（办事处）和24个市直及其他单位, as the circular of 2012 opened; kinds that the city
    lacks are left out.
    """
    townships = sum(unit.kind == "township" for unit in material.units)
    others = "others_counties" if material.counties else "others"
    counts = {"townships": townships, others: len(material.units) - townships}
    kinds = [say(f"kind.{kind}", n=n) for kind, n in counts.items() if n]
    return say("kinds_joint").join(kinds)


def joined(sentences: Sequence[str], language: str) -> str:
    return (" " if language == "en" else "").join(sentences)
