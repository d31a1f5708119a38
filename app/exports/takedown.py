"""Taking something down at somebody's word: tombstones in the ledger, and no bytes in any file of
ours.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from app.data_folder import DataFolder, backup_folder, open_data_folder
from app.night.crawl_and_merge import remove
from app.night.lock import held_night
from config.folder import Config
from config.words import Words
from monitor.report.material import Material
from monitor.report.write import write_material
from store.backup.backup import backups_in
from store.capture.file import CaptureFile
from store.merge.redaction import MARK
from store.queries.analysts.nightly_files import nightly_files
from store.removal import tombstones
from store.removal.takedown import Removal, RemovalResult, erase, removal_of, still_naming
from store.sealing import seals
from store.search.index import search_path

DONE = Words(
    "已撤下 {named}：{bodies} 份内容、{bytes} 字节不再留存，{rows} 条记录去掉了其中的文字。经办：{who}；理由：{why}。",
    "Taken down: {named}. {bodies} bodies, {bytes} bytes are no longer kept; {rows} rows lost its words. By {who}: {why}.",
)
LOOKED_AT = Words(
    "这是首页或栏目，今后仍会访问；已撤下的是此前留存的各版本。如其中个人信息来自某条信息，请再按该信息的网址撤下。",
    "This is a home page or channel and goes on being looked at; what was kept of it until now is gone. Take down the entry itself by its address too.",
)
NAMED_STILL = Words(
    '另有 {n} 份其他页面（多为列表）的留存内容中仍有其标题；如标题也含个人信息，请加 --naming "标题" 再执行一次。',
    '{n} kept versions of other pages (lists, mostly) still spell out its title; where the title is personal data too, call again with --naming "TITLE".',
)
OTHERS = Words(
    "同一页面另有 {n} 个留存版本未动；如也含个人信息，请按网址撤下。",
    "{n} other versions of the same page were left; take down the address if they hold it too.",
)
FINDINGS = Words(
    "以下问题以此为证，证据中将注明已撤下：{numbers}",
    "These findings rest on it, and their evidence will show the tombstone: {numbers}",
)
ABROAD = Words(
    "下列已交出的导出件含有该内容，本机关管不到，请通知持有人：{names}",
    "These exports hold it and are out of our hands; tell whoever has them: {names}",
)
OLD_BACKUPS = Words(
    "{n} 份备份（{folder}）在此之前做成，仍含有该内容；按保存份数会逐步淘汰，急需时请删除旧备份并重做一份：gongkai backup",
    "{n} backups in {folder} were made before and still hold it. They go as new ones are made; to be rid of it now delete them and run: gongkai backup",
)
RESTART = Words(
    "若控制台正在运行，请重启，以便它释放已删除的检索文件。",
    "Restart the console if it is running: it may still hold the old search file open.",
)
LIFTED = Words(
    "已解除 {n} 处撤下：{url} 今后可再留存。", "Lifted {n}: what stands at {url} may be kept again."
)


@dataclass
class TakenDown:
    tombstoned: RemovalResult
    who: str
    why: str
    named_still: int = 0
    abroad: list[str] = field(default_factory=list)
    backups: int = 0
    backup_folder: str = ""

    def as_json(self) -> dict[str, object]:
        removal = self.tombstoned.removal
        return asdict(removal) | {
            "bytes": self.tombstoned.bytes,
            "named_still": self.named_still,
            "rows": self.tombstoned.rows,
            "abroad": self.abroad,
            "backups": self.backups,
        }

    def text(self, language: str) -> str:
        removal, counts = self.tombstoned.removal, {"bodies": len(self.tombstoned.removal.bodies)}
        counts |= {"bytes": self.tombstoned.bytes, "rows": self.tombstoned.rows}
        is_looked_at = removal.url == "" and "://" in removal.named
        findings, exports = ", ".join(map(str, removal.findings)), ", ".join(self.abroad)
        lines = (
            (True, DONE.filled(named=removal.named, who=self.who, why=self.why, **counts)),
            (is_looked_at, LOOKED_AT),
            (self.named_still, NAMED_STILL.filled(n=self.named_still)),
            (removal.others, OTHERS.filled(n=removal.others)),
            (removal.findings, FINDINGS.filled(numbers=findings)),
            (self.abroad, ABROAD.filled(names=exports)),
            (self.backups, OLD_BACKUPS.filled(n=self.backups, folder=self.backup_folder)),
            (True, RESTART),
        )
        return "\n".join(words.text(language) for is_said, words in lines if is_said)


def take_down(
    named: str,
    config: Config,
    *,
    who: str,
    why: str,
    now: datetime,
    naming: Sequence[str] | None = None,
) -> TakenDown:
    """Remove what bears that name, leave a tombstone, and clear it out of everything that was made
    from it.

    `naming`: also the kept versions of the units' other pages that spell out its titles or these
    words; None leaves and counts them.

    Raises NotFound, AlreadyRunning, StoreFailed (another program reads the files: close it and call
    again).
    """
    with held_night(config.data), open_data_folder(config) as data_folder:
        removal = removal_of(data_folder.ledger, named)
        lists = still_naming(data_folder.ledger, data_folder.archive, removal, naming or ())
        bodies = {*removal.bodies, *(lists.bodies if lists and naming is not None else ())}
        exports = seals.holding(data_folder.ledger, bodies)
        done = TakenDown(
            erase(data_folder.ledger, data_folder.archive, removal, who=who, why=why, at=now),
            who,
            why,
        )
        if lists and naming is not None:
            done.tombstoned.bytes += erase(
                data_folder.ledger, data_folder.archive, lists, who=who, why=why, at=now
            ).bytes
        elif lists:
            done.named_still = len(set(lists.bodies) - set(removal.bodies))
        _clear_capture_files(data_folder, removal)
    _clear_search(config.data)
    _clear_reports(config.data, removal)
    own = {
        path.name: path
        for folder in ("evidence", "volumes")
        for path in (config.data / folder).rglob("*.wacz")
    }
    for export in exports:
        if export.name in own:
            own[export.name].unlink()
        done.abroad.append(export.name)
    folder = backup_folder(config.office, config.folder)
    done.backups, done.backup_folder = len(backups_in(folder)), str(folder)
    return done


def lift(url: str, config: Config, *, who: str, now: datetime) -> str:
    """From now on the address may be kept again; what went stays gone."""
    with held_night(config.data), open_data_folder(config) as data_folder:
        count = tombstones.lift(data_folder.ledger, url, who=who, at=now)
    return LIFTED.text(config.office.language, n=count, url=url)


def _clear_capture_files(data_folder: DataFolder, removal: Removal) -> None:
    """Merged files have served; in one that waits to be resumed the bodies and readings are taken
    out.
    """
    for path in sorted(data_folder.captures.glob("*/*.sqlite")):
        with CaptureFile.open(path) as file:
            is_merged = data_folder.ledger.has_merged(file.plan().file_id)
            if not is_merged:
                file.forget(bodies=removal.bodies, url=removal.url)
        if is_merged:
            remove(path)


def _clear_search(data: Path) -> None:
    """The index is made of ledger and archive, analysts' files of the ledger: they are made again,
    without what is no longer there.
    """
    remove(search_path(data))
    for path in nightly_files(data):
        remove(path)


def _clear_reports(data: Path, removal: Removal) -> None:
    """Circulars that named it are written again with the mark in its place."""
    for path in sorted((data / "reports").glob("????-??-??/inspection.json")):
        text = path.read_text(encoding="utf-8")
        if removal.titles and any(title in text for title in removal.titles):
            cleared = re.sub("|".join(map(re.escape, removal.titles)), MARK, text)
            write_material(data, Material.model_validate_json(cleared))
