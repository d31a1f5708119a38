"""The circular 通报 as pure structure: headed paragraphs in the five-part form of 2012, no layout.

Facts, numbers and dates only; no adjectives, no motive (docs/rulebook.md §1, register of the 通报).
What was not looked at and what could not be judged have parts of their own, so that neither ever
reads as "in order".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from config.words import Spoken, Words, word_table
from monitor.judging.judged_words import judged_words
from monitor.judging.verdict import Why
from monitor.judging.words import WHY_TEXT
from monitor.report.chart import Chart, charts_of
from monitor.report.grouping import by_unit, by_why, by_words, names, reads_alike
from monitor.report.material import Example, Material, ReportedProblem
from monitor.report.themes import THEMES, Theme, looked_at, many_of

WORDS = word_table(Path(__file__).parent / "words" / "circular.toml")
# A circular is read aloud at a meeting; the whole list is its annex, the problem ledger.
SENTENCES_A_UNIT = 3
WARNINGS_SHOWN = UNCONFIRMED_SHOWN = 10
EXAMPLES_A_THEME = 5  # units named; how many more there are is said
REMARKS_SHOWN = 10
ONE_BY_ONE = 6  # problems of a rule that has words for many; more of them are told together


class Level(Enum):
    """GB/T 9704-2012 §7.3.3: 一、 in 黑体, （一） in 楷体, the rest in 仿宋."""

    PART = "part"
    SECTION = "section"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Circular:
    language: str
    masthead: str  # 发文机关标志
    number: str  # 发文字号
    title: str
    addressees: str  # 主送机关
    paragraphs: tuple[Paragraph, ...]
    annex_label: str
    annexes: tuple[str, ...]
    signed: str  # 发文机关署名
    dated: str  # 成文日期
    printed_by: str  # 印发机关
    printed_on: str
    charts: tuple[Chart, ...] = ()


def write_circular(material: Material) -> Circular:
    """The circular in the material's language."""
    say = Spoken(WORDS, material.language)
    dated = written_day(material.as_of, say.language)
    return Circular(
        language=say.language,
        masthead=say("masthead", issuer=material.issuer),
        number=material.document_number or say("number_left_blank", year=material.as_of.year),
        title=say("title", city=material.city),
        addressees=say("addressees"),
        paragraphs=(
            *opening(material, say),
            *part_one_good_examples(material, say),
            *part_two_problems(material, say),
            *part_three_demands(material, say),
            *part_four_not_inspected_online(material, say),
            *part_five_undecided(material, say),
            *part_six_remarks(material, say),
        ),
        annex_label=say("annex_label"),
        annexes=tuple(
            say(f"annex_{annex}") for annex in ("problems", "undecided", "warnings", "remarks")
        ),
        signed=material.issuer,
        dated=dated,
        printed_by=material.issuer,
        printed_on=say("printed_on", day=dated),
        charts=charts_of(material),
    )


def opening(material: Material, say: Spoken) -> list[Paragraph]:
    unconfirmed = len(material.unconfirmed) + material.behind_closed
    taken_back = len(material.taken_back)
    counts = say(
        "opening",
        issuer=material.issuer,
        day=written_day(material.as_of, say.language),
        kinds=kinds_of_units(material, say),
        of=len(material.units),
        judged=judged_words(material.judged_units).text(say.language),
        problems=len(material.problems),
        critical=material.critical,
        units=len({problem.unit for problem in material.problems}),
        overdue=say("overdue", n=material.overdue) if material.overdue else "",
        unconfirmed=say("not_confirmed", n=unconfirmed) if unconfirmed else "",
    )
    since = [body(say("taken_back", n=taken_back))] if taken_back else []
    confidential = len(material.for_the_office)
    apart = [body(say("confidential", n=confidential))] if confidential else []
    return [body(counts), *since, *apart]


def part_one_good_examples(material: Material, say: Spoken) -> list[Paragraph]:
    paragraphs = [Paragraph(Level.PART, say("part_one"))]
    by_theme = [
        (theme, found) for theme in THEMES if (found := material.examples_of_theme(theme.number))
    ]
    for place, (theme, found) in enumerate(by_theme, start=1):
        paragraphs.append(section(place, theme.good, say))
        paragraphs.append(body(examples_of(found, say)))
    if len(paragraphs) == 1:
        paragraphs.append(body(say("no_examples")))
    if material.repaired:
        units = names([problem.label for problem in material.repaired], say.language)
        paragraphs.append(body(say("repaired", n=len(material.repaired), units=units)))
    return paragraphs


def examples_of(found: Sequence[Example], say: Spoken) -> str:
    """The units of which most was seen, and how many more there are."""
    text = say("list_joint").join(
        say(
            "example_of_each" if len(labels) > 1 and _says_a_number(good) else "example",
            units=names(labels, say.language),
            words=good,
        )
        for good, labels in by_words(found[:EXAMPLES_A_THEME], say.language)
    )
    hidden = len(found) - EXAMPLES_A_THEME
    more = say("more_examples", n=hidden) if hidden > 0 else ""
    return say("sentence", text=text + more)


def _says_a_number(words: str) -> bool:
    """Said of several units together, it would be taken for their sum."""
    return any(letter.isdigit() for letter in words)


def part_two_problems(material: Material, say: Spoken) -> list[Paragraph]:
    paragraphs = [Paragraph(Level.PART, say("part_two"))]
    for place, theme in enumerate(THEMES, start=1):
        paragraphs.append(section(place, theme.problem, say))
        paragraphs.extend(problems_of(theme, material, say))
    place = len(THEMES) + 1
    if material.unconfirmed or material.behind_closed:
        paragraphs.append(section(place, WORDS["unconfirmed"], say))
        paragraphs.extend(unconfirmed_of(material, say))
        place += 1
    if material.warnings:
        paragraphs.append(section(place, WORDS["warnings"], say))
        paragraphs.extend(warnings_of(material, say))
    return paragraphs


def problems_of(theme: Theme, material: Material, say: Spoken) -> list[Paragraph]:
    """One theme: how many units and problems, then each unit with its facts; units of one and the
    same fault together.
    """
    problems = material.problems_of_theme(theme.number)
    undecided = len(material.undecided_of_theme(theme.number))
    if not problems:
        nothing = "nothing_found_but_undecided" if undecided else "nothing_found"
        return [body(say(nothing, undecided=undecided))]
    counted, others = counted_together(problems, say)
    together, apart = reads_alike(others, say.language)
    lines = counted + [
        say("together", units=names(labels, say.language), n=len(labels), fault=tail)
        for tail, labels in together
    ]
    lines += [facts_of(unit_problems, say) for unit_problems in by_unit(apart)]
    lead = say(
        "theme_lead",
        units=len({problem.unit for problem in problems}),
        n=len(problems),
        names=names([problem.label for problem in problems], say.language),
    )
    numbered = [body(say("numbered", n=n, text=line)) for n, line in enumerate(lines, start=1)]
    rest = [body(say("undecided_here", undecided=undecided))] if undecided else []
    return [body(lead), *numbered, *rest]


def counted_together(
    problems: Sequence[ReportedProblem], say: Spoken
) -> tuple[list[str], list[ReportedProblem]]:
    """A sentence for the many problems of a rule that reads the same over and over, with the first
    of them as its example; then the problems of which nothing was said yet.
    """
    lines: list[str] = []
    apart = list(problems)
    for rule in dict.fromkeys(problem.rule for problem in problems):
        words = many_of(rule)
        same = [one for one in problems if one.rule == rule and not one.is_critical]
        if words and len(same) > ONE_BY_ONE:
            units = list(dict.fromkeys(problem.label for problem in same))
            said = words.text(say.language, unit=units[0], n=len(units), k=len(same))
            lines.append(say("for_example", said=said, example=same[0].sentence(say.language)))
            apart = [problem for problem in apart if problem not in same]
    return lines, apart


def facts_of(problems: list[ReportedProblem], say: Spoken) -> str:
    """A unit's sentences, the gravest first; beyond three the annex has them, and the circular says
    so.
    """
    gravest_first = sorted(problems, key=lambda problem: not problem.is_critical)
    shown = "".join(
        spaced(problem.sentence(say.language), say.language)
        for problem in gravest_first[:SENTENCES_A_UNIT]
    )
    hidden = len(problems) - SENTENCES_A_UNIT
    return shown.rstrip() + (say("more_in_annex", n=hidden) if hidden > 0 else "")


def unconfirmed_of(material: Material, say: Spoken) -> list[Paragraph]:
    """What was found before and not looked at again, with the day it last was; of closed sites
    their number alone.
    """
    shown = material.unconfirmed[:UNCONFIRMED_SHOWN]
    lines = [
        say("numbered", n=n, text=problem.sentence(say.language) + last_found(problem, say))
        for n, problem in enumerate(shown, start=1)
    ]
    hidden = len(material.unconfirmed) - len(shown)
    if hidden:
        lines.append(say("more_unconfirmed", n=hidden).strip())
    if material.behind_closed:
        lines.append(say("behind_closed", n=material.behind_closed))
    return [body(line) for line in lines]


def last_found(problem: ReportedProblem, say: Spoken) -> str:
    day = problem.last_confirmed or problem.opened
    return say("last_found", day=written_day(day, say.language))


def warnings_of(material: Material, say: Spoken) -> list[Paragraph]:
    """One paragraph: the first WARNINGS_SHOWN warnings, then how many more there are."""
    warnings = material.warnings
    text = "".join(
        spaced(warning.sentence(say.language), say.language)
        for warning in warnings[:WARNINGS_SHOWN]
    ).rstrip()
    hidden = len(warnings) - WARNINGS_SHOWN
    return [body(text + (say("more_warnings", n=hidden) if hidden > 0 else ""))]


def part_three_demands(material: Material, say: Spoken) -> list[Paragraph]:
    demands = [body(say(f"demand.{n}")) for n in (1, 2, 3, 4)]
    counted = material.due_counted.text(say.language)
    due = "due" if material.listed else "nothing_due"
    return [Paragraph(Level.PART, say("part_three")), *demands, body(say(due, how=counted))]


def part_four_not_inspected_online(material: Material, say: Spoken) -> list[Paragraph]:
    """With how it was looked at, where that was not by our own name."""
    method = [body(say("as_searcher"))] if material.as_searcher else []
    return [Paragraph(Level.PART, say("part_four")), body(say("offline")), *method]


def part_five_undecided(material: Material, say: Spoken) -> list[Paragraph]:
    paragraphs = [Paragraph(Level.PART, say("part_five"))]
    if material.not_judged:
        units = names([unit.label for unit in material.not_judged], say.language)
        paragraphs.append(body(say("units_not_judged", n=len(material.not_judged), units=units)))
    for platform, labels in material.incidents.items():
        units = names(labels, say.language)
        paragraphs.append(body(say("incident", platform=platform, n=len(labels), units=units)))
    for number, (why, subjects) in enumerate(by_why(material.undecided), start=1):
        listed = say("name_joint").join(
            say(
                "undecided_unit",
                unit=label,
                rules=say("name_joint").join(looked_at(r, say.language) for r in rules),
            )
            for label, rules in subjects
        )
        text = say("undecided", reason=reason(why, say.language), subjects=listed)
        paragraphs.append(body(say("numbered", n=number, text=text)))
    if len(paragraphs) == 1:
        paragraphs.append(body(say("all_decided")))
    return paragraphs


def part_six_remarks(material: Material, say: Spoken) -> list[Paragraph]:
    """Facts without blame, each by itself; no part where there are none."""
    remarks = material.remarks
    if not remarks:
        return []
    text = say("list_joint").join(one.said.text(say.language) for one in remarks[:REMARKS_SHOWN])
    hidden = len(remarks) - REMARKS_SHOWN
    more = say("more_remarks", n=hidden) if hidden > 0 else ""
    return [
        Paragraph(Level.PART, say("part_six")),
        body(say("remarks", text=say("sentence", text=text + more))),
    ]


def kinds_of_units(material: Material, say: Spoken) -> str:
    """10个乡镇（办事处）和24个市直及其他单位, as the circular of 2012 opened; kinds that the city
    lacks are left out.
    """
    townships = sum(unit.kind == "township" for unit in material.units)
    counts = {"townships": townships, "others": len(material.units) - townships}
    kinds = [say(f"kind.{kind}", n=n) for kind, n in counts.items() if n]
    return say("kinds_joint").join(kinds)


def reason(why: str, language: str) -> str:
    known = why in {member.value for member in Why}
    return (WHY_TEXT[Why(why)] if known else WORDS["no_reason"]).text(language)


def written_day(day: date, language: str) -> str:
    """GB/T 9704-2012 §7.3.5.4: Arabic numerals, no leading zeros."""
    return day.isoformat() if language == "en" else f"{day.year}年{day.month}月{day.day}日"


def section(place: int, heading: Words, say: Spoken) -> Paragraph:
    return Paragraph(
        Level.SECTION,
        say("section", n=numeral(place, say.language), text=heading.text(say.language)),
    )


def numeral(place: int, language: str) -> str:
    """一 to 十 for the second level of headings; letters in English."""
    return ("abcdefghij" if language == "en" else "一二三四五六七八九十")[place - 1]


def body(text: str) -> Paragraph:
    return Paragraph(Level.BODY, text)


def spaced(sentence: str, language: str) -> str:
    return sentence + " " if language == "en" else sentence
