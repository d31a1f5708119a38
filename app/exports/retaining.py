"""The office's years of keeping, applied: counted first, done when told to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.data_folder import open_data_folder
from app.night.lock import held_night
from config.folder import Config
from config.words import Words
from monitor.report.write import old_reports, remove_reports
from store.removal.retention import DAYS, Expired, expire, expired

FOR_EVER = Words(
    "未设保管年限（office.toml 的 [retention]），全部永久保存。",
    "No years are set ([retention] in office.toml): everything is kept for ever.",
)
NOTHING = Words("没有保管期满的内容。", "Nothing is old enough.")
WOULD = Words(
    "将移除：{bodies} 份原始页面（{bytes} 字节）、{facts} 份读出的事实、{reports} 个报告文件。尚未执行，确认请加 --yes。",
    "Would go: {bodies} raw pages ({bytes} bytes), {facts} readings, {reports} report files. Nothing was done yet; add --yes.",
)
DONE = Words(
    "已移除：{bodies} 份原始页面（{bytes} 字节）、{facts} 份读出的事实、{reports} 个报告文件；每份原始页面留有记录。",
    "Gone: {bodies} raw pages ({bytes} bytes), {facts} readings, {reports} report files; a tombstone stands for each page.",
)
STAYING = Words(
    "另有 {n} 份虽已期满，因未整改问题以其为证而保留。",
    "{n} more are old enough and stay: an open finding rests on them.",
)
WHY = "[retention] captures_years = {years}"


@dataclass(frozen=True, slots=True)
class Retained:
    gone: Expired
    reports: tuple[Path, ...]
    is_done: bool
    has_years: bool

    def as_json(self) -> dict[str, object]:
        return {
            "done": self.is_done,
            "captures": len(self.gone.bodies),
            "bytes": sum(self.gone.bodies.values()),
            "facts": len(self.gone.facts),
            "reports": len(self.reports),
            "kept_for_findings": self.gone.kept_for_findings,
        }

    def text(self, language: str) -> str:
        if not self.has_years:
            return FOR_EVER.text(language)
        counts = {
            "bodies": len(self.gone.bodies),
            "bytes": sum(self.gone.bodies.values()),
            "facts": len(self.gone.facts),
            "reports": len(self.reports),
        }
        head = (
            NOTHING.text(language)
            if self.gone.is_empty and not self.reports
            else (DONE if self.is_done else WOULD).text(language, **counts)
        )
        staying = self.gone.kept_for_findings
        return head + ("\n" + STAYING.text(language, n=staying) if staying else "")


def retain(config: Config, now: datetime, *, do_it: bool) -> Retained:
    """Raises AlreadyRunning, StoreFailed."""
    years = config.office.retention
    with held_night(config.data), open_data_folder(config) as data_folder:
        gone = expired(
            data_folder.ledger,
            now,
            captures_years=years.captures_years,
            facts_years=years.facts_years,
        )
        reports = _old_reports(config, now)
        if do_it:
            remove_reports(reports)
            expire(
                data_folder.ledger,
                data_folder.archive,
                gone,
                why=WHY.format(years=years.captures_years),
                now=now,
            )
    has_years = bool(years.captures_years or years.facts_years or years.reports_years)
    return Retained(gone, tuple(reports), do_it, has_years)


def _old_reports(config: Config, now: datetime) -> list[Path]:
    years = config.office.retention.reports_years
    before = config.office.day_of(now - timedelta(days=years * DAYS))
    return old_reports(config.data, before) if years else []
