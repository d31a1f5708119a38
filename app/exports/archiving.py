"""A year's volume of one unit, made, listed and verified."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from app.data_folder import DataFolder, open_data_folder, read_ledger
from app.exports.evidence import MARKED, PRIVATE, Checked, check_evidence, put_on_record
from app.exports.withholding import without_numbers
from app.night.lock import held_night
from config.errors import NotFound
from config.folder import Config
from config.words import Words
from monitor.evidence.volume import Volume, index_documents, reason, summary
from monitor.evidence.wacz import Contents, Packed, pack
from store.archive import Archive
from store.queries.evidence import PageOnFile, states_of
from store.queries.volume import VolumeEntry, days_watched, entries_of
from store.sealing import seals
from store.sealing.seals import Seal

NOTHING = Words(
    "{unit} {year} 年没有可归档的内容：账本中没有该年的信息。",
    "There is nothing of {unit} in {year}: the ledger knows of no entry of that year.",
)
NO_VOLUME = Words("{path} 中没有归档卷（.wacz）。", "There is no volume (.wacz) in {path}.")
WRITTEN = Words(
    "已写入 {folder}\n  {summary}{reasons}\n  封条（已登记在账本）：{seal}\n  目录：{folder}/index.html\n  核验：gongkai archive --verify {folder}",
    "Written: {folder}\n  {summary}{reasons}\n  Seal (on record in the ledger): {seal}\n  Index: {folder}/index.html\n  Verify: gongkai archive --verify {folder}",
)
REASON = Words("\n    未留存：{words}（{n}项）", "\n    not kept: {words} ({n})")
LINE = Words(
    "{made_at}  {about}  {bodies} 份内容  {name}  {seal}",
    "{made_at}  {about}  {bodies} bodies  {name}  {seal}",
)
BESIDE = Words(
    "目录文件被改动或缺失：{name}（卷内的原件仍在）",
    "the index file was altered or is missing: {name} (the one inside is intact)",
)
NONE = Words("还没有做过年度归档。", "No volume was made yet.")
INDEX = "volume/"


@dataclass(frozen=True, slots=True)
class Bound:
    volume: Volume
    packed: Packed

    def as_json(self) -> dict[str, object]:
        return {
            "folder": str(self.packed.path.parent),
            "file": self.packed.path.name,
            "seal": self.packed.seal,
            "entries": len(self.volume.entries),
            "kept": self.volume.kept,
            "not_kept": dict(self.volume.not_kept()),
            "nights": self.volume.nights,
        }

    def text(self, language: str) -> str:
        reasons = "".join(
            REASON.text(language, words=words, n=n) for words, n in self.volume.not_kept()
        )
        folder = self.packed.path.parent
        return WRITTEN.text(
            language,
            folder=folder,
            summary=summary(self.volume),
            reasons=reasons,
            seal=self.packed.seal,
        )


def bind(
    unit: str,
    year: int,
    config: Config,
    now: datetime,
    to: Path | None = None,
    numbers_for: str = "",
) -> Bound:
    """Make the volume: `<unit>-<year>.wacz` and its index as .html, .xlsx and .csv in one folder.

    `numbers_for`: as of `app.exports.evidence.export_evidence`.

    Raises NotFound where the ledger knows nothing of that year, AlreadyRunning, StoreFailed,
    OutOfSpace.
    """
    name = f"{unit}-{year}{PRIVATE if numbers_for else ''}"
    folder = to or config.data / "volumes" / name
    with held_night(config.data), open_data_folder(config) as data_folder:
        volume = gathered(data_folder, unit, year, now, with_personal_numbers=bool(numbers_for))
        if not volume.entries:
            raise NotFound(NOTHING.filled(unit=volume.unit_name, year=year))
        documents = index_documents(volume)
        inside = {f"{INDEX}{name}": body for name, body in documents.items()}
        packed = pack(
            folder / f"{name}.wacz",
            _contents(data_folder, volume, is_private=bool(numbers_for)),
            data_folder.archive.get,
            inside,
        )
        for index, body in documents.items():
            (folder / index).write_bytes(body)
        seals.seal(
            data_folder.ledger,
            "volume",
            f"{unit} {year}",
            packed.seal,
            packed.path.name,
            now,
            set(packed.written.bodies),
        )
        if numbers_for:
            put_on_record(config, packed, numbers_for, now)
    return Bound(volume, packed)


def gathered(
    data_folder: DataFolder,
    unit: str,
    year: int,
    now: datetime,
    *,
    with_personal_numbers: bool = False,
) -> Volume:
    office = data_folder.config.office
    entries = entries_of(
        data_folder.ledger,
        unit,
        year,
        office.zone,
        with_personal_numbers=with_personal_numbers,
    )
    if not with_personal_numbers:
        entries = [_without_numbers(data_folder, entry) for entry in entries]
    nights, days = days_watched(data_folder.ledger, unit, year)
    name = next((each.name for each in data_folder.config.units if each.id == unit), unit)
    why_not = tuple(
        reason(entry, lambda sha256: _wrong_with(data_folder.archive, sha256)) for entry in entries
    )
    return Volume(
        unit,
        name,
        office.name,
        year,
        office.language,
        office.zone,
        now,
        nights,
        days,
        tuple(entries),
        why_not,
    )


def _without_numbers(data_folder: DataFolder, entry: VolumeEntry) -> VolumeEntry:
    return replace(
        entry,
        captures=without_numbers(data_folder, entry.captures),
        shown=without_numbers(data_folder, entry.shown),
    )


def verify_volume(path: Path, config: Config | None) -> Checked:
    """The volume in a folder (its index beside it compared with the one inside), or one .wacz.
    Raises NotFound.
    """
    files = sorted(path.glob("*.wacz")) if path.is_dir() else [path]
    if not files:
        raise NotFound(NO_VOLUME.filled(path=path))
    checked = check_evidence(files[0], config)
    if not path.is_dir() or not checked.verified.is_sound:
        return checked
    altered = _altered_beside(files[0])
    if not altered:
        return checked
    return replace(checked, verified=replace(checked.verified, problems=altered))


def volumes(config: Config) -> list[Seal]:
    with read_ledger(config) as ledger:
        return seals.of_kind(ledger, "volume")


def listed(config: Config) -> str:
    language = config.office.language
    lines = [
        LINE.text(
            language,
            made_at=one.made_at,
            about=one.about,
            bodies=one.bodies,
            name=one.name,
            seal=one.seal,
        )
        for one in volumes(config)
    ]
    return "\n".join(lines) or NONE.text(language)


def _contents(data_folder: DataFolder, volume: Volume, *, is_private: bool = False) -> Contents:
    pages = [entry.page for entry in volume.entries if entry.page is not None]
    captures = [capture for entry in volume.entries for capture in entry.captures]
    titles = {entry.page.id: entry.title for entry in volume.entries if entry.page is not None}
    return Contents(
        f"{volume.title} · {MARKED.text(volume.language)}" if is_private else volume.title,
        summary(volume),
        volume.made_at,
        captures,
        _told(data_folder, pages),
        titles,
    )


def _told(
    data_folder: DataFolder, pages: list[PageOnFile]
) -> list[tuple[PageOnFile, dict[str, object]]]:
    states: dict[int, list[dict[str, object]]] = {}
    for state in states_of(data_folder.ledger, pages):
        states.setdefault(state.page, []).append(asdict(state))
    return [(page, {"page": asdict(page), "states": states.get(page.id, [])}) for page in pages]


def _wrong_with(archive: Archive, sha256: str) -> str:
    return "" if archive.has(sha256) else "lost"


def _altered_beside(path: Path) -> tuple[Words, ...]:
    """Index files in the folder that are not those inside."""
    with ZipFile(path) as zipped:
        inside = {
            name.removeprefix(INDEX): zipped.read(name)
            for name in zipped.namelist()
            if name.startswith(INDEX)
        }
    wrong = [
        name
        for name, body in inside.items()
        if not (path.parent / name).is_file() or (path.parent / name).read_bytes() != body
    ]
    return tuple(BESIDE.filled(name=name) for name in wrong)
