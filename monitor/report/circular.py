"""The circular 通报 as pure structure: headed paragraphs in the five-part form of 2012, no layout.

Facts, numbers and dates only; no adjectives, no motive (docs/rulebook.md §1, register of the 通报).
What was not looked at and what could not be judged have parts of their own, so that neither ever
reads as "in order".
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from config.words import Words, word_table
from monitor.judging.verdict import Why
from monitor.judging.words import WHY_TEXT
from monitor.report.chart import Chart, charts_of
from monitor.report.grouping import by_unit, by_why, by_words, names, reads_alike
from monitor.report.material import Material, ReportedProblem
from monitor.report.themes import THEMES, Theme, looked_at

WORDS = word_table(Path(__file__).parent / "words" / "circular.toml")
# A circular is read aloud at a meeting; the whole list is its annex, the problem ledger.
SENTENCES_A_UNIT = 3
WARNINGS_SHOWN = 10


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
    language = material.language
    dated = written_day(material.as_of, language)
    return Circular(
        language=language,
        masthead=WORDS["masthead"].text(language, issuer=material.issuer),
        number=material.document_number
        or WORDS["number_left_blank"].text(language, year=material.as_of.year),
        title=WORDS["title"].text(language, city=material.city),
        addressees=WORDS["addressees"].text(language),
        paragraphs=(
            *opening(material),
            *part_one_good_examples(material),
            *part_two_problems(material),
            *part_three_demands(material),
            *part_four_not_inspected_online(material),
            *part_five_undecided(material),
        ),
        annex_label=WORDS["annex_label"].text(language),
        annexes=tuple(
            WORDS[f"annex_{annex}"].text(language)
            for annex in ("problems", "undecided", "warnings")
        ),
        signed=material.issuer,
        dated=dated,
        printed_by=material.issuer,
        printed_on=WORDS["printed_on"].text(language, day=dated),
        charts=charts_of(material),
    )


def opening(material: Material) -> list[Paragraph]:
    language = material.language
    counts = WORDS["opening"].text(
        language,
        issuer=material.issuer,
        day=written_day(material.as_of, language),
        kinds=kinds_of_units(material),
        of=material.of,
        judged=material.judged,
        left=material.of - material.judged,
        problems=len(material.problems),
        critical=material.critical,
        units=len({problem.unit for problem in material.problems}),
        undecided=len(material.undecided),
    )
    return [body(counts)]


def part_one_good_examples(material: Material) -> list[Paragraph]:
    language = material.language
    paragraphs = [Paragraph(Level.PART, WORDS["part_one"].text(language))]
    grouped = [
        (theme, by_words((e for e in material.examples if e.theme == theme.number), language))
        for theme in THEMES
    ]
    for place, (theme, groups) in enumerate(
        ((theme, groups) for theme, groups in grouped if groups), start=1
    ):
        paragraphs.append(section(place, theme.good, language))
        text = (
            WORDS["list_joint"]
            .text(language)
            .join(
                WORDS["example"].text(language, units=names(labels, language), words=good)
                for good, labels in groups
            )
        )
        paragraphs.append(body(WORDS["sentence"].text(language, text=text)))
    if len(paragraphs) == 1:
        paragraphs.append(body(WORDS["no_examples"].text(language)))
    if material.repaired:
        units = names([problem.label for problem in material.repaired], language)
        paragraphs.append(
            body(WORDS["repaired"].text(language, n=len(material.repaired), units=units))
        )
    return paragraphs


def part_two_problems(material: Material) -> list[Paragraph]:
    language = material.language
    paragraphs = [Paragraph(Level.PART, WORDS["part_two"].text(language))]
    for place, theme in enumerate(THEMES, start=1):
        paragraphs.append(section(place, theme.problem, language))
        paragraphs.extend(problems_of(theme, material))
    if material.warnings:
        paragraphs.append(section(len(THEMES) + 1, WORDS["warnings"], language))
        paragraphs.extend(warnings_of(material))
    return paragraphs


def problems_of(theme: Theme, material: Material) -> list[Paragraph]:
    """One theme: how many units and problems, then each unit with its facts; units of one and the
    same fault together.
    """
    language, problems = material.language, material.problems_of_theme(theme.number)
    undecided = len(material.undecided_of_theme(theme.number))
    if not problems:
        template = WORDS["nothing_found_but_undecided"] if undecided else WORDS["nothing_found"]
        return [body(template.text(language, undecided=undecided))]
    together, apart = reads_alike(problems, language)
    lines = [
        WORDS["together"].text(language, units=names(labels, language), n=len(labels), fault=tail)
        for tail, labels in together
    ]
    lines += [facts_of(unit_problems, language) for unit_problems in by_unit(apart)]
    lead = WORDS["theme_lead"].text(
        language,
        units=len({problem.unit for problem in problems}),
        n=len(problems),
        names=names([problem.label for problem in problems], language),
    )
    numbered = [
        body(WORDS["numbered"].text(language, n=n, text=line))
        for n, line in enumerate(lines, start=1)
    ]
    rest = [body(WORDS["undecided_here"].text(language, undecided=undecided))] if undecided else []
    return [body(lead), *numbered, *rest]


def facts_of(problems: list[ReportedProblem], language: str) -> str:
    """A unit's sentences, the gravest first; beyond three the annex has them, and the circular says
    so.
    """
    gravest_first = sorted(problems, key=lambda problem: not problem.is_critical)
    shown = "".join(
        spaced(problem.sentence(language), language) for problem in gravest_first[:SENTENCES_A_UNIT]
    )
    hidden = len(problems) - SENTENCES_A_UNIT
    return shown.rstrip() + (WORDS["more_in_annex"].text(language, n=hidden) if hidden > 0 else "")


def warnings_of(material: Material) -> list[Paragraph]:
    language, warnings = material.language, material.warnings
    text = "".join(
        spaced(warning.sentence(language), language) for warning in warnings[:WARNINGS_SHOWN]
    ).rstrip()
    hidden = len(warnings) - WARNINGS_SHOWN
    return [body(text + (WORDS["more_warnings"].text(language, n=hidden) if hidden > 0 else ""))]


def part_three_demands(material: Material) -> list[Paragraph]:
    language = material.language
    demands = [body(WORDS[f"demand.{n}"].text(language)) for n in (1, 2, 3, 4)]
    due = WORDS["due"] if material.problems else WORDS["nothing_due"]
    return [
        Paragraph(Level.PART, WORDS["part_three"].text(language)),
        *demands,
        body(
            due.text(
                language,
                due=written_day(material.due, language),
                how=material.due_counted.text(language),
            )
        ),
    ]


def part_four_not_inspected_online(material: Material) -> list[Paragraph]:
    language = material.language
    return [
        Paragraph(Level.PART, WORDS["part_four"].text(language)),
        body(WORDS["offline"].text(language)),
    ]


def part_five_undecided(material: Material) -> list[Paragraph]:
    language = material.language
    paragraphs = [Paragraph(Level.PART, WORDS["part_five"].text(language))]
    if material.not_judged:
        units = names([unit.label for unit in material.not_judged], language)
        paragraphs.append(
            body(WORDS["units_not_judged"].text(language, n=len(material.not_judged), units=units))
        )
    for platform, labels in material.incidents.items():
        units = names(labels, language)
        paragraphs.append(
            body(WORDS["incident"].text(language, platform=platform, n=len(labels), units=units))
        )
    for number, (why, subjects) in enumerate(by_why(material.undecided), start=1):
        listed = (
            WORDS["name_joint"]
            .text(language)
            .join(
                WORDS["undecided_unit"].text(
                    language,
                    unit=label,
                    rules=WORDS["name_joint"]
                    .text(language)
                    .join(looked_at(r, language) for r in rules),
                )
                for label, rules in subjects
            )
        )
        text = WORDS["undecided"].text(language, reason=reason(why, language), subjects=listed)
        paragraphs.append(body(WORDS["numbered"].text(language, n=number, text=text)))
    if len(paragraphs) == 1:
        paragraphs.append(body(WORDS["all_decided"].text(language)))
    return paragraphs


def kinds_of_units(material: Material) -> str:
    """10个乡镇（办事处）和24个部门及其他单位, as the circular of 2012 opened."""
    townships = sum(unit.kind == "township" for unit in material.units)
    return WORDS["kinds"].text(
        material.language, townships=townships, others=len(material.units) - townships
    )


def reason(why: str, language: str) -> str:
    known = why in {member.value for member in Why}
    return (WHY_TEXT[Why(why)] if known else WORDS["no_reason"]).text(language)


def written_day(day: date, language: str) -> str:
    """GB/T 9704-2012 §7.3.5.4: Arabic numerals, no leading zeros."""
    return day.isoformat() if language == "en" else f"{day.year}年{day.month}月{day.day}日"


def section(place: int, heading: Words, language: str) -> Paragraph:
    return Paragraph(
        Level.SECTION,
        WORDS["section"].text(language, n=numeral(place, language), text=heading.text(language)),
    )


def numeral(place: int, language: str) -> str:
    """一 to 十 for the second level of headings; letters in English."""
    return ("abcdefghij" if language == "en" else "一二三四五六七八九十")[place - 1]


def body(text: str) -> Paragraph:
    return Paragraph(Level.BODY, text)


def spaced(sentence: str, language: str) -> str:
    return sentence + " " if language == "en" else sentence
