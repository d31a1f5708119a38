"""A night's reports on disk: `reports/<day>/` in the data folder, and the way back from there.

Files are written beside their place and moved into it: a reader never meets half a circular.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from config.errors import NotFound, StoreFailed, not_written
from config.folder import Config
from config.words import Words
from monitor.judging.inspection import Inspection
from monitor.rectification.repairs import Repairs
from monitor.report.gathering.gather import NOBODY_SET, NONE_SET, gather
from monitor.report.material import Material

NOT_THAT_DAY = Words(
    "没有{day}的检查结果。最近的检查：{days}。",
    "There is no inspection of {day} to report. The nearest: {days}.",
)
NO_REPORT = Words(
    "{folder} 中还没有检查结果。请先运行 gongkai nightly；从备份恢复的，请把原来的 reports 文件夹一并复制过来。",
    "There is no inspection in {folder} yet. Run gongkai nightly first; after a restore copy the old folder reports beside it.",
)
NEAREST = 3
UNREADABLE = Words(
    "{path} 无法读取（{cause}）。请重新运行 gongkai nightly 生成。",
    "{path} could not be read ({cause}). Run gongkai nightly to make it again.",
)
NOT_WRITTEN = Words(
    "报告未能写入 {path}：{cause}。", "The report could not be written to {path}: {cause}."
)

NOT_REMOVED = Words("{path} 未能移除：{cause}。", "{path} could not be removed: {cause}.")


@dataclass(frozen=True, slots=True)
class ReportPaths:
    """Where a night's reports lie."""

    circular_docx: Path
    circular_html: Path
    problems_xlsx: Path
    material_json: Path

    @property
    def all(self) -> tuple[Path, ...]:
        return self.circular_docx, self.circular_html, self.problems_xlsx, self.material_json


def write_reports(
    config: Config,
    inspection: Inspection,
    day: date,
    deadlines: Mapping[int, date] = NONE_SET,
    persons: Mapping[int, str] = NOBODY_SET,
    told: Collection[int] | None = None,
    secret: Collection[int] = (),
    repairs: Repairs | None = None,
) -> ReportPaths:
    """Circular (.docx, .html), problem ledger (.xlsx) and the material they are made of.

    `deadlines`, `persons`: by finding, what people have set in the console; `told`: the findings
    that a message has reached anybody with; `secret`: those held to be secret on that day;
    `repairs`: since the last circular. Raises StoreFailed or OutOfSpace where the folder cannot be
    written.
    """
    material = gather(inspection, config, day, deadlines, persons, told, secret)
    told_repairs = repairs.without(secret) if repairs else None
    return write_material(config.data, material.model_copy(update={"repairs": told_repairs}))


def write_material(data: Path, material: Material) -> ReportPaths:
    """The same from material that is already gathered. The printers are loaded here only: a crawl
    prints nothing.
    """
    from monitor.report.circular import write_circular
    from monitor.report.circular_html import circular_html
    from monitor.report.ledger_xlsx import problem_ledger
    from monitor.report.papers.paper_docx import paper_docx

    paths = paths_of(data, material.as_of)
    circular = write_circular(material)
    put(paths.material_json, material.model_dump_json().encode())
    put(paths.circular_docx, paper_docx(circular))
    put(paths.circular_html, circular_html(circular).encode())
    put(paths.problems_xlsx, problem_ledger(material))
    return paths


def read_material(data: Path, day: date | None = None) -> Material:
    """The material of `day`, or of the latest day on record. Raises NotFound, StoreFailed."""
    folder = data / "reports"
    try:  # a folder without rights is no folder without reports, as a glob has it
        next(folder.iterdir(), None)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise StoreFailed(UNREADABLE.filled(path=folder, cause=error.strerror)) from error
    days = sorted(path.parent.name for path in folder.glob("????-??-??/inspection.json"))
    wanted = day.isoformat() if day else (days[-1] if days else "")
    path = folder / wanted / "inspection.json"
    if wanted not in days:
        raise NotFound(_no_report(day, days, folder))
    try:
        return Material.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise StoreFailed(UNREADABLE.filled(path=path, cause=type(error).__name__)) from error


def _no_report(day: date | None, days: Sequence[str], folder: Path) -> Words:
    if day is None or not days:
        return NO_REPORT.filled(folder=folder)
    near = sorted(days, key=lambda other: abs(date.fromisoformat(other) - day))[:NEAREST]
    return NOT_THAT_DAY.filled(
        day=day, days=Words("、".join(sorted(near)), ", ".join(sorted(near)))
    )


def paths_of(data: Path, day: date) -> ReportPaths:
    folder = data / "reports" / day.isoformat()
    return ReportPaths(
        folder / "circular.docx",
        folder / "circular.html",
        folder / "problems.xlsx",
        folder / "inspection.json",
    )


def put(path: Path, body: bytes) -> None:
    """Whole or not at all. Raises StoreFailed or OutOfSpace."""
    waiting = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(body)
        waiting.replace(path)
    except OSError as error:
        cause = os.strerror(error.errno or 0)
        raise not_written(error, NOT_WRITTEN.filled(path=path, cause=cause)) from error


def days_reported(data: Path) -> list[date]:
    """The days of whose nights there is material, oldest first."""
    found = (data / "reports").glob("????-??-??/inspection.json")
    return sorted(date.fromisoformat(path.parent.name) for path in found)


def old_reports(data: Path, before: date) -> list[Path]:
    """The files that nights before that day wrote for people, oldest first. The last night's stay,
    however old they are; so do manifests and time stamps, which are evidence.
    """
    days = sorted(path.name for path in (data / "reports").glob("????-??-??"))
    return [
        path
        for day in days[:-1]
        if day < before.isoformat()
        for path in paths_of(data, date.fromisoformat(day)).all
        if path.exists()
    ]


def remove_reports(paths: Iterable[Path]) -> None:
    """Folders that are empty then go too. Raises StoreFailed."""
    for path in paths:
        try:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            raise not_written(
                error, NOT_REMOVED.filled(path=path, cause=error.strerror or "")
            ) from error
