"""Facts derived again from the archive after the reader changed: labelled, and alarming nobody.

Each unit is judged as of its last night before and after its pages are read again; whatever that
alone would change is held back for one night (monitor.judging.held_back). Nothing is fetched and no
finding is touched. One transaction a unit, so that a reread that was killed goes on where it
stopped.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from app.data_folder import DataFolder
from app.night.crawl_and_merge import Progress
from config.errors import NotFound, StoreFailed
from config.unit import Unit
from config.words import Words
from crawler.extract.reader import EXTRACTOR, Reader, ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.workers.progress_events import ProgressEvent
from store.clock import Clock
from store.privacy.key import office_key
from store.privacy.masking import with_masked_addresses
from store.records import PageFacts, Run
from store.reread import answers as reread_answers
from store.reread.readings import (
    DueReading,
    Renewed,
    due_readings,
    due_units,
    last_run_of,
    take_places,
    without_body,
)

# The rules are loaded in the functions that judge: a night in which nothing is read again does
# without.
if TYPE_CHECKING:
    from monitor.dossier.across import AcrossUnits
    from monitor.judging.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VersionedReader:
    """A version and the reader of that version."""

    extractor: str
    read: Reader


def _read_answer(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    """Ours. The reader is loaded here only: a night in which nothing is read again does without."""
    from crawler.documents.answers import read_answer

    return read_answer(answer, context)


OURS = VersionedReader(EXTRACTOR, _read_answer)

NOTHING = Words(
    "所有留存页面均已由当前版本（{extractor}）读取，无须重读。",
    "Every kept page was read by this version ({extractor}); nothing to do.",
)
TOLD = Words(
    "已用 {extractor} 重读 {units} 个单位的 {readings} 份留存页面：内容读法有别 {otherwise} 份，沿用原读法 {kept} 份，无法取出原文 {without_body} 份；"
    "{held_back} 项结论因此有别，将暂缓一夜。",
    "{extractor} read {readings} kept pages of {units} units again: {otherwise} read otherwise, {kept} keep their old reading, {without_body} have no"
    " sound bytes; {held_back} answers differ by it and are held back for one night.",
)
SILENT = Words(
    "未访问任何网站，未改动任何问题，未发出任何通知。",
    "No site was visited, no finding touched, nobody told.",
)
WOULD = Words("试运行：未写入任何内容。", "A dry run: nothing was written.")


@dataclass(slots=True)
class Reread:
    """What a reread did, in counts."""

    extractor: str
    units: int = 0
    readings: int = 0  # made again
    otherwise: int = 0  # whose meaningful content the new reader sees otherwise
    kept: int = (
        0  # whose forerunner kept its place: only one of the two could read this as the page
    )
    without_body: int = 0  # of another version, but their bytes were not kept or are damaged
    held_back: int = 0  # answers that will be cannot_tell for a night
    is_dry: bool = False

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    def text(self, language: str) -> str:
        if not self.units:
            return NOTHING.text(language, extractor=self.extractor)
        return f"{TOLD.text(language, **asdict(self))} {(WOULD if self.is_dry else SILENT).text(language)}"


class _Unwritten(Exception):
    """Takes a dry run's transaction back."""


def reread(
    data_folder: DataFolder,
    clock: Clock,
    progress: Progress,
    *,
    only: Sequence[str] = (),
    dry_run: bool = False,
    reader: VersionedReader = OURS,
    expect: Callable[[int], None] = lambda _: None,
) -> Reread:
    """Make every reading in use again that another version made. Call it before a run begins; where
    nothing is due it is one query.

    `expect` hears the number of units, `progress` each reading and the end of each unit. A dry run
    counts and writes nothing.

    Raises:
        StoreFailed: the ledger fails. What was reread of other units stays.
    """
    done = Reread(reader.extractor, is_dry=dry_run)
    units = [
        unit for unit in due_units(data_folder.ledger, reader.extractor) if not only or unit in only
    ]
    expect(len(units))
    nights = LastNights(data_folder)
    for unit_id in units:
        renewed = _read_again(data_folder, unit_id, progress, reader, done)
        try:
            with data_folder.ledger.transaction():
                take_in(nights, unit_id, renewed, clock, done)
                if dry_run:
                    raise _Unwritten
        except _Unwritten:
            pass
        progress(ProgressEvent(unit_id, "ended", done=len(renewed)))
    return done


def _read_again(
    data_folder: DataFolder, unit_id: str, progress: Progress, reader: VersionedReader, done: Reread
) -> list[Renewed]:
    renewed = []
    for due in due_readings(data_folder.ledger, unit_id, reader.extractor):
        try:
            renewed.append(Renewed(due, _read(data_folder, due, reader)))
        except (NotFound, StoreFailed):
            done.without_body += (
                1  # a damaged body is no evidence, and no reason to inspect nobody tonight
            )
        progress(ProgressEvent(unit_id, "page", done=len(renewed)))
    done.without_body += without_body(data_folder.ledger, unit_id, reader.extractor)
    return renewed


@dataclass(slots=True)
class LastNights:
    """What is asked of all units for the last night of each, asked once for each night and not for
    each unit.
    """

    data_folder: DataFolder
    _across: dict[str, "AcrossUnits"] = field(default_factory=dict)  # by run

    def across(self, run: Run) -> "AcrossUnits":
        from monitor.dossier.across import across_units

        if run.id not in self._across:
            ledger, config = self.data_folder.ledger, self.data_folder.config
            self._across[run.id] = across_units(ledger, config, run.day, run.id)
        return self._across[run.id]


def take_in(
    nights: LastNights, unit_id: str, renewed: list[Renewed], clock: Clock, done: Reread
) -> None:
    """Write one unit's readings, and what of its last night they would change."""
    from monitor.judging.held_back import answer_changes

    ledger = nights.data_folder.ledger
    last_run = last_run_of(ledger, unit_id)
    before = _answers(nights, unit_id, last_run)
    done.kept += take_places(ledger, unit_id, renewed, run_id=last_run or "")
    on_record = ledger.answers_in(unit_id, last_run or "")
    changes = answer_changes(before, _answers(nights, unit_id, last_run), on_record)
    reread_answers.note(ledger, unit_id, changes, extractor=done.extractor, at=clock.now())
    done.units += 1
    done.readings += len(renewed)
    done.otherwise += sum(each.facts.fingerprint != each.due.fingerprint for each in renewed)
    done.held_back += len(changes)


def _read(data_folder: DataFolder, due: DueReading, reader: VersionedReader) -> PageFacts:
    """As the crawl read it: the same answer, the same day, the page's masks."""
    answer, day = kept_answer(data_folder, due)
    key = office_key(data_folder.config.data)
    facts = reader.read(answer, ReadingContext(day, data_folder.config.rulebook, due.masks, key))
    return replace(
        with_masked_addresses(facts, key), extractor=reader.extractor, text=""
    )  # not kept in the ledger, and a unit may have thousands


def kept_answer(data_folder: DataFolder, due: DueReading) -> tuple[ReceivedAnswer, date]:
    """The answer as it was received, and its day. Raises NotFound, StoreFailed."""
    answer = ReceivedAnswer(
        data_folder.archive.get(due.sha256), due.url, due.status, dict(due.headers)
    )
    return answer, due.at.astimezone(data_folder.config.office.zone).date()


def _answers(nights: LastNights, unit_id: str, run_id: str | None) -> "tuple[Verdict, ...]":
    """What the rules say of the unit's last night; nothing of a unit that left the office's list or
    was never looked at.
    """
    from monitor.dossier.build import build
    from monitor.judging.judge import judge

    data_folder = nights.data_folder
    unit = _configured(data_folder, unit_id)
    run = data_folder.ledger.run(run_id) if run_id else None
    if unit is None or run is None:
        return ()
    return judge(
        build(
            data_folder.ledger,
            unit,
            config=data_folder.config,
            run_id=run.id,
            as_of=run.day,
            network_good=True,
            clock_suspect=False,
            across=nights.across(run),
        )
    )


def _configured(data_folder: DataFolder, unit_id: str) -> Unit | None:
    return next((unit for unit in data_folder.config.units if unit.id == unit_id), None)
