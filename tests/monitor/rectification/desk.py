"""Words of people on findings, and the findings as they stand with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from config.folder import Config
from monitor.rectification.summary import Summary, summary
from store.desk.entries import DeskAction, DeskEntry, Standing, standing_of
from store.records import Finding
from tests.monitor.report.sample import DAY, NO_SITE, STALE

CLOSED = replace(NO_SITE[0], state="closed", closed=DAY)
TAKEN_BACK = replace(
    NO_SITE[1],
    state="withdrawn",
    withdrawn=DAY,
    withdrawn_kind="office",
    withdrawn_by="王主任",
    withdrawn_why="名录有误",
)
LATE = replace(NO_SITE[2], due=date(2012, 11, 20))
SECRET = replace(NO_SITE[3], due=date(2012, 11, 20))
BACK = replace(STALE, reopened=1)
FOUND = (CLOSED, TAKEN_BACK, LATE, SECRET, BACK)


def word(
    number: int, finding: Finding, what: DeskAction, value: str = "", day: date | None = None
) -> DeskEntry:
    at = datetime(2012, 11, 10 + number, 2, tzinfo=UTC)
    return DeskEntry(
        finding.id, finding.reopened, what, value, "lisi", "李四", at, day=day, id=number
    )


def said(finding: Finding, *words: tuple[DeskAction, str, date | None]) -> Standing:
    entries = [word(n, finding, what, text, day) for n, (what, text, day) in enumerate(words, 1)]
    return standing_of(entries, finding.reopened)


WORDS = {
    LATE.id: said(
        LATE,
        (DeskAction.ACKNOWLEDGED, "", None),
        (DeskAction.PERSON, "赵六", None),
        (DeskAction.ANSWERED, "已开通，请复核。", None),
        (DeskAction.ACCEPTED, "", None),
    ),
    SECRET.id: said(SECRET, (DeskAction.SECRECY_ACCEPTED, "经审定", date(2013, 1, 31))),
}


def stands(
    setup: Config,
    found: Sequence[Finding] = FOUND,
    words: Mapping[int, Standing] = WORDS,
    *,
    since: date = date(2012, 1, 1),
    told: Mapping[tuple[int, int], date] | None = None,
) -> Summary:
    heard = {(LATE.id, 0): date(2012, 11, 5)} if told is None else told
    return summary(setup, found, words, heard, {BACK.id: 1}, since=since, as_of=DAY)
