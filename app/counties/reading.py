"""Each county's own files, read one after another and never written: its last night's reports, as
its ledger and its desk say today that they may be told.

Nothing of one county can hide or spoil another: what cannot be read whole is told as not read.
"""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from app.data_folder import ledger_path
from app.night.deadlines import said_on
from app.night.taking_back import as_said
from config.errors import NotFound, OtherVersion, StoreFailed
from config.folder import Config
from config.office import CountyBelow
from config.words import Words
from monitor.counties.county import Counties, CountyRead, CountyUnread, Unread
from monitor.report.material import Material
from monitor.report.write import read_material
from store.desk.desk import anothers_desk, desk_path
from store.ledger import Ledger, open_anothers
from store.queries.console.lists import last_inspection, turns_by_day

COURSE_DAYS = 365

# What the errors of our own files advise (restore, run a night) would be wrong here.
OTHER_VERSION = Words(
    "{data}：由另一版本的程序写成（{cause}）。请把省、县两级升级到同一版本。",
    "{data} was written by another version of this program ({cause}). Bring both to one version.",
)
NOT_WHOLE = Words(
    "{data}：未能完整读取（{cause}）。未作任何改动；请该县重新送来。",
    "{data} could not be read whole ({cause}). It was not touched; have the county send it again.",
)
NOTHING_THERE = Words("{path} 不存在。", "There is no {path}.")
TWO_NIGHTS = Words(
    "{data}：报告是{reported}的，账本是{judged}的。请把同一晚的文件一起送来。",
    "{data}: the reports are of {reported}, the ledger of {judged}. Bring the files of one night.",
)
AHEAD = Words(
    "{data}：最近一次检查为{day}，在今天之后；请核对该县的时钟。",
    "{data}: its last night is of {day}, which is still to come. See that county's clock.",
)


def read_counties(config: Config, today: date) -> Counties:
    """All that the office names, in its order. Nothing is raised for what a county lacks."""
    counties = config.office.province.counties
    return Counties(tuple(read_county(config, county, today) for county in counties))


def read_county(config: Config, county: CountyBelow, today: date) -> CountyRead | CountyUnread:
    """One county as of `today`."""
    data = data_of(config, county)
    ledger, desk = ledger_path(data), desk_path(data)
    try:
        for path, because in ((ledger, Unread.MISSING), (desk, Unread.NO_DESK)):
            if not path.exists():
                return CountyUnread(county, because, detail=NOTHING_THERE.filled(path=path))
        with closing(open_anothers(ledger)) as opened:
            return _read(config, county, opened, today)
    except OtherVersion as error:
        detail = OTHER_VERSION.filled(data=data, cause=error.cause)
        return CountyUnread(county, Unread.OTHER_VERSION, detail=detail)
    except StoreFailed as error:
        detail = NOT_WHOLE.filled(data=data, cause=error.cause or "reports")
        return CountyUnread(county, Unread.UNREADABLE, detail=detail)
    except OSError as error:
        detail = NOT_WHOLE.filled(data=data, cause=error.strerror)
        return CountyUnread(county, Unread.UNREADABLE, detail=detail)
    except NotFound:
        detail = NOTHING_THERE.filled(path=data / "reports")
        return CountyUnread(county, Unread.NO_NIGHT, detail=detail)


def data_of(config: Config, county: CountyBelow) -> Path:
    """Seen from the office's folder."""
    return (config.folder / county.data).resolve()


def _read(
    config: Config, county: CountyBelow, ledger: Ledger, today: date
) -> CountyRead | CountyUnread:
    """Raises OtherVersion, StoreFailed, NotFound."""
    data = data_of(config, county)
    printed = read_material(data)
    if wrong := _is_of_another_night(county, data, printed, ledger, today):
        return wrong
    said = said_on(anothers_desk(data), ledger, today)
    told = as_said(printed, ledger, said)
    since = today - timedelta(days=COURSE_DAYS)
    read = CountyRead(county, told, turns_by_day(ledger, since=since, apart=[*told.under_secrecy]))
    return stale(config, read, today) or read


def stale(config: Config, read: CountyRead, today: date) -> CountyUnread | None:
    """Where its last night lies too far back; None else."""
    night, limit = read.material.as_of, config.office.province.stale_after_days
    is_late = today - night > timedelta(days=limit)
    return CountyUnread(read.county, Unread.STALE, night) if is_late else None


def _is_of_another_night(
    county: CountyBelow, data: Path, printed: Material, ledger: Ledger, today: date
) -> CountyUnread | None:
    """Reports of a night that the ledger does not hold, or of one before its last: what was found
    repaired since would be told as open.
    """
    inspected = ledger.run(last_inspection(ledger))
    if inspected is None:
        return CountyUnread(county, Unread.NO_NIGHT)
    night = printed.as_of
    if max(night, inspected.day) > today:
        detail = AHEAD.filled(data=data, day=max(night, inspected.day))
        return CountyUnread(county, Unread.MIXED, night, detail)
    if inspected.day > night or ledger.run_of_day(night) is None:
        detail = TWO_NIGHTS.filled(data=data, reported=night, judged=inspected.day)
        return CountyUnread(county, Unread.MIXED, night, detail)
    return None
