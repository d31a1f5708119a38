"""Papers of the rectification 整改, made of what lies in the ledger and on the desk: nothing is
visited or judged.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from app.data_folder import read_ledger
from app.demo_clock import clock_of
from app.night.repairs import standings_of, summary_of
from app.night.taking_back import as_told_today
from config.errors import Miswritten, NotFound
from config.folder import Config
from config.unit import Unit
from config.words import Words
from monitor.judging.judged_words import judged_words
from monitor.quarterly.figures import quarter_figures
from monitor.quarterly.paper import write_quarter_report
from monitor.quarterly.sheets import quarter_sheets
from monitor.rectification.notice import NoticeMaterial, write_notice
from monitor.rectification.summary_paper import write_summary
from monitor.rectification.summary_sheets import summary_sheets
from monitor.report.confirmation import by_confirmation
from monitor.report.gathering.naming import Naming
from monitor.report.ledger_xlsx import problem_ledger
from monitor.report.material import Material, ReportedProblem
from monitor.report.month import stood_in
from monitor.report.papers.paper_docx import paper_docx
from monitor.report.themes import is_confidential
from monitor.report.write import paths_of, put, read_material
from monitor.scoring.lives import lives
from monitor.scoring.quarter import read_quarter
from store.desk.entries import Standing
from store.findings import all_findings, events_of, findings_of, withdrawn_ids
from store.judged import judged_units
from store.ledger import Ledger
from store.outbox import told_to_anybody
from store.queries.quarters.answers import FoundTurn, answers_between, nights_between, turns_between
from store.queries.quarters.site_days import site_days
from store.records import Finding

NOTHING_TO_REPAIR = Words(
    "{unit}现无需要整改的问题（{day}检查，{judged}），未生成整改通知书。",
    "Nothing is open that {unit} would have to repair (inspection of {day}; {judged}): no notice was made.",
)
NOBODY_TO_NOTIFY = Words(
    "现无需要整改的问题，未生成整改通知书。", "Nothing is open: no notice was made."
)
TO_COME = Words("{quarter}还没有开始。", "{quarter} has not begun.")
NO_NIGHT = Words(
    "{quarter}没有完成的检查，无从汇总。请核对季度；已有的检查见 gongkai report。",
    "No night of {quarter} was carried through: there is nothing to report. Is it the right quarter?",
)
NO_MONTH = Words(
    "“{text}”不是月份，请写成 2026-03 的样子。", "{text!r} is no month; write it as 2026-03."
)
NO_NIGHT_IN_MONTH = Words(
    "{month} 没有检查记录，无从生成当月台账。最近的检查：{days}。",
    "No night of {month} is on record: there is nothing to list. The latest: {days}.",
)
ONE_AT_A_TIME = Words(
    "一次只能生成一种：--notice、--notices、--rectification、--month、--quarter、--score 请选一个。",
    "One paper at a time: choose one of --notice, --notices, --rectification, --month, --quarter and --score.",
)
ONLY_OF_THE_SUMMARY = Words(
    "--since 只用于 --rectification（整改情况汇总）。", "--since goes with --rectification alone."
)
NOT_OF_A_DAY = Words(
    "--day 只用于通报和问题台账；其他文书总以最近一次检查为准，请去掉 --day。",
    "--day is for circular and problem ledger; the other papers go by the latest inspection: leave it out.",
)
WRITTEN = Words("已写入 {path}", "Written: {path}")


@dataclass(frozen=True, slots=True)
class Papers:
    paths: tuple[Path, ...]

    def text(self, language: str) -> str:
        return "\n".join(WRITTEN.text(language, path=path) for path in self.paths)


class AskedPaper(NamedTuple):
    """Which paper, where one is asked for. `day`: of another night, which none of them is."""

    notice: list[str]
    notices: bool
    rectification: bool
    quarter: str
    score: str
    since: datetime | None
    day: datetime | None
    month: str = ""

    @property
    def kinds(self) -> tuple[bool, ...]:
        return (
            *(bool(self.notice), self.notices, self.rectification),
            *(bool(self.quarter), bool(self.score), bool(self.month)),
        )

    def __bool__(self) -> bool:
        return any(self.kinds) or self.since is not None

    def check(self) -> None:
        """Raises Miswritten for two at once, or one of another night."""
        if sum(self.kinds) > 1:
            raise Miswritten(ONE_AT_A_TIME)
        if self.since and not self.rectification:
            raise Miswritten(ONLY_OF_THE_SUMMARY)
        if self.day:
            raise Miswritten(NOT_OF_A_DAY)


def write_papers(config: Config, asked: AskedPaper) -> Papers:
    """One that was asked for and checked. Raises as each paper does."""
    if asked.rectification:
        return write_summary_papers(config, asked.since.date() if asked.since else None)
    if asked.month:
        return write_month(config, asked.month)
    if asked.quarter:
        return write_quarter(config, asked.quarter)
    return write_notices(config, asked.notice)


def write_notices(config: Config, unit_ids: Iterable[str]) -> Papers:
    """A notice of each of these units, as of the last night; no ids: of each that has something to
    repair. Raises NotFound where there is nothing, StoreFailed, OutOfSpace.
    """
    wanted = list(dict.fromkeys(unit_ids))
    units = [unit for unit in config.units if not wanted or unit.id in wanted]
    night, notices = notices_of(config, units)
    folder = paths_of(config.data, night.as_of).circular_docx.parent / "notices"
    paths = []
    for notice in notices:
        if notice.told:
            paths.append(folder / f"{notice.unit.id}.docx")
            put(paths[-1], paper_docx(write_notice(notice, config)))
        elif wanted:
            raise NotFound(_nothing(notice.unit, night))
    if not paths:
        raise NotFound(NOBODY_TO_NOTIFY)
    return Papers(tuple(paths))


def notices_of(config: Config, units: Iterable[Unit]) -> tuple[Material, list[NoticeMaterial]]:
    """What the notices of these units are made of, as of the last night. Raises NotFound, StoreFailed."""
    with read_ledger(config) as ledger:
        night = read_material(config.data).without(withdrawn_ids(ledger))
        return night, [_notice(unit, night, config, ledger) for unit in units]


def write_summary_papers(config: Config, since: date | None = None) -> Papers:
    """整改情况汇总 as of the last night, `reports/<day>/`: .docx and .xlsx. `since`: what ended before
    is left out; by default the year's first day. Raises NotFound, StoreFailed, OutOfSpace.
    """
    night = read_material(config.data)
    with read_ledger(config) as ledger:
        found = summary_of(config, ledger, since or date(night.as_of.year, 1, 1), night.as_of)
    folder = paths_of(config.data, night.as_of).circular_docx.parent
    paths = tuple(folder / f"rectification.{suffix}" for suffix in ("docx", "xlsx"))
    put(paths[0], paper_docx(write_summary(found, config)))
    put(paths[1], summary_sheets(found, config))
    return Papers(paths)


def _notice(unit: Unit, night: Material, config: Config, ledger: Ledger) -> NoticeMaterial:
    """Without what the office took back on the desk, or decided to be secret (涉密)."""
    found = findings_of(ledger, unit.id)
    said = standings_of(config, found)
    spared = {n for n, one in said.items() if one.withdrawn or one.is_secret(night.as_of)}
    told = [finding for finding in found if finding.id not in spared]
    return NoticeMaterial(
        unit,
        night.as_of,
        by_confirmation(told, night.as_of),
        tuple(item for item in night.undecided if item.unit == unit.id),
        {number: one.deadline for number, one in said.items() if one.deadline},
        _told(ledger, said),
    )


def _nothing(unit: Unit, night: Material) -> Words:
    """How far it was judged is said with it: that nothing is open may mean that nobody looked."""
    judged = judged_words(judged_units(one.counts for one in night.units if one.id == unit.id))
    return NOTHING_TO_REPAIR.filled(unit=unit.label, day=night.as_of, judged=judged)


def write_month(config: Config, text: str) -> Papers:
    """The problem ledger of a month (2026-03), `reports/months/`: every finding that stood open on
    a day of it, as it stood after its last night, with what was repaired in it. What was withdrawn
    since or is held to be secret is left out.

    Raises Miswritten for what is no month, NotFound for one without a night, StoreFailed,
    OutOfSpace.
    """
    first, last = _month(text)
    with read_ledger(config) as ledger:
        nights = [day for day in ledger.days_of_runs() if first <= day <= last]
        if not nights:
            days = "、".join(map(str, ledger.days_of_runs()[-3:])) or "—"
            raise NotFound(NO_NIGHT_IN_MONTH.filled(month=text, days=days))
        night = as_told_today(read_material(config.data, max(nights)), ledger, config, last)
        today = config.office.day_of(clock_of(config).now())
        found = all_findings(ledger)
        said = standings_of(config, found)
        spared = withdrawn_ids(ledger) | {
            n for n, one in said.items() if one.withdrawn or one.is_secret(today)
        }
        naming = Naming(
            config,
            {unit.id: unit for unit in config.units},
            {n: one.deadline for n, one in said.items() if one.deadline},
            {n: one.person for n, one in said.items() if one.person},
        )
        listed = [
            _as_stood(naming.problem(stood), one)
            for one in found
            if one.id not in spared and not is_confidential(one.rule)
            for stood in stood_in(one, events_of(ledger, one.id), first, max(nights))
        ]
        untold = {one.id for one in listed} - _told(ledger, said)
    material = night.model_copy(
        update={
            "problems": tuple(one for one in listed if not one.closed),
            "unconfirmed": (),
            "repaired": tuple(one for one in listed if one.closed),
            "untold": tuple(sorted(untold)),
        }
    )
    path = config.data / "reports" / "months" / f"{text}.xlsx"
    put(path, problem_ledger(material))
    return Papers((path,))


def _as_stood(problem: ReportedProblem, today: Finding) -> ReportedProblem:
    """Of what was confirmed later, the night of the month that confirmed it is not on record."""
    is_later = problem.last_confirmed is not None and problem.last_confirmed < today.last_found
    return problem.model_copy(update={"last_confirmed": None}) if is_later else problem


def _month(text: str) -> tuple[date, date]:
    """Its first and its last day. Raises Miswritten."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Miswritten(NO_MONTH.filled(text=text)) from None
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def write_quarter(config: Config, text: str) -> Papers:
    """The report of a quarter on government sites, `reports/quarters/`: .docx and .xlsx.

    Raises Miswritten for what is no quarter, NotFound for one to come or without a night,
    StoreFailed, OutOfSpace.
    """
    quarter, today = read_quarter(text), config.office.day_of(clock_of(config).now())
    if quarter.first > today:
        raise NotFound(TO_COME.filled(quarter=quarter.said))
    with read_ledger(config) as ledger:
        nights = nights_between(ledger, quarter.first, quarter.last)
        if not nights:
            raise NotFound(NO_NIGHT.filled(quarter=quarter.said))
        until = nights[-1]
        turns = _by_finding(turns_between(ledger, quarter.first, until))
        found = [one for one in all_findings(ledger) if one.id in turns]
        said = standings_of(config, found)
        over = until if quarter.last < today else None
        figures = quarter_figures(
            config,
            quarter,
            until,
            len(nights),
            [(one, [*lives(turns[one.id], _taken_back(one, said), over=over)]) for one in found],
            site_days(ledger, until),
            answers_between(ledger, quarter.first, until),
            {number: each.deadline for number, each in said.items() if each.deadline},
            {number for number, each in said.items() if each.is_secret(today)},
            told=_told(ledger, said),
            is_over=quarter.last < today,
            since=nights[0],
            made_on=today,
        )
    folder = config.data / "reports" / "quarters"
    paths = tuple(folder / f"{quarter}.{suffix}" for suffix in ("docx", "xlsx"))
    put(paths[0], paper_docx(write_quarter_report(figures, config)))
    put(paths[1], quarter_sheets(figures, config))
    return Papers(paths)


def _by_finding(turns: Iterable[FoundTurn]) -> dict[int, list[FoundTurn]]:
    groups: dict[int, list[FoundTurn]] = {}
    for turn in turns:
        groups.setdefault(turn.finding, []).append(turn)
    return groups


def _told(ledger: Ledger, said: Mapping[int, Standing]) -> frozenset[int]:
    """Somebody was told of them, or spoke of them."""
    return told_to_anybody(ledger) | {number for number, one in said.items() if one.is_known}


def _taken_back(finding: Finding, said: Mapping[int, Standing]) -> tuple[int, ...]:
    """The life that the office has withdrawn on the desk, whether the ledger knows it or not."""
    word = said.get(finding.id)
    return (finding.reopened,) if word and word.withdrawn else ()
