"""From a finding or a unit to a sealed file that others can verify, and back from a file to its
seal.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.data_folder import DataFolder, ledger_path, open_data_folder, read_ledger
from app.exports.evidence_pictures import pictures
from app.exports.withholding import without_numbers
from app.language import local_time
from app.looking.explaining import findings_named
from app.night.lock import held_night
from app.night.time_stamping import roots_of
from config.errors import NotFound, StoreFailed
from config.folder import Config
from config.words import Words
from monitor.evidence.case import Case, case_of
from monitor.evidence.manifest import captures_in
from monitor.evidence.page import case_html, picture_name
from monitor.evidence.verify import NIGHTS, StampedNight, Verified, verify
from monitor.evidence.wacz import Contents, Packed, pack
from monitor.report.explain import explain
from monitor.report.grouping import JOINT
from store.desk.desk import open_desk
from store.desk.looks import PrivateLook, add_look
from store.findings import FindingEvent
from store.records import Finding
from store.sealing import manifests, seals
from store.sealing.seals import Seal

NO_FILE = Words("没有文件 {path}。", "There is no file {path}.")
WRITTEN = Words(
    "已写入 {path}\n  {captures} 份原始页面，{visits} 次访问，{findings} 个问题{missing}\n  封条（清单的 SHA-256，已登记在账本）：{seal}\n  核验：gongkai evidence --verify {path}",
    "Written: {path}\n  {captures} pages as received, {visits} visits, {findings} findings{missing}\n  Seal (SHA-256 of the manifest, on record in the ledger): {seal}\n"
    "  Verify: gongkai evidence --verify {path}",
)
MISSING = Words(
    "；{n} 份不再留存（撤下、期满或损坏，已注明）",
    "; {n} no longer kept (taken down, expired or damaged; said inside)",
)
SOUND = Words(
    "完好：{files} 个文件、{records} 条记录与清单逐一相符。\n  {title}\n  封条：{seal}",
    "Sound: {files} files and {records} records match the manifest.\n  {title}\n  Seal: {seal}",
)
STAMPED = Words(
    "  时间戳：{name} 在 {at} 已存在（{authority}，{vouched}）",
    "  Time stamp: {name} existed at {at} ({authority}, {vouched})",
)
VOUCHED_FOR = Words("签名已按根证书核对", "signature checked by the root certificates")
COMPARED = Words("仅核对内容，未给根证书", "compared with the text; no root certificates given")
NOT_YET = Words("  {name} 尚未盖时间戳", "  {name} has no time stamp yet")
UNSOUND = Words("不完好，不能作为证据：", "Not sound, and no evidence:")
ON_RECORD = Words(
    "  已登记在本机关账本：{made_at} 导出", "  On record in this ledger: made {made_at}"
)
NOT_ON_RECORD = Words(
    "  本机关账本中没有这个封条：文件自身完好，但不能证明出自本机关。",
    "  This office's ledger knows no such seal: the file is sound in itself, but nothing proves that it came from here.",
)


NUMBERS = Words(" · 编号{ids}", " · no. {ids}")
PRIVATE = "-private"  # in the name of a file that holds pages with persons' numbers
MARKED = Words(
    "含个人号码，仅供检查机关使用，不得转发",
    "holds persons' numbers: for the office alone, not to be passed on",
)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    packed: Packed
    case: Case

    def as_json(self) -> dict[str, object]:
        written = self.packed.written
        return {
            "file": str(self.packed.path),
            "seal": self.packed.seal,
            "findings": [finding.id for finding, _ in self.case.findings],
            "captures": len(written.bodies),
            "not_kept": dict(written.missing),
            "visits": len(self.case.visits),
        }

    def text(self, language: str) -> str:
        missing = self.packed.written.missing
        return WRITTEN.text(
            language,
            path=self.packed.path,
            captures=len(self.packed.written.bodies),
            visits=len(self.case.visits),
            findings=len(self.case.findings),
            missing=MISSING.text(language, n=len(missing)) if missing else "",
            seal=self.packed.seal,
        )


@dataclass(frozen=True, slots=True)
class Checked:
    verified: Verified
    on_record: Seal | None
    has_ledger: bool

    def as_json(self) -> dict[str, object]:
        seal = self.on_record
        return {
            "sound": self.verified.is_sound,
            "seal": self.verified.seal,
            "files": self.verified.files,
            "records": self.verified.records,
            "problems": [words.en for words in self.verified.problems],
            "nights": [_night_json(night) for night in self.verified.nights],
            "on_record": {"about": seal.about, "made_at": seal.made_at} if seal else None,
        }

    def text(self, language: str) -> str:
        seen = self.verified
        if not seen.is_sound:
            return "\n".join(
                [
                    UNSOUND.text(language),
                    *(f"  {words.text(language)}" for words in dict.fromkeys(seen.problems)),
                ]
            )
        text = SOUND.text(
            language, files=seen.files, records=seen.records, title=seen.title, seal=seen.seal
        )
        text = "\n".join([text, *(_night_text(night, language) for night in seen.nights)])
        if self.on_record:
            return f"{text}\n{ON_RECORD.text(language, made_at=local_time(self.on_record.made_at))}"
        return f"{text}\n{NOT_ON_RECORD.text(language)}" if self.has_ledger else text


def _night_text(night: StampedNight, language: str) -> str:
    stamp = night.stamp
    if stamp is None:
        return NOT_YET.text(language, name=night.name)
    vouched = (VOUCHED_FOR if stamp.is_vouched_for else COMPARED).text(language)
    return STAMPED.text(
        language,
        name=night.name,
        at=local_time(stamp.at) if stamp.at else "",
        authority=stamp.authority,
        vouched=vouched,
    )


def _night_json(night: StampedNight) -> dict[str, object]:
    stamp = night.stamp
    return {
        "name": night.name,
        "at": stamp.at.isoformat() if stamp and stamp.at else None,
        "is_vouched_for": bool(stamp and stamp.is_vouched_for),
    }


def export_evidence(
    named: str, config: Config, now: datetime, to: Path | None = None, numbers_for: str = ""
) -> EvidenceFile:
    """Write the evidence of what is `named` (a finding, or a unit) and its seal into the ledger.

    `numbers_for`: who of the office takes it with pages on which persons' numbers stand; the file
    is marked, and that it was taken is on record. Without it these are left out.

    Raises NotFound, AlreadyRunning where a night is at work (the ledger has one writer),
    StoreFailed, OutOfSpace.
    """
    units = {unit.id for unit in config.units}
    with held_night(config.data), open_data_folder(config) as data_folder:
        found = _open_in(named, config) if named in units else findings_named(named, config)
        case = gathered(data_folder, named, found, now, with_personal_numbers=bool(numbers_for))
        if not numbers_for:
            case = replace(case, captures=without_numbers(data_folder, case.captures))
        mark = PRIVATE if numbers_for else ""
        name = f"{_file_name(named)}{mark}-{now:%Y%m%dT%H%M%SZ}.wacz"
        path = to / name if to and to.is_dir() else to or config.data / "evidence" / name
        packed = pack(
            path,
            _contents(case, is_private=bool(numbers_for)),
            data_folder.archive.get,
            _documents(case, pictures(data_folder, case)) | _nights(data_folder, case),
        )
        seals.seal(
            data_folder.ledger,
            "evidence",
            case.about,
            packed.seal,
            path.name,
            now,
            set(packed.written.bodies),
        )
        if numbers_for:
            put_on_record(config, packed, numbers_for, now)
    return EvidenceFile(packed, case)


def put_on_record(config: Config, packed: Packed, who: str, now: datetime) -> None:
    """Who took a file with pages on which persons' numbers stand; without it there is no file."""
    try:
        add_look(open_desk(config.data), PrivateLook(packed.seal, packed.path.name, "", who, now))
    except StoreFailed:
        packed.path.unlink(missing_ok=True)
        raise


def gathered(
    data_folder: DataFolder,
    named: str,
    found: list[tuple[Finding, list[FindingEvent]]],
    now: datetime,
    *,
    with_personal_numbers: bool = False,
) -> Case:
    unit = found[0][0].unit if found else named
    about = (
        "; ".join(f"{one.id} {one.unit}:{one.rule}:{one.subject}" for one, _ in found)
        if named != unit
        else named
    )
    return case_of(
        data_folder.ledger,
        data_folder.config,
        found,
        unit=unit,
        about=about,
        whole_unit=named == unit,
        explain=explain,
        now=now,
        with_personal_numbers=with_personal_numbers,
    )


def check_evidence(path: Path, config: Config | None) -> Checked:
    """Whether the file is sound, and whether this office sealed it. Raises NotFound where there is
    none.
    """
    if not path.is_file():
        raise NotFound(NO_FILE.filled(path=path))
    verified = verify(path, roots_of(config) if config else ())
    if config is None or not ledger_path(config.data).exists():
        return Checked(verified, None, has_ledger=False)
    with read_ledger(config) as ledger:
        return Checked(verified, seals.find(ledger, verified.seal), has_ledger=True)


def _open_in(unit: str, config: Config) -> list[tuple[Finding, list[FindingEvent]]]:
    try:
        return findings_named(unit, config)
    except NotFound:
        return []  # a unit in order has evidence too: what its pages show


def _contents(case: Case, *, is_private: bool = False) -> Contents:
    marked = f" · {MARKED.text(case.language)}" if is_private else ""
    numbers = [str(finding.id) for finding, _ in case.findings]
    of = NUMBERS.text(case.language, ids=JOINT.text(case.language).join(numbers)) if numbers else ""
    title = f"{case.unit_name}{of}{marked}"
    text = [
        finding.sentence_en if case.language == "en" else finding.sentence_zh
        for finding, _ in case.findings
    ]
    titles = {page.id: page.title for page in case.pages}
    return Contents(title, "\n".join(text), case.made_at, case.captures, list(case.told()), titles)


def _documents(case: Case, rendered: dict[str, bytes]) -> dict[str, bytes]:
    data = json.dumps(case.as_json(), ensure_ascii=False, indent=1, default=str)
    files = {f"evidence/{picture_name(sha256)}": picture for sha256, picture in rendered.items()}
    return {
        "evidence/index.html": case_html(case, pictured=rendered.keys()).encode(),
        "evidence/case.json": data.encode(),
        **files,
    }


def _nights(data_folder: DataFolder, case: Case) -> dict[str, bytes]:
    """The manifests of the nights whose captures the case shows, with their time stamps."""
    shown = {capture.sha256 for capture in case.captures}
    files: dict[str, bytes] = {}
    for night in manifests.every(data_folder.ledger):
        if shown & captures_in(night):
            files[f"{NIGHTS}manifest-{night.run_id}.json"] = night.manifest.encode()
            if night.token is not None:
                files[f"{NIGHTS}manifest-{night.run_id}.tsr"] = night.token
    return files


def _file_name(named: str) -> str:
    """Words that a person typed, as a part of a file name."""
    return re.sub(r"[^\w.-]+", "_", named)[:60].strip("._") or "evidence"
