"""Lists that only a script makes: known as such without a browser, by what stands where the entries
should (docs/field-notes.md §6).

Asked only of a page that shows neither entries nor text nor names a request for them: a clock
written by `document.write`, or a search box made by vue, says nothing of the list below it.
"""

import re
from itertools import islice

from crawler.extract.dialects.reading import ListPage
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_TO_BE_FILLED = _PATTERNS["to_be_filled"]
_FETCHES = _PATTERNS["fetches"]
_FILLS = _PATTERNS["fills"]
_UNFILLED = "a template that a script fills: {0}"
_IN_THE_SOURCE = (
    (_PATTERNS["repeats"], _UNFILLED),
    (_PATTERNS["template"], "a template in a script"),
    (_PATTERNS["writes"], "written by a script: document.write"),
    (_PATTERNS["external"], "an external script in the place of the list: {0}"),
    (_PATTERNS["instead"], "an external script instead of rows: {0}"),
    (_PATTERNS["filled_behind"], "an empty list, and the script behind it: {0}"),
)
_MOST_NAMES = 50  # of elements that scripts speak of
_SHOWN = 80  # characters of what was found


def why_a_browser(
    page: ListPage, *, is_list: bool, says_it_is_empty: bool, is_rendered: bool
) -> str:
    """What shows that a script makes what this page is for, "" where nothing does. Of a rendered
    page only what is still to be filled counts: its scripts have run.
    """
    unfilled = next((b.text for b in page.flat.blocks if _TO_BE_FILLED.search(b.text)), "")
    if unfilled or is_rendered:
        return _UNFILLED.format(unfilled[:_SHOWN]) if unfilled else ""
    found = _in_the_source(page.source)
    if found or says_it_is_empty or not _FETCHES.search(page.source):
        return found
    if is_list:
        return "an empty list, and a script that fetches"
    names = dict.fromkeys(_FILLS.findall(page.source))
    empty = next((name for name in islice(names, _MOST_NAMES) if _is_empty(name, page.source)), "")
    return f"#{empty} is empty, and a script fetches into it" if empty else ""


def _is_empty(name: str, source: str) -> bool:
    element = rf"""\bid\s*=\s*["']?{re.escape(name)}["']?[^<>]{{0,200}}>\s*</"""
    return re.search(element, source) is not None


def _in_the_source(source: str) -> str:
    for pattern, reason in _IN_THE_SOURCE:
        if match := pattern.search(source):
            return reason.format(
                " ".join((match[match.lastindex] if match.lastindex else "").split())[:_SHOWN]
            )
    return ""
