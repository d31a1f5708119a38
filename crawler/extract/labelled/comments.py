"""Messages as comments, and their answers as comments within them or below them: guest books of
blogs, which bear no labels but say in the names of their elements what these are.
"""

from collections.abc import Iterator, Set

from crawler.extract.dates import find_dates
from crawler.extract.flat import FlatPage
from crawler.extract.labelled.message import Shown
from crawler.extract.patterns import patterns
from crawler.extract.tags import Tag

_PATTERNS = patterns(__name__)
_MAX = 500


def comments_of(page: FlatPage, replies: Set[int]) -> Iterator[tuple[str, Shown]]:
    """(its first line, what is shown of it) of each that is no answer. Where the house answers
    none of them, their silence says nothing.

    Args:
        replies: the runs of labels such as 馆方回复.
    """
    found = [one for one, tag in enumerate(page.tags) if _is_a_comment(tag)][:_MAX]
    own = {one: _own_runs(page, one, found) for one in found}
    by_the_house = {
        one
        for one in found
        if _PATTERNS["of_the_house"].search(page.tags[one].names)
        or not replies.isdisjoint(range(*own[one]))
    }
    known = frozenset(found)
    outermost = {
        one: [around for around in page.ancestors(one) if around in known][-1] for one in found
    }
    answers = {outermost[one]: one for one in found if one in by_the_house}
    # where one answer stands beside the comments, others may
    is_silence = bool(answers) and not any(one in by_the_house for one in outermost.values())
    for one in dict.fromkeys(outermost.values()):
        day, line = _day_and_line(page, *own[one])
        if one in by_the_house or not day or not line:
            continue
        answered, reply = None, "" if is_silence else None
        if one in answers:
            answered, reply = _day_and_line(page, *own[answers[one]])
        yield line, Shown(day, answered, None, reply)


def _is_a_comment(tag: Tag) -> bool:
    return bool(tag.names) and _PATTERNS["comment"].search(tag.names) is not None


def _own_runs(page: FlatPage, one: int, found: list[int]) -> tuple[int, int]:
    """Those before the first comment within it."""
    within = next((other for other in found if one < other < page.ends[one]), None)
    return page.run_starts[one], page.run_ends[one] if within is None else page.run_starts[within]


def _day_and_line(page: FlatPage, start: int, stop: int) -> tuple[str, str]:
    """The day among these runs, and the first line behind it."""
    for run in range(start, stop):
        if days := find_dates(page.runs[run]):
            behind = (b for b in page.blocks if run < b.run < stop and not b.link_characters)
            return page.runs[run][days[0].start : days[0].end], next((b.text for b in behind), "")
    return "", ""
