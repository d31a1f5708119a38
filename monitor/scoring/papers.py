"""The league table of a quarter on paper: .xlsx to sort and to check, .docx to sign."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from config.folder import Config
from config.kind_words import KIND_WORDS
from monitor.judging.plain_text import printable
from monitor.report import docx_page as page
from monitor.report.days import written_day
from monitor.report.docx_file import docx_bytes
from monitor.report.docx_page import TextStyle
from monitor.report.ledger_xlsx import DAY_FORMATS, LINE_HEIGHT, lines_needed
from monitor.report.papers.paper_docx import blank, line
from monitor.report.spreadsheet import Cell, Sheet, add_sheet, workbook
from monitor.report.write import put
from monitor.scoring.league import League, LeaguePlace
from monitor.scoring.said import WORDS, basis, capped_text, method, note, reckoned, unknown_text
from monitor.scoring.score import Line

# The columns of each sheet, by the names of their words, with their widths in characters.
LEAGUE = {
    "kind": 18,
    "rank": 6,
    "unit": 16,
    "score": 8,
    "lost": 8,
    "points": 14,
    "nights": 12,
    "note": 60,
}
LINES = {"unit": 14, "indicator": 12, "number": 8, "finding": 56, "basis": 36, "begun": 14, "ended": 14, "reckoned": 34, "lost": 8}  # fmt: skip
INDICATORS = {
    "unit": 14,
    "indicator": 14,
    "full": 8,
    "points": 10,
    "lost": 8,
    "capped": 26,
    "unknown": 60,
}
# Of the Word table, in mm of the 156 that the text block has.
LEAGUE_MM = {"rank": 13, "unit": 34, "score": 17, "points": 27, "nights": 23, "note": 42}
LINES_MM = {"number": 15, "finding": 63, "basis": 36, "reckoned": 42}


@dataclass(frozen=True, slots=True)
class ScorePaths:
    xlsx: Path
    docx: Path


def write_league(league: League, config: Config) -> ScorePaths:
    """Both papers in the data folder, `reports/score/`. Raises StoreFailed, OutOfSpace."""
    folder = config.data / "reports" / "score"
    paths = ScorePaths(folder / f"{league.quarter}.xlsx", folder / f"{league.quarter}.docx")
    put(paths.xlsx, league_xlsx(league, config))
    put(paths.docx, league_docx(league, config))
    return paths


def league_xlsx(league: League, config: Config) -> bytes:
    """The bytes of the .xlsx: ranks, every line, every indicator with what could not be judged."""
    language, stream = config.office.language, BytesIO()
    sheets: Mapping[str, tuple[Mapping[str, int], list[Sequence[Cell]]]] = {
        "league": (LEAGUE, [*_league_rows(league, language)]),
        "lines": (LINES, [*_line_rows(league, config)]),
        "indicators": (INDICATORS, [*_indicator_rows(league, language)]),
    }
    with workbook(stream) as book:
        for name, (columns, rows) in sheets.items():
            titles = {
                WORDS[f"column.{one}"].text(language): width for one, width in columns.items()
            }
            summary = WORDS["sheet_summary"].text(
                language,
                title=title_of(league, config),
                list=WORDS[f"list.{name}"].text(language),
                until=written_day(league.until, language),
            )
            sheet = Sheet(
                WORDS[name].text(language),
                summary,
                titles,
                rows,
                2,
                day_format=DAY_FORMATS[language],
            )
            made = add_sheet(book, sheet)
            for number, row in enumerate(rows, start=2):
                made.set_row(number, LINE_HEIGHT * lines_needed(row, columns))
            if name == "league":
                for number, text in enumerate(method(config, language), start=len(rows) + 3):
                    made.write_string(number, 0, text)
    return stream.getvalue()


def league_docx(league: League, config: Config) -> bytes:
    """The bytes of the .docx: how it is reckoned, a table a kind of unit, then every line."""
    language, document = config.office.language, Document()
    page.set_page(document)
    title = title_of(league, config)
    document.core_properties.title = printable(title)
    document.core_properties.author = printable(config.office.name)
    head = line(
        document, title, TextStyle(page.TITLE, page.TITLE_SIZE), align=WD_ALIGN_PARAGRAPH.CENTER
    )
    head.paragraph_format.line_spacing = Pt(34)
    blank(document)
    for text in method(config, language):
        page.indent(line(document, text, TextStyle()), first_line=2)
    for kind, places in league.by_kind.items():
        named = next(words for name, words in KIND_WORDS.items() if name == kind).text(language)
        written = line(document, named, TextStyle(page.PART))
        written.paragraph_format.keep_with_next = True
        rows = [_cells(_league_row(place, language), LEAGUE, LEAGUE_MM) for place in places]
        _table(document, LEAGUE_MM, rows, language)
    with_lines = [place for place in league.places if place.score.lines]
    for number, place in enumerate(with_lines):
        said = line(
            document, f"{place.unit.label}：{WORDS['lines'].text(language)}", TextStyle(page.PART)
        )
        said.paragraph_format.keep_with_next = True
        said.paragraph_format.page_break_before = number == 0
        rows = [_cells(row, LINES, LINES_MM) for row in _lines_of(place, config)]
        _table(document, LINES_MM, rows, language)
    return docx_bytes(document)


def title_of(league: League, config: Config) -> str:
    language = config.office.language
    quarter = league.quarter.said.text(language)
    return WORDS["title"].text(language, city=config.office.city, quarter=quarter)


def _league_rows(league: League, language: str) -> Iterator[Sequence[Cell]]:
    return (_league_row(place, language) for place in league.places)


def _league_row(place: LeaguePlace, language: str) -> Sequence[Cell]:
    score = place.score
    none = WORDS["no_rank"].text(language)
    return (
        KIND_WORDS[place.unit.kind].text(language),
        place.rank or none,
        place.unit.label,
        none if score.score is None else score.score,
        none if score.score is None else round(score.cost, 2),
        WORDS["points_of"].text(language, points=round(score.points, 1), of=score.applicable),
        WORDS["nights_of"].text(language, n=score.nights, of=score.of_nights),
        note(place, language),
    )


def _line_rows(league: League, config: Config) -> Iterator[Sequence[Cell]]:
    for place in league.places:
        yield from _lines_of(place, config)


def _lines_of(place: LeaguePlace, config: Config) -> Iterator[Sequence[Cell]]:
    language = config.office.language
    for one in place.score.indicators:
        for found in one.lines:
            yield _line_row(place.unit.label, one.indicator.title.text(language), found, config)


def _line_row(label: str, indicator: str, found: Line, config: Config) -> Sequence[Cell]:
    language = config.office.language
    return (
        label,
        indicator,
        found.life.number,
        found.life.sentence(language),
        basis(found, config, language),
        found.life.begun,
        found.life.ended or WORDS["stands"].text(language),
        reckoned(found, language),
        round(found.cost, 2),
    )


def _indicator_rows(league: League, language: str) -> Iterator[Sequence[Cell]]:
    for place in league.places:
        for one in place.score.indicators:
            yield (
                place.unit.label,
                one.indicator.title.text(language),
                one.indicator.points,
                round(one.points, 1),
                round(one.cost, 2),
                capped_text(one, language),
                unknown_text(one, language),
            )


def _cells(row: Sequence[Cell], columns: Mapping[str, int], shown: Mapping[str, int]) -> list[str]:
    by_name = dict(zip(columns, row, strict=True))
    return [str(by_name[name]) for name in shown]


def _table(
    document: DocumentType,
    widths: Mapping[str, int],
    rows: Sequence[Sequence[str]],
    language: str,
) -> None:
    titles = [WORDS[f"column.{name}"].text(language) for name in widths]
    page.table(document, titles, [*widths.values()], rows)
