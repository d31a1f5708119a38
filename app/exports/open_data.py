"""Results as open data 开放数据: tables as .csv and .json with a data dictionary, in one folder,
without anything personal.

What people typed is the danger: names, logins and mail addresses of the console, telephone numbers
and whoever is named as a contact are taken out of it, and a text in which a number was masked is
left out whole. Whoever publishes it reads it first; under which licence is the office's decision.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from app.data_folder import read_ledger
from app.night.repairs import summary_of
from config.folder import Config
from config.words import Words
from monitor.judging.plain_text import fit_for, printable
from monitor.rectification.stage import RepairStage
from monitor.rectification.summary import Summary, SummaryLine
from monitor.report.gathering.basis import basis_words
from monitor.report.material import Material
from monitor.report.reasons import reason
from monitor.report.themes import fault_of_kind, is_confidential, looked_at
from monitor.report.write import put, read_material
from store.desk.desk import desk_path, open_desk
from store.desk.people_named import logins_known, people_named
from store.findings import withdrawn_ids
from store.queries.cells import Cell, safe_cell

WRITTEN = Words(
    "已写入 {folder}：{findings} 项问题，另有撤回 {withdrawn} 项、涉及个人信息 {private} 项、认定涉密 {secret} 项未列入。发布前请通读，并在 datapackage.json 中写明许可（licenses）。",
    "Written: {folder}, {findings} findings; left out: {withdrawn} withdrawn, {private} on privacy, {secret} secret. Read it before you publish it, and write the licence into datapackage.json.",
)
LEFT_OUT = "〔略〕"
BEGINNING = date.min
NAME, VERSION = "gongkai-open-data", "1"
PACKAGE = "datapackage.json"
BOM = "\ufeff"  # without it Excel reads Chinese as GBK

Row = Mapping[str, Cell]
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[- ]?\d{7,8}|\d{7,}[Xx]?)(?!\d)")
_CONTACT = re.compile(
    r"((?:联系人|负责人|经办人|责任人|填报人|承办人)(?:是|为|[：:\s])?\s*)[\u4e00-\u9fff·]{2,4}"
)
_MASKED = re.compile(r"\*{3,}")
# An address is one thing: a word or a day in it that looks like a login or a telephone is neither,
# and one that was written over leads nowhere.
_ADDRESS = re.compile(r"((?:https?://|www\.)[^\s“”‘’《》（）〔〕，。；、<>\"']+)", re.IGNORECASE)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True, slots=True)
class OpenData:
    folder: Path
    counts: Mapping[str, int]

    def text(self, language: str) -> str:
        return WRITTEN.text(language, folder=self.folder, **self.counts)


def write_open_data(config: Config, folder: Path) -> OpenData:
    """As of the last night; files of an earlier time are written over, the office's licence stays.

    Raises NotFound, StoreFailed, OutOfSpace.
    """
    with read_ledger(config) as ledger:
        night = read_material(config.data).without(withdrawn_ids(ledger))
        stands = summary_of(config, ledger, BEGINNING, night.as_of)
    scrub = Scrub.of(config)
    told = [*_told(stands, night.as_of)]
    tables: dict[str, list[Row]] = {
        "units": [*_units(night, told)],
        "findings": [_finding(line, config, scrub) for line in told],
        "not_judged": [*_not_judged(night, config.office.language)],
    }
    counts = {"findings": len(told), **_left_out(stands, night.as_of)}
    for name, rows in tables.items():
        columns = [*_dictionary()[name]["columns"]]
        put(folder / f"{name}.csv", _csv(columns, rows))
        put(folder / f"{name}.json", _json(rows))
    put(folder / "dictionary.csv", _dictionary_csv())
    package = folder / PACKAGE
    put(package, _json(_package(config, night.as_of, counts, _licences(package))))
    return OpenData(folder, counts)


@dataclass(frozen=True, slots=True)
class Scrub:
    """Takes persons out of what was written by people. `logins` stand only where people type: the
    program itself names persons by their names.
    """

    names: re.Pattern[str] | None
    logins: re.Pattern[str] | None

    @classmethod
    def of(cls, config: Config) -> "Scrub":
        """Everybody whom console and configuration know by name, login or address; a name that is
        part of a unit's name is no person's.
        """
        names, logins = {person.name for person in config.office.people}, frozenset[str]()
        if desk_path(config.data).exists():
            desk = open_desk(config.data)
            logins = logins_known(desk)
            names |= people_named(desk) - logins
        units = "\n".join(name for unit in config.units for name in unit.all_names)
        return cls(_any_of(names, units), _any_of(logins, units))

    def told(self, text: str) -> str:
        """What the program says of public pages: nothing at all where a person's number was masked."""
        return self._cleared(text, self._without_names)

    def typed(self, text: str) -> str:
        """What people wrote: without logins, telephone numbers and contacts too."""
        return self._cleared(text, self._without_what_is_typed)

    def _cleared(self, text: str, clear: Callable[[str], str]) -> str:
        if _MASKED.search(text):
            return LEFT_OUT
        parts = _ADDRESS.split(_MAIL.sub(LEFT_OUT, text))
        return "".join(
            (LEFT_OUT if _MOBILE.search(part) else part) if place % 2 else clear(part)
            for place, part in enumerate(parts)
        )

    def _without_names(self, text: str) -> str:
        return self.names.sub(LEFT_OUT, text) if self.names else text

    def _without_what_is_typed(self, text: str) -> str:
        text = _CONTACT.sub(rf"\1{LEFT_OUT}", _PHONE.sub(LEFT_OUT, text))
        return self._without_names(self.logins.sub(LEFT_OUT, text) if self.logins else text)


def _any_of(people: Iterable[str], units: str) -> re.Pattern[str] | None:
    """The longest first; a name that is part of a unit's name is no person's."""
    named = sorted({name for name in people if len(name) > 1 and name not in units})
    named.sort(key=len, reverse=True)
    return re.compile("|".join(map(_alone, named))) if named else None


def _alone(name: str) -> str:
    """A login is a word of its own, beside a Chinese character as well; a Chinese name has no
    blanks around it.
    """
    return rf"(?a:\b{re.escape(name)}\b)" if name.isascii() else re.escape(name)


def _told(stands: Summary, day: date) -> Iterator[SummaryLine]:
    for line in stands.lines:
        if not _is_private(line, day) and line.stands.stage is not RepairStage.WITHDRAWN:
            yield line


def _is_private(line: SummaryLine, day: date) -> bool:
    """What is held to be secret is so until its day, though it was repaired meanwhile."""
    return line.is_private or line.standing.is_secret(day)


def _left_out(stands: Summary, day: date) -> dict[str, int]:
    """How many, each under the first of the reasons that holds."""
    counts = {"withdrawn": 0, "private": 0, "secret": 0}
    for line in stands.lines:
        if line.stands.stage is RepairStage.WITHDRAWN:
            counts["withdrawn"] += 1
        elif is_confidential(line.finding.rule):
            counts["private"] += 1
        elif _is_private(line, day):
            counts["secret"] += 1
    return counts


def _finding(line: SummaryLine, config: Config, scrub: Scrub) -> Row:
    finding, standing = line.finding, line.standing
    head = fault_of_kind(finding.rule, finding.kind)
    sentence_zh, sentence_en = (
        scrub.told(fit_for(finding.rule, said))
        for said in (finding.sentence_zh, finding.sentence_en)
    )
    evidence = next((piece for piece in finding.evidence if piece.get("url")), {})
    answered, decided = standing.answered, standing.decided
    return {
        "number": finding.id,
        "unit": finding.unit,
        "rule": finding.rule,
        "fault_zh": head.zh,
        "fault_en": head.en,
        "sentence_zh": sentence_zh,
        "sentence_en": sentence_en,
        "severity": finding.severity,
        "clause": finding.clause,
        "basis": basis_words(finding.clause, config),
        "measured": finding.measured,
        "threshold": finding.threshold,
        "threshold_mark": finding.threshold_mark,
        "address": scrub.told(fit_for(finding.rule, str(evidence.get("url", "")))),
        "first_found": finding.opened.isoformat(),
        "last_found": finding.last_confirmed.isoformat(),
        "checks": int(str(evidence.get("checks", 0) or 0)),
        "state": "repaired" if line.stands.stage is RepairStage.VERIFIED else "open",
        "repaired": finding.closed.isoformat() if finding.closed else None,
        "due": line.stands.deadline.day.isoformat() if line.stands.deadline.day else None,
        "came_back": line.relapses,
        "answered": config.office.day_of(answered.at).isoformat() if answered else None,
        "answer": scrub.typed(answered.value) if answered else "",
        "decision": decided.what.value if decided else "",
    }


def _units(night: Material, told: Iterable[SummaryLine]) -> Iterator[Row]:
    open_ones = [
        line.finding.unit for line in told if line.stands.stage is not RepairStage.VERIFIED
    ]
    unjudged = [item.unit for item in night.undecided]
    for unit in night.units:
        yield {
            "unit": unit.id,
            "name": unit.name,
            "kind": unit.kind,
            "superior": unit.parent,
            "extent": unit.extent.value,
            "open_findings": open_ones.count(unit.id),
            "not_judged": unjudged.count(unit.id),
        }


def _not_judged(night: Material, language: str) -> Iterator[Row]:
    for item in night.undecided:
        what = looked_at(item.rule, language)
        yield {
            "unit": item.unit,
            "rule": item.rule,
            "what": what,
            "why": reason(item.why, language),
        }


def _licences(package: Path) -> list[Any]:
    """What the office wrote there the last time; nothing on the first."""
    try:
        written = json.loads(package.read_text(encoding="utf-8-sig"))["licenses"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return written if isinstance(written, list) else []


def _package(config: Config, as_of: date, counts: Mapping[str, int], licences: list[Any]) -> object:
    """A Data Package (datapackage.org), whose fields are the dictionary."""
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "version": VERSION,
        "title": f"{config.office.city}政务公开网上检查结果",
        "created": as_of.isoformat(),
        "publisher": config.office.name,
        "licenses": licences,
        "left_out": {name: n for name, n in counts.items() if name != "findings"},
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "encoding": "utf-8",
                "description": table["zh"],
                "description_en": table["en"],
                "schema": {
                    "fields": [
                        {"name": column, "type": kind, "description": zh, "description_en": en}
                        for column, (kind, zh, en) in table["columns"].items()
                    ]
                },
            }
            for name, table in _dictionary().items()
        ],
    }


def _dictionary_csv() -> bytes:
    rows = [
        {"table": name, "column": column, "type": kind, "zh": zh, "en": en}
        for name, table in _dictionary().items()
        for column, (kind, zh, en) in (
            ("", ("", table["zh"], table["en"])),
            *table["columns"].items(),
        )
    ]
    return _csv(["table", "column", "type", "zh", "en"], rows)


def _dictionary() -> Mapping[str, Any]:
    text = (resources.files("app.exports") / "open_data.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _csv(columns: list[str], rows: Iterable[Row]) -> bytes:
    """Texts that look like formulas stay texts."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
    return (BOM + stream.getvalue()).encode("utf-8", errors="replace")


def _json(value: object) -> bytes:
    return printable(json.dumps(value, ensure_ascii=False, indent=1)).encode()
