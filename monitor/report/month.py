"""Which findings stood in a month, and how each stood at its end. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from store.findings import FindingEvent, FindingTurn
from store.records import Finding

_BEGINS = (FindingTurn.OPENED, FindingTurn.REOPENED)


def stood_in(
    finding: Finding, turns: Sequence[FindingEvent], first: date, last: date
) -> Iterator[Finding]:
    """The finding as it was after the night of `last`, where it stood open on a day since `first`;
    nothing where it did not. `turns`: all of its, oldest first.

    Of several lives the last one counts. What was said, confirmed or ended only after `last` is not
    told: the sentence is that of the life's first night then.
    """
    known = [turn for turn in turns if turn.day <= last]
    begun = next((turn for turn in reversed(known) if turn.what in _BEGINS), None)
    ended = known[-1].day if known and known[-1].what not in _BEGINS else None
    if begun is None or (ended is not None and ended < first):
        return
    is_told_later = finding.last_confirmed > last or len(known) < len(turns)
    stood = replace(finding, opened=begun.day, closed=ended, state="closed" if ended else "open")
    if is_told_later:
        stood = replace(
            stood,
            last_confirmed=last,
            severity=begun.severity,
            measured=begun.measured,
            sentence_zh=begun.sentence_zh,
            sentence_en=begun.sentence_en,
        )
    yield stood
